"""What events are asked for, and the statement that finds them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import asin, cos, radians, sin, sqrt
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, select, text

from dateline.store.rows import storable
from dateline.store.schema import documents, event_countries, events

_KM_PER_DEGREE = 111.19  # of a meridian, on a sphere of radius 6,371 km
_EARTH_KM = 6371.0


@dataclass(frozen=True, kw_only=True)
class EventQuery:
    """Which events; what is None does not matter.

    `country` (alpha-3) is that of the event's place or a party's; `text` are words that all stand in the evidence, by
    stem; `since` and `until` are ISO dates, both inclusive; `near` is
    (latitude, longitude) in WGS 84 degrees, `within_km` the distance from it. `after` is the key of the last row seen.
    """

    country: str | None = None
    type: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    near: tuple[float, float] | None = None
    within_km: float = 50.0
    after: int = 0
    limit: int = 100


@dataclass(frozen=True)
class EventRow:
    """One event of a current document; `key` is what the next page starts after, `text` the evidence.

    `actors`, `recipients`, their codes and `sources` are joined by "; ", the n-th code belongs to the n-th name.
    """

    key: int
    document: str
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
    sources: str
    text: str
    confidence: float


_FIELDS = tuple(field.name for field in fields(EventRow))
FOUND = {
    "sqlite": "events.key in (select rowid from events_search where events_search match :words)",
    "postgresql": "to_tsvector('english', events.text) @@ plainto_tsquery('english', :words)",
}
"""The condition that words stand in an event's evidence, by dialect."""


def words_for(said: str, dialect: str) -> str:
    """Give the words as the database's search takes them; on SQLite each is quoted, so that none is an operator."""
    if dialect != "sqlite":
        return storable(said)
    return " ".join('"' + word.replace('"', "") + '"' for word in storable(said).split() if word.strip('"')) or '""'


def statement(query: EventQuery, *, after: int, dialect: str) -> Select[Any]:
    """Give the statement for the next rows after `after`; nearness is by bounding box only, see `is_near`."""
    e = events.c
    columns = [documents.c.id.label("document") if name == "document" else e[name] for name in _FIELDS]
    wanted = (
        select(*columns)
        .join(documents, documents.c.key == e.document)
        .where(e.current, e.key > after)
        .order_by(e.key)
        .limit(query.limit)
    )
    if query.country is not None:
        c = event_countries.c  # its primary key gives the events of a country in order, without sorting
        wanted = wanted.join(event_countries, c.event == e.key).where(c.country == query.country, c.event > after)
        wanted = wanted.order_by(None).order_by(c.event)
        if query.type is not None:
            wanted = wanted.where(c.type == query.type)
    if query.text is not None:
        wanted = wanted.where(text(FOUND[dialect]).bindparams(words=words_for(query.text, dialect)))
    if query.type is not None:
        wanted = wanted.where(e.event == query.type)
    if query.status is not None:
        wanted = wanted.where(e.status == query.status)
    if query.since is not None:
        wanted = wanted.where(e.date >= query.since)
    if query.until is not None:
        wanted = wanted.where(e.date < query.until + "U")  # a time of that very day ("...T10:00") still counts
    if query.near is not None:
        wanted = wanted.where(*bounding_box(e.lat, e.lon, query.near, query.within_km))
    return wanted


def bounding_box(
    lat: ColumnElement[Any], lon: ColumnElement[Any], near: tuple[float, float], within_km: float
) -> list[ColumnElement[bool]]:
    """Give the conditions that a position lies in the box around a circle."""
    at, across = near
    height = within_km / _KM_PER_DEGREE * 1.01
    conditions: list[ColumnElement[bool]] = [lat.between(at - height, at + height), lon.is_not(None)]
    nearest_pole = abs(at) + height
    if nearest_pole < 89:
        width = height / cos(radians(nearest_pole))
        if across - width > -180 and across + width < 180:
            conditions.append(lon.between(across - width, across + width))
    return conditions


class Positioned(Protocol):
    """A row with a position, in degrees."""

    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102


def is_near(row: Positioned, near: tuple[float, float] | None, within_km: float) -> bool:
    """Tell whether a row lies within the distance asked for, by great circle."""
    if near is None:
        return True
    if row.lat is None or row.lon is None:
        return False
    lat, lon = near
    a = sin(radians(row.lat - lat) / 2) ** 2
    b = cos(radians(lat)) * cos(radians(row.lat)) * sin(radians(row.lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(a + b))) <= within_km
