"""What incidents and figures are asked for, and the statements that find them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, or_, select, text

from dateline.store.query import FOUND, bounding_box, words_for
from dateline.store.schema import events, incident_countries, incident_figures, incidents, mentions


@dataclass(frozen=True, kw_only=True)
class IncidentQuery:
    """Which incidents; what is None does not matter.

    `country` (alpha-3) is that of the place or a party's; `actor` is a part of a party's name, in any case; `text` are
    words that all stand in the evidence of one mention, by stem; `since` and `until` are ISO dates, both inclusive;
    `near` is (latitude, longitude) in WGS 84 degrees, `within_km` the distance from it; `reports` is the least number
    of independent reports; `disputed` asks for those that somebody denies (or nobody, if false). `after` is the key of
    the last row seen.
    """

    country: str | None = None
    type: str | None = None
    status: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    near: tuple[float, float] | None = None
    within_km: float = 50.0
    reports: int | None = None
    disputed: bool | None = None
    after: int = 0
    limit: int = 100


@dataclass(frozen=True)
class IncidentRow:
    """One incident; `key` is what the next page starts after. Several values in one are joined as in `EventRow`.

    `reports` and `denied` count independent reports that assert and deny it; `since` is its first publication.
    """

    key: int
    id: str
    event: str
    mode: str
    context: str
    status: str
    date: str | None
    enddate: str | None
    actors: str
    actor_codes: str
    recipients: str
    recipient_codes: str
    place: str | None
    country: str | None
    province: str | None
    lat: float | None
    lon: float | None
    resolution: int | None
    mentions: int
    documents: int
    reports: int
    denied: int
    publishers: str
    sources: str
    since: str | None
    disputed: bool
    confidence: float
    text: str


@dataclass(frozen=True)
class FigureRow:
    """The figures of one kind of one incident, reconciled; `key` is what the next page starts after.

    `low` and `high` are the range of what current reports say, `latest` and `latest_text` the newest of them.
    """

    key: int
    incident: str
    date: str | None
    event: str
    place: str | None
    country: str | None
    kind: str
    unit: str | None
    low: float | None
    high: float | None
    latest: float | None
    latest_text: str
    reports: int
    conflict: str


_INCIDENT = tuple(field.name for field in fields(IncidentRow))
_OF_INCIDENT = ("date", "event", "place", "country")
_FIGURE = tuple(field.name for field in fields(FigureRow))


def incident_statement(query: IncidentQuery, *, after: int, dialect: str) -> Select[Any]:
    """Give the statement for the next rows after `after`; nearness is by bounding box only, see `query.is_near`."""
    wanted = select(*(incidents.c[name] for name in _INCIDENT)).order_by(incidents.c.key)
    return filtered(wanted, query, dialect).where(incidents.c.key > after).limit(query.limit)


def figure_statement(query: IncidentQuery, *, kind: str | None, after: int, dialect: str) -> Select[Any]:
    """Give the statement for the figures of the incidents asked for."""
    f = incident_figures.c
    columns = [
        incidents.c.id.label("incident")
        if name == "incident"
        else incidents.c[name]
        if name in _OF_INCIDENT
        else f[name]
        for name in _FIGURE
    ]
    wanted = select(*columns).join(incidents, incidents.c.key == f.incident).order_by(f.key)
    if kind is not None:
        wanted = wanted.where(f.kind == kind)
    return filtered(wanted, query, dialect).where(f.key > after).limit(query.limit)


def filtered(wanted: Select[Any], query: IncidentQuery, dialect: str) -> Select[Any]:
    """Give a statement over `incidents` with the conditions of a query, its page apart."""
    i = incidents.c
    if query.country is not None:
        c = incident_countries.c
        wanted = wanted.where(i.key.in_(select(c.incident).where(c.country == query.country)))
    if query.type is not None:
        wanted = wanted.where(i.event == query.type)
    if query.status is not None:
        wanted = wanted.where(i.status == query.status)
    if query.actor is not None:
        wanted = wanted.where(
            or_(i.actors.icontains(query.actor, autoescape=True), i.recipients.icontains(query.actor, autoescape=True))
        )
    if query.text is not None:
        found = text(FOUND[dialect]).bindparams(words=words_for(query.text, dialect))
        telling = select(mentions.c.incident).join(events, events.c.key == mentions.c.event).where(found)
        wanted = wanted.where(i.id.in_(telling))
    if query.since is not None:
        wanted = wanted.where(i.date >= query.since)
    if query.until is not None:
        wanted = wanted.where(i.date < query.until + "U")  # a time of that very day ("...T10:00") still counts
    if query.reports is not None:
        wanted = wanted.where(i.reports >= query.reports)
    if query.disputed is not None:
        wanted = wanted.where(i.disputed == query.disputed)
    if query.near is not None:
        wanted = wanted.where(*bounding_box(i.lat, i.lon, query.near, query.within_km))
    return wanted
