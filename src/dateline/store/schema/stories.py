"""Which documents tell of one happening, and which carry one text."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, LargeBinary, String, Table

from dateline.store.schema.base import metadata

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
