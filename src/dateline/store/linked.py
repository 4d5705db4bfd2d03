"""What the store puts together: stories, incidents, their figures, commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, func, select

from dateline.link.incidents_tellings import Telling
from dateline.link.model import Commitment, Incident
from dateline.store import ledger
from dateline.store.commitments import CommitmentQuery, CommitmentRow, commitment_rows, load_commitment, newest
from dateline.store.database import Database
from dateline.store.ledger_query import FigureRow, IncidentQuery, IncidentRow, figure_statement, incident_statement
from dateline.store.query import is_near
from dateline.store.stories import StoryRow, put_into_report, put_together, story_rows, waiting, waits


class Ledger(Database):
    """Stories, incidents and commitments of the stored documents, kept up to date as documents are linked."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._tellings: dict[int, Telling] = {}
        self._linked = 0  # no document up to this key waits to be linked
        self._in_stories = 0  # nor to be put into a story

    def link(self, *, most: int | None = None) -> Iterator[str]:
        """Take documents that are not yet in the ledger into it, one transaction each; yield their ids.

        What is added later is compared with what is there (`docs/ledger.md`); a run that was stopped goes on where it
        was. `most` documents are linked at most. Copies of one text count once.
        """
        with self._engine.connect() as connection:
            waiting = ledger.unlinked(connection, after=self._linked)
        for key in waiting[:most]:
            with self._writer.begin() as connection:
                self._one_linker(connection)
                put_into_report(connection, key)
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

    def link_stories(self) -> Iterator[str]:
        """Put documents that are in no story yet into reports and stories, one transaction each; yield their ids.

        What is added later is compared with what is there; a run that was stopped goes on where it was.
        """
        with self._engine.connect() as connection:
            keys = waiting(connection, after=self._in_stories)
        for key in keys:
            name = None
            with self._writer.begin() as connection:
                self._one_linker(connection)
                if waits(connection, key):
                    name = put_together(connection, key)
            self._in_stories = key
            if name is not None:
                yield name

    def stories(self, story: str | None = None) -> list[StoryRow]:
        """Give the documents of all stories, or of one, story by story; `link_stories` first takes in what is new."""
        with self._engine.connect() as connection:
            return story_rows(connection, story)
