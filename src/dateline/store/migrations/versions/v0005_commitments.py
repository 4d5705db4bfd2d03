"""Commitments: what sentences do with promises, and what they come to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "commitments",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("mention", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_codes", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("to_codes", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=True),
        sa.Column("deadline", sa.String(), nullable=True),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("commitments_deadline", "commitments", ["deadline", "key"], unique=False)
    op.create_index(op.f("ix_commitments_kind"), "commitments", ["kind"], unique=False)
    op.create_index(op.f("ix_commitments_thread"), "commitments", ["thread"], unique=False)
    op.create_table(
        "acts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("acts_thread", "acts", ["thread", "phase", "published"], unique=False)
    op.create_index(op.f("ix_acts_document"), "acts", ["document"], unique=False)
    op.create_table(
        "commitment_countries",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("commitment", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commitment"], ["commitments.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("country", "commitment"),
    )
    op.create_index(op.f("ix_commitment_countries_commitment"), "commitment_countries", ["commitment"], unique=False)
    op.add_column("linked", sa.Column("published", sa.String(), nullable=True))
    op.create_index(op.f("ix_linked_published"), "linked", ["published"], unique=False)
