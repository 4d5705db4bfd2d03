"""Time and peak memory of the readers on files that try to exhaust them.

    python benchmarks/readers.py [--megabytes 1024] [--only .csv]

Makes, one after the other, a file of one endless line under every ending (packed, too, where gzip is read), and files
that grow when they are read: bombs of XML, gzip and PDF, nests of HTML and of mails. Each is read by `dateline.read` in
a process of its own. Prints seconds of processor time, peak memory (MiB, beyond that of a process that has read a small
page), that of the process that reads a PDF, and what was said. Exits with 1 where a file was not read or refused within
the bounds, `--seconds` and `--memory`.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
from fastwarc.warc import WarcRecord, WarcRecordType
from pyarrow import parquet

STORY = "Rebels shelled the army post near the village of Talin on Monday, killing four soldiers, officials said. "
ENDLESS = {
    ".txt": b"",
    ".html": b"<html><body><p>",
    ".pdf": b"%PDF-1.4\n",
    ".eml": b"Subject: ",
    ".jsonl": b'{"text": "',
    ".csv": b"text,id\n",
    ".tsv": b"text\tid\n",
    ".parquet": b"PAR1",
    ".warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ",
    ".opml": b"<opml>",
    ".xml": b"<rss>",
}
PACKED = (".jsonl", ".csv", ".warc", ".xml")
_BLOCK = b"a" * (1024 * 1024)


def endless(path: Path, start: bytes, megabytes: int) -> None:
    """Write one line without an end."""
    with gzip.open(path, "wb", 1) if path.name.endswith(".gz") else path.open("wb") as stream:
        stream.write(start)
        for _ in range(megabytes):
            stream.write(_BLOCK)


def _entities(root: bytes, leaf: bytes) -> bytes:
    """Give XML in which each of ten entities stands for ten of the one before."""
    grown = "".join(f'<!ENTITY {after} "{10 * f"&{before};"}">' for before, after in pairwise("abcdefghij"))
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{grown}]>'.encode() + root.replace(b"@", leaf)


def _pdf(content: bytes, repeat: int) -> bytes:
    """Give a PDF file of one page whose content, unpacked, is this so many times."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(content) for _ in range(repeat)) + packer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    table = b"0000000000 65535 f \n"
    for number, found in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, found)
    trailer = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n" + table + trailer


def _parquet(value: bytes, rows: int) -> bytes:
    """Give a table of which every row has the same text, stored once."""
    sink = io.BytesIO()
    text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([value.decode()]))
    parquet.write_table(pa.table({"text": text}), sink)
    return sink.getvalue()


def _warc(body: bytes) -> bytes:
    """Give a packed archive with one page."""
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "http://x.example/"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)
    sink = io.BytesIO()
    record.write(sink)
    return gzip.compress(sink.getvalue())


def _mail(depth: int) -> bytes:
    head = "".join(f"Content-Type: multipart/mixed; boundary={n}\n\n--{n}\n" for n in range(depth))
    return ("Subject: nested\n" + head + "Content-Type: text/plain\n\n" + (STORY + "\n") * 100_000).encode()


MIB = 1024 * 1024
TRAPS: dict[str, Callable[[], bytes]] = {
    "billion laughs.rss": lambda: _entities(
        b"<rss><channel><item><guid>1</guid><description>@</description></item></channel></rss>", b"&j;"
    ),
    "billion laughs.opml": lambda: _entities(b'<opml><body><outline xmlUrl="http://x/@"/></body></opml>', b"&j;"),
    "billion laughs.xml": lambda: _entities(b"<urlset><url><loc>http://x/@</loc></url></urlset>", b"&j;"),
    "deep nest.opml": lambda: b"<opml>" + b"<outline>" * 5_000_000,
    "deep nest.xml": lambda: b"<urlset>" + b"<url>" * 8_000_000,
    "many entries.rss": lambda: b"<rss><channel>" + (
        b"<item><guid>1</guid><description>" + b"a &lt;b&gt; " * 60 + b"</description></item>"
    )
    * 4_900,
    "open tags.rss": lambda: b"<rss><channel><item><guid>1</guid><description>" + b"<b>" * 99_980,
    "deep nest.html": lambda: b"<html><body>" + b"<div>" * (3 * MIB),
    "open paragraphs.html": lambda: b"<html><body>" + f"<p>{STORY}".encode() * 99_990,
    "open links.html": lambda: b"<html><body><p>" + b"<a href=x>y" * 99_990,
    "attributes.html": lambda: b"<html><body><p " + b"a=b " * (4 * MIB - 10) + b">",
    "open comment.html": lambda: b"<html><body><!--" + b"<!-- " * (3 * MIB),
    "nested parts.eml": lambda: _mail(90),
    "more nested parts.eml": lambda: _mail(2000),
    "long header.eml": lambda: b"".join(b"X-%d: a\n" % n for n in range(20_000)) + b"\n" + STORY.encode(),
    "growing.jsonl.gz": lambda: gzip.compress(b'{"text": "' + b" " * (1000 * MIB) + b'"}', 9),
    "many objects.jsonl": lambda: b'{"text": "x", "y": [' + b"{}," * (5 * MIB) + b"{}]}",
    "deep nest.jsonl": lambda: b'{"text": "x", "y": ' + b"[" * (8 * MIB),
    "many lines.jsonl": lambda: b"{}\n" * 200_000,
    "open quotation.csv": lambda: b'text\n"' + b"line\n" * (20 * MIB),
    "many columns.csv": lambda: b"text," + b"a," * (7 * MIB) + b"\nx\n",
    "shared value.parquet": lambda: _parquet(b"a" * 16 * MIB, 2_000),
    "growing.warc.gz": lambda: _warc(b" " * (512 * MIB)),
    "growing.pdf": lambda: _pdf(b" " * MIB, 2000),
    "many words.pdf": lambda: _pdf(b"BT /F1 11 Tf (words and more) Tj ET\n", 1_500_000),
}  # fmt: skip

_READ = """
import json, resource, sys
from dateline.fetch.client import Fetcher
from dateline.fetch.web import Web
from dateline.read import read_documents
def cpu_seconds():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
problems = []
web = Web(Fetcher(), report=problems.append)
list(read_documents([sys.argv[1]], report=problems.append, remote=web.read))
problems.clear()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = cpu_seconds()
count = 0
for document in read_documents([sys.argv[2]], report=problems.append, remote=web.read):
    count += 1
seconds = cpu_seconds() - started
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
told = str(problems[0]) if problems else ""
print(json.dumps([seconds, (own - before) // 1024, child // 1024, count, len(problems), told]))
"""


def measure(path: Path, warm: Path) -> tuple[float, int, int, int, int, str]:
    """Read a file in a process of its own; give seconds, MiB, MiB of its child, documents, problems, the first one."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(warm), str(path)], capture_output=True, text=True, timeout=1800, check=False
    )
    if done.returncode:
        return 0.0, 0, 0, 0, 0, f"CRASHED with {done.returncode}: {done.stderr.strip()[-200:]}"
    seconds, own, child, documents, problems, told = json.loads(done.stdout)
    return seconds, own, child, documents, problems, told


def files(folder: Path, megabytes: int, only: str) -> Iterator[Path]:
    """Make the files, one at a time; each is gone when the next one comes."""
    for suffix, start in ENDLESS.items():
        for packed in (False, True) if suffix in PACKED else (False,):
            path = folder / f"{megabytes} MiB of one line{suffix}{'.gz' if packed else ''}"
            if only not in path.name:
                continue
            endless(path, start, megabytes)
            yield path
            path.unlink()
    for name, make in TRAPS.items():
        path = folder / name
        if only not in name:
            continue
        path.write_bytes(make())
        yield path
        path.unlink()


def main() -> int:
    """Measure all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--only", default="", help="names that contain this")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--memory", type=int, default=1024, help="MiB")
    given = parser.parse_args()
    failed = False
    columns = ("file", "bytes", "CPU seconds", "MiB", "of a child", "documents", "problems", "first problem")
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    with tempfile.TemporaryDirectory(prefix="dateline-readers-") as name:
        folder = Path(name)
        warm = folder / "warm.html"
        warm.write_text(f"<html><body><article><p>{STORY * 5}</p></article></body></html>", encoding="utf-8")
        for path in files(folder, given.megabytes, given.only):
            seconds, own, child, documents, problems, told = measure(path, warm)
            told = told.replace(str(folder) + "/", "").replace("|", "/")
            bad = seconds > given.seconds or own > given.memory or not (documents or problems) or "CRASHED" in told
            failed |= bad
            size = f"{path.stat().st_size:,}"
            cells = (path.name, size, f"{seconds:.1f}", own, child, documents, problems, f"{'BAD ' * bad}{told[:160]}")
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
