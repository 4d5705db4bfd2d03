"""The options that say which events or incidents are asked for, the same for all commands that ask the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.knowledge.position import distance, position_of
from dateline.read import check_published

if TYPE_CHECKING:
    from dateline.store import EventQuery, IncidentQuery

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
Actor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Part of the name of a party.")]
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

    return EventQuery(**_conditions(country, type_, status, since, until, near, within), text=text)


def incident_query_of(
    *,
    country: str | None = None,
    type_: str | None = None,
    status: str | None = None,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
    near: str | None = None,
    within: str = "50km",
    text: str | None = None,
    reports: int | None = None,
    disputed: bool | None = None,
) -> IncidentQuery:
    """Give the query for incidents that the options say.

    Raises:
        InputError: a date, distance or place is none.
    """
    from dateline.store import IncidentQuery

    conditions = _conditions(country, type_, status, since, until, near, within)
    return IncidentQuery(**conditions, actor=actor, text=text, reports=reports, disputed=disputed)


def _conditions(
    country: str | None,
    type_: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    near: str | None,
    within: str,
) -> dict[str, Any]:
    """Give what both queries call the same, checked and written as the store compares it."""
    country = country and country.upper()
    return {
        "country": country,
        "type": type_ and type_.upper(),
        "status": status and status.lower(),
        "since": since and check_published(since, field="--since"),
        "until": until and check_published(until, field="--until"),
        "near": position_of(near, country) if near else None,
        "within_km": distance(within),
    }
