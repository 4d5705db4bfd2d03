"""`dateline link`, `incidents`, `incident` and `figures`: many reports, one picture."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from dateline.cli.events import RowFormat, all_pages, refuse_geojson, write_geojson, write_rows
from dateline.cli.status import Status
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.store import IncidentQuery

_TABLE = ("id", "date", "event", "actors", "recipients", "place", "reports", "denied", "confidence", "text")
_FIGURE_TABLE = (
    "incident",
    "date",
    "event",
    "place",
    "kind",
    "low",
    "high",
    "unit",
    "latest_text",
    "reports",
    "conflict",
)


def link(database: str, *, quiet: bool) -> None:
    """Take into the ledger what is in the store and not linked yet.

    Raises:
        InputError: the database cannot be opened.
    """
    from dateline.store import open_store

    with Status(quiet=quiet) as status, open_store(database, create=False) as store:
        count = 0
        for count, _ in enumerate(store.link(), start=1):
            status.describe(f"{count:,} documents linked")
        status.clear()
        if not quiet:
            status.say(f"{count} linked")


def incidents(database: str, query: IncidentQuery, *, limit: int | None, format_: RowFormat, stream: TextIO) -> None:
    """Write the incidents asked for, `limit` at most.

    Raises:
        InputError: the database cannot be opened.
    """
    from dateline.store import open_store

    with open_store(database, create=False) as store:
        found = all_pages(store.incidents, query, limit)
        if format_ is RowFormat.GEOJSON:
            write_geojson(found, stream)
        else:
            write_all(found, _TABLE, format_, stream)


def figures(
    database: str, query: IncidentQuery, *, kind: str | None, limit: int | None, format_: RowFormat, stream: TextIO
) -> None:
    """Write the reconciled figures of the incidents asked for, `limit` at most.

    Raises:
        InputError: the database cannot be opened.
    """
    from dateline.store import open_store

    refuse_geojson(format_)
    with open_store(database, create=False) as store:
        found = all_pages(lambda page: store.figures(page, kind=kind), query, limit)
        write_all(found, _FIGURE_TABLE, format_, stream)


def incident(database: str, id_: str, *, as_json: bool, stream: TextIO) -> None:
    """Write the account of one incident.

    Raises:
        InputError: the database cannot be opened, or has no such incident.
    """
    from dateline.show.incident import incident_account
    from dateline.store import open_store

    with open_store(database, create=False) as store:
        found = store.incident(id_)
    if found is None:
        raise InputError(f"{id_}: no such incident; dateline incidents lists them")
    stream.write(json.dumps(found.model_dump(mode="json")) + "\n" if as_json else incident_account(found))


def merge(database: str, ids: Sequence[str], *, who: str, why: str, stream: TextIO) -> None:
    """Put incidents together and write the id of what they are now.

    Raises:
        InputError: the database cannot be opened, or an incident is not there.
    """
    from dateline.store import open_store

    with open_store(database, create=False) as store:
        stream.write(f"{store.merge(ids, who=who, why=why).id}\n")


def split(database: str, id_: str, mentions: Sequence[str], *, who: str, why: str, stream: TextIO) -> None:
    """Take mentions out of an incident and write the ids of what there is now.

    Raises:
        InputError: the database cannot be opened, or an incident or mention is not there.
    """
    from dateline.store import open_store

    with open_store(database, create=False) as store:
        stream.writelines(f"{found.id}\n" for found in store.split(id_, mentions, who=who, why=why))


def write_all(rows: Iterator[Any], table: Sequence[str], format_: RowFormat, stream: TextIO) -> None:
    """Write rows, in a table with the columns of `table` only."""
    first = next(rows, None)
    if first is None:
        return
    columns = table if format_ is RowFormat.TABLE else [name for name in asdict(first) if name != "key"]
    values = ([getattr(row, name) for name in columns] for row in _chain(first, rows))
    write_rows(columns, values, format_, stream)


def _chain(first: Any, rows: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rows
