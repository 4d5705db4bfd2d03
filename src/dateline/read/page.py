"""HTML pages: main text, title, date and publisher, found by trafilatura."""

from __future__ import annotations

import logging
import re

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.decode import decode, replace_unfit
from dateline.read.limits import MAX_TAGS
from dateline.read.published import check_published

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|article|main|meta|title|div|p)\b",
    re.I | re.S,
)

_UNSEEN = frozenset({"script", "style", "title", "noscript", "template", "textarea", "select"})
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|div|fieldset|fig(caption|ure)|footer|form|h[1-6]|head|"
    "header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
_SPACES = re.compile(r"\s+")


def looks_like_page(head: str) -> bool:
    """Tell whether a text begins as an HTML page does."""
    return _MARKUP.match(head) is not None


def decode_page(data: bytes, *, charset: str | None = None) -> str:
    """Give the markup as text: by its byte order mark, as UTF-8, or else in the encoding that it declares.

    `charset` is the encoding that came with it, as in an HTTP header; it goes before the page's own.

    Raises:
        InputError: none of these fits.
    """
    declared = _CHARSET.search(data[:4096])
    return decode(data, declared=charset or (declared.group(1).decode("ascii") if declared else None))


def read_page(markup: str, *, id: str) -> Document:  # noqa: A002  the model's word
    """Give the article of a page; offsets count in the text as trafilatura extracts it, a paragraph a line.

    The date is the publication date of the page's metadata, not a guess from the text.

    Raises:
        InputError: there is no article in it, or it has more tags than the limit.
    """
    if markup.count("<") > MAX_TAGS:
        raise InputError(f"has more than {MAX_TAGS:,} tags, the limit for one page; save its text as .txt")
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:
        raise InputError(f"cannot be read as an HTML page ({type(error).__name__}); save its text as .txt") from error
    values = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("has no article text that could be found in the page; save its text as .txt")
    published = _string(values, "date")
    if published is not None:
        try:
            published = check_published(published)
        except InputError:
            published = None  # metadata of pages is often wrong: better no date than no article
    return Document(
        id=id,
        text=replace_unfit(text),
        title=_string(values, "title"),
        published=published,
        publisher=_string(values, "sitename"),
        url=_string(values, "url"),
    )


def all_text(markup: str) -> str:
    """Give all the text of HTML that is not laid out as pages are, as in mails and feeds, a block a line."""
    from lxml import etree
    from lxml.html import fromstring

    try:
        root = fromstring(f"<div>{markup}</div>")
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        shown = isinstance(element.tag, str) and element.tag not in _UNSEEN
        if isinstance(element.tag, str) and _BLOCKS.fullmatch(element.tag):
            parts.append("\n")
        if event == "start" and shown:
            parts.append(_SPACES.sub(" ", element.text or ""))
        elif event != "start":
            parts.append(_SPACES.sub(" ", element.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))


def _string(values: dict[str, object], field: str) -> str | None:
    value = values.get(field)
    return replace_unfit(value) if isinstance(value, str) and value.strip() else None
