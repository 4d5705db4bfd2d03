"""Compiles all of GeoNames (12 million features) in one pass, in bounded memory.

The embedded gazetteer is compiled first. Features that it lacks go straight into the file; their names go into a file
of their own beside it, which SQLite sorts on disk at the end. In memory are, per feature, its number and its weight.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer_compiler import Compiler, rank_places
from dateline.knowledge.gazetteer_embedded import EmbeddedSource, weight_of
from dateline.knowledge.gazetteer_names import fold, is_english_like
from dateline.knowledge.geonames_files import MAX_ID, Advance, AlternateNames, Feature, GeoNamesDump

_BATCH = 50_000
_ALIKE, _HISTORIC, _FOREIGN = 0.5, 1.5, 0.7
"""What another name of a feature weighs less than its own: a usual one, a former one, one in another language."""
_LINKED = 0.7
"""What an article in an encyclopedia adds to the weight of a feature that the embedded gazetteer lacks."""
_ENGLISH = frozenset({"en", "", "abbr"})
_NO_NAMES = frozenset({"link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "piny", "fr_1793"})
_UNITS = {"ADM1": 1, "ADM2": 2}


@dataclass(frozen=True, slots=True)
class GeoNamesReport:
    """What a gazetteer was compiled from: features and names read, those new, lines that could not be used (and the
    first of them), for the dump and the file of other names.
    """

    features: int
    added: int
    bad: int
    first_bad: int | None
    alternates: int = 0
    bad_alternates: int = 0
    first_bad_alternate: int | None = None


class FullCompiler:
    """Compiles the embedded gazetteer and a dump of GeoNames into `connection`; `names` is the path of a file for the
    time being.
    """

    def __init__(
        self, connection: sqlite3.Connection, knowledge: Knowledge, names: Path, advance: Advance | None
    ) -> None:
        self.connection = connection
        self.advance = advance
        self.knowledge = knowledge
        self.classes = _classes(knowledge)
        self.base = Compiler(connection)
        self.names_path = names
        self.staged = sqlite3.connect(names, isolation_level=None)
        self.staged.executescript(
            "pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-100000; pragma threads=2;"
            "create table names (key text, place integer, weight real, form integer);"
        )
        self.staged.execute("begin")
        self.weights = array("f", [0.0])
        """By the number of a place; 0 for those of the embedded gazetteer, whose names carry weights of their own."""
        self.number_of = array("i", bytes(4 * MAX_ID))
        self.report = GeoNamesReport(0, 0, 0, None)

    def close(self) -> None:
        """Remove the file of names."""
        self.staged.close()
        with suppress(OSError):
            self.names_path.unlink()

    def read(self, dump: GeoNamesDump, alternate: AlternateNames | None) -> None:
        """Read everything into the two files.

        Raises:
            InputError: a file is damaged or not what it should be.
        """
        if self.advance is not None:
            self.advance("compiling the embedded gazetteer", 0, None)
        source = EmbeddedSource(self.base, self.knowledge)
        source.read()
        self._stage(
            (key, place, weight, form)
            for key, places in self.base.names.items()
            for place, (weight, form) in places.items()
        )
        self.base.names.clear()
        self.base.write_places()
        self.weights.extend([0.0] * len(self.base.places))
        known = len(self.base.places)
        kinds = {n: (row[7], row[10]) for n, row in enumerate(self.base.places, start=1)}
        for number, row in enumerate(self.base.places, start=1):
            if row[1]:
                self.number_of[row[1]] = number
        self.base.places.clear()
        features = added = 0
        places: list[tuple[Any, ...]] = []
        moved: list[tuple[Any, ...]] = []
        names: list[tuple[str, int, float, int]] = []
        units = _Units(self.base, source)
        for feature in dump.features(self.advance):
            features += 1
            number = self.number_of[feature.geonameid]
            if number:
                if number <= known:
                    self._moved(feature, number, kinds[number], moved, source)
                continue
            added += 1
            number = known + added
            self.number_of[feature.geonameid] = number
            resolution, weight = self._weigh(feature)
            self.weights.append(weight)
            country = source.alpha3.get(feature.country)
            province, district = units.names(feature, number)
            places.append(
                (
                    number, feature.name, feature.geonameid, feature.lat, feature.lon, country, province, district,
                    feature.feature_class, feature.feature_code, feature.population, resolution,
                )
            )  # fmt: skip
            names.extend((key, number, delta, form) for key, delta, form in _names(feature, alternate is None))
            if len(names) > _BATCH:
                self._flush(places, names, moved)
        self._flush(places, names, moved)
        units.finish()
        alternates = 0 if alternate is None else self._alternates(alternate, known)
        self.report = GeoNamesReport(
            features, added, dump.bad, dump.first_bad, alternates,
            alternate.bad if alternate else 0, alternate.first_bad if alternate else None,
        )  # fmt: skip

    def _weigh(self, feature: Feature) -> tuple[int, float]:
        resolution, least, offset = (
            self.classes.get((feature.feature_class, feature.feature_code))
            or self.classes.get((feature.feature_class, ""))
            or (5, 1.0, -1.0)
        )
        if feature.population < 100:
            return resolution, least
        return resolution, max(least, weight_of(feature.population, offset))

    def _moved(
        self, feature: Feature, number: int, kind: tuple[str, int], moved: list[tuple[Any, ...]], source: EmbeddedSource
    ) -> None:
        """Take position, kind and population of a place that is known already; countries and provinces that our table
        has points of keep those.
        """
        settlement, resolution = kind[0] == "P", kind[1]
        code = ".".join((feature.country, feature.admin1))
        if settlement or (resolution > 1 and not (resolution == 2 and code in source.points)):
            moved.append(
                (
                    feature.lat, feature.lon, feature.feature_code if settlement else None,
                    feature.population if settlement else None, number,
                )
            )  # fmt: skip

    def _flush(
        self,
        places: list[tuple[Any, ...]],
        names: list[tuple[str, int, float, int]],
        moved: list[tuple[Any, ...]],
    ) -> None:
        """Write what was read, and empty the lists."""
        self.connection.executemany("insert into places values (?,?,?,?,?,?,?,?,?,?,?,?)", places)
        self.connection.executemany(
            "update places set lat = ?, lon = ?, feature_code = coalesce(nullif(?, ''), feature_code), "
            "population = coalesce(nullif(?, 0), population) where id = ?",
            moved,
        )
        self._stage(names)
        for written in (places, names, moved):
            written.clear()

    def _stage(self, names: Any) -> None:
        self.staged.executemany("insert into names values (?,?,?,?)", names)

    def _alternates(self, alternate: AlternateNames, known: int) -> int:
        names: list[tuple[str, int, float, int]] = []
        linked: set[int] = set()
        count = 0
        for other in alternate.names(self.advance):
            count += 1
            number = self.number_of[other.geonameid]
            if number <= known:  # unknown, or one whose names we have
                continue
            if other.language in _NO_NAMES:
                if other.language == "link" and number not in linked and "wikipedia.org" in other.name:
                    linked.add(number)
                continue
            if not is_english_like(other.name):
                continue
            less = _HISTORIC if other.historic else _ALIKE if other.language in _ENGLISH else _FOREIGN
            names.append((fold(other.name), number, 0.0 if other.preferred and less == _ALIKE else -less, 1))
            if len(names) > _BATCH:
                self._stage(names)
                names.clear()
        self._stage(names)
        for number in linked:
            self.weights[number] += _LINKED
        return count

    def write(self) -> GeoNamesReport:
        """Sort the names into the file; give what was read."""
        self.base.write_units()
        self.staged.execute("commit")
        self.connection.executemany("insert into names values (?,?,?,?,?)", self._ranked())
        return self.report

    def _ranked(self) -> Iterator[tuple[str, int, int, float, int]]:
        total = self.staged.execute("select max(rowid) from names").fetchone()[0]
        if self.advance is not None:
            self.advance("sorting names", 0, None)
        rows = self.staged.execute("select key, place, weight, form from names order by key")
        done = 0
        for key, group in groupby(rows, key=lambda row: row[0]):
            best: dict[int, tuple[float, int]] = {}
            for _, place, delta, form in group:
                done += 1
                weight = self.weights[place] + delta
                old = best.get(place)
                if old is None or weight > old[0]:
                    best[place] = (weight, form)
                if not done % _BATCH and self.advance is not None:
                    self.advance("writing names", done, total)
            if not key:
                continue
            for rank, (place, weight, form) in enumerate(rank_places((place, *value) for place, value in best.items())):
                yield key, rank, place, weight, form


class _Units:
    """The names of the provinces and districts that the codes of features stand for, known by and by."""

    def __init__(self, base: Compiler, source: EmbeddedSource) -> None:
        self.base = base
        self.within = source.within
        self.numbers: dict[str, tuple[int | None, int | None]] = {}
        self.waiting: dict[str, int] = {}
        """Codes whose names are not known yet, and the numbers that are kept for them."""
        self.later: dict[str, str] = {}

    def names(self, feature: Feature, number: int) -> tuple[int | None, int | None]:
        """Give the numbers of the names of a feature's province and district."""
        country, admin1, admin2 = feature.country, feature.admin1, feature.admin2
        level = _UNITS.get(feature.feature_code) if feature.feature_class == "A" else None
        if level is not None:
            code = ".".join((country, admin1, admin2)[: level + 1])
            self.later.setdefault(code, feature.name)
            self.base.units.setdefault(code, number)
        if not admin1 or admin1 == "00":
            return None, None
        return self._code(f"{country}.{admin1}", 0), (
            self._code(f"{country}.{admin1}.{admin2}", 1) if admin2 and level != 1 else None
        )

    def _code(self, code: str, level: int) -> int:
        known = self.within.get(code)
        name = known[level] if known is not None else None
        if name is not None:
            return self.base.admins.setdefault(name, len(self.base.admins) + len(self.waiting) + 1)
        return self.waiting.setdefault(code, len(self.base.admins) + len(self.waiting) + 1)

    def finish(self) -> None:
        """Write the names that have become known."""
        self.base.connection.executemany(
            "insert into admin values (?,?)", ((number, self.later.get(code)) for code, number in self.waiting.items())
        )


def _names(feature: Feature, alternates: bool) -> Iterator[tuple[str, float, int]]:
    """Yield the keys of a feature's names, what they weigh more or less than the feature, and their form."""
    own = fold(feature.name)
    yield own, 0.0, 0
    seen = {own}
    others = feature.alternates.split(",") if alternates and feature.alternates else []
    for other in (feature.ascii, *others):
        if other and other != feature.name and (other is feature.ascii or is_english_like(other)):
            key = fold(other)
            if key not in seen:
                seen.add(key)
                yield key, 0.0 if other is feature.ascii else -_ALIKE, 0 if other is feature.ascii else 1


def _classes(knowledge: Knowledge) -> dict[tuple[str, str], tuple[int, float, float]]:
    """Give resolution, least weight, and offset of the weight by population, for a feature class and code."""
    return {
        (row["class"], row["code"]): (int(row["resolution"]), float(row["least"]), float(row["offset"]))
        for row in knowledge.rows("places/classes*.csv", required=("class", "code", "resolution", "least", "offset"))
    }
