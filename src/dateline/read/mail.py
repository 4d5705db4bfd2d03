"""Mails (.eml): the text that the sender wrote, with subject, date and sender."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.decode import decode, replace_unfit
from dateline.read.page import all_text, decode_page, read_page

_MAX_HEADER_BYTES = 256 * 1024
_MAX_BOUNDARIES = 100  # each part within a part costs the parser a look at every line
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"(?:From [^\n]*\r?\n)?[!-9;-~]{1,70}:")


def read_mail(data: bytes, *, id: str, tell: Callable[[str], None]) -> Document:  # noqa: A002  the model's word
    """Give the text of a mail: its plain text, or else the article of its HTML.

    The title is the subject, the publisher the sender's name (or address), the date that of the mail.

    Args:
        data: the whole file.
        id: id of the document.
        tell: called with a sentence about each attachment, which is not read.

    Raises:
        InputError: it is no mail, or has no text.
    """
    if not _FIELD.match(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")):
        raise InputError("is no mail: it does not begin with fields such as From: and Subject:")
    end = _HEADERS_END.search(data)
    if (end.start() if end else len(data)) > _MAX_HEADER_BYTES or data.count(b"boundary=") > _MAX_BOUNDARIES:
        raise InputError("has a header or a nesting of parts that no mail has; save its text as .txt")
    try:
        message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"))
        parts = list(_parts(message))
    except Exception as error:  # the standard library meets broken mails with errors of many kinds
        raise InputError(f"cannot be read as a mail ({type(error).__name__}); save its text as .txt") from error
    plain = [part for part in parts if part.get_content_type() == "text/plain" and not _is_attached(part)]
    pages = [part for part in parts if part.get_content_type() == "text/html" and not _is_attached(part)]
    for part in parts:
        if part not in plain and part not in pages:
            name = _words(part.get_filename()) or f"of type {part.get_content_type()}"
            tell(f"its attachment {name} was not read; save it as a file of its own")
    text = "\n\n".join(filter(str.strip, map(_plain_text, plain)))
    if not text and pages:
        text = "\n\n".join(_page_text(part, id) for part in pages)
    if not text.strip():
        raise InputError("has no text; save what is attached as files of their own")
    name, address = parseaddr(_header(message, "From"))
    return Document(
        id=id,
        text=replace_unfit(text),
        title=_header(message, "Subject") or None,
        published=_date(_header(message, "Date")),
        publisher=_words(name) or _words(address) or None,
    )


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail; a mail within it is one part, not to be mixed with what its sender wrote."""
    inner = message.get_payload()
    if not message.is_multipart() or message.get_content_maintype() == "message" or not isinstance(inner, list):
        yield message
        return
    for part in inner:
        yield from _parts(part) if isinstance(part, Message) else ()


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _plain_text(part: Message) -> str:
    data = _bytes(part)
    if not data.strip():
        return ""
    text = decode(data, declared=_charset(part))
    if (
        str(part.get_param("format", "")).lower() == "flowed"
    ):  # RFC 3676: a space at the end means that the line goes on
        text = re.sub(r"(?<!^--) \r?\n(?!-- \r?\n)", " ", text, flags=re.MULTILINE)
    return text


def _page_text(part: Message, identifier: str) -> str:
    markup = decode_page(_bytes(part), charset=_charset(part))
    try:
        return read_page(markup, id=identifier).text
    except InputError:  # mails are rarely laid out as articles are
        return all_text(markup)


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, UnicodeError):
        return None


def _header(message: Message, name: str) -> str:
    return _words(message.get(name))


def _words(value: object) -> str:
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(str(value))))
    except Exception:  # an encoded word that is none: shown as it stands
        text = str(value)
    return replace_unfit(" ".join(text.split()))


def _date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
