"""What the tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String

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


def happening_columns() -> list[Column[Any]]:
    """Give the columns for when, who, to whom and where, to the province; several values in one are joined by "; "."""
    return [
        Column("date", String),
        Column("enddate", String),
        *(Column(name, String, nullable=False) for name in ("actors", "actor_codes", "recipients", "recipient_codes")),
        *(Column(name, String) for name in ("place", "country", "province")),
    ]


def point_columns() -> list[Column[Any]]:
    """Give the columns for a resolved place: WGS 84 degrees, GeoNames' number, and PLOVER's resolution."""
    return [Column("lat", Float), Column("lon", Float), Column("geonameid", Integer), Column("resolution", Integer)]
