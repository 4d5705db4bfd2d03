"""What events are asked for, and the statement that finds them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import cos, floor, radians
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Integer, Select, String, TextClause, column, select, text

from dateline.knowledge.sphere import distance_km
from dateline.store.distance import DISTANCE
from dateline.store.rows import storable
from dateline.store.schema import documents, events
from dateline.store.search import KEY, moment, moment_after, quoted_words, search_for

_KM_PER_DEGREE = 111.19  # of a meridian, on a sphere of radius 6,371 km


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
    "sqlite": "events.key in (select rowid from events_search('text : (' || :words || ')'))",
    "postgresql": "events.events_search @@ plainto_tsquery('english', :words)",
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
    """
    asked, given = keys_statement(query, after, dialect)
    found = text(asked).bindparams(**given).columns(column("place", String), column("event", Integer)).subquery("found")
    e = events.c
    columns = [documents.c.id.label("document") if name == "document" else e[name] for name in _FIELDS]
    return (
        select(*columns)
        .join(found, found.c.event == e.key)
        .join(documents, documents.c.key == e.document)
        .order_by(*((found.c.place, found.c.event) if query.is_dated else (found.c.event,)))
        .limit(query.limit)
    )


def keys_statement(query: EventQuery, after: tuple[str, int] | None, dialect: str) -> tuple[str, dict[str, Any]]:
    """Give the statement for the keys (`event`) of the next events, each with its `place` in the order of dates where
    the query asks for dates; and its values.
    """
    if dialect == "sqlite" and (search := _search(query)):
        return _searched(query, after, search)
    cells = [] if dialect == "sqlite" else _cells(query)
    conditions, given = _conditions(query, after, dialect, boxed=not cells)
    source, order = "event_index as i", "i.date, i.event" if query.is_dated else "i.event"
    if dialect == "sqlite":
        if query.is_dated:
            source, order = "events as e indexed by events_date cross join event_index as i", "e.date, e.key"
            conditions += ["i.event = e.key"] + [
                one.replace("i.date", "e.date") for one in conditions if "i.date " in one
            ]
    elif query.text is not None:
        source += " join events on events.key = i.event"
        conditions.append(FOUND[dialect])
        given["words"] = words_for(query.text, dialect)
    where = " and ".join(conditions)
    part = f"select i.date as place, i.event from {source} where {{where}} order by {order} limit {query.limit:d}"  # noqa: S608
    if cells:
        parts = [part.format(where=f"{where} and i.cell = {number:d}") for number in cells]
        part = " union all ".join(f"select * from ({one}) as c{number}" for number, one in enumerate(parts))  # noqa: S608
    else:
        part = part.format(where=where)
    return part, given


def _search(query: EventQuery) -> str:
    return search_for(query.text, type=query.type, status=query.status, country=query.country, cells=_cells(query))


def _searched(query: EventQuery, after: tuple[str, int] | None, search: str) -> tuple[str, dict[str, Any]]:
    """Give the same by SQLite's full-text search (see `search`); `event_index` confirms what it finds."""
    conditions, given = _conditions(query, None, "sqlite")
    given["search"] = search
    if query.is_dated:
        table, key = "events_search_dated", KEY
        low = moment(query.since or "") if after is None else moment(*after) + 1
        conditions.append(f"s.rowid >= {low:d}")
        if query.until is not None and (high := moment_after(query.until)) is not None:
            conditions.append(f"s.rowid < {high:d}")
    else:
        table, key = "events_search", "s.rowid"
        conditions += [] if after is None else [f"s.rowid > {after[1]:d}"]
    where = " and ".join([f"{table} match :search", f"i.event = {key}", *conditions])
    return (
        f"select s.rowid as place, i.event from {table} as s cross join event_index as i "  # noqa: S608
        f"where {where} order by s.rowid limit {query.limit:d}"
    ), given


def of_documents(query: EventQuery, *, dialect: str) -> TextClause:
    """Give the statement for the events of documents whose keys are from :first to :last that a query asks for: key of
    the document and id of the event; `after` and `limit` don't count.
    """
    conditions, given = _conditions(query, None, dialect)
    if query.text is not None:
        conditions.append(FOUND[dialect])
        given["words"] = words_for(query.text, dialect)
    where = " and ".join(["events.document between :first and :last", "i.event = events.key", *conditions])
    return text(
        "select events.document, events.id "  # noqa: S608
        f"from events cross join event_index as i where {where}"
    ).bindparams(**given)


def words_for(said: str, dialect: str) -> str:
    """Give the words as the database's search takes them."""
    return quoted_words(said) if dialect == "sqlite" else storable(said)


def _conditions(
    query: EventQuery, after: tuple[str, int] | None, dialect: str, *, boxed: bool = True
) -> tuple[list[str], dict[str, Any]]:
    """Give what a row of the index must meet, but for words and square degree, with the values.

    The sides of the box around a circle (`boxed`) spare distances where no square degree is asked for. Beside one they
    mislead PostgreSQL, which takes them for independent of it, expects a handful of rows and sorts thousands.
    """
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
    if boxed and (sides := _sides(query)) is not None:
        south, north, west, east = sides
        conditions += ["i.lat between :south and :north", "i.lon is not null"]
        given |= {"south": south, "north": north}
        if west > -180 and east < 180:
            conditions.append("i.lon between :west and :east")
            given |= {"west": west, "east": east}
    if query.near is not None:
        conditions.append(f"{DISTANCE[dialect]} <= :within")
        given |= {"lat": query.near[0], "lon": query.near[1], "within": query.within_km}
    return conditions, given


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
    return distance_km(*query.near, at_lat, at_lon) <= query.within_km
