"""Collects places and their names and writes them into the SQLite file of a gazetteer."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.knowledge.gazetteer_names import fold

SCHEMA_VERSION = 4
"""Raise it whenever the compiled file or the way of compiling it changes."""

MAX_PER_NAME = 120
"""Places kept under one name, the most important ones: enough for every Springfield."""

_SCHEMA = """
create table places (id integer primary key, name text, geonameid integer, lat real, lon real, country text,
    province integer, district integer, feature_class text, feature_code text, population integer, resolution integer);
create table names (key text, rank integer, place integer, weight real, form integer,
    primary key (key, rank)) without rowid;
create table units (code text primary key, place integer) without rowid;
create table admin (id integer primary key, name text);
create table about (name text primary key, value text) without rowid;
"""

Row = tuple[str, int | None, float, float, str | None, str | None, str | None, str, str, int, int]
"""Name, GeoNames id, latitude, longitude, country (alpha-3), province, district, feature class and code, population,
resolution.
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of a gazetteer in an empty file, and begin writing."""
    connection.executescript("pragma journal_mode=off; pragma synchronous=off; pragma page_size=8192;" + _SCHEMA)
    connection.execute("begin")


class Compiler:
    """Collects places and their names, and writes them in order of importance."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.places: list[Row] = []
        self.names: dict[str, dict[int, tuple[float, int]]] = defaultdict(dict)
        self.units: dict[str, int] = {}
        self.admins: dict[str, int] = {}

    def add(self, row: Row) -> int:
        """Add a place and give its number."""
        self.places.append(row)
        return len(self.places)

    def name(self, name: str, place: int, weight: float, form: int) -> None:
        """Add a name of a place. `form`: 0 its own name, 1 another name, 2 cut short ("Harris" for Harris County)."""
        key = fold(name)
        if key:
            known = self.names[key].get(place)
            if known is None or weight > known[0]:
                self.names[key][place] = (weight, form)

    def admin(self, name: str | None) -> int | None:
        """Give the number under which the name of a province or district is kept."""
        return None if name is None else self.admins.setdefault(name, len(self.admins) + 1)

    def write(self) -> None:
        """Write everything."""
        self.write_places()
        self.write_units()
        ranked = (
            (key, rank, place, weight, form)
            for key in sorted(self.names)
            for rank, (place, weight, form) in enumerate(
                rank_places((place, *value) for place, value in self.names[key].items())
            )
        )
        self.connection.executemany("insert into names values (?,?,?,?,?)", ranked)

    def write_places(self) -> None:
        """Write the places that were added."""
        self.connection.executemany("insert into places values (?,?,?,?,?,?,?,?,?,?,?,?)", self._numbered())

    def write_units(self) -> None:
        """Write which place has which code of an administrative unit, and the names of provinces and districts."""
        self.connection.executemany("insert into units values (?,?)", sorted(self.units.items()))
        self.connection.executemany("insert into admin values (?,?)", ((n, name) for name, n in self.admins.items()))

    def _numbered(self) -> Iterator[tuple[object, ...]]:
        for number, row in enumerate(self.places, start=1):
            yield number, *row[:5], self.admin(row[5]), self.admin(row[6]), *row[7:]


def rank_places(places: Iterable[tuple[int, float, int]]) -> list[tuple[int, float, int]]:
    """Give the places of one name (place, weight, form), the most important first, no more than are kept."""
    ranked = sorted(places, key=lambda item: (-item[1], item[0]))[:MAX_PER_NAME]
    return [(place, round(weight, 3), form) for place, weight, form in ranked]
