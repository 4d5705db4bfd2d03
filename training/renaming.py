"""Texts told of other states: names, adjectives, peoples, capitals and leaders of the states of a text exchanged for
those of others, so that the network learns who does what from how it is told, not from who did it in a year's news.

The states are those of `data/actors/countries.csv`, the leaders those of `data/actors/people.csv`. What comes out is
not always good English ("the Peru", "an Togolese"), nor always sense: a president may become a rebel, and a town that
bears the name of a state goes along with it.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace

from material import Event, Example, Party, Range

from dateline.knowledge import Knowledge

EXCHANGED = 0.7
"""The share of the states of a text that are exchanged."""
_CAPITAL = re.compile(r"(?<!\w)[A-Z]\w*")
_SUFFIX = re.compile(r"(?:,? (?:Jr|Sr)\.?| [IVX]+)$")
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM"})
"""States whose people bear the family name first."""


@dataclass(slots=True)
class State:
    """What a state is called by, the usual form first: itself, of it, its people, its government, its leaders."""

    code: str
    names: list[str]
    adjectives: list[str]
    demonyms: list[str]
    capitals: list[str]
    people: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a text that names a state or its leader: range, code, which kind of name, and which of that kind."""

    start: int
    end: int
    code: str
    kind: str
    number: int


class Renaming:
    """Exchanges the states of texts."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        knowledge = knowledge or Knowledge()
        self.states: dict[str, State] = {}
        for row in knowledge.rows("actors/countries.csv"):
            kinds = [_listed(row[name]) for name in ("aliases", "adjectives", "demonyms", "capital")]
            if row["code"] not in self.states and all(kinds[1:]):
                self.states[row["code"]] = State(row["code"], [row["name"], *kinds[0]], *kinds[1:])
        for row in knowledge.rows("actors/people.csv"):
            state = self.states.get(row["code"])
            if state is not None and " " in row["name"] and row["name"] not in state.people:
                state.people.append(row["name"])
        self._known: dict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
        for code, state in self.states.items():
            for kind in ("names", "adjectives", "demonyms", "capitals", "people"):
                for number, name in enumerate(getattr(state, kind)):
                    self._know(name, code, kind, number)
        for names in self._known.values():
            names.sort(key=lambda each: -len(each[0]))

    def _know(self, name: str, code: str, kind: str, number: int) -> None:
        first = _CAPITAL.match(name)
        if first is not None and all(each[0] != name for each in self._known[first.group()]):
            self._known[first.group()].append((name, code, kind, number))

    def named(self, text: str) -> list[Named]:
        """Find where states and leaders are named, in order, none inside another; a leader whose whole name stands in
        the text is found by his last name too.
        """
        found: list[Named] = []
        leaders: dict[str, Named] = {}
        words = list(_CAPITAL.finditer(text))
        for word in words:
            if found and word.start() < found[-1].end:
                continue
            named = self._at(text, word.start(), word.group())
            if named is not None:
                found.append(named)
                if named.kind == "people":
                    leaders[family_name(text[named.start : named.end], named.code)] = named
        inside = {at for each in found for at in range(each.start, each.end)}
        for word in words:
            if word.group() in leaders and word.start() not in inside:
                leader = leaders[word.group()]
                found.append(Named(*word.span(), leader.code, "last", leader.number))
        return sorted(found, key=lambda each: each.start)

    def _at(self, text: str, start: int, first: str) -> Named | None:
        for name, code, kind, number in self._known.get(first, []):
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                return Named(start, end, code, kind, number)
        return None

    def renamed(self, example: Example, rng: random.Random) -> Example:
        """Give a text told of other states; all ranges are moved along."""
        found = self.named(example.text)
        here = sorted({each.code for each in found})
        others = rng.sample(sorted(self.states.keys() - set(here)), min(len(here), len(self.states) - len(here)))
        exchanged = {a: self.states[b] for a, b in zip(here, others, strict=False) if rng.random() < EXCHANGED}
        text, last, moves = [], 0, _Moves()
        for each in found:
            state = exchanged.get(each.code)
            name = None if state is None else _name(state, each)
            if name is None:
                continue
            text += [example.text[last : each.start], name]
            moves.add(each.start, each.end, len(name))
            last = each.end
        text.append(example.text[last:])
        return replace(
            example,
            text="".join(text),
            sentences=[moves.range(each) for each in example.sentences],
            events=[moves.event(each) for each in example.events],
        )


def family_name(name: str, code: str) -> str:
    """Give the word of a person's name that is used alone: without what comes after it ("Jr.", "II") and the article
    before it ("al-"), in some countries the first word.
    """
    words = _SUFFIX.sub("", name).split()
    return words[0] if code in _FAMILY_FIRST else re.sub(r"^(?:al|el)-", "", words[-1], flags=re.IGNORECASE)


def _listed(cell: str) -> list[str]:
    return [each for each in cell.split("|") if each]


def _name(state: State, named: Named) -> str | None:
    """Give the name of a state that stands where `named` does, None if it has none of that kind."""
    if named.kind in ("people", "last"):
        leader = state.people[named.number % len(state.people)] if state.people else None
        return leader if leader is None or named.kind == "people" else family_name(leader, state.code)
    names: list[str] = getattr(state, named.kind)
    return names[min(named.number, len(names) - 1)] if named.kind == "demonyms" else names[0]


class _Moves:
    """How offsets move when stretches of a text are replaced, in order."""

    def __init__(self) -> None:
        self._old: list[Range] = []
        self._new: list[Range] = []

    def add(self, start: int, end: int, length: int) -> None:
        begin = start + (self._new[-1][1] - self._old[-1][1] if self._new else 0)
        self._old.append((start, end))
        self._new.append((begin, begin + length))

    def _offset(self, at: int, *, end: bool) -> int:
        n = bisect_right(self._old, at - end, key=lambda span: span[0]) - 1
        if n < 0:
            return at
        if at >= self._old[n][1]:
            return at + self._new[n][1] - self._old[n][1]
        return self._new[n][end]

    def range(self, span: Range) -> Range:
        """Move a range; one that begins or ends inside a replaced stretch takes in the whole of it."""
        return self._offset(span[0], end=False), self._offset(span[1], end=True)

    def party(self, party: Party) -> Party:
        """Move the ranges of a party, which is of another country now."""
        at, ignore = ([self.range(span) for span in spans] for spans in (party.at, party.ignore))
        return Party(at, ignore)

    def event(self, event: Event) -> Event:
        """Move the ranges of an event."""
        return replace(
            event,
            trigger=self.range(event.trigger),
            actor=[self.party(each) for each in event.actor],
            recipient=[self.party(each) for each in event.recipient],
            place=event.place and self.party(event.place),
            date=event.date and self.party(event.date),
            source=event.source and self.party(event.source),
        )
