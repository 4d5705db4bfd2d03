"""One table for what events are searched by, with an index for each combination of filters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_CELL = {
    "sqlite": "min(179, cast(lat + 90 as integer)) * 360 + cast(lon + 180 as integer) % 360",
    "postgresql": "least(179, floor(lat + 90)::integer) * 360 + floor(lon + 180)::integer % 360",
}
"""The square degree of a place, as `dateline.store.query.cell` numbers it; null without coordinates."""


def upgrade() -> None:
    """Make it, fill it from the events that are there, and drop what it replaces."""
    op.create_table(
        "event_index",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("cell", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("country", "event"),
        sqlite_with_rowid=False,
    )
    values = f"event, status, date, {_CELL[op.get_bind().dialect.name]}, lat, lon from events"
    op.execute(f"insert into event_index select '', key, {values} where events.current")
    op.execute(
        f"insert into event_index select c.country, key, events.{values} "
        "join event_countries c on c.event = events.key where events.current"
    )
    op.create_index(op.f("ix_event_index_event"), "event_index", ["event"])
    op.create_index("event_index_type", "event_index", ["country", "type", "event", "status"])
    op.create_index("event_index_status", "event_index", ["country", "status", "event"])
    op.create_index("event_index_date", "event_index", ["country", "date", "event", "type", "status"])
    op.create_index("event_index_type_date", "event_index", ["country", "type", "date", "event", "status"])
    op.create_index(
        "event_index_cell", "event_index", ["country", "cell", "event", "type", "status", "date", "lat", "lon"]
    )
    op.drop_table("event_countries")
    for name in ("events_event", "events_status", "events_date", "events_position"):
        op.drop_index(name, "events")
    op.create_index("events_date", "events", ["date"])
