"""Lists of links: feeds (RSS, Atom), OPML lists of feeds, sitemaps and indexes of sitemaps."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from dateline.errors import InputError
from dateline.read.decode import replace_unfit
from dateline.read.limits import MAX_TAGS
from dateline.read.published import check_published
from dateline.read.url import is_url

MAX_FEED_BYTES = 4 * 1024 * 1024
"""Bytes of one feed; several times what large ones have."""

MAX_FEED_ENTRIES = 5_000
"""Entries of one feed, whose parser takes about a millisecond for each."""

_MAX_ENTRIES = 50_000  # of a sitemap (sitemaps.org)
_ENTRY = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:item|entry)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|opml|urlset|sitemapindex|html|!doctype\s+html)\b", re.IGNORECASE)
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


class ListKind(Enum):
    """Which kind of list."""

    FEED = "feed"
    OPML = "OPML list"
    SITEMAP = "sitemap"
    INDEX = "index of sitemaps"


_KINDS = {
    b"rss": ListKind.FEED,
    b"feed": ListKind.FEED,
    b"rdf": ListKind.FEED,
    b"opml": ListKind.OPML,
    b"urlset": ListKind.SITEMAP,
    b"sitemapindex": ListKind.INDEX,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One entry of a list.

    Attributes:
        url: where it leads; None for an entry of a feed that has only a text of its own.
        title, publisher: as the list has them.
        language: of the page, where the list tells it for each.
        published: ISO 8601; None where the list does not say, or not in a form that can be read.
        changed: when it was last changed, ISO 8601.
        id, markup: of an entry without a URL: its own id, or one made of its text; and its text as HTML.
        source: the feed or sitemap that it was found in.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    changed: str | None = None
    publisher: str | None = None
    language: str | None = None
    id: str | None = None
    markup: str | None = None
    source: str | None = None


def list_kind(data: bytes) -> ListKind | None:
    """Tell from its beginning what kind of list a file is; None where it is none, as an HTML page."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe<", b"\xfe\xff<")):
        return None
    root = _ROOT.search(head)
    return _KINDS.get(root.group(1).lower()) if root else None


def read_feed(data: bytes, *, url: str) -> list[Link]:
    """Give the entries of a feed in its order; `url` is its own, which relative links are seen from.

    Raises:
        InputError: it is too large, or no feed that can be read.
    """
    if len(data) > MAX_FEED_BYTES:
        raise InputError(f"is a feed of more than {MAX_FEED_BYTES:,} bytes, the limit")
    if sum(1 for _ in islice(_ENTRY.finditer(data), MAX_FEED_ENTRIES + 1)) > MAX_FEED_ENTRIES:
        raise InputError(f"is a feed of more than {MAX_FEED_ENTRIES:,} entries, the limit")
    if data.count(b"<") > MAX_TAGS:
        raise InputError(f"is a feed of more than {MAX_TAGS:,} tags, the limit")
    from feedparser.api import parse

    try:
        parsed = parse(  # a stream: a string could be taken for a URL or a file to open
            io.BytesIO(data),
            response_headers={"content-location": url, "content-type": "application/xml"},
            resolve_relative_uris=False,  # within texts, which are slow to look through
            sanitize_html=False,  # the text is extracted, never shown as HTML
        )
    except Exception as error:  # a parser of broken feeds, which fails on some in its own ways
        raise InputError(f"is a feed that cannot be read ({type(error).__name__}); tell its publisher") from error
    if not parsed.entries and not parsed.get("version"):
        raise InputError("is no feed that can be read; check the address")
    publisher = _text(parsed.feed.get("title"))
    return [_entry(entry, url, publisher) for entry in parsed.entries]


def _entry(entry: dict[str, object], url: str, publisher: str | None) -> Link:
    link = _text(entry.get("link"))
    link = urljoin(url, link) if link else None
    content = entry.get("content")
    identifier = _text(entry.get("id"))
    parts = [str(part["value"]) for part in content if part.get("value")] if isinstance(content, list) else []
    markup = parts[0] if parts else _text(entry.get("summary"))
    if identifier is None and markup is not None:
        identifier = f"{url}#{hashlib.sha256(markup.encode('utf-8', 'replace')).hexdigest()[:16]}"
    return Link(
        url=link if link and is_url(link) else None,
        title=_text(entry.get("title")),
        published=iso_date(_text(entry.get("published"))),
        changed=iso_date(_text(dict.get(entry, "updated"))),  # feedparser's own get gives the publication for it
        publisher=publisher,
        id=identifier,
        markup=markup,
        source=url,
    )


def read_opml(data: bytes) -> list[str]:
    """Give the URLs of the feeds that an OPML list names, each once, in its order.

    Raises:
        InputError: it is no XML, or names none.
    """
    found: dict[str, None] = {}
    for element in _elements(data, {"outline"}):
        url = next((element.get(name) for name in ("xmlUrl", "xmlurl", "XmlUrl", "url") if element.get(name)), "")
        if url and is_url(url.strip()):
            found[replace_unfit(url.strip())] = None
    if not found:
        raise InputError('is an OPML list that names no feeds; give each as <outline xmlUrl="https://…"/>')
    return list(found)


def read_sitemap(data: bytes, *, url: str) -> Iterator[Link]:
    """Yield the pages of a sitemap, or the sitemaps of an index; `url` is its own.

    Of news sitemaps, title, publication date, publisher and language are taken, too.

    Raises:
        InputError: it is broken from here on.
    """
    for count, element in enumerate(_elements(data, {"url", "sitemap"})):
        if count == _MAX_ENTRIES:
            raise InputError(f"has more than {_MAX_ENTRIES:,} entries; the rest was left out")
        said = {_local(child): _text(child.text) for child in element.iter() if isinstance(child.tag, str)}
        own = {_local(child): _text(child.text) for child in element if isinstance(child.tag, str)}
        page = own.get("loc")
        if page and is_url(page):
            news = any(isinstance(child.tag, str) and child.tag.startswith(_NEWS) for child in element.iter())
            yield Link(
                url=page,
                source=url,
                changed=iso_date(own.get("lastmod")),
                title=said.get("title") if news else None,
                published=iso_date(said.get("publication_date")),
                publisher=said.get("name") if news else None,
                language=said.get("language") if news else None,
            )


def _elements(data: bytes, names: set[str]) -> Iterator[etree._Element]:
    """Yield elements by their local names, in any namespace; entities and other files are never loaded.

    Raises:
        InputError: the XML is broken, from where on is not said.
    """
    context = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in context:
            if isinstance(element.tag, str) and _local(element) in names:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.LxmlError, ValueError, LookupError) as error:
        reason = (str(error).splitlines() or ["not well formed"])[0][:120]
        raise InputError(f"is no XML that can be read ({reason}); tell its publisher") from None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(value: object) -> str | None:
    return replace_unfit(" ".join(value.split())) or None if isinstance(value, str) else None


def iso_date(value: str | None) -> str | None:
    """Give a date as feeds and sitemaps write it (RFC 822 or W3C) in ISO 8601, with its own zone; None for others.

    >>> iso_date("Tue, 05 Mar 2024 10:00:00 +0400"), iso_date("2024-03-05T10:00Z"), iso_date("yesterday")
    ('2024-03-05T10:00:00+04:00', '2024-03-05T10:00Z', None)
    """
    if value is None:
        return None
    try:
        return check_published(value)
    except InputError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if "GMT" in value or "UTC" in value:
        moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    return moment.isoformat() if isinstance(moment, datetime) else None
