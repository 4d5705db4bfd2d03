"""Coded documents, whole and by their parts."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, text

from dateline.store.schema.base import document_column, happening_columns, metadata, point_columns, span_columns

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("coder_version", String, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("title", String),
    Column("published", String),
    Column("publisher", String),
    Column("url", String),
    Column("language", String),
    Column("text", String, nullable=False),
    Column("coded", LargeBinary, nullable=False),
    Index("documents_version", "id", "content_hash", "coder_version", unique=True),
)
Index(
    "documents_one_current",
    documents.c.id,
    unique=True,
    sqlite_where=text('"current"'),
    postgresql_where=text('"current"'),
)

events = Table(
    "events",
    metadata,
    Column("key", Integer, primary_key=True),
    document_column(),
    Column("current", Boolean, nullable=False),
    Column("id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("context", String, nullable=False),
    Column("status", String, nullable=False),
    Column("quad_code", Integer, nullable=False),
    Column("event_scale", Float, nullable=False),
    *happening_columns(),
    Column("district", String),
    *point_columns(),
    Column("sources", String, nullable=False),
    Column("trigger", String, nullable=False),
    *span_columns(),
    Column("confidence", Float, nullable=False),
    Index("events_date", "date"),
)

event_index = Table(
    "event_index",
    metadata,
    Column("country", String, primary_key=True),
    Column("event", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date", String),
    Column("cell", Integer),
    Column("lat", Float),
    Column("lon", Float),
    sqlite_with_rowid=False,
)
"""What `dateline events` searches: each current event once under the country "" and once under each country of its
place and parties, with what filters ask for. `cell` is the square degree of its place (`query.cell`). On PostgreSQL
each combination of filters is a range of one of these indexes, in order; on SQLite full-text search leads (`search`).
"""
for _name, _columns in (
    ("event_index_type", "type event status"),
    ("event_index_status", "status event"),
    ("event_index_date", "date event type status"),
    ("event_index_type_date", "type date event status"),
    ("event_index_cell", "cell event type status date lat lon"),
    ("event_index_cell_type", "cell type event status date lat lon"),
    ("event_index_cell_date", "cell date event type status lat lon"),
):
    Index(_name, *(event_index.c[name] for name in f"country {_columns}".split())).ddl_if("postgresql")

parties = Table(
    "parties",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("event", ForeignKey("events.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("entity", String),
    Column("name", String, nullable=False),
    Column("code", String, index=True),
    Column("sector", String, nullable=False),
    Column("basis", String, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("key", Integer, primary_key=True),
    document_column(),
    Column("id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("code", String, index=True),
    Column("sector", String, nullable=False),
    Column("mentions", Integer, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("key", Integer, primary_key=True),
    document_column(),
    *span_columns(),
    Column("kind", String, nullable=False),
    Column("name", String),
    Column("geonameid", Integer, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", String),
    Column("province", String),
    Column("district", String),
    Column("resolution", Integer),
)

figures = Table(
    "figures",
    metadata,
    Column("key", Integer, primary_key=True),
    document_column(),
    *span_columns(),
    Column("kind", String, nullable=False),
    Column("value", Float),
    Column("low", Float),
    Column("high", Float),
    Column("unit", String),
    Column("of", String),
    Column("event", String),
)

attributions = Table(
    "attributions",
    metadata,
    Column("key", Integer, primary_key=True),
    document_column(),
    Column("id", String, nullable=False),
    Column("source", String),
    Column("entity", String),
    Column("cue", String),
    Column("content", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("cue_class", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("parent", String),
)
