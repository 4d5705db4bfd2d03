"""The gazetteer: which places a name can mean. A read-only SQLite file, compiled once per set of sources."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.errors import InputError
from dateline.knowledge.cache import cache_folder
from dateline.knowledge.gazetteer_build import build, build_full, fingerprint
from dateline.knowledge.gazetteer_compiler import SCHEMA_VERSION
from dateline.knowledge.gazetteer_names import key
from dateline.knowledge.gazetteer_record import GazetteerRecord

__all__ = [
    "FULL", "Candidate", "Gazetteer", "build", "build_full", "cache_folder", "full_gazetteer_path", "gazetteer_path",
    "open_gazetteer",
]  # fmt: skip

FULL = "full"
"""Said instead of a file: the full gazetteer in the cache."""

REMEMBERED_NAMES = 1 << 16
"""Names whose places a process keeps in memory; a name takes about 300 bytes, most have no places at all."""

_RECORD = """places.name, geonameid, lat, lon, country, province.name, district.name, feature_class, feature_code,
    population, resolution"""
_PLACES = """left join admin as province on province.id = places.province
    left join admin as district on district.id = places.district"""
_LOOKUP = f"""select {_RECORD}, weight, form from names join places on places.id = names.place {_PLACES}
    where key = ? order by rank"""  # noqa: S608  only our own pieces
_UNIT = f"""select {_RECORD} from units join places on places.id = units.place {_PLACES} where code = ?"""  # noqa: S608
_PROVINCES = "select code, country, name from units join places on places.id = units.place"


class Candidate(NamedTuple):
    """A place that a name can mean.

    `weight`: how important the place is under that name, about the decimal logarithm of its population; countries
    and well-known areas stand above. `form`: 0 the place's own name, 1 another name, 2 cut short ("Harris" for
    Harris County).
    """

    record: GazetteerRecord
    weight: float
    form: int


class Gazetteer:
    """Look-ups in a compiled gazetteer file; safe to share between threads and over a fork.

    Raises:
        InputError: the file is no gazetteer.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._cached = lru_cache(maxsize=REMEMBERED_NAMES)(self._read)
        self._units = lru_cache(maxsize=1 << 12)(self._read_unit)
        self._province_codes = lru_cache(maxsize=1)(self._read_province_codes)
        try:
            self.about: dict[str, str] = dict(self._connection().execute("select name, value from about"))
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"{path}: is no gazetteer of this version of Dateline; make one with dateline gazetteer build"
            ) from error

    @property
    def holds_all_kinds(self) -> bool:
        """Whether streets, rivers, buildings and the like are in it, as in all of GeoNames."""
        return self.about.get("kind") == FULL

    def lookup(self, name: str) -> tuple[GazetteerRecord, ...]:
        """Give the places that a name can mean, the most important first; case, accents and hyphens do not count.

        >>> open_gazetteer().lookup("Tskhinvali")[0].country_code  # doctest: +SKIP
        'GEO'
        """
        return tuple(candidate.record for candidate in self._cached(key(name)))

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Give the same as `lookup`, each place with its weight."""
        return self._cached(key(name))

    def country(self, alpha3: str) -> GazetteerRecord | None:
        """Give the record of a country by its code (ISO 3166-1 alpha-3; Kosovo is KOS), None if there is none."""
        found = self._units(alpha3)
        return found[0] if found else None

    def unit(self, code: str) -> tuple[GazetteerRecord, ...]:
        """Give the record of a country (alpha-3) or a province (GeoNames code: "US.TX"), empty if unknown."""
        return self._units(code)

    def province_code(self, alpha3: str, name: str) -> str | None:
        """Give GeoNames' code of a province ("AM.08") by its country and its name in records, None if unknown."""
        return self._province_codes().get((alpha3, name))

    def _read_province_codes(self) -> dict[tuple[str, str], str]:
        rows = self._connection().execute(_PROVINCES)
        return {(country, name): code for code, country, name in rows if "." in code}

    def _read_unit(self, code: str) -> tuple[GazetteerRecord, ...]:
        return tuple(GazetteerRecord(*row) for row in self._connection().execute(_UNIT, (code,)))

    def _read(self, folded: str) -> tuple[Candidate, ...]:
        rows = self._connection().execute(_LOOKUP, (folded,))
        return tuple(Candidate(GazetteerRecord(*row[:11]), row[11], row[12]) for row in rows)

    def _connection(self) -> sqlite3.Connection:
        """Give this thread's connection in this process: SQLite must not use one across a fork."""
        local = self._local
        if getattr(local, "process", None) != os.getpid():
            uri = self.path.resolve().as_uri() + "?mode=ro&immutable=1"
            local.connection = sqlite3.connect(uri, uri=True)
            local.connection.execute("pragma mmap_size=268435456")
            local.process = os.getpid()
        connection: sqlite3.Connection = local.connection
        return connection


def gazetteer_path(knowledge_folders: Sequence[str] = ()) -> Path:
    """Give the path of the compiled gazetteer for these knowledge folders. Its name carries a fingerprint of the
    versions of the source packages, of our tables and of the way of compiling, so an outdated file is never read.

    Raises:
        KnowledgeError: a source package is not installed.
    """
    return cache_folder() / f"gazetteer-{SCHEMA_VERSION}-{fingerprint(knowledge_folders)}.sqlite"


def full_gazetteer_path(knowledge_folders: Sequence[str] = ()) -> Path:
    """Give the path that `dateline gazetteer build --geonames` compiles to by itself, named as in `gazetteer_path`.

    Raises:
        KnowledgeError: a source package is not installed.
    """
    return cache_folder() / f"geonames-{SCHEMA_VERSION}-{fingerprint(knowledge_folders)}.sqlite"


def open_gazetteer(knowledge_folders: Sequence[str] = (), file: str | None = None) -> Gazetteer:
    """Open the gazetteer, compiling the embedded one first where that has not been done (about 15 seconds, once).

    Args:
        knowledge_folders: the user's knowledge folders.
        file: a compiled gazetteer, or "full" for that of all GeoNames in the cache; None for what the environment
            variable DATELINE_GAZETTEER says, or else the embedded one.

    Raises:
        InputError: `file` is missing, or is no gazetteer of these tables and this version.
        KnowledgeError: a source package is missing, a table is broken, or the cache folder cannot be written.
    """
    return _open(tuple(knowledge_folders), file or os.environ.get("DATELINE_GAZETTEER") or None, cache_folder())


@lru_cache(maxsize=4)
def _open(knowledge_folders: tuple[str, ...], file: str | None, _cache: Path) -> Gazetteer:
    if file is None:
        path = gazetteer_path(knowledge_folders)
        if not path.exists():
            build(path, knowledge_folders=knowledge_folders)
        return Gazetteer(path)
    path = full_gazetteer_path(knowledge_folders) if file == FULL else Path(file)
    if not path.is_file():
        raise InputError(f"{path}: there is no such gazetteer; make it with dateline gazetteer build --geonames FILE")
    gazetteer = Gazetteer(path)
    if gazetteer.about.get("fingerprint") != fingerprint(knowledge_folders):
        raise InputError(
            f"{path}: was compiled from other tables than those in use (another version of Dateline, or other "
            "--knowledge folders); make it again with dateline gazetteer build --geonames FILE"
        )
    return gazetteer
