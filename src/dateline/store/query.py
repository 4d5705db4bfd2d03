"""What events are asked for, and the statement that finds them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import asin, cos, floor, radians, sin, sqrt
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Integer, Select, String, TextClause, column, select, text

from dateline.store.rows import storable
from dateline.store.schema import documents, events

_KM_PER_DEGREE = 111.19  # of a meridian, on a sphere of radius 6,371 km
_EARTH_KM = 6371.0


@dataclass(frozen=True, kw_only=True)
class EventQuery:
    """Which events; what is None does not matter.

    `country` (alpha-3) is that of the event's place or a party's; `text` are words that all stand in the evidence, by
    stem; `since` and `until` are ISO dates, both inclusive; `near` is
    (latitude, longitude) in WGS 84 degrees, `within_km` the distance from it. `after` is the key of the last row seen.

    Events come in the order they were added; by date, and for one date so, where `since` or `until` is given.
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

    @property
    def is_open(self) -> bool:
        """Whether it lets every event through."""
        return replace(self, within_km=50.0, after=0, limit=100) == EventQuery()

    @property
    def is_dated(self) -> bool:
        """Whether it comes by date."""
        return self.since is not None or self.until is not None


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
_MOST_CELLS = 64
FOUND = {
    "sqlite": "events.key in (select rowid from events_search where events_search match :words)",
    "postgresql": "to_tsvector('english', events.text) @@ plainto_tsquery('english', :words)",
}
"""The condition that words stand in an event's evidence, by dialect."""


def cell(lat: float | None, lon: float | None) -> int | None:
    """Give the number of the square degree that a point lies in, row by row from the south-west; None for none."""
    if lat is None or lon is None:
        return None
    return min(179, floor(lat + 90)) * 360 + floor(lon + 180) % 360


def statement(query: EventQuery, *, after: tuple[str, int] | None, dialect: str) -> Select[Any]:
    """Give the statement for the next rows after `after`, the date and key of the last row seen.

    The order is by date and key where the query asks for dates, else by key. The keys come first, in order and as few
    as are wanted, from ranges of `event_index`, or from the full-text search; the rest of a row is then looked up.
    Nearness is by bounding box only, see `is_near`.
    """
    asked, given = keys_statement(query, after, dialect)
    found = text(asked).bindparams(**given).columns(column("date", String), column("event", Integer)).subquery("found")
    e = events.c
    columns = [documents.c.id.label("document") if name == "document" else e[name] for name in _FIELDS]
    return (
        select(*columns)
        .join(found, found.c.event == e.key)
        .join(documents, documents.c.key == e.document)
        .order_by(*((found.c.date, found.c.event) if query.is_dated else (found.c.event,)))
        .limit(query.limit)
    )


def keys_statement(query: EventQuery, after: tuple[str, int] | None, dialect: str) -> tuple[str, dict[str, Any]]:
    """Give the statement for date and key of the next events, with its values; in each square degree that may have
    some, if few may.

    It is written out, because on SQLite, which keeps no statistics to choose by, it says which index to take (one that
    has the events in order) and what to look up in what: words are rare, as a rule, so that the full-text search, which
    gives its finds by key, leads; but within a square degree each event is looked up in it.
    """
    conditions, given = _conditions(query, after)
    cells = _cells(query)
    order = "i.date, i.event" if query.is_dated else "i.event"
    source = "event_index as i"
    if query.text is not None and dialect != "sqlite":
        source += " join events on events.key = i.event"
        conditions.append("to_tsvector('english', events.text) @@ plainto_tsquery('english', :words)")
        given["words"] = words_for(query.text, dialect)
    elif dialect == "sqlite":
        index = _index(query, near=bool(cells))
        if query.text is None:
            source += f" indexed by {index}" if index else ""
        else:
            given["words"] = words_for(query.text, dialect)
            conditions += ["events_search match :words", "i.event = s.rowid"]
            if cells:
                source += f" indexed by {index} cross join events_search as s"
            else:
                source = f"events_search as s cross join {source}"
                order = order if query.is_dated else "s.rowid"
                conditions += [] if after is None or query.is_dated else ["s.rowid > :after"]
    where = " and ".join(conditions)
    part = f"select i.date, i.event from {source} where {{where}} order by {order} limit {query.limit:d}"  # noqa: S608
    if cells:
        parts = [part.format(where=f"{where} and i.cell = {number:d}") for number in cells]
        part = " union all ".join(f"select * from ({one}) as c{number}" for number, one in enumerate(parts))  # noqa: S608
    else:
        part = part.format(where=where)
    return part, given


def of_documents(query: EventQuery, *, dialect: str) -> TextClause:
    """Give the statement for the events of documents whose keys are from :first to :last that a query asks for: key of
    the document, id of the event, latitude and longitude; nearness as in `statement`, `after` and `limit` don't count.
    """
    conditions, given = _conditions(query, None)
    if query.text is not None and dialect == "sqlite":
        conditions.append("e.key in (select rowid from events_search where events_search match :words)")
        given["words"] = words_for(query.text, dialect)
    elif query.text is not None:
        conditions.append("to_tsvector('english', e.text) @@ plainto_tsquery('english', :words)")
        given["words"] = words_for(query.text, dialect)
    where = " and ".join(["e.document between :first and :last", "i.event = e.key", *conditions])
    return text(
        f"select e.document, e.id, e.lat, e.lon from events as e cross join event_index as i where {where}"  # noqa: S608
    ).bindparams(**given)


def words_for(said: str, dialect: str) -> str:
    """Give the words as the database's search takes them; on SQLite each is quoted, so that none is an operator."""
    if dialect != "sqlite":
        return storable(said)
    return " ".join('"' + word.replace('"', "") + '"' for word in storable(said).split() if word.strip('"')) or '""'


def _conditions(query: EventQuery, after: tuple[str, int] | None) -> tuple[list[str], dict[str, Any]]:
    """Give what a row of the index must meet, but for words and square degree, with the values."""
    conditions = ["i.country = :country"]
    given: dict[str, Any] = {"country": query.country or ""}
    for name, condition in (
        ("type", "i.type = :type"),
        ("status", "i.status = :status"),
        ("since", "i.date >= :since"),
        ("until", "i.date < :until"),
    ):
        if getattr(query, name) is not None:
            conditions.append(condition)
            given[name] = getattr(query, name)
    if query.until is not None:
        given["until"] += "U"  # a time of that very day ("...T10:00") still counts
    if after is not None:
        given["after"] = after[1]
        if query.is_dated:  # one bound from below alone, or SQLite may begin at the lower of two
            given["date"] = after[0]
            conditions.append("(i.date, i.event) > (:date, :after)")
            if query.since is None:
                conditions.append("i.date >= :date")
            else:
                given["since"] = max(query.since, after[0])
        else:
            conditions.append("i.event > :after")
    if (sides := _sides(query)) is not None:
        south, north, west, east = sides
        conditions += ["i.lat between :south and :north", "i.lon is not null"]
        given |= {"south": south, "north": north}
        if west > -180 and east < 180:
            conditions.append("i.lon between :west and :east")
            given |= {"west": west, "east": east}
    return conditions, given


def _index(query: EventQuery, *, near: bool) -> str | None:
    """Give the index that has the events in order, None for the primary key."""
    if near:
        return "event_index_cell"
    if query.is_dated:
        return "event_index_date" if query.type is None else "event_index_type_date"
    if query.type is not None:
        return "event_index_type"
    return None if query.status is None else "event_index_status"


def _sides(query: EventQuery) -> tuple[float, float, float, float] | None:
    return None if query.near is None else _box(query.near, query.within_km)


def _box(near: tuple[float, float], within_km: float) -> tuple[float, float, float, float]:
    """Give south, north, west and east of the box around a circle; west and east may lie beyond 180."""
    lat, lon = near
    height = within_km / _KM_PER_DEGREE * 1.01
    nearest_pole = abs(lat) + height
    width = height / cos(radians(nearest_pole)) if nearest_pole < 89 else 180.0
    return lat - height, lat + height, lon - min(width, 180.0), lon + min(width, 180.0)


def _cells(query: EventQuery) -> list[int]:
    """Give the square degrees that the box around the circle touches; none where they are very many."""
    sides = _sides(query)
    if sides is None:
        return []
    south, north, west, east = sides
    rows = range(max(0, floor(south + 90)), min(179, floor(north + 90)) + 1)
    columns = range(floor(west + 180), floor(east + 180) + 1)
    if len(rows) * len(columns) > _MOST_CELLS:
        return []
    return [row * 360 + column % 360 for row in rows for column in columns]


class Near(Protocol):
    """What is asked for near a point: `near` is (latitude, longitude) in WGS 84 degrees, None for everywhere."""

    @property
    def near(self) -> tuple[float, float] | None: ...  # noqa: D102
    @property
    def within_km(self) -> float: ...  # noqa: D102


def bounding_box(
    lat: ColumnElement[Any], lon: ColumnElement[Any], near: tuple[float, float], within_km: float
) -> list[ColumnElement[bool]]:
    """Give the conditions that a position lies in the box around a circle."""
    south, north, west, east = _box(near, within_km)
    conditions: list[ColumnElement[bool]] = [lat.between(south, north), lon.is_not(None)]
    if west > -180 and east < 180:
        conditions.append(lon.between(west, east))
    return conditions


def is_near(query: Near, at_lat: float | None, at_lon: float | None) -> bool:
    """Tell whether a point lies within the distance asked for, by great circle; yes where none is asked for."""
    if query.near is None:
        return True
    if at_lat is None or at_lon is None:
        return False
    lat, lon = query.near
    a = sin(radians(at_lat - lat) / 2) ** 2
    b = cos(radians(lat)) * cos(radians(at_lat)) * sin(radians(at_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(a + b))) <= query.within_km
