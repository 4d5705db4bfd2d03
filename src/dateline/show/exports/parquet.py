"""The tables as Parquet, a file each in one folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from dateline.model import CodedDocument
from dateline.show.exports.tables import TABLES
from dateline.show.frames import batches, schema


def write(documents: Iterable[CodedDocument], folder: Path) -> None:
    """Write `documents.parquet`, `events.parquet` and so on into a folder that is there, replacing older ones."""
    writers = {table: pq.ParquetWriter(folder / f"{table}.parquet", schema(table)) for table in TABLES}
    try:
        for table, batch in batches(documents):
            writers[table].write_batch(batch)
    finally:
        for writer in writers.values():
            writer.close()
