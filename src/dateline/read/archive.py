"""WARC: the pages of a web archive, such as Common Crawl's news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.limits import MAX_PAGE_BYTES
from dateline.read.page import decode_page, read_page
from dateline.read.unpack import unchunk, unpack
from dateline.read.url import canonical_url, is_url

_PAGES = ("text/html", "application/xhtml+xml")
_MAX_HEADER_BYTES = 256 * 1024


def read_archive(stream: BinaryIO) -> Iterator[tuple[str, Document | InputError]]:
    """Yield URL and document of each page, or what is wrong with it; the id is the canonical URL, or the record's id.

    Pages are responses with status 200 and HTML; other records are passed over, and so is a URL met before.
    Gzip and other compressions of the file and of its records are told from their beginnings.

    Raises:
        InputError: it is no WARC file, or broken from here on.
        OSError, EOFError, zlib.error: the stream cannot be read on.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    seen: set[int] = set()  # hashes: an archive has many URLs
    records = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.any_type, parse_http=False, max_header_len=_MAX_HEADER_BYTES
        ):
            records += 1
            if record.record_type != WarcRecordType.response or not record.is_http:
                continue
            url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
            identifier = canonical_url(url) if is_url(url) else str(record.record_id)
            if hash(identifier) in seen:
                continue
            found = _page(record, identifier, url)
            if found is not None:
                seen.add(hash(identifier))
                yield url or identifier, found
    except Exception as error:  # the parser's own are of many classes, and each means that the file is broken
        if isinstance(error, OSError) and error.errno:
            raise
        after = f"; the {records} records before were read" if records else ""
        raise InputError(f"the WARC file is broken or cut off; make or fetch it again{after}") from error
    if not records:
        raise InputError("is empty or no WARC file; make or fetch it again")


def _page(record: Any, identifier: str, url: str) -> Document | InputError | None:
    """Give the article of a response, None where it is no page.

    Bodies are unpacked here: fastwarc 2.0's own decoding of gzip within chunks loses the record after it.
    """
    try:
        record.parse_http(auto_decode="none")
        headers = record.http_headers
        kind = str(record.http_content_type or "").lower()
        if headers is None or headers.status_code != 200 or kind not in _PAGES:
            return None
        data = record.reader.read(MAX_PAGE_BYTES + 1)
        packing = str(headers.get("Content-Encoding") or "")
        chunked = "chunked" in str(headers.get("Transfer-Encoding") or "").lower()
        charset = record.http_charset
    except (OSError, ValueError, EOFError, UnicodeError):
        return InputError("the record is broken or cut off; fetch the page itself")
    try:
        if len(data) <= MAX_PAGE_BYTES and chunked:
            data = unchunk(data)
        markup = decode_page(unpack([data], encoding=packing, limit=MAX_PAGE_BYTES), charset=charset or None)
        document = read_page(markup, id=identifier)
    except InputError as error:
        return error
    return document if document.url or not is_url(url) else document.model_copy(update={"url": url})
