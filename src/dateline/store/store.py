"""Adding coded documents to a database, and reading them back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic_core import PydanticSerializationError
from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from dateline.errors import InputError
from dateline.fetch.memory import Fetched
from dateline.knowledge.sphere import distance_km
from dateline.model import CodedDocument, Document
from dateline.store import schema
from dateline.store.bulk import insert_rows, new_keys
from dateline.store.database import unpacked
from dateline.store.linked import Ledger
from dateline.store.migrate import migrate
from dateline.store.query import EventQuery, EventRow, cell, of_documents, statement
from dateline.store.rows import (
    attribution_rows,
    clean,
    countries_of,
    entity_rows,
    event_rows,
    figure_rows,
    party_rows,
    place_rows,
    storable,
)
from dateline.store.versions import Versions

_FETCHED = tuple(field.name for field in fields(Fetched))
_PAGE = 200
_CONTENT = ("title", "published", "publisher", "url", "text")
_OWN = ("id", "title", "published", "publisher", "url", "language", "text")

_VERSION = select(schema.documents.c.key).where(
    *(schema.documents.c[name] == bindparam(name) for name in ("id", "content_hash", "coder_version"))
)
_CURRENT = select(schema.documents.c.key).where(schema.documents.c.id == bindparam("id"), schema.documents.c.current)
_LOCK = select(func.pg_advisory_xact_lock(func.hashtext(bindparam("id"))))


def open_store(where: str | Path, *, create: bool = True) -> Store:
    """Open the store at a file ("dateline.db") or URL ("sqlite:///...", "postgresql://..."); make it if it is new.

    With `create` false, a file that is not there is an error.

    Raises:
        InputError: the database cannot be opened, or is not ours.
    """
    if not create and "://" not in str(where) and not Path(where).is_file():
        raise InputError(f"{where}: no such database; make it with dateline add, or name another with --db")
    url = str(where)
    if "://" not in url:
        url = f"sqlite:///{url}"
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    engine: Engine | None = None
    try:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        with engine.execution_options(dateline_writes=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(7_283_465)))  # one at a time makes the tables
            migrate(connection)
    except InputError as error:
        raise InputError(f"{url.split('@')[-1]}: {error}") from None
    except (ArgumentError, DBAPIError, ImportError) as error:
        if engine is not None:
            engine.dispose()
        shown = url.split("@")[-1]  # never the password
        raise InputError(f"{shown}: cannot be opened as a database; check the path or URL of --db") from error
    return Store(engine)


class Store(Ledger, Versions):
    """A database of coded documents; close it, or use it in a `with` statement.

    Documents, events and what was fetched are here; stories, incidents and commitments in `Ledger`, what several
    versions of the coder coded in `Versions`.
    """

    def knows(self, document: Document, coder_version: str) -> bool:
        """Tell whether this id with this very content was stored by this coder."""
        given = {
            "id": storable(document.id),
            "content_hash": content_hash(document),
            "coder_version": coder_version,
        }
        with self._engine.connect() as connection:
            return connection.execute(_VERSION, given).first() is not None

    def add(self, coded: CodedDocument, *, coder_version: str) -> bool:
        """Store a document whole, in one transaction, as the current version of its id; False when it was there.

        Earlier versions, by content or coder, stay in the tables with `current` false.
        """
        row = clean({name: getattr(coded, name) for name in _OWN}) | {
            "content_hash": content_hash(coded),
            "coder_version": coder_version,
            "current": True,
            "coded": _packed(coded),
        }
        with self._writer.begin() as connection:
            if self._engine.dialect.name == "postgresql":  # two writers of one id go one after the other
                connection.execute(_LOCK, {"id": row["id"]})
            if connection.execute(_VERSION, row).first() is not None:
                return False
            old = connection.execute(_CURRENT, {"id": row["id"]}).scalar()
            if old is not None:
                _supersede(connection, old)
            (key,) = new_keys(connection, schema.documents, 1)
            insert_rows(connection, schema.documents, [{"key": key, **row}])
            _add_events(connection, key, coded)
            for part, rows in (
                (schema.entities, entity_rows(coded)),
                (schema.places, place_rows(coded)),
                (schema.figures, figure_rows(coded)),
                (schema.attributions, attribution_rows(coded)),
            ):
                insert_rows(connection, part, [{"document": key, **found} for found in rows])
        return True

    def reject(self, place: str, reason: str) -> None:
        """Note that what is at `place` (a file, with the line where known) cannot be read, and why."""
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        row = {"place": storable(place), "reason": storable(reason)}
        note = dialect.insert(schema.rejected).values(row)
        with self._writer.begin() as connection:
            connection.execute(note.on_conflict_do_update(index_elements=["place"], set_={"reason": row["reason"]}))

    def rejected(self) -> list[tuple[str, str]]:
        """Give place and reason of all that could not be read, by place."""
        r = schema.rejected.c
        with self._engine.connect() as connection:
            return [
                (place, reason) for place, reason in connection.execute(select(r.place, r.reason).order_by(r.place))
            ]

    def has_document(self, id: str) -> bool:  # noqa: A002  the field's name
        """Tell whether there is a document with this id, in any version."""
        d = schema.documents.c
        with self._engine.connect() as connection:
            return connection.execute(select(d.key).where(d.id == storable(id)).limit(1)).first() is not None

    def fetched(self, url: str) -> Fetched | None:
        """Give what is remembered of a canonical URL."""
        f = schema.fetched.c
        wanted = select(*(f[name] for name in _FETCHED)).where(f.url == storable(url))
        with self._engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        return None if row is None else Fetched(**row)

    def keep_fetched(self, fetched: Fetched) -> None:
        """Remember it; what could be had this time is not in `rejected` any more."""
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        row = clean({name: getattr(fetched, name) for name in _FETCHED})
        note = dialect.insert(schema.fetched).values(row)
        with self._writer.begin() as connection:
            connection.execute(note.on_conflict_do_update(index_elements=["url"], set_=row))
            if fetched.reason is None:
                connection.execute(delete(schema.rejected).where(schema.rejected.c.place == row["url"]))

    def documents(
        self,
        *,
        id: str | None = None,  # noqa: A002  the field's name
        coder_version: str | None = None,
        every_version: bool = False,
    ) -> Iterator[CodedDocument]:
        """Yield whole documents in the order they were added; the current versions alone, unless told otherwise."""
        d = schema.documents.c
        wanted = select(d.key, d.coded).order_by(d.key).limit(_PAGE)
        if id is not None:
            wanted = wanted.where(d.id == storable(id))
        if coder_version is not None:
            wanted = wanted.where(d.coder_version == coder_version)
        if not every_version:
            wanted = wanted.where(d.current)
        last = 0
        while True:
            with self._engine.connect() as connection:
                page = connection.execute(wanted.where(d.key > last)).all()
            for key, coded in page:
                last = key
                yield unpacked(coded)
            if len(page) < _PAGE:
                return

    def coded(self, query: EventQuery) -> Iterator[CodedDocument]:
        """Yield the current documents with the events asked for and no others, in the order they were added; without
        those that have no such event, unless all events are asked for. `after` and `limit` of the query don't count.
        """
        if query.is_open:
            yield from self.documents()
            return
        d = schema.documents.c
        asked = of_documents(query, dialect=self._engine.dialect.name)
        window = select(d.key).where(d.current).order_by(d.key).limit(_PAGE)
        last = 0
        while True:
            with self._engine.connect() as connection:
                keys = connection.execute(window.where(d.key > last)).scalars().all()
                if not keys:
                    return
                wanted: dict[int, set[str]] = {}
                for key, id_ in connection.execute(asked, {"first": keys[0], "last": keys[-1]}):
                    wanted.setdefault(key, set()).add(id_)
                page = connection.execute(select(d.key, d.coded).where(d.key.in_(wanted)).order_by(d.key)).all()
            for key, packed in page:
                document = unpacked(packed)
                kept = [event for event in document.events if storable(event.id) in wanted[key]]
                yield document.model_copy(update={"events": kept})
            last = keys[-1]

    def events(self, query: EventQuery) -> list[EventRow]:
        """Give one page of the events asked for; the next page is `after` the last row's key."""
        e = schema.events.c
        with self._engine.connect() as connection:
            after: tuple[str, int] | None = None
            if query.after:
                date = connection.execute(select(e.date).where(e.key == query.after)).scalar()
                after = (date or "", query.after)
            wanted = statement(query, after=after, dialect=self._engine.dialect.name)
            return [EventRow(*row) for row in connection.execute(wanted)]

    def read(self, statement: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Run one SQL statement that changes nothing; give the names of its columns, and its rows one by one.

        Raises:
            InputError: the database refuses the statement, as it does where it would change something.
        """
        connection = self._engine.connect()
        try:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only = ON")
            else:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            result = connection.execute(text(statement.replace(":", "\\:")), execution_options={"stream_results": True})
            if not result.returns_rows:
                raise InputError("the statement gives no rows; ask with select")
        except (DBAPIError, InputError) as error:
            connection.invalidate()
            connection.close()
            reason = str(error.orig).splitlines()[0] if isinstance(error, DBAPIError) else str(error)
            raise InputError(f"the database refuses the statement: {reason}") from None

        def rows() -> Iterator[tuple[Any, ...]]:
            try:
                yield from (tuple(row) for row in result)
            finally:
                result.close()
                connection.invalidate()  # it must not be used for writing again
                connection.close()

        return list(result.keys()), rows()


def content_hash(document: Document | CodedDocument) -> str:
    """Give the SHA-256 of a document's text and particulars, the same before and after coding."""
    content = [getattr(document, name) for name in _CONTENT]
    return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()


def _supersede(connection: Connection, old: int) -> None:
    """Let a version of a document be no longer the current one."""
    d, e, i = schema.documents, schema.events, schema.event_index
    connection.execute(update(d).where(d.c.key == old).values(current=False))
    connection.execute(delete(i).where(i.c.event.in_(select(e.c.key).where(e.c.document == old))))
    connection.execute(update(e).where(e.c.document == old).values(current=False))


def _add_events(connection: Connection, key: int, coded: CodedDocument) -> None:
    if not coded.events:
        return
    keys = new_keys(connection, schema.events, len(coded.events))
    events = list(zip(keys, coded.events, event_rows(coded), strict=True))
    insert_rows(
        connection, schema.events, [{"key": at, "document": key, "current": True, **row} for at, _, row in events]
    )
    parties = [{"event": at, **row} for at, found, _ in events for row in party_rows(found)]
    insert_rows(connection, schema.parties, parties)
    searched = [
        {
            "country": country,
            "event": at,
            "type": row["event"],
            "status": row["status"],
            "date": row["date"],
            "cell": cell(row["lat"], row["lon"]),
            "lat": row["lat"],
            "lon": row["lon"],
        }
        for at, found, row in events
        for country in ("", *countries_of(found))
    ]
    insert_rows(connection, schema.event_index, searched)


def _packed(coded: CodedDocument) -> bytes:
    try:
        written = coded.model_dump_json().encode("utf-8")
    except (PydanticSerializationError, UnicodeEncodeError):  # lone surrogates, which our own readers never let through
        written = json.dumps(coded.to_dict()).encode("ascii")
    return zlib.compress(written, 1)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see below
    connection.execute("PRAGMA busy_timeout = 60000")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32000")  # KiB: the indexes of a large store do not fit into the default
    connection.execute("PRAGMA wal_autocheckpoint = 4000")  # pages: fewer of them are written again and again
    connection.create_function("distance_km", 4, distance_km, deterministic=True)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
