"""The store: coded documents in SQLite or PostgreSQL, as tables that an analyst can read with plain SQL."""

from dateline.store.commitments import CommitmentQuery, CommitmentRow
from dateline.store.ledger_query import FigureRow, IncidentQuery, IncidentRow
from dateline.store.query import EventQuery, EventRow
from dateline.store.store import Store, open_store
from dateline.store.stories import StoryRow

__all__ = [
    "CommitmentQuery",
    "CommitmentRow",
    "EventQuery",
    "EventRow",
    "FigureRow",
    "IncidentQuery",
    "IncidentRow",
    "Store",
    "StoryRow",
    "open_store",
]
