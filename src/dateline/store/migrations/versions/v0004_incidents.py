"""The ledger: what documents tell of one happening, incidents, their figures, and analysts' decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "incident_decisions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "incidents",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("enddate", sa.String(), nullable=True),
        sa.Column("actors", sa.String(), nullable=False),
        sa.Column("actor_codes", sa.String(), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("recipient_codes", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("resolution", sa.Integer(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("denied", sa.Integer(), nullable=False),
        sa.Column("publishers", sa.String(), nullable=False),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("incidents_date", "incidents", ["date", "key"], unique=False)
    op.create_index("incidents_event", "incidents", ["event", "key"], unique=False)
    op.create_index("incidents_position", "incidents", ["lat", "lon"], unique=False)
    op.create_index("incidents_status", "incidents", ["status", "key"], unique=False)
    op.create_table(
        "decided_mentions",
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("mention", sa.String(), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["incident_decisions.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("decision", "mention"),
    )
    op.create_index(op.f("ix_decided_mentions_mention"), "decided_mentions", ["mention"], unique=False)
    op.create_table(
        "incident_countries",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("country", "incident"),
    )
    op.create_index(op.f("ix_incident_countries_incident"), "incident_countries", ["incident"], unique=False)
    op.create_table(
        "incident_figures",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("latest", sa.Float(), nullable=True),
        sa.Column("latest_text", sa.String(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("conflict", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_incident_figures_incident"), "incident_figures", ["incident"], unique=False)
    op.create_table(
        "linked",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("linker", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "tellings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tellings_document"), "tellings", ["document"], unique=False)
    op.create_index(op.f("ix_tellings_id"), "tellings", ["id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("telling", sa.Integer(), nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event"], ["events.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["telling"], ["tellings.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index(op.f("ix_mentions_document"), "mentions", ["document"], unique=False)
    op.create_index(op.f("ix_mentions_id"), "mentions", ["id"], unique=False)
    op.create_index(op.f("ix_mentions_incident"), "mentions", ["incident"], unique=False)
    op.create_index(op.f("ix_mentions_telling"), "mentions", ["telling"], unique=False)
    op.create_table(
        "telling_blocks",
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("telling", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["telling"], ["tellings.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("block", "telling"),
    )
    op.create_index(op.f("ix_telling_blocks_telling"), "telling_blocks", ["telling"], unique=False)
    op.create_table(
        "telling_links",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["tellings.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b"], ["tellings.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("a", "b"),
    )
    op.create_index(op.f("ix_telling_links_b"), "telling_links", ["b"], unique=False)
