"""Adding coded documents to a database, and reading them back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic_core import PydanticSerializationError
from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from dateline.errors import InputError
from dateline.fetch.memory import Fetched
from dateline.link.incidents_tellings import Telling
from dateline.link.model import Commitment, Incident
from dateline.model import CodedDocument, Document
from dateline.store import ledger, schema, stories
from dateline.store.bulk import insert_rows, new_keys
from dateline.store.commitments import CommitmentQuery, CommitmentRow, commitment_rows, load_commitment, newest
from dateline.store.ledger_query import (
    FigureRow,
    IncidentQuery,
    IncidentRow,
    figure_statement,
    incident_statement,
)
from dateline.store.migrate import migrate
from dateline.store.query import EventQuery, EventRow, cell, is_near, of_documents, statement
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


class Store:
    """A database of coded documents; close it, or use it in a `with` statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(dateline_writes=True)
        self._tellings: dict[int, Telling] = {}
        self._linked = 0  # no document up to this key waits to be linked
        self._in_stories = 0  # nor to be put into a story

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @property
    def dialect(self) -> str:
        """The kind of database: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a connection for statements that read."""
        return self._engine.connect()

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction for statements that write; it is kept when the block ends without an exception."""
        return self._writer.begin()

    def raw_connection(self) -> Any:
        """Give a connection of the database's driver itself; close it when done."""
        return self._engine.raw_connection()

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
                yield _unpacked(coded)
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
                for key, id_, lat, lon in connection.execute(asked, {"first": keys[0], "last": keys[-1]}):
                    if is_near(query, lat, lon):
                        wanted.setdefault(key, set()).add(id_)
                page = connection.execute(select(d.key, d.coded).where(d.key.in_(wanted)).order_by(d.key)).all()
            for key, packed in page:
                document = _unpacked(packed)
                kept = [event for event in document.events if storable(event.id) in wanted[key]]
                yield document.model_copy(update={"events": kept})
            last = keys[-1]

    def events(self, query: EventQuery) -> list[EventRow]:
        """Give one page of the events asked for; the next page is `after` the last row's key."""
        found: list[EventRow] = []
        e = schema.events.c
        with self._engine.connect() as connection:
            after: tuple[str, int] | None = None
            if query.after:
                date = connection.execute(select(e.date).where(e.key == query.after)).scalar()
                after = (date or "", query.after)
            while len(found) < query.limit:
                page = [
                    EventRow(*row)
                    for row in connection.execute(statement(query, after=after, dialect=self._engine.dialect.name))
                ]
                found += [row for row in page if is_near(query, row.lat, row.lon)]
                if len(page) < query.limit:
                    break
                after = (page[-1].date or "", page[-1].key)
        return found[: query.limit]

    def link(self, *, most: int | None = None) -> Iterator[str]:
        """Take documents that are not yet in the ledger into it, one transaction each; yield their ids.

        What is added later is compared with what is there (`docs/ledger.md`); a run that was stopped goes on where it
        was. `most` documents are linked at most. All are put into reports and stories first, so that copies count once.
        """
        for _ in self.link_stories():
            pass
        with self._engine.connect() as connection:
            waiting = ledger.unlinked(connection, after=self._linked)
        for key in waiting[:most]:
            with self._writer.begin() as connection:
                self._one_linker(connection)
                name = ledger.link_document(connection, key, self._tellings)
            self._linked = key
            yield name

    def incidents(self, query: IncidentQuery) -> list[IncidentRow]:
        """Give one page of the incidents asked for, by key; the next page is `after` the last row's key."""
        found: list[IncidentRow] = []
        after = query.after
        with self._engine.connect() as connection:
            while len(found) < query.limit:
                asked = incident_statement(query, after=after, dialect=self._engine.dialect.name)
                page = [IncidentRow(*row) for row in connection.execute(asked)]
                found += [row for row in page if is_near(query, row.lat, row.lon)]
                if len(page) < query.limit:
                    break
                after = page[-1].key
        return found[: query.limit]

    def incident(self, id: str) -> Incident | None:  # noqa: A002  the field's name
        """Give an incident with all its mentions, figures and decisions; None if there is none.

        `id` may be that of any of its mentions, so that the id of an incident that was merged into another still
        finds it.
        """
        with self._engine.connect() as connection:
            return ledger.load_incident(connection, id)

    def figures(self, query: IncidentQuery, *, kind: str | None = None) -> list[FigureRow]:
        """Give one page of the reconciled figures of the incidents asked for, of one kind or all, by key."""
        dialect = self._engine.dialect.name
        with self._engine.connect() as connection:
            found = connection.execute(figure_statement(query, kind=kind, after=query.after, dialect=dialect))
            return [FigureRow(*row) for row in found]

    def commitments(self, query: CommitmentQuery) -> list[CommitmentRow]:
        """Give one page of the commitments asked for, by key, as of the day asked for."""
        with self._engine.connect() as connection:
            return commitment_rows(connection, query)

    def commitment(self, id: str, *, as_of: str | None = None) -> Commitment | None:  # noqa: A002  the field's name
        """Give a commitment with all changes of its state up to a day (by default that of the newest document), each
        with its evidence; None if there is none.
        """
        with self._engine.connect() as connection:
            return load_commitment(connection, id, as_of)

    def newest(self) -> str:
        """Give the day (ISO) of the newest document in the ledger, as of which commitments are judged by default."""
        with self._engine.connect() as connection:
            return newest(connection)

    def merge(self, ids: Sequence[str], *, who: str, why: str = "") -> Incident:
        """Put incidents together, for good; who, when and why are kept.

        Raises:
            InputError: there are fewer than two, or one is not there.
        """
        with self._writer.begin() as connection:
            self._one_linker(connection)
            return ledger.merge(connection, ids, who=who, why=why, cache=self._tellings)

    def split(self, id: str, mentions: Sequence[str], *, who: str, why: str = "") -> list[Incident]:  # noqa: A002
        """Take mentions out of an incident, for good; who, when and why are kept. Give the incidents there are now.

        Raises:
            InputError: there is no such incident, a mention is not in it, or none would be left.
        """
        with self._writer.begin() as connection:
            self._one_linker(connection)
            return ledger.split(connection, id, mentions, who=who, why=why, cache=self._tellings)

    def _one_linker(self, connection: Connection) -> None:
        if self._engine.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
            connection.execute(select(func.pg_advisory_xact_lock(7_283_466)))

    def coder_versions(self) -> list[str]:
        """Give the versions of the coder that documents were coded by, the one used last at the end."""
        d = schema.documents.c
        wanted = select(d.coder_version).group_by(d.coder_version).order_by(func.max(d.key))
        with self._engine.connect() as connection:
            return list(connection.execute(wanted).scalars())

    def two_versions(self, old: str | None, new: str | None) -> tuple[str, str]:
        """Give the versions of the coder that begin so; the last but one and the last where None.

        Raises:
            InputError: there is no such version, or more than one.
        """
        known = self.coder_versions()
        if len(known) < 2:
            raise InputError(f"all documents were coded by one version of the coder ({', '.join(known) or 'none'})")

        def named(said: str | None, at: int) -> str:
            fitting = [version for version in known if version == said] or [
                version for version in known if said is not None and version.startswith(said)
            ]
            if said is None:
                return known[at]
            if len(fitting) != 1:
                count = "several versions begin so" if fitting else "no such version"
                raise InputError(f"{said}: {count}; there are {', '.join(known)}")
            return fitting[0]

        return named(old, -2), named(new, -1)

    def versions_of_documents(self, old: str, new: str) -> Iterator[tuple[CodedDocument, CodedDocument]]:
        """Yield the documents that both versions of the coder coded with the same content, as each coded them."""
        one, two = schema.documents.alias("one"), schema.documents.alias("two")
        wanted = (
            select(two.c.key, one.c.coded, two.c.coded)
            .join(one, (one.c.id == two.c.id) & (one.c.content_hash == two.c.content_hash))
            .where(one.c.coder_version == old, two.c.coder_version == new)
            .order_by(two.c.key)
            .limit(_PAGE)
        )
        last = 0
        while True:
            with self._engine.connect() as connection:
                page = connection.execute(wanted.where(two.c.key > last)).all()
            for last, before, after in page:  # noqa: B007  it is where the next page begins
                yield _unpacked(before), _unpacked(after)
            if len(page) < _PAGE:
                return

    def forget_old_versions(self) -> int:
        """Remove all versions of documents but the current ones, with their rows; give how many there were."""
        d = schema.documents
        removed = 0
        while True:
            with self._writer.begin() as connection:  # some at a time, so that other writers get their turn
                old = select(d.c.key).where(d.c.current.is_(False)).limit(_PAGE)
                found = connection.execute(delete(d).where(d.c.key.in_(old))).rowcount
            removed += found
            if found < _PAGE:
                return removed

    def link_stories(self) -> Iterator[str]:
        """Put documents that are in no story yet into reports and stories, one transaction each; yield their ids.

        What is added later is compared with what is there; a run that was stopped goes on where it was.
        """
        with self._engine.connect() as connection:
            waiting = stories.waiting(connection, after=self._in_stories)
        for key in waiting:
            name = None
            with self._writer.begin() as connection:
                if self._engine.dialect.name == "postgresql":  # stories change one after the other
                    connection.execute(select(func.pg_advisory_xact_lock(7_283_467)))
                if stories.waits(connection, key):
                    name = stories.put_together(connection, key)
            self._in_stories = key
            if name is not None:
                yield name

    def stories(self, story: str | None = None) -> list[stories.StoryRow]:
        """Give the documents of all stories, or of one, story by story; `link_stories` first takes in what is new."""
        with self._engine.connect() as connection:
            return stories.story_rows(connection, story)

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


def _unpacked(packed: bytes) -> CodedDocument:
    return CodedDocument.model_validate(json.loads(zlib.decompress(packed)))


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


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
