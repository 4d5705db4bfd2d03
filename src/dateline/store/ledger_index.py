"""What linking asks of the store: tellings by block, links, and analysts' decisions, in tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from dateline.link.incidents_cluster import Link
from dateline.link.incidents_tellings import Telling
from dateline.link.model import Decision
from dateline.store import schema as t
from dateline.store.ledger_rows import pack_telling, unpack_telling

DECIDED = 1000.0
"""The score of a link that an analyst made."""

Pairs = set[frozenset[str]]

_CHUNK = 500
_CACHED = 20_000


class TableIndex:
    """`dateline.link.incidents.TellingIndex` over a connection; `cache` keeps tellings by key, which never change."""

    def __init__(self, connection: Connection, document: int, cache: dict[int, Telling]) -> None:
        self._connection = connection
        self._document = document
        self._cache = cache
        self._keys: dict[str, int] = {}

    def add(self, tellings: Sequence[Telling], blocks: Sequence[Sequence[str]]) -> None:
        """Keep tellings, each with its blocks."""
        if not tellings:
            return
        rows = [{"document": self._document, "id": x.id, "data": pack_telling(x)} for x in tellings]
        added = insert(t.tellings).returning(t.tellings.c.key, sort_by_parameter_order=True)
        keys = self._connection.execute(added, rows).scalars().all()
        for key, telling in zip(keys, tellings, strict=True):
            self._keys[telling.id] = key
            self._cache[key] = telling
        found = [{"block": b, "telling": key} for key, named in zip(keys, blocks, strict=True) for b in named]
        if found:
            self._connection.execute(insert(t.telling_blocks), found)

    def near(self, blocks: Collection[str]) -> Iterable[Telling]:
        """Give the tellings kept in any of these blocks, each once."""
        c = t.telling_blocks.c
        keys: set[int] = set()
        for some in chunks(sorted(blocks)):
            keys.update(self._connection.execute(select(c.telling).where(c.block.in_(some))).scalars())
        return list(self._load(keys).values())

    def link(self, links: Sequence[Link]) -> None:
        """Keep links, both ways round."""
        self.keys({name for a, b, _ in links for name in (a, b)})
        rows = [
            {"a": self._keys[x], "b": self._keys[y], "score": score}
            for a, b, score in links
            for x, y in ((a, b), (b, a))
        ]
        if rows:
            self._connection.execute(insert(t.telling_links), rows)

    def component(self, ids: Collection[str]) -> tuple[dict[str, Telling], list[Link]]:
        """Give all tellings that these hang together with, themselves included, and the links between them."""
        c = t.telling_links.c
        found = self.keys(ids)
        edge = sorted(found)
        links: list[tuple[int, int, float]] = []
        while edge:
            rows = [
                row
                for some in chunks(edge)
                for row in self._connection.execute(select(c.a, c.b, c.score).where(c.a.in_(some)))
            ]
            links += [(a, b, score) for a, b, score in rows if a < b]
            edge = sorted({b for _, b, _ in rows} - found)
            found.update(edge)
        loaded = self._load(found)
        named = {key: telling.id for key, telling in loaded.items()}
        return {telling.id: telling for telling in loaded.values()}, [
            (named[a], named[b], score) for a, b, score in links
        ]

    def decided(self, ids: Collection[str]) -> tuple[Pairs, Pairs]:
        """Give the pairs among these tellings that an analyst put together, and put apart."""
        telling_of = {m: telling.id for telling in self.known(ids) for m in telling.mentions}
        together, apart = decided_pairs(self._connection, telling_of)
        return _between(together, telling_of), _between(apart, telling_of)

    def keys(self, ids: Collection[str]) -> set[int]:
        """Give the keys of tellings by their ids."""
        missing = sorted(set(ids) - set(self._keys))
        for some in chunks(missing):
            for key, name in self._connection.execute(
                select(t.tellings.c.key, t.tellings.c.id).where(t.tellings.c.id.in_(some))
            ):
                self._keys[name] = key
        return {self._keys[name] for name in ids}

    def key_of(self, name: str) -> int:
        """Give the key of one telling that was met."""
        return self._keys[name]

    def known(self, ids: Collection[str]) -> Iterable[Telling]:
        """Give tellings by their ids."""
        return self._load(self.keys(ids)).values()

    def _load(self, keys: Collection[int]) -> dict[int, Telling]:
        missing = [key for key in keys if key not in self._cache]
        found = {key: self._cache[key] for key in keys if key in self._cache}
        for some in chunks(missing):
            for key, data in self._connection.execute(
                select(t.tellings.c.key, t.tellings.c.data).where(t.tellings.c.key.in_(some))
            ):
                found[key] = unpack_telling(data)
        while len(self._cache) > _CACHED:
            del self._cache[next(iter(self._cache))]
        self._cache.update(found)
        for key, telling in found.items():
            self._keys[telling.id] = key
        return dict(sorted(found.items()))


def decided_pairs(connection: Connection, mentions: Collection[str]) -> tuple[Pairs, Pairs]:
    """Give the pairs of mention ids that decisions on any of these put together, and put apart; a later decision
    replaces what an earlier one said of a pair.
    """
    together: Pairs = set()
    apart: Pairs = set()
    for decision in decisions(connection, mentions):
        if decision.kind == "merge":
            first = decision.mentions[0]
            pairs = {frozenset((first, other)) for other in decision.mentions[1:]}
            whole = set(decision.mentions)
            apart = {pair for pair in apart if not pair <= whole}
            together |= pairs
        else:
            pairs = {frozenset((a, b)) for a in decision.mentions for b in decision.apart}
            together -= pairs
            apart |= pairs
    return together, apart


def decisions(connection: Connection, mentions: Collection[str]) -> list[Decision]:
    """Give the decisions that name any of these mentions, in the order they were made."""
    d, m = t.incident_decisions.c, t.decided_mentions.c
    keys: set[int] = set()
    for some in chunks(sorted(mentions)):
        keys.update(connection.execute(select(m.decision).where(m.mention.in_(some))).scalars())
    found = []
    for key in sorted(keys):
        row = connection.execute(select(d.kind, d.who, d.when, d.why).where(d.key == key)).one()
        sides = connection.execute(select(m.mention, m.apart).where(m.decision == key).order_by(m.mention)).all()
        found.append(
            Decision(
                key=key,
                kind=row.kind,
                mentions=[name for name, apart in sides if not apart],
                apart=[name for name, apart in sides if apart],
                who=row.who,
                when=row.when,
                why=row.why,
            )
        )
    return found


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Give values in lists that a statement can take."""
    found = list(values)
    for start in range(0, len(found), _CHUNK):
        yield found[start : start + _CHUNK]


def _between(pairs: Pairs, telling_of: dict[str, str]) -> Pairs:
    """Give pairs of mentions as pairs of their tellings, where both are known and not the same."""
    found = (frozenset(telling_of[name] for name in pair if name in telling_of) for pair in pairs)
    return {pair for pair in found if len(pair) == 2}
