"""Two triggers of one type in a sentence: two events, or one that is named twice ("air strikes killed nine").

A coder gives a sentence one event of a type for each happening. Syntax, parties, dates and how sure each trigger is are
signs with weights (`data/events/twins.yaml`, fitted by `benchmarks/fit_twins.py`, once with the network's signs and
once without). The surest trigger of a type tells of an event; each further one of another one where its signs say so,
else of the same as the surer one that is nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from operator import attrgetter

from spacy.tokens import Doc

from dateline.code.events.completion import share_date
from dateline.code.events.happenings import entities
from dateline.code.events.learned import Reading, squeezed
from dateline.code.events.predicate import is_passive
from dateline.code.events.weights import weighed
from dateline.code.layers import EventMention

Signs = dict[str, float]

BIAS = "further"
"""The sign that every further trigger has."""
APART = -0.6
"""The score above which a further trigger is an event of its own: below even odds, since for F1 an event lost costs
more than one told twice (`benchmarks/fit_twins.py` prints others).
"""
_DETERMINERS = frozenset({"det", "poss", "nummod"})
_SUBJECT, _RELATIVE = frozenset({"nsubj", "nsubjpass"}), frozenset({"WDT", "WP"})
_WHEN = "WRB"
_CLAUSES = frozenset({"advcl", "relcl", "acl"})
_BESIDE = frozenset({"conj", "ccomp", "parataxis"})
"""Relations of a clause that stands beside the one above it rather than in it."""
_BY_SHOTS = frozenset({"firearms", "targeted"})
"""Modes of an assault that may be a shooting."""
_NEAR = 3
"""Tokens between two triggers that may be words of one phrase."""


@dataclass(frozen=True, slots=True)
class Further:
    """A trigger of a type that its sentence has a surer one of: their numbers, and what speaks for two events."""

    event: int
    beside: int
    signs: Signs
    bound: bool
    """Whether syntax makes the two one event, so that nothing else is asked."""

    def score(self, weights: Mapping[str, float]) -> float:
        """Give how much speaks for two events, the log-odds."""
        return weighed(self.signs, weights)


def merged(
    doc: Doc, events: list[EventMention], weights: Mapping[str, float], reading: Reading | None
) -> list[EventMention]:
    """Give the events of a document in text order, those that are one joined."""
    joined: dict[int, int] = {}
    for further in furthers(doc, events, reading):
        if further.bound or further.score(weights) <= APART:
            joined[further.event] = further.beside
    together: dict[int, list[EventMention]] = {}
    for number, event in enumerate(events):
        surest = number
        while surest in joined:
            surest = joined[surest]
        together.setdefault(surest, []).append(event)
    return [_joined(doc, mentions) for mentions in together.values()]


def furthers(doc: Doc, events: list[EventMention], reading: Reading | None) -> Iterator[Further]:
    """Yield the triggers that may name an event again, each beside the nearest of the surer ones, surer ones first."""
    groups: dict[tuple[int, str], list[int]] = {}
    for number, event in enumerate(events):
        groups.setdefault((event.sentence.start, event.event), []).append(number)
    for group in groups.values():
        group.sort(key=lambda number: (-events[number].confidence, number))
        for rank in range(1, len(group)):
            number, at = group[rank], events[group[rank]].trigger.start
            beside = min(group[:rank], key=lambda other: (abs(events[other].trigger.start - at), other))
            signs = _signs(doc, events[beside], events[number], reading)
            if rank > 1:
                signs["third"] = 1.0
            yield Further(number, beside, signs, _bound(doc, events[beside], events[number]))


def _signs(doc: Doc, surer: EventMention, further: EventMention, reading: Reading | None) -> Signs:
    one, other = doc[surer.trigger.start], doc[further.trigger.start]
    gap = abs(one.i - other.i)
    signs = {BIAS: 1.0, "gap": log(gap + 1), "sure": _odds(further), "surer": _odds(surer), further.event: 1.0}
    if reading is not None:
        signs["network"] = squeezed(reading.type(other.i, further.event))
        signs["network, surer"] = squeezed(reading.type(one.i, surer.event))
    told = {
        "near": gap <= _NEAR,
        "governed": one.head == other or other.head == one,
        "joined": (one.dep_ == "conj" and one.head == other) or (other.dep_ == "conj" and other.head == one),
        "same word": one.lemma_.lower() == other.lemma_.lower(),
        "two verbs": one.pos_ == other.pos_ == "VERB",
        "two nouns": one.pos_ == other.pos_ == "NOUN",
        "noun first": min(one, other, key=attrgetter("i")).pos_ == "NOUN",
        "other status": surer.status != further.status,
        "other date": bool(surer.date and further.date and surer.date != further.date),
        "same date": bool(surer.date) and surer.date == further.date,
        "same modes": surer.mode == further.mode,
        "sides changed": bool(
            entities(surer.actor) & entities(further.recipient) or entities(surer.recipient) & entities(further.actor)
        ),
    }
    signs |= {name: 1.0 for name, holds in told.items() if holds}
    for role, a, b in (
        ("actor", surer.actor, further.actor),
        ("recipient", surer.recipient, further.recipient),
    ):
        if a and b:
            signs[f"same {role}" if entities(a) & entities(b) else f"other {role}"] = 1.0
    return signs


def _odds(event: EventMention) -> float:
    sure = min(0.99, max(0.01, event.confidence))
    return log(sure / (1.0 - sure))


def _bound(doc: Doc, one: EventMention, other: EventMention) -> bool:
    """Tell whether one of two triggers of a type stands under the other, as no clause with a subject of its own but one
    that says how: "air strikes killed", "died in the attack", "shelled the town, killing three", "died when he shot".

    So does what a bare noun by itself seems to tell as real where its verb tells it otherwise ("will go on strike").
    Not so what the subject does and then suffers ("killed a guard before being shot").
    """
    if _are_shots(doc, one, other):
        return True
    a, b = (one, doc[one.trigger.start]), (other, doc[other.trigger.start])
    for (lower, low), (upper, high) in ((a, b), (b, a)):
        below = low.head == high or (low.head.dep_ in ("prep", "agent") and low.head.head == high)
        below = below and not (low.dep_ == "pcomp" and is_passive(low) != is_passive(high))
        bare = low.tag_ == "NN" and not any(child.dep_ in _DETERMINERS for child in low.lefts)
        alike = lower.status == upper.status or (lower.status == "actual" and bare)
        apart = any(child.dep_ in _SUBJECT and child.tag_ not in _RELATIVE for child in low.lefts)
        apart = apart and not any(child.tag_ == _WHEN for child in low.lefts)
        if below and low.dep_ not in _BESIDE and alike and not (apart and low.dep_ in _CLAUSES):
            return True
    return False


def _are_shots(doc: Doc, one: EventMention, other: EventMention) -> bool:
    """Tell whether who opens fire hits somebody so in the next verb of the clause ("opened fire and killed two")."""
    first, second = sorted((one, other), key=lambda event: event.trigger.start)
    opening, hitting = doc[first.trigger.start], doc[second.trigger.start]
    return (
        opening.lemma_.lower() == "open"
        and any(child.dep_ == "dobj" and child.lower_ == "fire" for child in opening.rights)
        and hitting.dep_ == "conj"
        and hitting.head == opening
        and not any(child.dep_ in _SUBJECT for child in hitting.lefts)
        and _BY_SHOTS.issuperset(second.mode)
        and first.status == second.status
        and (first.date == second.date or not (first.date and second.date))
    )


def _joined(doc: Doc, mentions: list[EventMention]) -> EventMention:
    """Give the first mention of an event in its sentence, with what the others add."""
    event, *others = mentions
    event.confidence = max(each.confidence for each in mentions)
    for again in others:
        event.mode = list(dict.fromkeys(event.mode + again.mode))
        event.context = list(dict.fromkeys(event.context + again.context))
        event.actor = event.actor or again.actor
        if _are_shots(doc, event, again):
            known = [(party.code, party.sector[:1]) for party in event.recipient]
            event.recipient += [party for party in again.recipient if (party.code, party.sector[:1]) not in known]
        event.recipient = event.recipient or again.recipient
        event.figures = sorted({*event.figures, *again.figures})
        share_date(event, again)
        if event.place is None:
            event.place = again.place
    return event
