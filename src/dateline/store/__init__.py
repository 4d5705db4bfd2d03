"""The store: coded documents in SQLite or PostgreSQL, as tables that an analyst can read with plain SQL."""

from dateline.store.query import EventQuery, EventRow
from dateline.store.store import Store, open_store
from dateline.store.stories import StoryRow

__all__ = ["EventQuery", "EventRow", "Store", "StoryRow", "open_store"]
