"""The first tables: documents with all that is read from them, views and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EVENTS_FLAT = """
create view events_flat as
select documents.id as document_id, documents.title, documents.published, documents.publisher, documents.url,
    documents.coder_version, events.*
from events join documents on documents.key = events.document
where events.current
"""
"""One row per event of a current document, with the document's particulars: the table most analyses start from."""

SEARCH = {
    "sqlite": (
        "create virtual table events_search using fts5("
        "text, content='events', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')",
        "create virtual table documents_search using fts5("
        "title, text, content='documents', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')",
        "create trigger events_search_add after insert on events begin "
        "insert into events_search(rowid, text) values (new.key, new.text); end",
        "create trigger events_search_remove after delete on events begin "
        "insert into events_search(events_search, rowid, text) values ('delete', old.key, old.text); end",
        "create trigger documents_search_add after insert on documents begin "
        "insert into documents_search(rowid, title, text) values (new.key, new.title, new.text); end",
        "create trigger documents_search_remove after delete on documents begin "
        "insert into documents_search(documents_search, rowid, title, text) "
        "values ('delete', old.key, old.title, old.text); end",
    ),
    "postgresql": (
        "create index events_search on events using gin (to_tsvector('english', text))",
        "create index documents_search on documents "
        "using gin (to_tsvector('english', coalesce(title, '') || ' ' || left(text, 500000)))",
    ),
}
"""Full-text search, which each database has in its own way: words by stem, accents ignored on SQLite."""


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("coder_version", sa.String(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("coded", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(
        "documents_one_current",
        "documents",
        ["id"],
        unique=True,
        sqlite_where=sa.text('"current"'),
        postgresql_where=sa.text('"current"'),
    )
    op.create_index("documents_version", "documents", ["id", "content_hash", "coder_version"], unique=True)
    op.create_table(
        "rejected",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
    )
    op.create_table(
        "attributions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("cue", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cue_class", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_attributions_document"), "attributions", ["document"], unique=False)
    op.create_table(
        "entities",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_entities_code"), "entities", ["code"], unique=False)
    op.create_index(op.f("ix_entities_document"), "entities", ["document"], unique=False)
    op.create_table(
        "events",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("quad_code", sa.Integer(), nullable=False),
        sa.Column("event_scale", sa.Float(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("enddate", sa.String(), nullable=True),
        sa.Column("actors", sa.String(), nullable=False),
        sa.Column("actor_codes", sa.String(), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("recipient_codes", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("resolution", sa.Integer(), nullable=True),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("events_date", "events", ["date", "key"], unique=False)
    op.create_index("events_event", "events", ["event", "key"], unique=False)
    op.create_index("events_position", "events", ["lat", "lon"], unique=False)
    op.create_index("events_status", "events", ["status", "key"], unique=False)
    op.create_index(op.f("ix_events_document"), "events", ["document"], unique=False)
    op.create_table(
        "figures",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("of", sa.String(), nullable=True),
        sa.Column("event", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_figures_document"), "figures", ["document"], unique=False)
    op.create_table(
        "places",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("resolution", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_places_document"), "places", ["document"], unique=False)
    op.create_index(op.f("ix_places_geonameid"), "places", ["geonameid"], unique=False)
    op.create_table(
        "event_countries",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("country", "event"),
    )
    op.create_index("event_countries_type", "event_countries", ["country", "type", "event"], unique=False)
    op.create_index(op.f("ix_event_countries_event"), "event_countries", ["event"], unique=False)
    op.create_table(
        "parties",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_parties_code"), "parties", ["code"], unique=False)
    op.create_index(op.f("ix_parties_event"), "parties", ["event"], unique=False)
    op.execute(EVENTS_FLAT)
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)
