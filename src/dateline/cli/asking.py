"""The options that say which events are asked for, the same for `dateline events` and `dateline export`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.knowledge.position import distance, position_of
from dateline.read import check_published

if TYPE_CHECKING:
    from dateline.store import EventQuery

Database = Annotated[
    str,
    typer.Option("--db", metavar="DATABASE", help="SQLite file, or postgresql://USER@HOST/NAME.", envvar="DATELINE_DB"),
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="CODE", help="Country (alpha-3) of the place or of a party.")
]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="PLOVER type, such as ASSAULT.")]
Status = Annotated[
    str | None,
    typer.Option("--status", metavar="STATUS", help="actual, historical, future, hypothetical or negated."),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Not before this day.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Not after this day.")]
Near = Annotated[str | None, typer.Option("--near", metavar="PLACE", help="A place's name, or LAT,LON in degrees.")]
Within = Annotated[str, typer.Option("--within", metavar="KM", help="How far from it, as in 50km.")]
Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words that the evidence contains.")]


def query_of(
    *,
    country: str | None,
    type_: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    near: str | None,
    within: str,
    text: str | None,
) -> EventQuery:
    """Give the query that the options say.

    Raises:
        InputError: a date, distance or place is none.
    """
    from dateline.store import EventQuery  # SQLAlchemy is slow to import

    return EventQuery(
        country=country and country.upper(),
        type=type_ and type_.upper(),
        status=status and status.lower(),
        since=since and check_published(since, field="--since"),
        until=until and check_published(until, field="--until"),
        near=position_of(near, country and country.upper()) if near else None,
        within_km=distance(within),
        text=text,
    )
