"""`dateline commitments` and `dateline brief`: what was promised, and how things stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from dateline.cli.events import RowFormat, all_pages, refuse_geojson
from dateline.cli.ledger import write_all
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.link.model import Commitment
    from dateline.store import CommitmentQuery, IncidentQuery, Store

OPEN = ("open", "due", "overdue")
_TABLE = ("id", "kind", "state", "since", "by", "to", "made", "deadline", "reports", "text")
_MOST_INCIDENTS = 2000


def commitments(
    database: str, query: CommitmentQuery, *, limit: int | None, format_: RowFormat, stream: TextIO
) -> None:
    """Write the commitments asked for, `limit` at most.

    Raises:
        InputError: the database cannot be opened.
    """
    from dateline.store import open_store

    refuse_geojson(format_)
    with open_store(database, create=False) as store:
        write_all(all_pages(store.commitments, query, limit), _TABLE, format_, stream)


def brief(database: str, query: IncidentQuery, *, as_html: bool, as_of: str | None, stream: TextIO) -> None:
    """Write a situation report of the incidents asked for, with the commitments of the country, as of a day.

    Raises:
        InputError: the database cannot be opened, or too many incidents are asked for.
    """
    from dateline.show.brief import Brief, brief_html, brief_markdown
    from dateline.store import open_store

    with open_store(database, create=False) as store:
        day = as_of or query.until or store.newest()
        rows = list(all_pages(store.incidents, query, _MOST_INCIDENTS + 1))
        if len(rows) > _MOST_INCIDENTS:
            raise InputError(
                f"more than {_MOST_INCIDENTS:,} incidents for one brief; narrow it with --country, --since or --until"
            )
        found = Brief(
            title=f"Situation report{': ' + query.country if query.country else ''}",
            since=query.since,
            until=day,
            incidents=[incident for row in rows if (incident := store.incident(row.id)) is not None],
            commitments=list(_commitments(store, query, day)),
        )
    stream.write(brief_html(found) if as_html else brief_markdown(found))


def days(said: str) -> int:
    """Give the number of days that "7d" or "7" say.

    Raises:
        InputError: it is no number of days.
    """
    found = re.fullmatch(r"(\d{1,4})\s*d?", said.strip().lower())
    if found is None:
        raise InputError(f"--due {said}: is no number of days; write it as in 7d")
    return int(found[1])


def _commitments(store: Store, query: IncidentQuery, day: str) -> Iterator[Commitment]:
    """Yield the commitments that are unsettled on a day or changed since the beginning of the report."""
    from dateline.store import CommitmentQuery

    since = query.since or ""
    for row in all_pages(store.commitments, CommitmentQuery(country=query.country, as_of=day), None):
        if row.state in OPEN or (row.since or "") >= since:
            found = store.commitment(row.id, as_of=day)
            if found is not None:
                yield found
