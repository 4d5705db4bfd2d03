"""Acts: what the sentences of a document do with commitments: promise, keep, break, deny, or tell that nothing came.

An act is read from a sentence's words and the events that were coded in it; the patterns and events are data
(`data/link/commitments.yaml`). What acts of many documents come to is decided in `dateline.link.commitments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.link.commitments_rules import Kept, Kind, rules
from dateline.link.commitments_times import deadline_of, ending_of, when
from dateline.link.incidents_mentions import digest, evidence, mention_id, where
from dateline.link.incidents_tellings import names_in
from dateline.link.model import Evidence, Where, Who
from dateline.model import CodedDocument, Entity, Event, Figure, Party

Phase = Literal["promise", "done", "refused", "broken", "accused", "denied", "still", "assault"]

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’')]*(?=\s+[\"“‘'(]?[A-Z0-9])|\n|$)", re.DOTALL)
_SHORT = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Gov|St|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec))\.$")
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_MAKES = ("AGREE", "CONCEDE", "RETREAT", "AID", "CONSULT", "COOPERATE", "SUPPORT", "THREATEN", "REQUEST")


class Act(BaseModel):
    """What one sentence does with one party's commitment.

    `on` is the day it was done or said, `told` whether the text told it; `thread` is what acts are followed by: the
    kind and the party. `amount` is how much was promised or done, in `unit`; `of` what a denial is about.
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    kind: str
    phase: Phase
    thread: str
    by: Who
    to: list[Who] = Field(default_factory=list)
    on: str | None = None
    told: bool = False
    deadline: str | None = None
    ends: str | None = None
    amount: float | None = None
    unit: str | None = None
    place: Where | None = None
    whole: bool = False
    mention: str | None = None
    evidence: Evidence


@dataclass(frozen=True)
class Sentence:
    """A sentence with the events, figures and entities that stand in it; `lower` is its text in lower case."""

    start: int
    end: int
    lower: str
    events: list[Event]
    figures: list[Figure]
    entities: list[tuple[int, Entity]]

    def before(self, position: int) -> str:
        """Give the last words before an offset into the document."""
        return " ".join(self.lower[: position - self.start].split()[-3:])


def acts_of(coded: CodedDocument, *, report: str | None = None) -> list[Act]:
    """Give the acts of a document in the order of its sentences."""
    found: list[Act] = []
    for sentence in sentences_of(coded):
        here: list[Act] = []
        for kind in rules().kinds.values():
            here += _acts(coded, sentence, kind, found, report or coded.id)
        if not here and rules().denied.search(sentence.lower):
            here = _denials(coded, sentence, found, report or coded.id)
        found += here
    return found


def thread_of(kind: str, who: Who) -> str:
    """Give the key under which acts of one party and kind are followed: a state and who acts for it are one."""
    if who.code is None:
        return f"{kind}|{' '.join(sorted(names_in(who.name))) or who.name.lower()}"
    return f"{kind}|{who.code}{'' if is_state(who) else '!'}"


def is_state(who: Who) -> bool:
    """Tell whether somebody acts for a state, as far as the sector says."""
    return not who.sector or who.sector[0] in _STATE


def sentences_of(coded: CodedDocument) -> Iterator[Sentence]:
    """Yield the sentences of a document."""
    start = 0
    spans: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(coded.text):
        if _SHORT.search(coded.text, max(0, match.end() - 6), match.end()):
            continue
        spans.append((max(start, match.start() if not spans or start <= match.start() else start), match.end()))
        start = match.end()
    if start < len(coded.text.rstrip()):
        spans.append((start, len(coded.text.rstrip())))
    for first, last in spans:
        text = coded.text[first:last]
        first += len(text) - len(text.lstrip())
        last = first + len(text.strip())
        if last > first:
            yield Sentence(
                start=first,
                end=last,
                lower=coded.text[first:last].lower().replace("’", "'"),
                events=[event for event in coded.events if first <= event.trigger.start < last],
                figures=[figure for figure in coded.figures if first <= figure.start < last],
                entities=sorted(
                    (
                        (mention.start, entity)
                        for entity in coded.entities
                        for mention in entity.mentions
                        if first <= mention.start < last
                    ),
                    key=lambda pair: (pair[0], pair[1].id),
                ),
            )


def _acts(coded: CodedDocument, sentence: Sentence, kind: Kind, earlier: Sequence[Act], report: str) -> list[Act]:
    """Give what a sentence does with commitments of one kind: the first of the phases that it shows."""
    r = rules()
    named = kind.named(sentence.lower)
    if acts := [*_by_events(coded, sentence, kind, named is not None, report)]:
        return acts
    if named is None:
        return []
    if broken := kind.broken.search(sentence.lower):
        accused = r.accused.search(sentence.lower)
        phase: Phase = "accused" if accused else "broken"
        denied = r.denied.search(sentence.lower)
        if denied:
            phase = "denied"
        return _made(coded, sentence, kind, phase, _breaker(sentence, broken.start(), accused is not None), report)
    if refused := r.refused.search(sentence.lower):
        return _made(coded, sentence, kind, "refused", _subject(coded, sentence, kind, refused.start()), report)
    if kept := kind.kept.search(sentence.lower):
        unreal = r.unreal.search(sentence.before(sentence.start + kept.start()))
        if not unreal and not kind.not_kept.search(sentence.lower):
            return _made(coded, sentence, kind, "done", _subject(coded, sentence, kind, kept.start()), report)
    if r.still.search(sentence.lower) and not kind.holding:
        return _made(coded, sentence, kind, "still", _subject(coded, sentence, kind, named.start()), report)
    if promise := r.promise.search(sentence.lower):
        if kind.promised_by and not any(rule.fits(e) for e in sentence.events for rule in kind.promised_by):
            return []
        return _promises(coded, sentence, kind, promise, earlier, report)
    return []


def _by_events(coded: CodedDocument, sentence: Sentence, kind: Kind, named: bool, report: str) -> Iterator[Act]:
    """Yield acts that coded events tell: what keeps or breaks a commitment, and its denial."""
    for event in sentence.events:
        parties = [_who(party) for party in event.actor if party.code or names_in(party.text)]
        keeps = any(rule.fits(event) for rule in kind.kept_by)
        breaks = [rule for rule in kind.broken_by if rule.fits(event)]
        if not (keeps or breaks) or not parties:
            continue
        if event.status == "negated":
            denies = any(a.id in event.attribution and a.stance == "denies" for a in coded.attributions)
            phase: Phase = "denied" if denies else "still"
            if denies or keeps:
                yield from _made(coded, sentence, kind, phase, parties, report, event)
        elif event.status == "actual" and not _is_unreal(coded, sentence, event):
            if keeps and not rules().refused.search(sentence.lower):
                yield from _made(coded, sentence, kind, "done", parties, report, event)
            elif breaks and not keeps:
                yield from _broken(coded, sentence, kind, breaks, parties, event, report)


def _broken(
    coded: CodedDocument,
    sentence: Sentence,
    kind: Kind,
    rows: Sequence[Kept],
    parties: list[Who],
    event: Event,
    report: str,
) -> Iterator[Act]:
    for row in rows:
        if row.against == "other":
            others = [_who(party) for party in event.recipient]
            bound = [who for who in parties if any(_other(who, other) for other in others)]
            accused = rules().accused.search(sentence.lower)
            yield from _made(coded, sentence, kind, "accused" if accused else "assault", bound, report, event)
        else:
            yield from _made(coded, sentence, kind, "broken", parties, report, event)


def _promises(
    coded: CodedDocument,
    sentence: Sentence,
    kind: Kind,
    promise: re.Match[str],
    earlier: Sequence[Act],
    report: str,
) -> list[Act]:
    bound = _bound(coded, sentence, kind, sentence.start + promise.start())
    said = [act for act in earlier if act.kind == kind.name and act.phase == "promise"]
    if not bound or (said and all(who.code is None and not names_in(who.name) for who in bound)):
        bound = [act.by for act in said if act.evidence.start == said[-1].evidence.start]  # "The money will be paid …"
    acts = _made(coded, sentence, kind, "promise", bound, report)
    deadline = None if kind.holding else deadline_of(coded, sentence.start, sentence.end)
    ends = ending_of(coded, sentence.start, sentence.end) if kind.holding else None
    return [act.model_copy(update={"deadline": deadline, "ends": ends}) for act in acts]


def _bound(coded: CodedDocument, sentence: Sentence, kind: Kind, at: int) -> list[Who]:
    """Give who is bound by a promise: who makes it, or who is ordered."""
    if kind.bound == "country":
        return _subject(coded, sentence, kind, at - sentence.start)
    if rules().ordered.search(sentence.lower):
        asked = [e for e in sentence.events if e.event == "REQUEST" and e.recipient]
        if asked:
            return [_who(party) for party in asked[0].recipient]
        return _subject(coded, sentence, kind, at - sentence.start)
    makers = [e for e in sentence.events if e.event in _MAKES and e.event != "REQUEST" and e.actor]
    if kind.holding:
        parties = [p for e in makers if e.event in ("AGREE", "CONCEDE", "RETREAT", "SUPPORT") for p in e.actor]
        return _distinct([_who(party) for party in parties]) or _subject(coded, sentence, kind, at - sentence.start)
    if makers:
        nearest = min(makers, key=lambda e: (abs(e.trigger.start - at), e.id))
        return _distinct([_who(party) for party in nearest.actor])
    return _subject(coded, sentence, kind, at - sentence.start)


def _subject(coded: CodedDocument, sentence: Sentence, kind: Kind, at: int) -> list[Who]:
    """Give who a predicate at an offset into the sentence is most likely told of: the actor of the nearest event, else
    the first entity named before it; for what binds a country, that country.
    """
    if kind.bound == "country":
        coded_here = [entity for _, entity in sentence.entities if entity.code and len(entity.code) == 3]
        places = [entity for entity in coded_here if entity.type == "GPE"] or coded_here or _most_named(coded)
        return [Who(name=places[0].name, code=places[0].code)] if places else []
    near = [e for e in sentence.events if e.actor and abs(e.trigger.start - sentence.start - at) < 40]
    if near:
        nearest = min(near, key=lambda e: (abs(e.trigger.start - sentence.start - at), e.id))
        return _distinct([_who(party) for party in nearest.actor])
    before = [entity for start, entity in sentence.entities if start - sentence.start < at and _acts_as_party(entity)]
    return [Who(name=before[0].name, code=before[0].code, sector=before[0].sector)] if before else []


def _breaker(sentence: Sentence, at: int, accused: bool) -> list[Who]:
    """Give who is said to break something: whom an accusation names, who assaults, or who stands first."""
    if accused:
        named = [party for e in sentence.events if e.event == "ACCUSE" for party in e.recipient]
        if named:
            return _distinct([_who(party) for party in named])
    assaults = [party for e in sentence.events if e.event == "ASSAULT" for party in e.actor]
    if assaults:
        return _distinct([_who(party) for party in assaults])
    before = [entity for start, entity in sentence.entities if start - sentence.start < at and _acts_as_party(entity)]
    return [Who(name=before[0].name, code=before[0].code, sector=before[0].sector)] if before else []


def _denials(coded: CodedDocument, sentence: Sentence, earlier: Sequence[Act], report: str) -> list[Act]:
    """Give the denials of a sentence that only says "denied it": of what the last sentence with an act said."""
    last = [act for act in earlier if act.evidence.start == earlier[-1].evidence.start] if earlier else []
    return [
        act.model_copy(
            update={
                "id": digest(act.id, "denied"),
                "phase": "denied",
                "evidence": evidence(coded, sentence.start, sentence.end, [], report=report),
            }
        )
        for act in last
        if act.phase in ("accused", "broken", "done", "assault")
    ]


def _made(
    coded: CodedDocument,
    sentence: Sentence,
    kind: Kind,
    phase: Phase,
    bound: Sequence[Who],
    report: str,
    event: Event | None = None,
) -> list[Act]:
    """Make an act for each party that is bound."""
    about = [e for e in ([event] if event else sentence.events) if e is not None]
    figure = next((f for f in sentence.figures if f.kind in kind.figure and f.value is not None), None)
    place = next((e.event_loc for e in about if e.event_loc), None)
    on, told = when(coded, event, sentence.start, sentence.end, past=phase != "promise")
    told_by = event.attribution if event else sorted({name for e in sentence.events for name in e.attribution})
    parties = _distinct(bound)
    others = _distinct([_who(party) for e in about for party in e.recipient])
    made = []
    for who in parties:
        to = [other for other in _distinct([*others, *parties]) if _other(who, other)]
        made.append(
            Act(
                id=digest(coded.id, kind.name, phase, thread_of(kind.name, who), str(sentence.start)),
                kind=kind.name,
                phase=phase,
                thread=thread_of(kind.name, who),
                by=who,
                to=to,
                on=on,
                told=told,
                amount=figure.value if figure else None,
                unit=figure and (figure.unit or figure.kind),
                place=where(place) if place else None,
                whole=rules().whole.search(sentence.lower) is not None,
                mention=mention_id(coded.id, event) if event else mention_id(coded.id, about[0]) if about else None,
                evidence=evidence(coded, sentence.start, sentence.end, told_by, report=report),
            )
        )
    return made


def _is_unreal(coded: CodedDocument, sentence: Sentence, event: Event) -> bool:
    """Tell whether an event that was coded as actual has not happened: it is dated after publication, or stands in the
    infinitive or behind a modal verb.
    """
    if coded.published and event.date and event.date[:10] > coded.published[:10]:
        return True
    return rules().unreal.search(sentence.before(event.trigger.start)) is not None


def _who(party: Party) -> Who:
    return Who(name=party.text, code=party.code, sector=party.sector)


def _distinct(parties: Sequence[Who]) -> list[Who]:
    """Give parties, one for each thread; the one with the fullest proper name stands for it. Who has no code but the
    name of one who has is the same, and words for nobody in particular ("both sides") stand for the others.
    """
    found: dict[str, Who] = {}
    for who in parties:
        key = thread_of("", who)
        if key not in found or len(names_in(who.name)) > len(names_in(found[key].name)):
            found[key] = who
    coded = {name for who in found.values() if who.code for name in names_in(who.name)}
    kept = [who for who in found.values() if who.code or who.sector or names_in(who.name)]
    return [who for who in kept if who.code or not coded & set(names_in(who.name))] or list(found.values())


def _other(who: Who, other: Who) -> bool:
    """Tell whether two parties are different sides."""
    return thread_of("", who) != thread_of("", other)


def _acts_as_party(entity: Entity) -> bool:
    return entity.type in ("GPE", "ORG", "GROUP", "PERSON") and bool(
        entity.code or names_in(entity.name) or entity.sector
    )


def _most_named(coded: CodedDocument) -> list[Entity]:
    found = [entity for entity in coded.entities if entity.code and entity.type == "GPE"]
    return sorted(found, key=lambda entity: (-len(entity.mentions), entity.id))
