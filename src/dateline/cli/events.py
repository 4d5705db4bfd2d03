"""`dateline events` and `dateline sql`: what the store knows."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TextIO

from dateline.errors import InputError
from dateline.show.tabular import safe_cell
from dateline.show.visible import one_line

if TYPE_CHECKING:
    from dateline.store import EventQuery, EventRow, IncidentRow

_PAGE = 500


class RowFormat(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"


def events(database: str, query: EventQuery, *, limit: int | None, format_: RowFormat, stream: TextIO) -> None:
    """Write the events asked for, `limit` at most.

    Raises:
        InputError: the database cannot be opened.
    """
    from dateline.store import open_store

    with open_store(database, create=False) as store:
        found = all_pages(store.events, query, limit)
        if format_ is RowFormat.GEOJSON:
            write_geojson(found, stream)
        else:
            write_rows(_FIELDS[format_], (_row(row, format_) for row in found), format_, stream)


def sql(database: str, statement: str, *, format_: RowFormat, stream: TextIO) -> None:
    """Run one statement that reads, and write its rows.

    Raises:
        InputError: the database cannot be opened, or refuses the statement.
    """
    from dateline.store import open_store

    refuse_geojson(format_)
    with open_store(database, create=False) as store:
        columns, rows = store.read(statement)
        write_rows(columns, rows, format_, stream)


_TABLE = ("date", "event", "status", "actors", "recipients", "place", "sources", "text")
_ALL = (
    "document", "id", "date", "enddate", "event", "mode", "context", "status", "actors", "actor_codes", "recipients",
    "recipient_codes", "place", "country", "province", "lat", "lon", "resolution", "sources", "confidence", "text",
)  # fmt: skip
_FIELDS = {RowFormat.TABLE: _TABLE, RowFormat.CSV: _ALL, RowFormat.JSONL: _ALL}


def all_pages(ask: Callable[[Any], Sequence[Any]], query: Any, limit: int | None) -> Iterator[Any]:
    """Yield the rows that a query finds, page by page, `limit` at most."""
    given = 0
    while limit is None or given < limit:
        size = _PAGE if limit is None else min(_PAGE, limit - given)
        page = ask(replace(query, limit=size))
        yield from page
        given += len(page)
        if len(page) < size:
            return
        query = replace(query, after=page[-1].key)


def refuse_geojson(format_: RowFormat) -> None:
    """Refuse the format of places for rows that have none.

    Raises:
        InputError: it is asked for.
    """
    if format_ is RowFormat.GEOJSON:
        raise InputError("--format geojson is for events and incidents; choose table, csv or jsonl")


def _row(row: EventRow, format_: RowFormat) -> list[Any]:
    values = asdict(row)
    return [values[name] for name in _FIELDS[format_]]


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], format_: RowFormat, stream: TextIO) -> None:
    """Write rows as a table to read, CSV or JSONL."""
    if format_ is RowFormat.JSONL:
        for row in rows:
            stream.write(json.dumps(dict(zip(columns, row, strict=True)), default=str) + "\n")
        return
    if format_ is RowFormat.CSV:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([safe_cell(cell) for cell in row] for row in rows)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else one_line(str(cell))) for cell in row))
    Console(file=stream, markup=False, highlight=False, width=None if stream.isatty() else 200).print(table)


def write_geojson(rows: Iterable[EventRow | IncidentRow], stream: TextIO) -> None:
    """Write the rows that have coordinates as GeoJSON features."""
    stream.write('{"type": "FeatureCollection", "features": [')
    for number, row in enumerate(row for row in rows if row.lat is not None and row.lon is not None):
        properties = {name: value for name, value in asdict(row).items() if name not in ("lat", "lon", "key")}
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": properties,
        }
        stream.write((",\n" if number else "\n") + json.dumps(feature))
    stream.write("\n]}\n")
