from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.read.decode import decode, replace_unfit

ARTICLE = "Soldiers seized the café in Besançon – “quickly”, the mayor said. " * 5


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE.encode(),
        codecs.BOM_UTF8 + ARTICLE.encode(),
        codecs.BOM_UTF16_LE + ARTICLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ARTICLE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + ARTICLE.encode("utf-32-le"),
        ARTICLE.encode("cp1252"),
    ],
)
def test_encodings_that_are_known_or_plausible_give_the_same_text(data: bytes) -> None:
    assert decode(data) == ARTICLE


def test_line_ends_are_kept() -> None:
    assert decode(b"One.\r\nTwo.\rThree.\n") == "One.\r\nTwo.\rThree.\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 32)) * 10, "binary"),
        ("Ärger und Öl, déjà vu".encode()[:-1] + b"\xe9 ok", "not valid UTF-8"),
        ("Переговоры о прекращении огня начались в столице".encode("cp1251"), "not valid UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "UTF-16"),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        decode(data)


def test_nul_and_lone_surrogates_are_replaced_one_for_one() -> None:
    assert replace_unfit("a\0b\ud800c") == "a\ufffdb\ufffdc"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_that_can_be_encoded_or_a_clear_refusal(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError as error:
        assert str(error)
    else:
        assert "\0" not in text
        text.encode("utf-8")
