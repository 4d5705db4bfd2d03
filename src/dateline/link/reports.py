"""Reports: documents that carry the same text are one report with several publishers.

A wire story that twenty papers print is one witness, not twenty. Documents whose texts are the same, cut, or lightly
updated are put together, and the one that was published first leads. What one outlet prints again is a version of what
it printed before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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


@dataclass
class _Kept:
    copy: Copy
    found: Shingles
    same: set[str] = field(default_factory=set)


class ReportIndex:
    """Documents put together to reports as they come, in any order, at a cost that does not grow with their number.

    A new document is compared only with those that share a band of their MinHash. Reports are what hangs together
    by pairs of the same text, so that the order of arrival makes no difference.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._bands: dict[int, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, document: ReportText) -> Report:
        """Take a document and give the report that it belongs to now. An id that is there already is not read again."""
        if document.id not in self._kept:
            self._keep(document)
        return self.report_of(document.id)

    def report_of(self, document: str) -> Report:
        """Give the report of a document, by its id.

        Raises:
            KeyError: no such document was added.
        """
        members, waiting = {document}, [document]
        while waiting:
            fresh = self._kept[waiting.pop()].same - members
            members |= fresh
            waiting += fresh
        return Report(tuple(sorted((self._kept[id_].copy for id_ in members), key=lambda copy: copy.rank)))

    def reports(self) -> Iterator[Report]:
        """Yield all reports, in the order in which their first document was added."""
        seen: set[str] = set()
        for id_ in self._kept:
            if id_ not in seen:
                report = self.report_of(id_)
                seen.update(copy.id for copy in report.copies)
                yield report

    def duplicate_of(self, document: str) -> str | None:
        """Give the id of the document that leads the report of this one; None where it leads itself."""
        lead = self.report_of(document).lead.id
        return None if lead == document else lead

    def _keep(self, document: ReportText) -> None:
        length = len(words(document.text))
        found = shingles(document.text) if length >= MIN_WORDS else frozenset()
        kept = _Kept(Copy(document.id, document.published, outlet_of(document), length), found)
        self._kept[document.id] = kept
        for other in self._meet(document.id, bands(found)):
            if same_text(found, self._kept[other].found):
                kept.same.add(other)
                self._kept[other].same.add(document.id)

    def _meet(self, document: str, keys: Iterable[int]) -> set[str]:
        met: set[str] = set()
        for key in keys:
            met.update(self._bands[key])
            self._bands[key].append(document)
        return met
