from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.read.limits import MAX_LINE_BYTES
from dateline.read.records import numbered_lines, read_record


def _line(**fields: object) -> bytes:
    return json.dumps({"text": "The army withdrew.", **fields}).encode()


def test_a_record_keeps_its_fields_and_ignores_others() -> None:
    document = read_record(
        _line(id="a", title="T", published="2023-09-23", publisher="P", url="u", language="en", author="X"),
        default_id="f:1",
    )
    assert document.model_dump() == {
        "id": "a", "text": "The army withdrew.", "title": "T", "published": "2023-09-23", "publisher": "P", "url": "u",
        "language": "en",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_id", "expected"), [("x", "x"), (17, "17"), (None, "f:1"), ("a\u0000b", "a\ufffdb"), ("🚀", "🚀")]
)
def test_ids_are_strings_whole_numbers_or_the_line(given_id: object, expected: str) -> None:
    assert read_record(_line(id=given_id), default_id="f:1").id == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"The army withdrew.", "not JSON"),
        (b'{"text": "cut off', "not JSON"),
        (b'["text"]', "a list"),
        (b"17", "a number"),
        (b"null", "null"),
        (b"{}", 'no field "text"'),
        (_line(text=None), "text is null"),
        (_line(text=["a"]), "text is a list"),
        (_line(id=""), "id is empty"),
        (_line(id=True), "id is true or false"),
        (_line(id=1.5), "id is a number"),
        (_line(title=5), "title is a number"),
        (_line(published="23 Sept"), 'published is "23 Sept"'),
        (_line(published=20230923), "published is a number"),
        (b'{"text": "caf\xe9"}', "not valid UTF-8"),
        ('{"text": "a"}'.encode("utf-16"), "UTF-16"),
        (b'{"text": ' + b"[" * 100_000 + b"}", "too deeply"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "number is too long"),
        (None, "longer than the limit"),
    ],
)
def test_a_bad_line_is_told_in_one_sentence(line: bytes | None, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_record(line, default_id="f:1")
    assert "\n" not in str(caught.value)


def test_lone_surrogates_and_nul_are_replaced_where_they_stand() -> None:
    document = read_record(b'{"id": "1", "text": "a\\ud800b\\u0000c \\ud83d\\ude80"}', default_id="f:1")
    assert document.text == "a\ufffdb\ufffdc 🚀"


def test_lines_are_counted_with_blank_ones_and_long_ones_are_not_kept() -> None:
    stream = io.BytesIO(b"\xef\xbb\xbfone\n\n" + b"x" * (MAX_LINE_BYTES + 10) + b"\n\r\nlast")
    assert list(numbered_lines(stream)) == [(1, b"one\n"), (3, None), (5, b"last")]


@given(
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: json.dumps({"text": text, "id": text}).encode())
)
def test_any_line_gives_a_document_or_a_refusal(line: bytes) -> None:
    try:
        document = read_record(line, default_id="f:1")
    except InputError:
        return
    assert document.id
    document.text.encode("utf-8")
