"""The tables, one schema for SQLite and PostgreSQL. `docs/store.md` says what each column holds.

Views and full-text search, which each database has in its own way, stand in the migrations.

A change here needs a migration in `migrations/versions`, and `HEAD` set to its revision.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

HEAD = "0009"
"""The revision of the schema that this code reads and writes."""

metadata = MetaData()


def _document() -> Column[int]:
    return Column("document", ForeignKey("documents.key", ondelete="CASCADE"), nullable=False, index=True)


def _span() -> list[Column[Any]]:
    return [
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("text", String, nullable=False),
    ]


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
    _document(),
    Column("current", Boolean, nullable=False),
    Column("id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("context", String, nullable=False),
    Column("status", String, nullable=False),
    Column("quad_code", Integer, nullable=False),
    Column("event_scale", Float, nullable=False),
    Column("date", String),
    Column("enddate", String),
    Column("actors", String, nullable=False),
    Column("actor_codes", String, nullable=False),
    Column("recipients", String, nullable=False),
    Column("recipient_codes", String, nullable=False),
    Column("place", String),
    Column("country", String),
    Column("province", String),
    Column("district", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonameid", Integer),
    Column("resolution", Integer),
    Column("sources", String, nullable=False),
    Column("trigger", String, nullable=False),
    *_span(),
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
    _document(),
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
    _document(),
    *_span(),
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
    _document(),
    *_span(),
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
    _document(),
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

tellings = Table(
    "tellings",
    metadata,
    Column("key", Integer, primary_key=True),
    _document(),
    Column("id", String, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""What one document says of one happening, to compare by. Rows are never changed, and keys never used twice."""

telling_blocks = Table(
    "telling_blocks",
    metadata,
    Column("block", String, primary_key=True),
    Column("telling", ForeignKey("tellings.key", ondelete="CASCADE"), primary_key=True, index=True),
)
"""Under which keys tellings of one happening meet."""

telling_links = Table(
    "telling_links",
    metadata,
    Column("a", ForeignKey("tellings.key", ondelete="CASCADE"), primary_key=True),
    Column("b", ForeignKey("tellings.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
)
"""Tellings that are alike enough, both ways round."""

mentions = Table(
    "mentions",
    metadata,
    Column("event", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    _document(),
    Column("id", String, nullable=False, index=True),
    Column("telling", ForeignKey("tellings.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("incident", String, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
)
"""The event mentions of current documents, each in its incident; `data` is the mention as compressed JSON."""

incidents = Table(
    "incidents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("event", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("context", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date", String),
    Column("enddate", String),
    Column("actors", String, nullable=False),
    Column("actor_codes", String, nullable=False),
    Column("recipients", String, nullable=False),
    Column("recipient_codes", String, nullable=False),
    Column("place", String),
    Column("country", String),
    Column("province", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonameid", Integer),
    Column("resolution", Integer),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("denied", Integer, nullable=False),
    Column("publishers", String, nullable=False),
    Column("sources", String, nullable=False),
    Column("since", String),
    Column("disputed", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("text", String, nullable=False),
    Index("incidents_event", "event", "key"),
    Index("incidents_status", "status", "key"),
    Index("incidents_date", "date", "key"),
    Index("incidents_position", "lat", "lon"),
)

incident_countries = Table(
    "incident_countries",
    metadata,
    Column("country", String, primary_key=True),
    Column("incident", ForeignKey("incidents.key", ondelete="CASCADE"), primary_key=True, index=True),
)
"""The countries of an incident's place and parties."""

incident_figures = Table(
    "incident_figures",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("incident", ForeignKey("incidents.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("unit", String),
    Column("low", Float),
    Column("high", Float),
    Column("latest", Float),
    Column("latest_text", String, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("conflict", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""The figures of an incident reconciled, a row per kind and unit; `data` is the whole line as compressed JSON."""

incident_decisions = Table(
    "incident_decisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)
"""What analysts decided about incidents: merges and splits. Nothing is removed from it."""

decided_mentions = Table(
    "decided_mentions",
    metadata,
    Column("decision", ForeignKey("incident_decisions.key", ondelete="CASCADE"), primary_key=True),
    Column("mention", String, primary_key=True, index=True),
    Column("apart", Boolean, nullable=False),
)
"""The mentions of a decision; those `apart` were split from the others."""

linked = Table(
    "linked",
    metadata,
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("linker", String, nullable=False),
    Column("published", String, index=True),
)
"""Which documents are in the ledger, and by which version of the linking."""

acts = Table(
    "acts",
    metadata,
    Column("key", Integer, primary_key=True),
    _document(),
    Column("thread", String, nullable=False),
    Column("phase", String, nullable=False),
    Column("published", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("acts_thread", "thread", "phase", "published"),
)
"""What sentences do with commitments: promise, keep, break, deny; `data` is the act as compressed JSON."""

commitments = Table(
    "commitments",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("thread", String, nullable=False),
    Column("kind", String, nullable=False, index=True),
    Column("mention", String),
    Column("by", String, nullable=False),
    Column("by_codes", String, nullable=False),
    Column("to", String, nullable=False),
    Column("to_codes", String, nullable=False),
    Column("made", String),
    Column("deadline", String),
    Column("settled", String, nullable=False),
    Column("since", String),
    Column("reports", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("first", String),
    Column("acts", String),
    Column("data", LargeBinary, nullable=False),
    Index("commitments_deadline", "deadline", "key"),
    Index("commitments_thread", "thread", "first"),
)
"""What was promised and what reports say became of it: `settled` is the state that reports brought; what time brings
(due, overdue) is added when asked. `first` is when the promise was published, `acts` the keys of the acts that made a
difference, as a JSON list, and `data` the commitment as compressed JSON."""

commitment_countries = Table(
    "commitment_countries",
    metadata,
    Column("country", String, primary_key=True),
    Column("commitment", ForeignKey("commitments.key", ondelete="CASCADE"), primary_key=True, index=True),
)
"""The countries of who is bound and to whom."""

tokens = Table(
    "tokens",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("hash", String, nullable=False, unique=True),
    Column("scope", String, nullable=False),
    Column("created", String, nullable=False),
    Column("revoked", String),
)
"""Who may ask the server for what; of a token only a hash is kept."""

corrections = Table(
    "corrections",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", String, nullable=False, index=True),
    Column("content_hash", String, nullable=False),
    Column("coder_version", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("trigger", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("was", String, nullable=False),
    Column("becomes", String),
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)
"""What readers said of events: by the document's own id and the trigger's place in its text, so that it outlives
re-coding. Nothing is changed or removed; the latest word on a trigger holds."""

story_documents = Table(
    "story_documents",
    metadata,
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("story", String, index=True),
    Column("duplicate_of", String, index=True),
    Column("profile", LargeBinary),
    Column("copy", LargeBinary, nullable=False),
)
"""Documents put together, by their ids: the story of each, and the document that leads its report, if it is another."""

story_keys = Table(
    "story_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("weight", Float, nullable=False),
)

story_links = Table(
    "story_links",
    metadata,
    Column("id", String, primary_key=True),
    Column("other", String, primary_key=True, index=True),
    Column("score", Float, nullable=False),
)

report_bands = Table(
    "report_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("id", String, primary_key=True, index=True),
)

report_copies = Table(
    "report_copies",
    metadata,
    Column("id", String, primary_key=True),
    Column("other", String, primary_key=True, index=True),
)
