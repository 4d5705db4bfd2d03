"""Whether a database has changed: answers that were made from it hold as long as it has not."""

from __future__ import annotations

import threading
from typing import Any

from dateline.store.store import Store


class Revision:
    """Tells the state of a store: as long as it gives the same, nothing was written.

    It may change though nothing of ours was (on PostgreSQL any transaction of the server counts), never the other
    way round. It may be asked from any thread.
    """

    def __init__(self, store: Store) -> None:
        self._statement = {
            "sqlite": "PRAGMA data_version",  # of this connection: it changes when any other one writes
            "postgresql": "select pg_current_snapshot()",
        }[store.dialect]
        self._connect = store.raw_connection
        self._lock = threading.Lock()
        self._connection: Any = None

    def __call__(self) -> str:
        """Give the state now."""
        with self._lock:
            if self._connection is None:
                self._connection = self._connect()
            cursor = self._connection.cursor()
            try:
                cursor.execute(self._statement)
                return str(cursor.fetchone()[0])
            except Exception:
                self._connection = None
                raise
            finally:
                cursor.close()
                if self._connection is not None:
                    self._connection.rollback()

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
