"""Incidents counted: on a grid of the map, by area, by day, by kind; and a page of them, the latest first.

What counting needs of each incident is read once and kept in columns, so that a map or time line with other filters
takes milliseconds, not a walk through the table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select

from dateline.store.ledger_query import IncidentQuery, IncidentRow, filtered
from dateline.store.schema import incident_countries, incidents

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees."""

_READ = 20_000
_NAMES = ("event", "status", "date", "country", "province", "place")
_COUNTRIES = 60
_SAID = 32
_UNKNOWN = 100  # stands for no resolution; above all that PLOVER has


@dataclass(slots=True)
class Cluster:
    """Incidents near each other: their middle, how many of each PLOVER type, and the box that holds them all.

    `resolution` is PLOVER's, the coarsest of them; what is known to a province or country only is counted for that
    area, with its names; `place` is null where they are of several.
    """

    lat: float
    lon: float
    resolution: int
    country: str | None
    province: str | None
    types: dict[str, int]
    box: Box
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


@dataclass(frozen=True)
class _Names:
    """A column of names: `of` the number of each row's name in `all`, which is in order; None comes last."""

    all: list[str | None]
    of: npt.NDArray[np.int32]

    def number(self, name: str) -> int:
        """Give the number of a name, one that no row has where there is none."""
        at = bisect_left(self.all, name, hi=self.known)  # type: ignore[type-var]
        return at if at < self.known and self.all[at] == name else len(self.all)

    @property
    def known(self) -> int:
        """How many names there are, None apart."""
        return len(self.all) - 1


class Overview:
    """What counting needs of all incidents, as it stands in the ledger when this is made: the latest happening first,
    undated ones last. Where a query is about countries, words or other things not kept here, the database is asked
    for the keys.
    """

    def __init__(self, connection: Connection) -> None:
        numbers: dict[str, list[Any]] = {name: [] for name in (*_NAMES, "key", "lat", "lon", "resolution", "reports")}
        known: dict[str, dict[Hashable, int]] = {name: {} for name in _NAMES}
        disputed = []
        for key, lat, lon, resolution, reports, denied, *named in _rows(connection):
            numbers["key"].append(np.array(key, np.int64))
            numbers["lat"].append(np.array(lat, np.float64))  # None becomes NaN
            numbers["lon"].append(np.array(lon, np.float64))
            numbers["resolution"].append(np.array([_UNKNOWN if r is None else r for r in resolution], np.int16))
            numbers["reports"].append(np.array(reports, np.int32))
            disputed.append(np.array(denied, np.bool_))
            for name, column in zip(_NAMES, named, strict=True):
                seen = known[name]
                numbers[name].append(np.array([seen.setdefault(value, len(seen)) for value in column], np.int32))
        columns = {name: np.concatenate(parts) if parts else np.empty(0) for name, parts in numbers.items()}
        named_columns = {name: _in_order(known[name], columns[name]) for name in _NAMES}
        dates = named_columns["date"]
        backwards = np.where(dates.of == dates.known, -1, dates.of)
        order = np.lexsort((columns["key"], backwards))[::-1]
        self._key = columns["key"][order].astype(np.int64)
        self._lat, self._lon = columns["lat"][order], columns["lon"][order]
        self._resolution, self._reports = columns["resolution"][order], columns["reports"][order]
        self._disputed = (np.concatenate(disputed) if disputed else np.empty(0, np.bool_))[order]
        self._named = {name: _Names(column.all, column.of[order]) for name, column in named_columns.items()}
        self._said: dict[IncidentQuery, npt.NDArray[np.bool_]] = {}
        self._days = [date and date[:10] for date in dates.all]
        c = incident_countries.c
        count = func.count()
        by_country = select(c.country, count).group_by(c.country).order_by(count.desc(), c.country).limit(_COUNTRIES)
        self._countries = [(row[0], row[1]) for row in connection.execute(by_country)]

    def points(
        self, connection: Connection, query: IncidentQuery, *, cell: float, box: Box | None = None
    ) -> list[Cluster]:
        """Give the incidents of the query that are known to a district or better, put together in cells of so many
        degrees.
        """
        points = self._placed(connection, query) & (self._resolution >= 3)
        if box is not None:
            points &= self._within(box)
        at = np.flatnonzero(points)
        x, y = (np.floor(degrees / cell).astype(np.int64) for degrees in (self._lon[at] + 180, self._lat[at] + 90))
        return list(self._clustered(at, x * (int(180 / cell) + 2) + y, None))

    def areas(self, connection: Connection, query: IncidentQuery) -> list[Cluster]:
        """Give the incidents of the query that are known to a province or country only, counted for each of those."""
        placed = self._placed(connection, query)
        country, province = self._named["country"], self._named["province"]
        at = np.flatnonzero(placed & (self._resolution == 2))
        found = list(self._clustered(at, country.of[at].astype(np.int64) * len(province.all) + province.of[at], 2))
        at = np.flatnonzero(placed & (self._resolution == 1))
        return found + list(self._clustered(at, country.of[at], 1))

    def over_time(
        self, connection: Connection, query: IncidentQuery, *, by_month: bool = False
    ) -> list[tuple[str, str, int]]:
        """Count the incidents of the query by day ("2023-09-19") or month ("2023-09"), and by PLOVER type, the
        earliest first; its own dates do not matter, so that a time line shows what is around them.
        """
        dates, types = self._named["date"], self._named["event"]
        chosen = self._chosen(connection, replace(query, since=None, until=None)) & (dates.of < dates.known)
        length = 7 if by_month else 10
        number: dict[str, int] = {}
        spans = [number.setdefault((day or "")[:length], len(number)) for day in self._days]
        span_of = np.array(spans, np.int64)[dates.of[chosen]]
        width = len(types.all)
        counted = np.bincount(span_of * width + types.of[chosen], minlength=0)
        names = list(number)
        return [
            (names[at // width], str(types.all[at % width]), int(counted[at]))
            for at in np.flatnonzero(counted).tolist()
        ]

    def dated(self, connection: Connection, query: IncidentQuery) -> tuple[str, str] | None:
        """Give the first and the last day that `over_time` counts; None where nothing is dated."""
        dates = self._named["date"]
        of = dates.of[self._chosen(connection, replace(query, since=None, until=None)) & (dates.of < dates.known)]
        return None if not len(of) else (str(self._days[of.min()]), str(self._days[of.max()]))

    def counts(self, connection: Connection, query: IncidentQuery) -> Counts:
        """Count the incidents of the query by type and status, and all incidents by country."""
        chosen = self._chosen(connection, query)
        types, statuses = (_counted(self._named[name], chosen) for name in ("event", "status"))
        return Counts(types.total(), types.most_common(), statuses.most_common(), self._countries)

    def latest(
        self, connection: Connection, query: IncidentQuery, *, offset: int = 0, box: Box | None = None
    ) -> list[IncidentRow]:
        """Give a page of incidents, the latest happening first, undated ones last."""
        chosen = self._chosen(connection, query)
        if box is not None:
            chosen &= self._within(box)
        return self._rows(connection, chosen, offset, query.limit)

    def in_area(
        self, connection: Connection, query: IncidentQuery, *, country: str, province: str | None
    ) -> list[IncidentRow]:
        """Give the latest incidents of the query that are known to this province, or with None this country, only."""
        names = self._named["country"]
        chosen = self._chosen(connection, query) & (names.of == names.number(country))
        if province is None:
            chosen &= self._resolution == 1
        else:
            names = self._named["province"]
            chosen &= (self._resolution == 2) & (names.of == names.number(province))
        return self._rows(connection, chosen, 0, query.limit)

    def _chosen(self, connection: Connection, query: IncidentQuery) -> npt.NDArray[np.bool_]:
        """Tell for each incident whether it is one of the query."""
        chosen = np.ones(len(self._key), np.bool_)
        for name, value in (("event", query.type), ("status", query.status)):
            if value is not None:
                chosen &= self._named[name].of == self._named[name].number(value)
        if query.since is not None or query.until is not None:
            dates = self._named["date"]
            known: Sequence[Any] = dates.all[: dates.known]
            chosen &= dates.of >= bisect_left(known, query.since or "")
            # a time of that very day ("...T10:00") still counts
            chosen &= dates.of < (len(known) if query.until is None else bisect_left(known, query.until + "U"))
        if query.reports is not None:
            chosen &= self._reports >= query.reports
        if query.disputed is not None:
            chosen &= self._disputed == query.disputed
        if (query.country, query.actor, query.text, query.near) != (None, None, None, None):
            others = IncidentQuery(
                country=query.country, actor=query.actor, text=query.text, near=query.near, within_km=query.within_km
            )
            chosen &= self._asked(connection, others)
        return chosen

    def _asked(self, connection: Connection, query: IncidentQuery) -> npt.NDArray[np.bool_]:
        """Ask the database which incidents are those of a query; what it said of the last queries is kept."""
        found = self._said.get(query)
        if found is None:
            asked = filtered(select(incidents.c.key), query, connection.dialect.name)
            found = np.isin(self._key, np.array(connection.execute(asked).scalars().all(), np.int64))
            if len(self._said) >= _SAID:
                self._said.clear()
            self._said[query] = found
        return found

    def _placed(self, connection: Connection, query: IncidentQuery) -> npt.NDArray[np.bool_]:
        """Tell for each incident whether it is one of the query and has coordinates."""
        return self._chosen(connection, query) & ~np.isnan(self._lat) & ~np.isnan(self._lon)

    def _within(self, box: Box) -> npt.NDArray[np.bool_]:
        west, south, east, north = box
        lat, lon = self._lat, self._lon
        return (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)  # false for NaN

    def _rows(
        self, connection: Connection, chosen: npt.NDArray[np.bool_], offset: int, limit: int
    ) -> list[IncidentRow]:
        keys = self._key[np.flatnonzero(chosen)[offset : offset + limit]].tolist()
        i = incidents.c
        wanted = select(*(i[name] for name in IncidentRow.__dataclass_fields__)).where(i.key.in_(keys))
        found = {row[0]: IncidentRow(*row) for row in connection.execute(wanted)}
        return [found[key] for key in keys if key in found]

    def _clustered(
        self, at: npt.NDArray[np.intp], group: npt.NDArray[Any], resolution: int | None
    ) -> Iterator[Cluster]:
        """Put the incidents with these numbers together by group."""
        if not len(at):
            return
        if group.max() < 2**16:
            group = group.astype(np.uint16)  # sorted in a tenth of the time
        order = np.argsort(group, kind="stable")
        at, group = at[order], group[order]
        starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
        sizes = np.diff(np.append(starts, len(at)))
        lat, lon = self._lat[at], self._lon[at]
        types = self._named["event"]
        width = len(types.all)
        number = np.repeat(np.arange(len(starts)), sizes)
        by_type = np.bincount(number * width + types.of[at])
        counted: list[dict[str, int]] = [{} for _ in starts]
        told = np.flatnonzero(by_type)
        for which, count in zip(told.tolist(), by_type[told].tolist(), strict=True):
            counted[which // width][str(types.all[which % width])] = count
        boxes = [
            how.reduceat(values, starts).tolist()
            for how, values in ((np.minimum, lon), (np.minimum, lat), (np.maximum, lon), (np.maximum, lat))
        ]
        middles = [(np.add.reduceat(values, starts) / sizes).tolist() for values in (lat, lon)]
        coarsest = np.minimum.reduceat(self._resolution[at], starts).tolist()
        first, last = (
            {name: how.reduceat(self._named[name].of[at], starts).tolist() for name in ("country", "province", "place")}
            for how in (np.minimum, np.maximum)
        )
        countries, provinces, places = (self._named[name].all for name in ("country", "province", "place"))
        for n, of_types in enumerate(counted):
            yield Cluster(
                lat=middles[0][n],
                lon=middles[1][n],
                resolution=resolution or (4 if coarsest[n] == _UNKNOWN else coarsest[n]),
                country=countries[first["country"][n]],
                province=provinces[first["province"][n]] if resolution != 1 else None,
                types=of_types,
                box=(boxes[0][n], boxes[1][n], boxes[2][n], boxes[3][n]),
                place=places[first["place"][n]] if first["place"][n] == last["place"][n] else None,
            )


def _rows(connection: Connection) -> Iterator[list[tuple[Any, ...]]]:
    """Give what is read of the incidents, column by column, some thousands at a time."""
    cursor = connection.connection.cursor()
    try:
        columns = ", ".join(("key", "lat", "lon", "resolution", "reports", "disputed", *_NAMES))
        cursor.execute(f"select {columns} from incidents")  # noqa: S608  the names are ours
        while rows := cursor.fetchmany(_READ):
            yield list(zip(*rows, strict=True))
    finally:
        cursor.close()


def _in_order(seen: dict[Hashable, int], column: npt.NDArray[Any]) -> _Names:
    """Give a column whose names were numbered as they came."""
    names: list[Any] = sorted(name for name in seen if name is not None)
    renumbered = np.empty(len(seen) or 1, np.int32)
    for at, name in enumerate(names):
        renumbered[seen[name]] = at
    if None in seen:
        renumbered[seen[None]] = len(names)
    return _Names([*names, None], renumbered[column.astype(np.int64)])


def _counted(names: _Names, chosen: npt.NDArray[np.bool_]) -> Counter[str]:
    counted = np.bincount(names.of[chosen], minlength=len(names.all)).tolist()
    return Counter({str(name): count for name, count in zip(names.all, counted, strict=True) if count})
