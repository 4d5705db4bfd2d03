"""Reports and stories: which documents carry one text, and which tell of one happening."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; documents that are there already are put together at the next `dateline stories`."""
    op.create_table(
        "story_documents",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("duplicate_of", sa.String(), nullable=True),
        sa.Column("profile", sa.LargeBinary(), nullable=True),
        sa.Column("copy", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_story_documents_story"), "story_documents", ["story"], unique=False)
    op.create_index(op.f("ix_story_documents_duplicate_of"), "story_documents", ["duplicate_of"], unique=False)
    op.create_table(
        "story_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key", "document"),
    )
    op.create_index(op.f("ix_story_keys_id"), "story_keys", ["id"], unique=False)
    op.create_table(
        "story_links",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", "other"),
    )
    op.create_index(op.f("ix_story_links_other"), "story_links", ["other"], unique=False)
    op.create_table(
        "report_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("band", "id"),
    )
    op.create_index(op.f("ix_report_bands_id"), "report_bands", ["id"], unique=False)
    op.create_table(
        "report_copies",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", "other"),
    )
    op.create_index(op.f("ix_report_copies_other"), "report_copies", ["other"], unique=False)
