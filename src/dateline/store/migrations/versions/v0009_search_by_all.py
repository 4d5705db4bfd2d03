"""Full-text search has what else events are asked by, and has them by date; PostgreSQL gets indexes for nearness."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
_DAY = (
    "cast(substr({0}.date, 1, 4) as integer) * 416 + cast(substr({0}.date, 6, 2) as integer) * 32 "
    "+ cast(substr({0}.date, 9, 2) as integer)"
)
_MINUTE = (
    "case when length({0}.date) < 16 then 0 "
    "else 1 + cast(substr({0}.date, 12, 2) as integer) * 60 + cast(substr({0}.date, 15, 2) as integer) end"
)
MOMENT = f"((({_DAY}) * 2048 + {_MINUTE}) << 30) + {{0}}.key"
"""What `dateline.store.search.moment` gives, in SQL."""
_CELL = "(min(179, cast({0}.lat + 90 as integer)) * 360 + cast({0}.lon + 180 as integer) % 360)"
ABOUT = (
    "'xs' || {0}.status || ' xt' || {0}.event"
    f" || coalesce(' xq' || {_CELL} || ' xq' || {_CELL} || {{0}}.event, '')"
    " || coalesce(' xc' || {0}.country || ' xc' || {0}.country || {0}.event, '')"
) + "".join(
    f" || case {{0}}.{codes} when '' then '' else ' xc' || replace({{0}}.{codes}, '; ', ' xc')"
    f" || ' xc' || replace({{0}}.{codes}, '; ', {{0}}.event || ' xc') || {{0}}.event end"
    for codes in ("actor_codes", "recipient_codes")
)
"""Status, type, square degree and countries of an event as words that are in no text (see `dateline.store.search`)."""

_DELETE = "insert into {0}({0}, rowid, text, about) values ('delete', {1}, old.text, {2}); end"
_INSERT = "insert into {0}(rowid, text, about) values ({1}, new.text, {2}); end"

SQLITE = (
    "drop trigger events_search_add",
    "drop trigger events_search_remove",
    "drop table events_search",
    f"create view events_searched as select key, text, {ABOUT.format('events')} as about from events",  # noqa: S608
    "create virtual table events_search using fts5("
    f"text, about, content='events_searched', content_rowid='key', {_TOKENS})",
    f"create virtual table events_search_dated using fts5(text, about, content='', {_TOKENS})",
    "create trigger events_search_add after insert on events begin "
    + _INSERT.format("events_search", "new.key", ABOUT.format("new")),
    "create trigger events_search_remove after delete on events begin "
    + _DELETE.format("events_search", "old.key", ABOUT.format("old")),
    "create trigger events_search_dated_add after insert on events when new.date is not null begin "
    + _INSERT.format("events_search_dated", MOMENT.format("new"), ABOUT.format("new")),
    "create trigger events_search_dated_remove after delete on events when old.date is not null begin "
    + _DELETE.format("events_search_dated", MOMENT.format("old"), ABOUT.format("old")),
    "insert into events_search(events_search) values ('rebuild')",
    "insert into events_search_dated(rowid, text, about) "  # noqa: S608
    f"select {MOMENT.format('events')}, text, {ABOUT.format('events')} from events where date is not null",
    *(f"drop index event_index_{name}" for name in ("type", "status", "date", "type_date", "cell")),
)


def upgrade() -> None:
    """Make them."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(sa.text(statement.replace(":", "\\:")))
        return
    for name, columns in (("type", "type event status date lat lon"), ("date", "date event type status lat lon")):
        op.create_index(f"event_index_cell_{name}", "event_index", ["country", "cell", *columns.split()])
    op.execute(
        "alter table events add events_search tsvector generated always as (to_tsvector('english', text)) stored"
    )
    op.execute("drop index events_search")
    op.execute("create index events_search on events using gin (events_search)")
