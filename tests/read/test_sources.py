from __future__ import annotations

import gzip
import io
import json
import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from dateline.model import Document
from dateline.read import Given, Problem, read_documents

CUT_GZIP = gzip.compress(random.Random(7).randbytes(5000))[:2000]
STORY = "Rebels attacked an army post near the border on Monday, the governor said."
PAGE = f"""<!doctype html><html lang="en"><head><title>Post attacked</title>
<meta property="og:site_name" content="Border News">
<meta property="article:published_time" content="2024-03-05T08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Post attacked</h1>{"<p>" + STORY + "</p>"}
<p>The army sent more troops to the district and closed the road to the border, a spokesman said.</p>
<p>Talks between the two sides will begin in the capital next week, the foreign ministry announced.</p></article>
</body></html>"""


def _read(
    *inputs: str | Path, stdin: bytes | None = None, given: Given | None = None
) -> tuple[list[Document], list[str]]:
    problems: list[Problem] = []
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_documents(inputs, report=problems.append, given=given, stdin=stream)), [str(p) for p in problems]


def _record(**fields: object) -> bytes:
    return json.dumps({"text": STORY, **fields}).encode() + b"\n"


def test_a_text_file_is_one_document_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + STORY.encode() + b"\r\n")
    [document], problems = _read(path, given=Given(title="T", published="2024-03-05", publisher="P"))
    assert (document.id, document.text) == ("a.txt", STORY + "\r\n")
    assert (document.title, document.published, document.publisher) == ("T", "2024-03-05", "P")
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_gives_article_title_date_and_publisher(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.encode(encoding))
    [document], problems = _read(path, given=Given(published="1999-01-01"))
    assert STORY in document.text
    assert "Home" not in document.text
    assert (document.title, document.published, document.publisher) == ("Post attacked", "2024-03-05", "Border News")
    assert problems == []


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    markup = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Rebels", "«Волки» rebels")
    path = tmp_path / "a.htm"
    path.write_bytes(markup.encode("cp1251"))
    [document], _ = _read(path)
    assert "«Волки» rebels" in document.text


def test_folders_are_read_in_sorted_order_with_unique_ids(tmp_path: Path) -> None:
    for name in ("b/x.txt", "a/x.txt", "a/x.html", "z.txt", ".hidden.txt", "notes.md", "c/.git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE if name.endswith("html") else STORY)
    (tmp_path / "c" / "lines.jsonl").write_bytes(_record(id="j1") + _record())
    documents, problems = _read(tmp_path)
    assert [d.id for d in documents] == ["z.txt", "a/x.html", "a/x.txt", "b/x.txt", "j1", "c/lines.jsonl:2"]
    assert problems == []


def test_the_output_of_an_earlier_run_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "out.jsonl").write_bytes(_record(id="old"))
    documents = read_documents([tmp_path], report=lambda _: None, leave_out=tmp_path / "out.jsonl")
    assert [d.id for d in documents] == ["a.txt"]


@pytest.mark.parametrize("compress", [False, True])
def test_bad_lines_are_named_and_the_others_read(tmp_path: Path, compress: bool) -> None:
    lines = _record(id="1") + b"nonsense\n\n" + b'{"id": "4"}\n' + _record(id="5", published="soon") + _record(id="6")
    path = tmp_path / ("a.jsonl.gz" if compress else "a.jsonl")
    path.write_bytes(gzip.compress(lines, mtime=0) if compress else lines)
    documents, problems = _read(path, given=Given(published="2024-01-01"))
    assert [d.id for d in documents] == ["1", "6"]
    assert [p.split(": ")[0].removeprefix(f"{path}, ") for p in problems] == ["line 2", "line 4", "line 5"]


def test_options_fill_gaps_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(_record(id="1", published="2020-02-02", publisher="Own") + _record(id="2"))
    documents, _ = _read(path, given=Given(published="2024-01-01", publisher="Option"))
    assert [(d.published, d.publisher) for d in documents] == [("2020-02-02", "Own"), ("2024-01-01", "Option")]


def test_ids_used_before_give_a_warning_only() -> None:
    problems: list[Problem] = []
    stdin = io.BytesIO(_record(id="1") + _record(id="1"))
    assert len(list(read_documents(["-"], report=problems.append, stdin=stdin))) == 2
    [problem] = problems
    assert not problem.refused
    assert 'line 2: the id "1" was used before' in str(problem)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (STORY.encode(), ["stdin"]),
        (b"\n\n " + PAGE.encode(), ["stdin"]),
        (PAGE.encode("utf-16"), ["stdin"]),
        (_record(id="1") + _record(), ["1", "stdin:2"]),
        (b"\xef\xbb\xbf" + _record(id="1"), ["1"]),
        (gzip.compress(_record(id="1"), mtime=0), ["1"]),
        (gzip.compress(STORY.encode(), mtime=0), ["stdin"]),
    ],
)
def test_standard_input_is_told_by_its_beginning(data: bytes, ids: list[str]) -> None:
    documents, problems = _read("-", stdin=data)
    assert [d.id for d in documents] == ids
    assert all(STORY in d.text and "<p>" not in d.text for d in documents)
    assert problems == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "the text is empty"),
        ("a.txt", b"\0\1\2\3" * 50, "binary"),
        ("a.txt", b"a " * 2_100_000, "larger than the limit of 4,000,004 bytes"),
        ("a.txt", b"word " * 200_001, "limit of 1,000,000"),
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl.gz", b"", "is empty"),
        ("a.jsonl.gz", b"no gzip", "gzip file is broken"),
        (
            "a.jsonl.gz",
            gzip.compress(_record(junk=random.Random(7).randbytes(5000).hex()), mtime=0)[:2000],
            "gzip file is broken",
        ),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.html", b"\0" * 100, "binary"),
        ("a.docx", b"PK", "unknown kind of file"),
    ],
)
def test_a_bad_file_is_one_sentence_that_names_it(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    documents, problems = _read(path)
    assert documents == []
    [problem] = problems
    assert problem.startswith(str(path))
    assert said in problem
    assert "\n" not in problem


def test_a_gzip_file_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(_record(id=str(n), junk=os.urandom(20_000).hex()) for n in range(8))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines, mtime=0)[:90_000])
    documents, [problem] = _read(path)
    assert [d.id for d in documents] == [str(n) for n in range(len(documents))]
    assert documents
    assert problem.endswith(f"what comes before was read, up to line {len(documents)}")


@pytest.mark.parametrize("name", ["missing.txt", "missing/", "nul\0name.txt", "x" * 300 + ".txt"])
def test_a_path_that_leads_nowhere(tmp_path: Path, name: str) -> None:
    documents, problems = _read(f"{tmp_path}/{name}")
    assert documents == []
    assert len(problems) == 1


def test_folders_without_articles_and_links_that_lead_nowhere(tmp_path: Path) -> None:
    assert "no articles in this folder" in _read(tmp_path)[1][0]
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert "no such file" in _read(tmp_path)[1][0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    path.chmod(0)
    assert "no permission" in _read(path)[1][0]


def test_standard_input_can_be_named_once() -> None:
    documents, problems = _read("-", "-", stdin=STORY.encode())
    assert len(documents) == 1
    assert "was read already" in problems[0]


@settings(max_examples=60, deadline=None)
@hypothesis_given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.jsonl.gz", "-"]))
def test_no_bytes_make_the_reader_fail(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        documents, problems = _read("-" if name == "-" else path, stdin=data)
    assert documents or problems
