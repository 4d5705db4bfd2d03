"""Incidents: tellings of all documents that tell of one happening, put together as documents come.

A new telling is compared with those that share a block with it (`blocks_of`). What is alike enough is linked; then all
that hangs together through links is grouped anew (`cluster`). Blocks, scores and grouping look at nothing but the
tellings themselves, so that the incidents do not depend on the order in which documents came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from dateline.link.incidents_cluster import Link, cluster
from dateline.link.incidents_score import score, settings
from dateline.link.incidents_tellings import Telling, blocks_of


class TellingIndex(Protocol):
    """What has been told so far; the store keeps it in tables, `MemoryIndex` in memory."""

    def add(self, tellings: Sequence[Telling], blocks: Sequence[Sequence[str]]) -> None:
        """Keep tellings, each with its blocks."""

    def near(self, blocks: Collection[str]) -> Iterable[Telling]:
        """Give the tellings kept in any of these blocks, each once."""

    def link(self, links: Sequence[Link]) -> None:
        """Keep links (ids of two tellings, the smaller first, and their score)."""

    def component(self, ids: Collection[str]) -> tuple[dict[str, Telling], list[Link]]:
        """Give all tellings that these hang together with, themselves included, and the links between them."""

    def decided(self, ids: Collection[str]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
        """Give the pairs among these tellings that an analyst put together, and put apart."""


def place(tellings: Sequence[Telling], index: TellingIndex, *, decided: Sequence[Link] = ()) -> list[list[str]]:
    """Take tellings of one document into the index, and group what they touch.

    `decided` are links between tellings that an analyst put together.

    Returns:
        The groups of the touched tellings, complete: each is one incident.
    """
    blocks = [blocks_of(telling) for telling in tellings]
    others = list(index.near({key for keys in blocks for key in keys}))
    index.add(tellings, blocks)
    limit = settings()[1]["link"]
    links: dict[tuple[str, str], float] = {}
    meets: dict[str, list[Telling]] = {}
    for other in others:
        for key in blocks_of(other):
            meets.setdefault(key, []).append(other)
    for telling, keys in zip(tellings, blocks, strict=True):
        for other in {t.id: t for key in keys for t in meets.get(key, ())}.values():
            if other.document != telling.document and (found := score(telling, other)) is not None and found >= limit:
                links[min(telling.id, other.id), max(telling.id, other.id)] = round(found, 6)
    for a, b, value in decided:
        links[min(a, b), max(a, b)] = value
    index.link([(a, b, value) for (a, b), value in sorted(links.items())])
    return group([telling.id for telling in tellings], index)


def group(ids: Collection[str], index: TellingIndex) -> list[list[str]]:
    """Group all that hangs together with these tellings; each group is one incident."""
    found, links = index.component(ids)
    together, apart = index.decided(found)
    limits = settings()[1]
    return cluster(
        found,
        links,
        linkage=limits["linkage"],
        missing=limits["missing"],
        rivals={telling.id: telling.document for telling in found.values()},
        together=together,
        apart=apart,
    )


class MemoryIndex:
    """An index in memory, for a library user with few documents and no store."""

    def __init__(self) -> None:
        self._tellings: dict[str, Telling] = {}
        self._blocks: dict[str, list[str]] = {}
        self._links: dict[str, dict[str, float]] = {}

    def add(self, tellings: Sequence[Telling], blocks: Sequence[Sequence[str]]) -> None:
        """Keep tellings, each with its blocks."""
        for telling, keys in zip(tellings, blocks, strict=True):
            self._tellings[telling.id] = telling
            for key in keys:
                self._blocks.setdefault(key, []).append(telling.id)

    def near(self, blocks: Collection[str]) -> Iterable[Telling]:
        """Give the tellings kept in any of these blocks, each once."""
        ids = {name for key in blocks for name in self._blocks.get(key, ())}
        return [self._tellings[name] for name in sorted(ids)]

    def link(self, links: Sequence[Link]) -> None:
        """Keep links."""
        for a, b, value in links:
            self._links.setdefault(a, {})[b] = value
            self._links.setdefault(b, {})[a] = value

    def component(self, ids: Collection[str]) -> tuple[dict[str, Telling], list[Link]]:
        """Give all tellings that these hang together with, and the links between them."""
        found, edge = set(ids), list(ids)
        while edge:
            edge = [b for a in edge for b in self._links.get(a, ()) if b not in found and not found.add(b)]  # type: ignore[func-returns-value]
        links = [(a, b, value) for a in found for b, value in self._links.get(a, {}).items() if a < b]
        return {name: self._tellings[name] for name in found}, links

    def decided(self, ids: Collection[str]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
        """Give no decisions: those are kept in a store."""
        return set(), set()
