"""Files made for the tests: PDF by hand, WARC by fastwarc's writer, pages with an article in them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

from dateline.model import Document
from dateline.read import Given, Problem, read_documents

STORY = "Rebels shelled the army post near the village of Talin on Monday, killing four soldiers, officials said."


def page(story: str = STORY, *, title: str = "Post attacked", published: str = "2024-03-05") -> str:
    """Give an HTML page as news sites have them, with an article that begins with the story."""
    return f"""<!DOCTYPE html><html><head><title>{title}</title>
<meta property="article:published_time" content="{published}"><meta property="og:site_name" content="Border News">
</head><body><nav><a href="/">Home</a></nav><article><h1>{title}</h1><p>{story}</p>
<p>The army sent more troops to the district and closed the road to the border, a spokesman said.</p>
<p>Talks between the two sides will begin in the capital next week, the foreign ministry announced.</p></article>
</body></html>"""


def pdf(lines: Sequence[str], *, title: str = "", extra: bytes = b"") -> bytes:
    """Give a PDF file of one page with these lines of ASCII, one under the other; `extra` goes into its catalog."""
    shown = b"".join(
        b"(" + line.replace("\\", "").replace("(", "").replace(")", "").encode("ascii") + b") Tj T*\n" for line in lines
    )
    content = zlib.compress(b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (" + title.encode("ascii") + b") >>",
    ]
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n" % count
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%sstartxref\n%d\n%%%%EOF\n" % (count, table, trailer, len(out))


def warc(
    records: Sequence[tuple[str, str, bytes]], *, gzip: bool = False, kind: WarcRecordType = WarcRecordType.response
) -> bytes:
    """Give a WARC file of HTTP responses: URL, head ("200 OK", then header lines), body."""
    sink = io.BytesIO()
    from fastwarc.stream_io import GzipWriter

    for url, head, body in records:
        record = WarcRecord()
        record.init_headers(record_type=kind)
        record.headers["WARC-Target-URI"] = url
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(b"HTTP/1.1 " + head.encode("latin-1").replace(b"\n", b"\r\n") + b"\r\n\r\n" + body)
        if gzip:
            with io.BytesIO() as member:
                writer = GzipWriter(member)
                record.write(writer)
                writer.close()
                sink.write(member.getvalue())
        else:
            record.write(sink)
    return sink.getvalue()


def read(*inputs: str | Path, given: Given | None = None) -> tuple[list[Document], list[Problem]]:
    """Give the documents of the inputs, and the problems."""
    problems: list[Problem] = []
    return list(read_documents(inputs, report=problems.append, given=given)), problems
