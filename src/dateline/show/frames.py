"""Coded documents as Arrow tables: `table.to_pandas()` and `polars.from_arrow(table)` make data frames of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from dateline.model import CodedDocument
from dateline.show.exports.tables import TABLES, Column, Row, rows_of

_ARROW = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
_BATCH = 10_000


def schema(table: str) -> pa.Schema:
    """Give the Arrow schema of a table; each field says in its metadata what it means."""
    return pa.schema([_field(column) for column in TABLES[table]])


def batches(documents: Iterable[CodedDocument]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield pieces of the tables, each with the name of its table, as documents come in; at most some 10,000 rows of
    each table are held.
    """
    waiting: dict[str, list[Row]] = {table: [] for table in TABLES}
    for document in documents:
        for table, rows in rows_of(document).items():
            waiting[table] += rows
            if len(waiting[table]) >= _BATCH:
                yield table, pa.RecordBatch.from_pylist(waiting[table], schema=schema(table))
                waiting[table] = []
    for table, rows in waiting.items():
        if rows:
            yield table, pa.RecordBatch.from_pylist(rows, schema=schema(table))


def tables(documents: Iterable[CodedDocument]) -> dict[str, pa.Table]:
    """Give all tables in memory, by name: documents, events, parties, entities, places, figures, attributions.

    >>> from dateline.model import CodedDocument
    >>> tables([CodedDocument(id="a", text="Nothing happened.")])["documents"].num_rows
    1
    """
    found: dict[str, list[Any]] = {table: [] for table in TABLES}
    for table, batch in batches(documents):
        found[table].append(batch)
    return {table: pa.Table.from_batches(pieces, schema=schema(table)) for table, pieces in found.items()}


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _ARROW[column.kind], metadata={"meaning": column.meaning})
