"""Reports and stories in the database: the shelf that `dateline.link` works on, and what comes out of it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, union_all, update

from dateline.link import Copy, ReportIndex, StoryIndex
from dateline.link.shingles import Shingles
from dateline.link.story_profile import StoryProfile
from dateline.model import CodedDocument
from dateline.store import schema as t
from dateline.store.database import unpacked
from dateline.store.rows import storable


@dataclass(frozen=True)
class StoryRow:
    """One document in its story; `duplicate_of` is the id of the document whose text it repeats, if it does."""

    story: str
    document: str
    duplicate_of: str | None
    title: str | None
    published: str | None
    publisher: str | None


def waiting(connection: Connection, *, after: int = 0) -> list[int]:
    """Give the keys of current documents above `after` that are in no story yet, the first added first."""
    d, s = t.documents.c, t.story_documents.c
    there = select(s.document).where(s.document == d.key, s.profile.is_not(None))
    wanted = select(d.key).where(d.current, d.key > after, ~there.exists()).order_by(d.key)
    return list(connection.execute(wanted).scalars())


def waits(connection: Connection, key: int) -> bool:
    """Tell whether a document is in no story yet."""
    s = t.story_documents.c
    return connection.execute(select(s.document).where(s.document == key, s.profile.is_not(None))).first() is None


def put_into_report(connection: Connection, key: int) -> None:
    """Find which stored documents carry the text of this one, in place of earlier versions of it; once."""
    s = t.story_documents.c
    if connection.execute(select(s.document).where(s.document == key)).first() is None:
        _into_report(StoryTables(connection, key), connection, _document(connection, key))


def put_together(connection: Connection, key: int) -> str:
    """Take a stored document into the reports and stories, in place of earlier versions of it; give its id."""
    put_into_report(connection, key)
    document = _document(connection, key)
    StoryIndex(StoryTables(connection, key)).add(document)
    return document.id


def _document(connection: Connection, key: int) -> CodedDocument:
    d = t.documents.c
    document = unpacked(connection.execute(select(d.coded).where(d.key == key)).scalar_one())
    return document.model_copy(update={"id": storable(document.id)})


def _into_report(shelf: StoryTables, connection: Connection, document: CodedDocument) -> None:
    reports = ReportIndex(shelf)
    touched: set[str] = set()
    if shelf.copies([document.id]):
        touched |= {copy.id for copy in reports.report_of(document.id).copies} - {document.id}
        StoryIndex(shelf).remove(document.id)
        shelf.drop_copy(document.id)
    touched |= {copy.id for copy in reports.add(document).copies}
    for id_ in sorted(touched):
        s = t.story_documents
        connection.execute(update(s).where(s.c.id == id_).values(duplicate_of=reports.duplicate_of(id_)))


def story_rows(connection: Connection, story: str | None = None) -> list[StoryRow]:
    """Give the documents of all stories or of one, story by story, those published first at the front."""
    d, s = t.documents.c, t.story_documents.c
    wanted = (
        select(s.story, s.id, s.duplicate_of, d.title, d.published, d.publisher)
        .join_from(t.story_documents, t.documents, s.document == d.key)
        .where(s.story.is_not(None))
        .order_by(s.story, d.published.is_(None), d.published, s.id)
    )
    if story is not None:
        wanted = wanted.where(s.story == story)
    return [StoryRow(*row) for row in connection.execute(wanted)]


class StoryTables:
    """The shelf of reports and stories, in tables; `document` is the key of the document that is being added."""

    def __init__(self, connection: Connection, document: int) -> None:
        self._connection = connection
        self._document = document

    def copies(self, documents: Iterable[str]) -> dict[str, tuple[Copy, Shingles]]:
        """Give those documents that are there, each with its 5-grams."""
        s = t.story_documents.c
        rows = self._connection.execute(select(s.id, s.copy).where(s.id.in_(list(documents))))
        return {id_: _copy(id_, _unpack(packed)) for id_, packed in rows}

    def put_copy(self, copy: Copy, found: Shingles, keys: Iterable[int]) -> None:
        """Keep a new document, filed under the keys of its bands."""
        plain = [copy.published, copy.outlet, copy.words, sorted(found)]
        row = {"document": self._document, "id": copy.id, "copy": _pack(plain)}
        self._connection.execute(insert(t.story_documents).values(row))
        filed = [{"band": key, "id": copy.id} for key in dict.fromkeys(keys)]
        if filed:
            self._connection.execute(insert(t.report_bands), filed)

    def drop_copy(self, document: str) -> None:
        """Forget a document, and what it was joined to."""
        b, c = t.report_bands, t.report_copies
        self._connection.execute(delete(b).where(b.c.id == document))
        self._connection.execute(delete(c).where(or_(c.c.id == document, c.c.other == document)))
        self._connection.execute(delete(t.story_documents).where(t.story_documents.c.id == document))

    def meet(self, keys: Iterable[int]) -> set[str]:
        """Give the documents filed under one of the keys."""
        b = t.report_bands.c
        return set(self._connection.execute(select(b.id).where(b.band.in_(list(keys)))).scalars())

    def join(self, document: str, others: Iterable[str]) -> None:
        """Keep that documents have the same text."""
        both = [{"id": a, "other": b} for other in others for a, b in ((document, other), (other, document))]
        if both:
            self._connection.execute(insert(t.report_copies), both)

    def same(self, documents: Iterable[str]) -> set[str]:
        """Give the documents that were joined to one of these."""
        c = t.report_copies.c
        return set(self._connection.execute(select(c.other).where(c.id.in_(list(documents)))).scalars())

    def profiles(self, documents: Iterable[str]) -> dict[str, StoryProfile]:
        """Give the profiles of those documents that are there."""
        s = t.story_documents.c
        rows = self._connection.execute(select(s.id, s.profile).where(s.id.in_(list(documents))))
        return {id_: StoryProfile.from_dict(_unpack(profile)) for id_, profile in rows if profile is not None}

    def put(self, profile: StoryProfile) -> None:
        """Keep a new profile, filed under its keys; the document's copy must be there."""
        s = t.story_documents
        self._connection.execute(update(s).where(s.c.id == profile.id).values(profile=_pack(profile.to_dict())))
        filed = [
            {"key": key, "document": self._document, "id": profile.id, "weight": weight}
            for key, weight in profile.keys.items()
        ]
        if filed:
            self._connection.execute(insert(t.story_keys), filed)

    def drop(self, document: str) -> None:
        """Forget a document's profile with its scores."""
        k, link, s = t.story_keys, t.story_links, t.story_documents
        self._connection.execute(delete(k).where(k.c.id == document))
        self._connection.execute(delete(link).where(or_(link.c.id == document, link.c.other == document)))
        self._connection.execute(update(s).where(s.c.id == document).values(profile=None, story=None))

    def filed(self, keys: Iterable[str], limit: int) -> Iterable[tuple[str, str, float]]:
        """Give key, document and weight of what is filed under the keys, at most `limit` per key, the latest."""
        k = t.story_keys.c
        latest = [
            select(k.key, k.id, k.weight).where(k.key == key).order_by(k.document.desc()).limit(limit).subquery()
            for key in keys
        ]
        if not latest:
            return []
        rows = self._connection.execute(union_all(*(select(part) for part in latest)))
        return [(row[0], row[1], row[2]) for row in rows]

    def links(self, documents: Iterable[str]) -> dict[str, dict[str, float]]:
        """Give for each of the documents the scores of its pairs, by the other document."""
        link = t.story_links.c
        found: dict[str, dict[str, float]] = {id_: {} for id_ in documents}
        for id_, other, value in self._connection.execute(
            select(link.id, link.other, link.score).where(link.id.in_(list(found)))
        ):
            found[id_][other] = value
        return found

    def link(self, document: str, scores: Mapping[str, float]) -> None:
        """Keep the scores of a document's pairs."""
        both = [
            {"id": a, "other": b, "score": value}
            for other, value in scores.items()
            for a, b in ((document, other), (other, document))
        ]
        if both:
            self._connection.execute(insert(t.story_links), both)

    def stories(self, documents: Iterable[str]) -> dict[str, str]:
        """Give the story of each document that has one."""
        s = t.story_documents.c
        rows = self._connection.execute(select(s.id, s.story).where(s.id.in_(list(documents)), s.story.is_not(None)))
        return {row[0]: row[1] for row in rows}

    def members(self, stories: Iterable[str]) -> dict[str, list[str]]:
        """Give the documents of each story that there is."""
        s = t.story_documents.c
        found: dict[str, list[str]] = {}
        for story, id_ in self._connection.execute(
            select(s.story, s.id).where(s.story.in_(list(stories))).order_by(s.document)
        ):
            found.setdefault(story, []).append(id_)
        return found

    def assign(self, documents: Iterable[str], story: str) -> None:
        """Put documents into a story, out of the one they were in."""
        s = t.story_documents
        self._connection.execute(update(s).where(s.c.id.in_(list(documents))).values(story=story))


def _copy(id_: str, plain: list[Any]) -> tuple[Copy, Shingles]:
    published, outlet, words, found = plain
    return Copy(id_, published, outlet, words), frozenset(found)


def _pack(plain: Any) -> bytes:
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode("ascii"), 1)


def _unpack(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed))
