"""Commitments know the acts they were made of, so that a thread can be read on from the middle."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("commitments", sa.Column("first", sa.String(), nullable=True))
    op.add_column("commitments", sa.Column("acts", sa.String(), nullable=True))
    op.drop_index(op.f("ix_commitments_thread"), table_name="commitments")
    op.create_index("commitments_thread", "commitments", ["thread", "first"], unique=False)
