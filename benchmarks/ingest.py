"""An ingest that can be watched from outside: processes that add documents, and what a store holds at the end."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from dateline.model import CodedDocument
from dateline.store import Store, open_store

_FORK = multiprocessing.get_context("fork")

_OWN = "select d.id, d.content_hash, d.coder_version, d.current, d.title, d.text, d.coded from documents d"
_OF_EVENTS = (
    "select d.id, d.coder_version, e.id as event_id, p.* from {table} p join events e on e.key = p.event "
    "join documents d on d.key = e.document"
)
_BY_EVENT = ("parties", "event_index")
_OF_DOCUMENTS = "select d.id as of, d.coder_version, p.* from {table} p join documents d on d.key = p.document"


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of a store in an order of their own, without the database's keys: equal for equal stores.

    Raises:
        DBAPIError: SQLite's full-text index does not fit the rows, or the file is damaged.
    """
    asked = {"documents": _OWN}
    asked |= {table: _OF_EVENTS.format(table=table) for table in _BY_EVENT}
    tables = ("events", "entities", "places", "figures", "attributions")
    asked |= {table: _OF_DOCUMENTS.format(table=table) for table in tables}
    found = {}
    with store._engine.begin() as connection:
        for table, statement in asked.items():
            result = connection.execute(text(statement))
            keys = {"key", "document"} | ({"event"} if table in _BY_EVENT else set())
            kept = [at for at, name in enumerate(result.keys()) if name not in keys]
            found[table] = sorted((tuple(row[at] for at in kept) for row in result), key=repr)
        if store._engine.dialect.name == "sqlite":
            for table in ("events_search", "events_search_dated", "documents_search"):
                connection.execute(text(f"insert into {table}({table}) values ('integrity-check')"))
            assert connection.execute(text("pragma integrity_check")).scalar() == "ok"
            assert connection.execute(text("pragma foreign_key_check")).all() == []
    return found


def start_adding(where: str, documents: Sequence[CodedDocument]) -> Any:
    """Start a process that opens the store anew and adds the documents, one after the other; give the process."""
    process = _FORK.Process(target=_add, args=(where, documents), daemon=True)
    process.start()
    return process


def _add(where: str, documents: Sequence[CodedDocument]) -> None:
    with open_store(where) as store:
        for document in documents:
            store.add(document, coder_version="1")
