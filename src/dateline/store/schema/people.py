"""Who may ask the server, and what readers said of events."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from dateline.store.schema.base import metadata

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
