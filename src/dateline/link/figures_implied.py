"""Counts that no number tells: "a man was shot dead" reports one dead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.knowledge import Knowledge
from dateline.link.incidents_tellings import names_in
from dateline.link.model import MentionFigure
from dateline.link.patterns import pattern
from dateline.model import Event, FigureKind, Party

ONESELF = "by own hand"
"""What a dead attacker is counted as."""

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True)
class _Words:
    dead: re.Pattern[str]
    injured: re.Pattern[str]
    unless: re.Pattern[str]
    self: re.Pattern[str]
    one_person: frozenset[str]


@cache
def _words() -> _Words:
    data = Knowledge().merged("link/figures.yaml")
    found = {name: pattern(data[name]) for name in ("dead", "injured", "unless", "self")}
    return _Words(**found, one_person=frozenset(data["one_person"].split()))


def implied_figures(event: Event, types: Mapping[str, str], *, numbers: bool) -> list[MentionFigure]:
    """Give how many died or were injured in an assault, as far as its sentence says so without a number: the single
    people that it names, unless `numbers` tells that the event has figures of its own; and the attacker who died.

    `types` gives the type of each entity (PERSON, GROUP …).
    """
    if event.event != "ASSAULT" or event.status not in ("actual", "historical"):
        return []
    words = _words()
    said = words.unless.sub(" ", event.text.lower())
    found = []
    if words.self.search(said):
        found.append(_figure(event, "dead", ONESELF, 1))
    people = event.recipient
    if numbers or not people or not all(_is_one(party, types) for party in people):
        return found
    kind: FigureKind | None = "dead" if words.dead.search(said) else "injured" if words.injured.search(said) else None
    if kind is not None:
        names = list(dict.fromkeys(party.text for party in people))
        found.append(_figure(event, kind, "; ".join(names), people_among(names)))
    return found


def says_injured(text: str) -> bool:
    """Tell whether a sentence says that people were injured, and not just shot or hit, which may have killed them."""
    return _words().injured.search(text.lower()) is not None


def people_among(names: list[str]) -> int:
    """Give how many people some names and descriptions stand for at least: "boy" may be "John Smith", not two names
    one man.
    """
    named = {" ".join(sorted(found)) for name in names if (found := names_in(name))}
    described = {name.lower() for name in names if not names_in(name)}
    return max(len(named), len(described))


def _figure(event: Event, kind: FigureKind, of: str, count: int) -> MentionFigure:
    trigger = event.trigger
    return MentionFigure(
        kind=kind, value=count, of=of, text=trigger.text, start=trigger.start, end=trigger.end, implied=True
    )


def _is_one(party: Party, types: Mapping[str, str]) -> bool:
    if types.get(party.entity or "") == "PERSON":
        return True
    words = _WORD.findall(party.text.lower())
    return bool(words) and words[-1] in _words().one_person
