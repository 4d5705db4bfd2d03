"""What is remembered of what was read: what could not be used, and what servers said."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from dateline.store.schema.base import metadata

rejected = Table(
    "rejected",
    metadata,
    Column("place", String, primary_key=True),
    Column("reason", String, nullable=False),
)

fetched = Table(
    "fetched",
    metadata,
    Column("url", String, primary_key=True),
    Column("checked", String, nullable=False),
    Column("status", Integer),
    Column("etag", String),
    Column("last_modified", String),
    Column("failures", Integer, nullable=False),
    Column("not_before", String),
    Column("document", String),
    Column("reason", String),
)
"""What is remembered about URLs between runs; the columns are the fields of `dateline.fetch.memory.Fetched`."""
