"""WARC: HTML responses with status 200, each URL once."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecordType

from tests.read.made import STORY, page, read, warc

OK = "200 OK\nContent-Type: text/html; charset=utf-8"


@pytest.mark.parametrize("gzip", [False, True])
def test_pages_come_out_once_and_other_records_are_passed_over(tmp_path: Path, gzip: bool) -> None:
    records = [
        ("https://example.org/a?utm_source=feed#top", OK, page().encode()),
        ("https://example.org/a", OK, page("Another text.").encode()),
        ("https://example.org/b", "404 Not Found\nContent-Type: text/html", page().encode()),
        ("https://example.org/c.png", "200 OK\nContent-Type: image/png", b"\x89PNG"),
        ("https://example.org/d", OK, b"<html><body></body></html>"),
        ("https://example.org/e", OK, page(title="Talks").encode()),
    ]
    path = tmp_path / ("a.warc.gz" if gzip else "a.warc")
    other = warc(records[-1:], gzip=gzip, kind=WarcRecordType.request)
    path.write_bytes(other + warc(records, gzip=gzip) + other)
    documents, [problem] = read(path)
    assert [(d.id, d.title) for d in documents] == [
        ("https://example.org/a", "Post attacked"),
        ("https://example.org/e", "Talks"),
    ]
    assert documents[0].url == "https://example.org/a?utm_source=feed#top"
    assert STORY in documents[0].text
    assert documents[0].published == "2024-03-05"
    assert str(problem).startswith(f"{path}, https://example.org/d: has no article text")


def test_bodies_are_decoded(tmp_path: Path) -> None:
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(page().encode()) + packer.flush()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    head = "200 OK\nContent-Type: text/html\nContent-Encoding: gzip\nTransfer-Encoding: chunked"
    russian = page("«Волки» rebels attacked a post near the village, the ministry said.").encode("cp1251")
    path = tmp_path / "a.warc"
    path.write_bytes(
        warc(
            [
                ("https://example.org/a", head, chunked),
                ("https://example.org/b", "200 OK\nContent-Type: text/html; charset=windows-1251", russian),
            ]
        )
    )
    documents, problems = read(path)
    assert problems == []
    assert STORY in documents[0].text
    assert "«Волки»" in documents[1].text


def test_a_body_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(b"<html><body><p>" + b" " * 60_000_000) + packer.flush()
    path = tmp_path / "a.warc"
    head = "200 OK\nContent-Type: text/html\nContent-Encoding: gzip"
    path.write_bytes(warc([("https://example.org/a", head, bomb), ("https://example.org/b", OK, page().encode())]))
    [document], [problem] = read(path)
    assert document.id == "https://example.org/b"
    assert "larger than the limit" in problem.message


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "no WARC file"), (b"words, not records\n" * 9, "WARC file"), (b"\x1f\x8b\x08\0", "WARC file")],
)
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    documents, [problem] = read(path)
    assert documents == []
    assert said in problem.message


@pytest.mark.parametrize("gzip", [False, True])
def test_an_archive_cut_off_gives_what_came_before(tmp_path: Path, gzip: bool) -> None:
    whole = warc([(f"https://example.org/{n}", OK, page().encode()) for n in range(3)], gzip=gzip)
    path = tmp_path / "a.warc"
    path.write_bytes(whole[: len(whole) - len(whole) // 6])
    documents, problems = read(path)
    assert [d.id for d in documents][:2] == ["https://example.org/0", "https://example.org/1"]
    assert len(documents) + len(problems) >= 3
