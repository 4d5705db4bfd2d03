"""The ledger: what was told of one happening, put together, and what was promised, followed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table

from dateline.store.schema.base import document_column, happening_columns, metadata, point_columns

tellings = Table(
    "tellings",
    metadata,
    Column("key", Integer, primary_key=True),
    document_column(),
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
    document_column(),
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
    *happening_columns(),
    *point_columns(),
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
    document_column(),
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
