"""Adding coded documents to a database, and reading them back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, create_engine, event, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from dateline.errors import InputError
from dateline.link.incidents_tellings import Telling
from dateline.link.model import Commitment, Incident
from dateline.model import CodedDocument, Document
from dateline.store import ledger, schema
from dateline.store.commitments import CommitmentQuery, CommitmentRow, commitment_rows, load_commitment, newest
from dateline.store.ledger_query import (
    FigureRow,
    IncidentQuery,
    IncidentRow,
    figure_statement,
    incident_statement,
)
from dateline.store.migrate import migrate
from dateline.store.query import EventQuery, EventRow, is_near, statement
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

_PAGE = 200
_CONTENT = ("title", "published", "publisher", "url", "text")
_OWN = ("id", "title", "published", "publisher", "url", "language", "text")

Q = TypeVar("Q", EventQuery, IncidentQuery)
R = TypeVar("R", EventRow, IncidentRow)


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

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def knows(self, document: Document, coder_version: str) -> bool:
        """Tell whether this id with this very content was stored by this coder."""
        d = schema.documents.c
        wanted = select(d.key).where(
            d.id == storable(document.id),
            d.content_hash == content_hash(document),
            d.coder_version == coder_version,
        )
        with self._engine.connect() as connection:
            return connection.execute(wanted).first() is not None

    def add(self, coded: CodedDocument, *, coder_version: str) -> bool:
        """Store a document whole, in one transaction, as the current version of its id; False when it was there.

        Earlier versions, by content or coder, stay in the tables with `current` false.
        """
        table = schema.documents
        row = clean({name: getattr(coded, name) for name in _OWN}) | {
            "content_hash": content_hash(coded),
            "coder_version": coder_version,
            "current": False,
            "coded": zlib.compress(json.dumps(coded.to_dict()).encode("ascii")),
        }
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        with self._writer.begin() as connection:
            if dialect is postgresql:  # two writers of one id go one after the other
                connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(row["id"]))))
            key = connection.execute(
                dialect.insert(table).values(row).on_conflict_do_nothing().returning(table.c.key)
            ).scalar()
            if key is None:
                return False
            old = connection.execute(select(table.c.key).where(table.c.id == row["id"], table.c.current)).scalar()
            if old is not None:
                connection.execute(update(table).where(table.c.key == old).values(current=False))
                connection.execute(update(schema.events).where(schema.events.c.document == old).values(current=False))
            connection.execute(update(table).where(table.c.key == key).values(current=True))
            _add_events(connection, key, coded)
            for part, rows in (
                (schema.entities, entity_rows(coded)),
                (schema.places, place_rows(coded)),
                (schema.figures, figure_rows(coded)),
                (schema.attributions, attribution_rows(coded)),
            ):
                if rows:
                    connection.execute(insert(part), [found | {"document": key} for found in rows])
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
                yield CodedDocument.model_validate(json.loads(zlib.decompress(coded)))
            if len(page) < _PAGE:
                return

    def events(self, query: EventQuery) -> list[EventRow]:
        """Give one page of the events asked for, by key; the next page is `after` the last row's key."""
        dialect = self._engine.dialect.name
        return self._page(query, lambda after: statement(query, after=after, dialect=dialect), EventRow)

    def link(self, *, most: int | None = None) -> Iterator[str]:
        """Take documents that are not yet in the ledger into it, one transaction each; yield their ids.

        What is added later is compared with what is there (`docs/ledger.md`); a run that was stopped goes on where it
        was. `most` documents are linked at most.
        """
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
        return self._page(
            query, lambda after: incident_statement(query, after=after, dialect=self._engine.dialect.name), IncidentRow
        )

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

    def _page(self, query: Q, statement: Callable[[int], Select[Any]], kind: type[R]) -> list[R]:
        found: list[R] = []
        after = query.after
        with self._engine.connect() as connection:
            while len(found) < query.limit:
                page = [kind(*row) for row in connection.execute(statement(after))]
                found += [row for row in page if is_near(row, query.near, query.within_km)]
                if len(page) < query.limit:
                    break
                after = page[-1].key
        return found[: query.limit]

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


def _add_events(connection: Connection, key: int, coded: CodedDocument) -> None:
    if not coded.events:
        return
    rows = [row | {"document": key, "current": True} for row in event_rows(coded)]
    added = insert(schema.events).returning(schema.events.c.key, sort_by_parameter_order=True)
    keys = connection.execute(added, rows).scalars().all()
    events = list(zip(keys, coded.events, strict=True))
    parties = [row | {"event": at} for at, found in events for row in party_rows(found)]
    countries = [
        {"event": at, "country": country, "type": found.event}
        for at, found in events
        for country in countries_of(found)
    ]
    if parties:
        connection.execute(insert(schema.parties), parties)
    if countries:
        connection.execute(insert(schema.event_countries), countries)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see below
    connection.execute("PRAGMA busy_timeout = 60000")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dateline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
