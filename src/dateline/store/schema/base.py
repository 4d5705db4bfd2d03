"""What the tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String

metadata = MetaData()


def document_column() -> Column[int]:
    """Give the column for the document that a row belongs to, and goes with."""
    return Column("document", ForeignKey("documents.key", ondelete="CASCADE"), nullable=False, index=True)


def span_columns() -> list[Column[Any]]:
    """Give the columns for a span of the document's text: character offsets, end exclusive, and what stands there."""
    return [
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("text", String, nullable=False),
    ]
