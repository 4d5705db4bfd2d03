"""Reports: documents that carry the same text are one report with several publishers.

A wire story that twenty papers print is one witness, not twenty. Documents whose texts are the same, cut, or lightly
updated are put together, and the one that was published first leads. What one outlet prints again is a version of what
it printed before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from dateline.link.shingles import Shingles, bands, containment, jaccard, shingles, words

MIN_WORDS = 30
"""Shorter texts are too short to tell a copy from a chance likeness, and stand alone."""

MIN_CONTAINMENT = 0.75
"""Part of the shorter text's 5-grams that the longer one must have."""

MIN_JACCARD = 0.25
"""Least Jaccard of both sets of 5-grams: a long text that only quotes a short one whole is no copy of it."""


class ReportText(Protocol):
    """What is asked of a document: `Document` and `CodedDocument` have it."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def published(self) -> str | None: ...  # noqa: D102
    @property
    def publisher(self) -> str | None: ...  # noqa: D102
    @property
    def url(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True)
class Copy:
    """One document of a report; `words` is the length of its text in words, `outlet` who published it, if known."""

    id: str
    published: str | None
    outlet: str | None
    words: int

    @property
    def rank(self) -> tuple[bool, str, int, str]:
        """The order in which copies lead: by time of publication (undated last), then the longest, then by id."""
        return (self.published is None, self.published or "", -self.words, self.id)


@dataclass(frozen=True)
class Report:
    """One text and all documents that carry it, `copies`, the leading one first."""

    copies: tuple[Copy, ...]

    @property
    def lead(self) -> Copy:
        """The copy that was published first; of those of one time the longest."""
        return self.copies[0]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, each once, the first first; outlets that are not known are left out."""
        return tuple(dict.fromkeys(copy.outlet for copy in self.copies if copy.outlet))

    def versions(self, outlet: str) -> tuple[Copy, ...]:
        """Give what one outlet published of it, in order of publication: the text and its updates."""
        return tuple(copy for copy in self.copies if copy.outlet == outlet)


def outlet_of(document: ReportText) -> str | None:
    """Give who published a document: the publisher, or else the host of its address; lower case, without www."""
    host = urlsplit(document.url).hostname if document.url and "//" in document.url else None
    name = (document.publisher or host or "").strip().lower()
    return name.removeprefix("www.") or None


def same_text(a: Shingles, b: Shingles) -> bool:
    """Tell whether two sets of 5-grams are those of one text: whole, cut or lightly updated."""
    return containment(a, b) >= MIN_CONTAINMENT and jaccard(a, b) >= MIN_JACCARD


class ReportShelf(Protocol):
    """Where copies are kept, by ids of documents: in memory or in a database."""

    def copies(self, documents: Iterable[str]) -> dict[str, tuple[Copy, Shingles]]:
        """Give those documents that are there, each with its 5-grams."""

    def put_copy(self, copy: Copy, found: Shingles, keys: Iterable[int]) -> None:
        """Keep a new document, filed under the keys of its bands."""

    def drop_copy(self, document: str) -> None:
        """Forget a document, and what it was joined to."""

    def meet(self, keys: Iterable[int]) -> set[str]:
        """Give the documents filed under one of the keys."""

    def join(self, document: str, others: Iterable[str]) -> None:
        """Keep that documents have the same text."""

    def same(self, documents: Iterable[str]) -> set[str]:
        """Give the documents that were joined to one of these."""


class MemoryReports:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Copy, Shingles]] = {}
        self._bands: dict[int, set[str]] = defaultdict(set)
        self._same: dict[str, set[str]] = defaultdict(set)

    def copies(self, documents: Iterable[str]) -> dict[str, tuple[Copy, Shingles]]:  # noqa: D102  see the protocol
        return {id_: self._kept[id_] for id_ in documents if id_ in self._kept}

    def put_copy(self, copy: Copy, found: Shingles, keys: Iterable[int]) -> None:  # noqa: D102
        self._kept[copy.id] = copy, found
        for key in keys:
            self._bands[key].add(copy.id)

    def drop_copy(self, document: str) -> None:  # noqa: D102
        for key in bands(self._kept.pop(document)[1]):
            self._bands[key].discard(document)
        for other in self._same.pop(document, set()):
            self._same[other].discard(document)

    def meet(self, keys: Iterable[int]) -> set[str]:  # noqa: D102
        return set().union(*(self._bands[key] for key in keys if key in self._bands))

    def join(self, document: str, others: Iterable[str]) -> None:  # noqa: D102
        for other in others:
            self._same[document].add(other)
            self._same[other].add(document)

    def same(self, documents: Iterable[str]) -> set[str]:  # noqa: D102
        return set().union(*(self._same[id_] for id_ in documents if id_ in self._same))

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)


class ReportIndex:
    """Documents put together to reports as they come, in any order, at a cost that does not grow with their number.

    A new document is compared only with those that share a band of their MinHash. Reports are what hangs together
    by pairs of the same text, so that the order of arrival makes no difference.
    """

    def __init__(self, shelf: ReportShelf | None = None) -> None:
        self.shelf: ReportShelf = MemoryReports() if shelf is None else shelf

    def add(self, document: ReportText) -> Report:
        """Take a document and give the report that it belongs to now. An id that is there already is not read again."""
        if not self.shelf.copies([document.id]):
            length = len(words(document.text))
            found = shingles(document.text) if length >= MIN_WORDS else frozenset()
            keys = bands(found)
            others = self.shelf.copies(sorted(self.shelf.meet(keys)))
            self.shelf.put_copy(Copy(document.id, document.published, outlet_of(document), length), found, keys)
            self.shelf.join(document.id, [id_ for id_, (_, other) in others.items() if same_text(found, other)])
        return self.report_of(document.id)

    def report_of(self, document: str) -> Report:
        """Give the report of a document, by its id.

        Raises:
            KeyError: no such document was added.
        """
        members, fresh = {document}, {document}
        while fresh:
            fresh = self.shelf.same(sorted(fresh)) - members
            members |= fresh
        found = self.shelf.copies(sorted(members))
        if document not in found:
            raise KeyError(document)
        return Report(tuple(sorted((copy for copy, _ in found.values()), key=lambda copy: copy.rank)))

    def duplicate_of(self, document: str) -> str | None:
        """Give the id of the document that leads the report of this one; None where it leads itself."""
        lead = self.report_of(document).lead.id
        return None if lead == document else lead
