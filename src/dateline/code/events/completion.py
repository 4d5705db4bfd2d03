"""Participants that a reader supplies: from the event that is spoken of, from the speaker, from earlier mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import chain, groupby, permutations

from spacy.tokens import Doc

from dateline.code.events.predicate import Predicate
from dateline.code.events.roles import RoleFinder
from dateline.code.events.status import is_demanded
from dateline.code.events.words import EventWords
from dateline.code.layers import AttributionMention, EventMention, PartyMention, PlaceMention

SPOKEN = frozenset({"AGREE", "SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
"""Types whose events are words: seldom told to be anywhere, and not at the time of what they are about."""
_ABOUT_EVENTS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN"})
_SHARES_ROLES = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "AID", "MOBILIZE", "CONSULT", "SANCTION"})
_ALONE = frozenset({"MOBILIZE", "RETREAT"})
"""Types that seldom have a recipient: none is carried over to them."""
_DAY = len("2023-09-23")
_REACH = 150
"""Tokens between the sentences of two mentions of different words over which participants are carried; on the crisis
training documents 60 loses recipients, and beyond 250 nothing is won."""
_STATE = frozenset({"GOV", "MIL"})
_ATTACKERS = frozenset({"MIL", "REB", "PRM", "UAF", "CRM", "UNK", "CVL"})
_OWED = {"AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONSULT": "meet", "RETREAT": "yield",
         "CONCEDE": "yield", "AGREE": "change"}  # fmt: skip
"""Types whose owed acts are requests, with the mode of that request."""
_FUTURE_IS_AGREE = frozenset({"AID", "CONSULT", "SUPPORT", "COOPERATE"})
NEVER_FUTURE = _FUTURE_IS_AGREE | {"AGREE", "CONCEDE", "RETREAT"}
"""Types whose events are of another type, or made when said, as long as they are still to come (`retype`)."""
_CLAUSE_SLOTS = ("clause_object", "clause.with", "clause.to", "clause.for", "clause.of")


@dataclass(slots=True)
class Candidate:
    """An event with the predicate it was read from and a key that mentions of the same event share."""

    event: EventMention
    predicate: Predicate
    key: str
    reciprocal: bool
    plain: bool = False
    """Whether no frame stands behind it, only the network."""


def complete(doc: Doc, candidates: list[Candidate], roles: RoleFinder, words: EventWords) -> None:
    """Fill missing actors and recipients of a document's events, in place.

    - The party of the event that a statement is about: who condemns an attack accuses its actor.
    - The speaker, for verbal events without an actor.
    - What an agreement's clause names ("committed to working with Turkey").
    - Host and visitors of a meeting that is held in the country of one side (PLOVER's mode visit).
    - Another mention of what looks like the same event; readers carry participants over.
    """
    for candidate in candidates:
        event = candidate.event
        if event.event in SPOKEN and not event.actor and not candidate.reciprocal:
            event.actor = _speaker(doc, event, roles)
        if event.event == "AGREE" and not event.recipient and not candidate.reciprocal:
            event.recipient = _without(roles.first(candidate.predicate, _CLAUSE_SLOTS), event.actor)
        if event.frame.startswith("CONSULT/") and candidate.reciprocal:
            _tell_visitor_from_host(doc, event)
    share_roles(candidates, doc._.dateline_places or [])
    for candidate in candidates:
        event = candidate.event
        if event.event in _ABOUT_EVENTS and not event.recipient:
            event.recipient = _without(_party_spoken_of(candidate, candidates), event.actor)


def retype(candidate: Candidate, words: EventWords) -> None:
    """Apply PLOVER's rules of type by status to an event that frames found, in place.

    What is owed is requested ("the army must withdraw"); cooperation still to come is AGREE, a retreat CONCEDE.
    """
    event = candidate.event
    if event.event in _OWED and event.status == "hypothetical" and is_demanded(candidate.predicate, words):
        event.mode = [_OWED[event.event]]
        event.event, event.status = "REQUEST", "actual"
        event.actor, event.recipient = [], event.actor
        candidate.reciprocal = False
    elif event.status == "future" and event.event in _FUTURE_IS_AGREE:
        event.event, event.mode, event.status = "AGREE", [], "actual"
    elif event.status == "future" and event.event == "AGREE":
        event.status = "actual"
    elif event.status == "future" and event.event == "RETREAT":
        event.event, event.mode, event.status = "CONCEDE", [], "actual"


def _speaker(doc: Doc, event: EventMention, roles: RoleFinder) -> list[PartyMention]:
    at = event.trigger.start_char
    inside: list[tuple[int, AttributionMention]] = [
        (a.content.end_char - a.content.start_char, a)
        for a in doc._.dateline_attributions or []
        if a.source_entity is not None and a.content.start_char <= at < a.content.end_char
    ]
    if not inside:
        return []
    entity = min(inside, key=lambda pair: pair[0])[1].source_entity
    mentions = roles.actors.entities[entity].mentions if entity is not None else []
    return [roles.party(mentions[0], found="speaker")] if mentions else []


def _tell_visitor_from_host(doc: Doc, event: EventMention) -> None:
    if event.place is None or not {"phone", "multilateral", "third-party"}.isdisjoint(event.mode):
        return
    record = doc._.dateline_places[event.place].record
    if record is None:
        return
    if part_visitors_from_hosts(event, record.country_code) and event.event == "CONSULT":
        event.mode = list(dict.fromkeys([*event.mode, "visit"]))


def part_visitors_from_hosts(event: EventMention, country: str | None) -> bool:
    """Make the actors from a country the recipients of those from elsewhere, in place; tell whether there are both."""
    hosts = [party for party in event.actor if party.code == country]
    visitors = [party for party in event.actor if party.code is not None and party.code != country]
    if hosts and visitors:
        event.actor, event.recipient = visitors, hosts
    return bool(hosts and visitors)


def _party_spoken_of(candidate: Candidate, candidates: list[Candidate]) -> list[PartyMention]:
    """Give the actor of the event that stands under a statement's predicate, else of the nearest assault before."""
    below = {token.i for token in candidate.predicate.token.subtree}
    for other in candidates:
        if other is not candidate and other.predicate.token.i in below and other.event.actor:
            return [replace(party, found="actor of the event spoken of") for party in other.event.actor]
    if candidate.event.event != "ACCUSE":
        return []
    position = candidates.index(candidate)
    for other in (candidates[n] for n in around(position, len(candidates))):
        if other.event.event == "ASSAULT" and other.event.actor:
            return [replace(party, found="actor of the event spoken of") for party in other.event.actor]
    return []


def _without(parties: list[PartyMention], taken: list[PartyMention]) -> list[PartyMention]:
    entities = {party.entity for party in taken}
    return [party for party in parties if party.entity not in entities]


def share_roles(candidates: list[Candidate], places: list[PlaceMention]) -> None:
    """Give events the missing roles of compatible mentions of their type in the document.

    First the nearest mention with the same key, earlier ones before later ones; then, from mentions that are not told
    of another place or day, the pair of parties that stands most often.
    """
    harmed = {
        party.entity for each in candidates if each.event.event == "ASSAULT" for party in each.event.recipient
    } - {None}
    for i, candidate in enumerate(candidates):
        if candidate.event.event in _SHARES_ROLES:
            for other in (candidates[n] for n in around(i, len(candidates))):
                if other.key == candidate.key and _compatible(candidate.event, other.event):
                    _take(candidate, other, harmed)
    for i, candidate in enumerate(candidates):
        event = candidate.event
        if event.event not in _SHARES_ROLES or (event.actor and (event.recipient or candidate.reciprocal)):
            continue
        others = [
            (abs(i - j), other)
            for j, other in enumerate(candidates)
            if j != i
            and other.event.event == event.event
            and _compatible(event, other.event)
            and not _apart(event, other.event, places)
        ]
        others = [(d, o) for d, o in others if o.event.actor and o.event.recipient] or others
        often = Counter(_pair(other) for _, other in others)
        for _, other in sorted(others, key=lambda found: (-often[_pair(found[1])], found[0])):
            _take(candidate, other, harmed)


def share_dates(candidates: list[Candidate]) -> None:
    """Date what is told in a dated article without any date as the nearest compatible mention of its type is dated,
    earlier ones before later ones; what is said stays as it is, since a speech is not a second one's time.
    """
    for i, candidate in enumerate(candidates):
        event = candidate.event
        if event.date is not None or event.status != "actual" or event.event in SPOKEN:
            continue
        for other in (candidates[n].event for n in around(i, len(candidates))):
            told = other.event == event.event and other.status == "actual" and other.date_basis != "none"
            if told and _compatible(event, other):
                share_date(event, other)
                break


def share_date(event: EventMention, other: EventMention) -> None:
    """Give an event that has no date that of another."""
    if event.date is None:
        event.date, event.enddate, event.date_basis = other.date, other.enddate, other.date_basis


def date_prisons(candidates: list[Candidate]) -> None:
    """Give a verdict and the prison that it means ("sentenced to ten years in jail") one date, where one has none."""
    for _, together in groupby(candidates, key=lambda candidate: candidate.event.sentence.start):
        for prison, verdict in permutations(together, 2):
            if _is_prison_of(prison, verdict):
                share_date(prison.event, verdict.event)
                share_date(verdict.event, prison.event)


def _is_prison_of(prison: Candidate, verdict: Candidate) -> bool:
    one, other = prison.event, verdict.event
    jailed = one.event == "COERCE" and "arrest" in one.mode and prison.predicate.kind == "noun"
    return jailed and other.event == "SANCTION" and "convict" in other.mode and one.status == other.status


def around(at: int, count: int) -> Iterator[int]:
    """Yield the numbers below `count` but `at`: those before it, backwards, then those after it."""
    return chain(range(at - 1, -1, -1), range(at + 1, count))


def _pair(candidate: Candidate) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    event = candidate.event
    return tuple(party.entity for party in event.actor), tuple(party.entity for party in event.recipient)


def _take(candidate: Candidate, other: Candidate, harmed: Set[int | None]) -> None:
    """Fill the missing roles of one event from another; a party that is not identified is not carried over, nor as an
    attacker one of those who were `harmed`, or who rather looks into an attack than makes it.
    """
    event, source = candidate.event, other.event
    if candidate.key != other.key and abs(event.sentence.start - source.sentence.start) > _REACH:
        return
    other_incident = event.event == "ASSAULT" and not event.actor and not _same(event.recipient, source.recipient)
    if not event.actor and source.actor and not _same(event.recipient, source.actor):
        event.actor = [
            _carried(party)
            for party in source.actor
            if party.code is not None
            and not one_state(party, event.recipient)
            and not (other_incident and not _attacks(party, harmed))
        ]
    if event.recipient or candidate.reciprocal or event.event in _ALONE or _same(event.actor, source.recipient):
        return
    if event.event == "ASSAULT" and candidate.predicate.kind == "noun" and candidate.predicate.token.tag_ == "NNS":
        return  # "attacks" in general are not those on whom one attack was made
    if other_incident and any(not _could_attack(party) for party in source.actor):
        return  # the police shot somebody else
    event.recipient = [
        _carried(party) for party in source.recipient if party.code is not None and not one_state(party, event.actor)
    ]


def _could_attack(party: PartyMention) -> bool:
    """Tell whether a party may be who attacked where nobody is named: a state, a fighter, a person without a role."""
    if party.sector[:1] == ["GOV"]:
        return not party.person
    return party.code == "IMG" or not party.sector or not _ATTACKERS.isdisjoint(party.sector[:1])


def _attacks(party: PartyMention, harmed: Set[int | None]) -> bool:
    """Tell whether a party of one attack is likely to have made another one: it could, and was not attacked itself."""
    return _could_attack(party) and not (party.sector[:1] in ([], ["CVL"]) and party.entity in harmed)


def _carried(party: PartyMention) -> PartyMention:
    return replace(party, found="another mention", score=None, sector=list(party.sector))


def one_state(party: PartyMention, actors: list[PartyMention]) -> bool:
    """Tell whether a party is an organ of the same state as one of the actors: states do not act on themselves, but
    people in office do act on each other and on the state's organs.
    """
    return any(
        party.code is not None
        and not (party.person or actor.person)
        and party.code == actor.code
        and not _STATE.isdisjoint(party.sector[:1])
        and not _STATE.isdisjoint(actor.sector[:1])
        for actor in actors
    )


def _compatible(one: EventMention, other: EventMention) -> bool:
    if (one.status == "historical") != (other.status == "historical"):
        return False
    if one.actor and other.actor and not _same(one.actor, other.actor):
        return False
    return not (one.recipient and other.recipient and not _same(one.recipient, other.recipient))


def _apart(one: EventMention, other: EventMention, places: list[PlaceMention]) -> bool:
    """Tell whether two mentions name different days, or different places below a country."""
    if one.date and other.date and len(one.date) == len(other.date) == _DAY and one.date != other.date:
        return True
    if one.place is None or other.place is None:
        return False
    here, there = places[one.place].record, places[other.place].record
    if here is None or there is None:
        return here is not there
    return here != there and here.resolution > 1 and there.resolution > 1


def _same(one: list[PartyMention], other: list[PartyMention]) -> bool:
    return bool({p.entity for p in one} & {p.entity for p in other})
