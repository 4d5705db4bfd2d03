"""Tables: CSV, whatever separates its cells, and Parquet; one document a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.columns import choose_columns
from dateline.read.decode import decode
from dateline.read.limits import MAX_CHARS, MAX_LINE_BYTES, MAX_TABLE_GROUP_BYTES, MAX_TEXT_BYTES
from dateline.read.records import make_document

Rows = Iterator[tuple[str, Document | InputError]]

_SEPARATORS = ",;\t|"
_SAMPLE_BYTES = 256 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MAX_CELL_CHARS = 4 * MAX_CHARS  # more than a text may have: its row is refused, and the next one read
_MAX_HEADER_CHARS = 1024 * 1024
_BATCH_ROWS = 64
_MAX_OVERSIZED = 100  # cells of Parquet, each of which may take as long to read as a thousand texts
_BATCH_BYTES = 256 * 1024 * 1024
_COMPACT_DATE = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})", re.ASCII)
_ODD_BYTES = re.compile("[\udc80-\udcff]")


def read_csv(stream: BinaryIO, *, name: str, columns: Mapping[str, str]) -> Rows:
    """Yield place ("row 7", after the header) and document of each row, or what is wrong with it.

    Separators are commas, semicolons, tabs or bars, as the header has them. The encoding is UTF-8, UTF-16 with a
    byte order mark, or Windows-1252 where that is plausible.

    Args:
        stream: the file.
        name: what the ids of rows without an id are made of: "news.csv:7".
        columns: field → column; see `choose_columns`.

    Raises:
        InputError: there is no header, a column is missing, or the cells cannot be told apart from here on.
        OSError, EOFError, zlib.error: the stream cannot be read on.
    """
    text = _decoded(stream)
    header = text.readline(_MAX_HEADER_CHARS)
    if not header.strip("\r\n\ufeff\0 "):
        raise InputError("is empty or begins with an empty line; the first line must name the columns")
    if len(header) == _MAX_HEADER_CHARS:
        raise InputError("is no table: its first line, which must name the columns, is endless")
    separator = max(_SEPARATORS, key=header.count)
    csv.field_size_limit(max(csv.field_size_limit(), _MAX_CELL_CHARS))
    names = next(csv.reader([header], delimiter=separator), [])
    chosen = choose_columns(names, columns)
    rows = csv.reader(_lines(text), delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error:
            raise InputError(
                f"row {number} has a cell of more than {_MAX_CELL_CHARS:,} characters; close its quotation mark"
            ) from None
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        values = {field: row[position] for field, position in chosen.items() if position < len(row)}
        yield f"row {number}", _document(values, f"{name}:{number}")


def read_parquet(path: Path, *, name: str, columns: Mapping[str, str]) -> Rows:
    """Yield place ("row 7", counted from 1) and document of each row, or what is wrong with it; see `read_csv`.

    Raises:
        InputError: it is no Parquet file, a column is missing, or it is too large or broken to be read on.
        OSError: the file cannot be read.
    """
    import pyarrow as pa
    from pyarrow import parquet

    number = oversized = 0
    try:
        with parquet.ParquetFile(path, buffer_size=1024 * 1024, pre_buffer=False) as file:
            names = file.schema_arrow.names
            chosen = choose_columns(names, columns)
            wanted = sorted({names[position] for position in chosen.values()})
            rows = _rows_at_once(file.metadata, wanted)
            for batch in file.iter_batches(batch_size=rows, columns=wanted, use_threads=False):
                cells = {field: batch.column(names[position]) for field, position in chosen.items()}
                for row in range(batch.num_rows):
                    number += 1
                    try:
                        values = {field: _cell(column[row]) for field, column in cells.items()}
                    except InputError as error:
                        yield f"row {number}", error
                        oversized += 1
                        if oversized == _MAX_OVERSIZED:
                            raise InputError(
                                f"has {oversized} cells larger than any text; the rows after {number} were not read"
                            ) from None
                        continue
                    yield f"row {number}", _document(values, f"{name}:{number}")
    except (pa.ArrowException, ValueError, KeyError, UnicodeError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise InputError(f"is broken or no Parquet file ({reason}); make or fetch it again") from None


def _decoded(stream: BinaryIO) -> TextIO:
    """Give the stream as text; bytes that do not fit its encoding become lone surrogates, told row by row."""
    buffered = io.BufferedReader(_Raw(stream), _SAMPLE_BYTES)
    head = buffered.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES]
    encoding = "utf-8-sig"
    if head.startswith(_UTF16):
        encoding = "utf-16"
    elif b"\0" in head:
        raise InputError("is binary data, not text; give a CSV file")
    else:
        whole = head[: head.rfind(b"\n") + 1] or head
        try:
            whole.decode("utf-8")
        except UnicodeDecodeError:
            decode(whole)  # refuses what is no Windows-1252
            encoding = "cp1252"
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    return io.TextIOWrapper(buffered, encoding, errors, newline="")


class _Raw(io.RawIOBase):
    """Any stream as the raw stream that buffers are made over."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _lines(text: TextIO) -> Iterator[str]:
    """Yield lines, cut where they are endless; a cell of such a line is then too large for the reader of cells."""
    while line := text.readline(MAX_LINE_BYTES):
        yield line


def _document(values: dict[str, Any], default_id: str) -> Document | InputError:
    try:
        text = values.get("text")
        if isinstance(text, str) and len(text) > MAX_CHARS:
            raise InputError(f"the text has {len(text):,} characters, more than the limit of {MAX_CHARS:,}; split it")
        for field, value in values.items():
            if isinstance(value, str) and _ODD_BYTES.search(value):
                raise InputError(f"{field} is not valid UTF-8; save the file as UTF-8")
        identifier = values.get("id")
        if isinstance(identifier, str) and not identifier.strip():
            values["id"] = None
        if values.get("text") is None:
            values["text"] = ""
        if not isinstance(values["text"], str):
            raise InputError("the text is no string; name the right column with --columns text=NAME")
        values["published"] = _iso(values.get("published"))
        return make_document(values, default_id=default_id)
    except InputError as error:
        return error


def _cell(scalar: Any) -> Any:
    import pyarrow as pa

    if isinstance(scalar, pa.DictionaryScalar):  # one of values that many rows share
        scalar = scalar.value
    as_buffer = getattr(scalar, "as_buffer", None)
    data = as_buffer() if as_buffer is not None else None
    if data is not None and data.size > MAX_TEXT_BYTES:
        raise InputError(f"has a cell of {data.size:,} bytes, more than the limit of {MAX_TEXT_BYTES:,} for one text")
    try:
        value = scalar.as_py()
    except (ValueError, OverflowError, UnicodeDecodeError):
        return None  # a time or text that Python cannot hold
    return value.isoformat() if isinstance(value, date | datetime) else value


def _iso(value: object) -> object:
    """Give a date as tables write it in ISO 8601 where its meaning is sure; others as they are, to be refused."""
    if not isinstance(value, str):
        return value
    value = value.strip()
    if (match := _COMPACT_DATE.fullmatch(value)) is not None:
        return "-".join(match.groups())
    if value[:1].isalpha():
        try:
            return parsedate_to_datetime(value).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return value
    if value.endswith(" UTC"):
        return value.removesuffix(" UTC") + "Z"
    return value


def _rows_at_once(metadata: Any, wanted: Sequence[str]) -> int:
    """Give how many rows to take into memory: few where a value, stored once for many rows, may be large.

    Raises:
        InputError: one column is too large to be read at all.
    """
    largest = 1
    for group in range(metadata.num_row_groups):
        for position in range(metadata.num_columns):
            column = metadata.row_group(group).column(position)
            if column.path_in_schema not in wanted:
                continue
            largest = max(largest, column.total_uncompressed_size)
            if largest > MAX_TABLE_GROUP_BYTES:
                raise InputError(
                    f'column "{column.path_in_schema}" has {largest:,} bytes in one row group, '
                    f"more than the limit of {MAX_TABLE_GROUP_BYTES:,}; write the file with smaller row groups"
                )
    return max(1, min(_BATCH_ROWS, _BATCH_BYTES // largest))
