"""Whatever bytes a file holds, under any name: no crash, no hang, bounded memory, each problem one sentence."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from dateline.errors import InputError
from dateline.model import Document
from dateline.read import SUFFIXES, Problem
from dateline.read.links import list_kind, read_feed, read_opml, read_sitemap
from dateline.read.pdf_text import read_safely
from dateline.read.unpack import gunzip, unchunk
from tests.read.made import STORY, page, pdf, read, warc

MAX_SECONDS = 20  # of one file of some kilobytes, on a busy machine; a hang takes for ever
_HTML = "200 OK\nContent-Type: text/html; charset=utf-8"


@lru_cache
def _samples() -> dict[str, bytes]:
    """Give a good file of each kind, by its ending."""
    lines = b"".join(json.dumps({"id": n, "text": f"{STORY} {n}"}).encode() + b"\n" for n in range(3))
    table = "text,id,date\n" + "".join(f'"{STORY} ""{n}""",{n},2024-03-05\n' for n in range(3))
    pages = [(f"https://example.org/{n}", _HTML, page().encode()) for n in range(2)]
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "A B <a@example.org>", "Büro", "Tue, 05 Mar 2024 14:05:00 +0400"
    mail.set_content(STORY + "\nÄ")
    mail.add_alternative(page(), subtype="html")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    sink = io.BytesIO()
    parquet.write_table(pa.table({"text": [f"{STORY} {n}" for n in range(3)], "id": ["a", "b", "c"]}), sink)
    return {
        ".txt": STORY.encode(),
        ".html": page().encode(),
        ".eml": mail.as_bytes(),
        ".jsonl": lines,
        ".jsonl.gz": gzip.compress(lines, mtime=0),
        ".csv": table.encode(),
        ".csv.gz": gzip.compress(table.encode(), mtime=0),
        ".tsv": table.replace(",", "\t").encode(),
        ".parquet": sink.getvalue(),
        ".warc": warc(pages),
        ".warc.gz": warc(pages, gzip=True),
    }


@st.composite
def broken(draw: st.DrawFn, suffix: str) -> bytes:
    """Give a good file with a few things done to it: cut off, parts left out, doubled or changed, a block put in."""
    data = bytearray(_samples()[suffix])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(1, 40))
        match draw(st.integers(0, 5)):
            case 0:
                del data[at:]
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * draw(st.integers(1, 5))
            case 3:
                data[at : at + length] = draw(st.binary(min_size=length, max_size=length))
            case 4:
                data[at:at] = draw(
                    st.sampled_from([b"\0", b"\r\n\r\n", b'"', b"\xff\xfe", b"<", b"\x1f\x8b\x08", b"9" * 30])
                )
            case 5 if data:
                data[min(at, len(data) - 1)] ^= 1 << draw(st.integers(0, 7))
    return bytes(data)


def _check(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a" + suffix)
        path.write_bytes(data)
        started = time.monotonic()
        documents, problems = read(path)
    assert time.monotonic() - started < MAX_SECONDS
    assert all(problem.place.startswith(str(path)) for problem in problems)
    _check_told(documents, problems)


def _check_told(documents: list[Document], problems: list[Problem]) -> None:
    assert documents or problems
    for problem in problems:
        assert "\n" not in problem.message
        assert 10 < len(problem.message) < 400
    for document in documents:
        document.model_dump_json().encode("utf-8")


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=15)
@given(data=st.binary(max_size=300))
def test_any_bytes_under_any_name(suffix: str, data: bytes) -> None:
    _check(suffix, data)


@pytest.mark.parametrize("suffix", _samples())
@settings(max_examples=25)
@given(data=st.data())
def test_files_that_were_good(suffix: str, data: st.DataObject) -> None:
    _check(suffix, data.draw(broken(suffix)))


@settings(max_examples=40)
@given(st.binary(max_size=60), st.integers(0, 1000), st.integers(0, 200), st.booleans())
def test_pdf_files_that_were_good(put: bytes, at: int, length: int, cut: bool) -> None:
    whole = pdf([STORY])
    found = read_safely(whole[:at] + put + (b"" if cut else whole[at + length :]))
    assert isinstance(found.get("text", found.get("problem")), str)


@pytest.mark.parametrize(
    "reader", [lambda d: read_feed(d, url="http://a/"), read_opml, lambda d: list(read_sitemap(d, url="http://a/"))]
)
@settings(max_examples=25)
@given(data=st.data())
def test_lists_of_links(reader: Callable[[bytes], object], data: st.DataObject) -> None:
    good = (
        b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title><item><title>a &amp; b'
        b"</title>"
        b"<link>https://example.org/1</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item></channel></rss>",
        b'<opml version="2.0"><body><outline xmlUrl="https://example.org/feed"/></body></opml>',
        b"<urlset><url><loc>https://example.org/1</loc><lastmod>2024-03-05</lastmod></url></urlset>",
    )
    text = bytearray(data.draw(st.sampled_from(good) | st.binary(max_size=200)))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    list_kind(bytes(text))
    try:
        reader(bytes(text))
    except InputError as error:
        assert "\n" not in str(error)


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_what_is_packed(data: bytes) -> None:
    unchunk(data)
    with suppress(InputError):
        assert len(gunzip(b"\x1f\x8b" + data, limit=1000)) <= 1000


LINE_BYTES = 18 * 1024 * 1024


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        (".txt", b""),
        (".html", b"<html><body><p>"),
        (".jsonl", b'{"text": "'),
        (".csv", b"text,id\n"),
        (".csv", b'text,id\n"'),
        (".csv", b""),
        (".eml", b"Subject: "),
        (".warc", b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/"),
        (".pdf", b""),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_one_endless_line_is_refused_within_bounds(tmp_path: Path, suffix: str, start: bytes, packed: bool) -> None:
    if packed and suffix not in (".jsonl", ".csv", ".warc"):
        pytest.skip("not read in gzip")
    path = tmp_path / f"a{suffix}{'.gz' if packed else ''}"
    pack = zlib.compressobj(1, wbits=31)
    with path.open("wb") as stream:
        block = b"a" * (1024 * 1024)
        for part in (start, *[block] * (LINE_BYTES // len(block))):
            stream.write(pack.compress(part) if packed else part)
        stream.write(pack.flush() if packed else b"")
    tracemalloc.start()
    started = time.monotonic()
    documents, problems = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert documents == []
    assert len(problems) == 1
    _check_told(documents, problems)
    assert peak < 6 * LINE_BYTES
    assert time.monotonic() - started < MAX_SECONDS
