"""Incidents counted: on a grid of the map, by area, by day, by kind; and a page of them, the latest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, cast, func, or_, select

from dateline.store.ledger_query import IncidentQuery, IncidentRow, filtered
from dateline.store.schema import incident_countries, incidents

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees."""


@dataclass(frozen=True)
class Cluster:
    """Incidents near each other: their middle, how many of each PLOVER type, and the box that holds them all.

    `id` and `text` are those of one of them, which is all there is where there is only one. `resolution` is PLOVER's;
    what is known to a province or country only is counted for that area, with its names; `place` is null where they are
    of several.
    """

    lat: float
    lon: float
    resolution: int
    country: str | None
    province: str | None
    types: dict[str, int]
    box: Box
    id: str
    text: str
    place: str | None

    @property
    def count(self) -> int:
        """How many incidents."""
        return sum(self.types.values())


@dataclass(frozen=True)
class Counts:
    """How many incidents there are for each value of what can be filtered, most first; none are left out by paging."""

    total: int
    types: list[tuple[str, int]]
    statuses: list[tuple[str, int]]
    countries: list[tuple[str, int]]


def clusters(connection: Connection, query: IncidentQuery, *, cell: float, box: Box | None = None) -> list[Cluster]:
    """Give the incidents of the query that have coordinates, put together in cells of so many degrees.

    Those known to a district or better are clustered; areas are counted by province or country, wherever they are.
    """
    i = incidents.c
    points = or_(i.resolution.is_(None), i.resolution >= 3)
    x, y = cast((i.lon + 180) / cell, Integer), cast((i.lat + 90) / cell, Integer)
    here = points if box is None else and_(points, *_within(box))
    found = [
        _cluster(rows, resolution=None)
        for rows in _grouped(connection, _counted(query, connection).where(here).group_by(x, y), [x, y])
    ]
    for resolution, group in ((2, [i.country, i.province]), (1, [i.country])):
        wanted = _counted(query, connection).where(i.resolution == resolution).group_by(*group)
        found += [_cluster(rows, resolution=resolution) for rows in _grouped(connection, wanted, group)]
    return found


def days(connection: Connection, query: IncidentQuery) -> list[tuple[str, str, int]]:
    """Count the incidents of the query by day and PLOVER type; the query's own dates do not matter, so that a time line
    shows what is around them.
    """
    i = incidents.c
    day = func.substr(i.date, 1, 10)
    wanted = select(day, i.event, func.count()).where(i.date.is_not(None)).group_by(day, i.event)
    wanted = filtered(wanted, replace(query, since=None, until=None), connection.dialect.name)
    return [(row[0], row[1], row[2]) for row in connection.execute(wanted)]


def counts(connection: Connection, query: IncidentQuery) -> Counts:
    """Count the incidents of the query by type and status, and all incidents by country."""
    i, c = incidents.c, incident_countries.c
    wanted = filtered(select(i.event, i.status, func.count()), query, connection.dialect.name).group_by(
        i.event, i.status
    )
    types: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for event, status, count in connection.execute(wanted):
        types[event] += count
        statuses[status] += count
    by_country = select(c.country, func.count().label("n")).group_by(c.country).order_by(func.count().desc()).limit(60)
    countries = [(row[0], row[1]) for row in connection.execute(by_country)]
    return Counts(types.total(), types.most_common(), statuses.most_common(), countries)


def latest(
    connection: Connection, query: IncidentQuery, *, offset: int = 0, box: Box | None = None
) -> list[IncidentRow]:
    """Give a page of incidents, the latest happening first, undated ones last."""
    i = incidents.c
    wanted = select(*(i[name] for name in IncidentRow.__dataclass_fields__))
    wanted = filtered(wanted, query, connection.dialect.name)
    if box is not None:
        wanted = wanted.where(*_within(box))
    wanted = wanted.order_by(i.date.is_(None), i.date.desc(), i.key.desc()).limit(query.limit).offset(offset)
    return [IncidentRow(*row) for row in connection.execute(wanted)]


def in_area(connection: Connection, query: IncidentQuery, *, country: str, province: str | None) -> list[IncidentRow]:
    """Give the latest incidents of the query that are known to this province, or with None this country, only."""
    i = incidents.c
    wanted = select(*(i[name] for name in IncidentRow.__dataclass_fields__))
    wanted = filtered(wanted, query, connection.dialect.name).where(i.country == country)
    wanted = (
        wanted.where(i.resolution == 1) if province is None else wanted.where(i.resolution == 2, i.province == province)
    )
    wanted = wanted.order_by(i.date.is_(None), i.date.desc(), i.key.desc()).limit(query.limit)
    return [IncidentRow(*row) for row in connection.execute(wanted)]


def _counted(query: IncidentQuery, connection: Connection) -> Select[Any]:
    i = incidents.c
    wanted = select(
        func.count().label("n"), i.event, func.avg(i.lat).label("lat"), func.avg(i.lon).label("lon"),
        func.min(i.lat), func.max(i.lat), func.min(i.lon), func.max(i.lon), func.min(i.resolution),
        func.min(i.country), func.min(i.province), func.min(i.id), func.min(i.text),
        func.min(i.place), func.max(i.place),
    ).where(i.lat.is_not(None), i.lon.is_not(None)).group_by(i.event)  # fmt: skip
    return filtered(wanted, query, connection.dialect.name)


def _grouped(connection: Connection, wanted: Select[Any], group: Sequence[Any]) -> list[list[Any]]:
    found: dict[tuple[Any, ...], list[Any]] = {}
    for row in connection.execute(wanted.add_columns(*group)):
        found.setdefault(tuple(row[-len(group) :]), []).append(row)
    return list(found.values())


def _cluster(rows: list[Any], *, resolution: int | None) -> Cluster:
    total = sum(row[0] for row in rows)
    first = rows[0]
    box = (min(r[6] for r in rows), min(r[4] for r in rows), max(r[7] for r in rows), max(r[5] for r in rows))
    return Cluster(
        lat=sum(row[0] * row.lat for row in rows) / total,
        lon=sum(row[0] * row.lon for row in rows) / total,
        resolution=resolution or min((row[8] for row in rows if row[8] is not None), default=4),
        country=first[9],
        province=first[10] if resolution != 1 else None,
        types={row[1]: row[0] for row in rows},
        box=box,
        id=first[11],
        text=first[12],
        place=first[13] if len({name for row in rows for name in row[13:15]}) == 1 else None,
    )


def _within(box: Box) -> list[Any]:
    west, south, east, north = box
    return [incidents.c.lat.between(south, north), incidents.c.lon.between(west, east)]
