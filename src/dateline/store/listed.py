"""Pages of events straight from SQLite: as rows, or as the JSON that is sent, written by the database itself.

A server lists events more than anything else; here a page costs a fraction of what it takes to make objects of its
rows and JSON of the objects.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import Any

from dateline.store.query import EventQuery, EventRow, keys_statement
from dateline.store.store import Store

_FIELDS = tuple(EventRow.__dataclass_fields__)
_STEPS = 5_000
"""How many steps of SQLite's machine go between two looks at the clock; a page of a hundred takes about as many."""
_MAPPED = 2**31 - 2**16
"""Bytes of the file that are read as memory, the most that SQLite does: rows lie anywhere, and each read is a call."""


def _column(field: str) -> str:
    return "d.id" if field == "document" else f'e."{field}"'


def _object(fields: tuple[str, ...]) -> str:
    return "json_object(" + ", ".join(f"'{field}', {_column(field)}" for field in fields) + ")"


_VALUES = ", ".join(map(_column, _FIELDS))
_ITEM = f"e.key, {_object(_FIELDS)}"
_POINT = (
    "case when e.lat is null or e.lon is null then null "
    "else json_object('type', 'Point', 'coordinates', json_array(e.lon, e.lat)) end"
)
_FEATURE = (
    f"e.key, json_object('type', 'Feature', 'geometry', json({_POINT}), 'properties', "
    f"{_object(tuple(field for field in _FIELDS if field not in ('lat', 'lon')))})"
)


class ListedEvents:
    """Lists the events of a store in SQLite over a connection of its own; for any thread, one page at a time.

    What takes longer than `patience` (seconds) is given up, so that it may be asked from where nothing may wait.
    """

    def __init__(self, store: Store, *, patience: float = 0.01) -> None:
        self._open = store.raw_connection
        self._patience = patience
        self._lock = threading.Lock()
        self._pooled: Any = None
        self._until = 0.0

    def values(self, query: EventQuery) -> list[tuple[Any, ...]] | None:
        """Give a page as tuples in the order of the fields of `EventRow`, or None if it is not to be had so quickly, or
        is of a place's neighbourhood.
        """
        return self._page(query, _VALUES)

    def items(self, query: EventQuery) -> list[tuple[int, str]] | None:
        """Give a page as keys and JSON objects with the fields of `EventRow`; or None, as `values` does."""
        return self._page(query, _ITEM)

    def features(self, query: EventQuery) -> list[tuple[int, str]] | None:
        """Give a page as keys and GeoJSON features; or None, as `values` does."""
        return self._page(query, _FEATURE)

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._pooled is not None:
                self._driver.set_progress_handler(None, 0)
                self._driver.execute("pragma mmap_size = 0")
                self._pooled.close()
                self._pooled = None

    @property
    def _driver(self) -> sqlite3.Connection:
        driver: sqlite3.Connection = self._pooled.driver_connection
        return driver

    def _page(self, query: EventQuery, columns: str) -> list[Any] | None:
        if query.near is not None:
            return None
        with self._lock:
            if self._pooled is None:
                self._pooled = self._open()
                self._driver.set_progress_handler(self._is_late, _STEPS)
                self._driver.execute(f"pragma mmap_size = {_MAPPED:d}")
            self._until = time.perf_counter() + self._patience
            try:
                return self._read(query, columns)
            except sqlite3.OperationalError:
                # given up, or locked, or worse: whoever takes the long way will hear of it
                return None

    def _read(self, query: EventQuery, columns: str) -> list[Any]:
        after = None
        if query.after:
            date = None
            if query.is_dated:
                date = self._driver.execute("select date from events where key = ?", (query.after,)).fetchone()
            after = ((date[0] if date else None) or "", query.after)
        keys, given = keys_statement(query, after, "sqlite")
        order = "f.place, f.event" if query.is_dated else "f.event"
        asked = (
            f"select {columns} from ({keys}) as f join events as e on e.key = f.event "  # noqa: S608  no value in it
            f"join documents as d on d.key = e.document order by {order}"
        )
        return self._driver.execute(asked, given).fetchall()

    def _is_late(self) -> bool:
        return time.perf_counter() > self._until
