"""JSONL: one document a line, read one line at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.decode import replace_unfit
from dateline.read.limits import MAX_LINE_BYTES
from dateline.read.published import check_published

_TYPES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield line number (from 1) and bytes of each line that is not blank; None for a line over the limit."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1024 * 1024)
            yield number, None
        elif line.strip():
            yield number, line


def read_records(stream: BinaryIO, *, name: str) -> Iterator[tuple[str, Document | InputError]]:
    """Yield place ("line 7") and document of each line, or what is wrong with it; `name` is for lines without an id.

    Raises:
        OSError, EOFError, zlib.error: the stream cannot be read on.
    """
    for number, line in numbered_lines(stream):
        try:
            found: Document | InputError = read_record(line, default_id=f"{name}:{number}")
        except InputError as error:
            found = error
        yield f"line {number}", found


def read_record(line: bytes | None, *, default_id: str) -> Document:
    """Give the document that a line holds.

    Fields: `text` (needed), `id`, `title`, `published`, `publisher`, `url`, `language`; others are ignored.
    An `id` that is a whole number becomes its digits; where it is missing or null, `default_id` is taken.
    NUL and lone surrogates are replaced one for one (see `replace_unfit`).

    Raises:
        InputError: the line is too long, no JSON, no object, or a field has the wrong type or form.
    """
    if line is None:
        raise InputError(f"the line is longer than the limit of {MAX_LINE_BYTES // 1024**2} MiB; one document a line")
    values = _parse(line)
    if not isinstance(values, dict):
        raise InputError(f"the line is {_TYPES.get(type(values), 'a number')}, not a JSON object; one document a line")
    if "text" not in values:
        raise InputError('the object has no field "text"; put the article there')
    return make_document(values, default_id=default_id)


def make_document(values: Mapping[str, object], *, default_id: str) -> Document:
    """Give the document whose fields are given by name, as `read_record` does.

    Raises:
        InputError: a field has the wrong type or form.
    """
    text = values.get("text")
    if not isinstance(text, str):
        raise InputError(f"text is {_kind(text)}, not a string; put the article there")
    published = _optional(values, "published")
    return Document(
        id=_identifier(values.get("id"), default_id),
        text=replace_unfit(text),
        title=_optional(values, "title"),
        published=None if published is None else check_published(published),
        publisher=_optional(values, "publisher"),
        url=_optional(values, "url"),
        language=_optional(values, "language"),
    )


def _parse(line: bytes) -> object:
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError("is UTF-16; save the file again as UTF-8")
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"is not valid UTF-8 (at byte {error.start} of the line); save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputError(
            f"is not JSON ({error.msg} at character {error.pos + 1}); correct or remove the line"
        ) from None
    except RecursionError:
        raise InputError("is nested too deeply to be a document; correct or remove the line") from None
    except ValueError:
        raise InputError("is not JSON that can be read (a number is too long); correct or remove the line") from None


def _identifier(value: object, default: str) -> str:
    if value is None:
        return default
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:
            raise InputError("id is a number that is too long; write a string") from None
    if isinstance(value, str) and value.strip():
        return replace_unfit(value)
    found = "empty" if isinstance(value, str) else _kind(value)
    raise InputError(f"id is {found}; write a string or a whole number, or leave it out")


def _optional(values: Mapping[str, object], field: str) -> str | None:
    value = values.get(field)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise InputError(f"{field} is {_kind(value)}, not a string; write a string or leave it out")
    return replace_unfit(value)


def _kind(value: object) -> str:
    return _TYPES.get(type(value), "a number")
