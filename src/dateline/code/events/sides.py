"""Which side of an event its parties stand on, as its type and modes have it, and who else goes without saying.

- CONSULT: who visits acts, the host receives; otherwise all who meet or talk are actors. Who meets on the sidelines of
  something visits nobody.
- COOPERATE: one works with another; the first named acts, the others receive.
- ACCUSE, REQUEST, SUPPORT, THREATEN, SANCTION, PROTEST are done to somebody. Where nobody is told, it is whom the same
  actor does the same to elsewhere, else whom most in the document is done to; who demonstrates without one does so
  before the government.
- COERCE: who arrests or searches whom, where nobody is told, are the authorities of the country where it is said to be,
  else of the country of those who suffer it.

The conventions are those of the gold sets; on coded news they hold for almost every event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.code.events.completion import Candidate, part_visitors_from_hosts
from dateline.code.events.predicate import Predicate
from dateline.code.events.relation import relation_of
from dateline.code.events.roles import RoleFinder
from dateline.code.events.words import EventWords
from dateline.code.layers import EventMention, PartyMention
from dateline.code.syntax import root_of

_ADDRESSED = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "THREATEN", "SANCTION", "PROTEST"})
"""Types that nearly always have a recipient, named or not."""
_ADDRESSED_UNSEEN = frozenset({"ACCUSE", "PROTEST"})
"""Those of them where that still holds when the network, too, has seen nobody."""
_APART = frozenset({"phone", "multilateral", "third-party"})
"""Modes of meetings that nobody visits anybody for."""


def takes_two(candidate: Candidate) -> bool:
    """Tell whether an event has two sides at least: who meets, talks, agrees or works together."""
    event = candidate.event
    if event.event == "CONSULT":
        return _APART.isdisjoint(event.mode) or "phone" in event.mode
    return event.event == "COOPERATE" or (event.event == "AGREE" and candidate.reciprocal)


def supply_recipients(candidates: Sequence[Candidate], *, rules_only: bool) -> None:
    """Give events that are done to somebody the recipient that the rest of the document tells, in place."""
    addressed = _ADDRESSED if rules_only else _ADDRESSED_UNSEEN
    told = [(candidate.event, [party for party in candidate.event.recipient if party.code]) for candidate in candidates]
    counts = Counter(party.entity for _, parties in told for party in parties if party.entity is not None)
    for number, (event, parties) in enumerate(told):
        if event.event not in addressed or event.recipient:
            continue
        actors = {party.entity for party in event.actor}
        alike = [
            (abs(number - other), others)
            for other, (one, others) in enumerate(told)
            if one.event == event.event and others and actors & {party.entity for party in one.actor}
        ]
        parties = min(alike, key=lambda found: found[0])[1] if alike else []
        parties = [party for party in parties if party.entity not in actors]
        if not parties:
            open_to = [entity for entity, _ in counts.most_common() if entity not in actors]
            parties = [party for _, others in told for party in others if party.entity in open_to[:1]][:1]
        event.recipient = [replace(party, found="another mention", score=None) for party in parties]


def set_sides(candidates: Iterable[Candidate], roles: RoleFinder) -> None:
    """Put the parties of a document's events on the sides where they belong, in place."""
    for candidate in candidates:
        event = candidate.event
        if event.event == "CONSULT":
            _set_meeting(candidate, roles)
        elif event.event == "COOPERATE":
            if len(event.actor) > 1 and not event.recipient:
                event.actor, event.recipient = event.actor[:1], event.actor[1:]
        elif event.event == "PROTEST" and not event.recipient:
            event.recipient = _government(event, roles)
        elif event.event == "COERCE" and not event.actor:
            event.actor = _authorities(candidate, roles)


def _is_aside(predicate: Predicate) -> bool:
    """Tell whether a meeting is held on the sidelines of another."""
    return any(
        filler.lemma_.lower() in predicate.words.aside for slot in ("on", "at") for filler in predicate.slot(slot)
    )


def _set_meeting(candidate: Candidate, roles: RoleFinder) -> None:
    event = candidate.event
    if _is_aside(candidate.predicate):
        event.mode = [mode for mode in event.mode if mode != "visit"]
    if "visit" not in event.mode or not _APART.isdisjoint(event.mode):
        _join(event)
        return
    home = _country(event, roles)
    if event.recipient:
        return
    if home is not None and part_visitors_from_hosts(event, home):
        return
    others = [party for party in event.actor if party.found != event.actor[0].found]
    if others:  # not "the leaders of Serbia and Kosovo", who fill one slot
        event.actor, event.recipient = [party for party in event.actor if party not in others], others
    elif event.actor and home is not None and home != event.actor[0].code:
        host = roles.government_of(home)
        event.recipient = [host] if host is not None else []


def settle_visits(doc: Doc, events: Iterable[EventMention], words: EventWords) -> None:
    """Part hosts and visitors of a document's meetings by their final places, in place, where no word of travel tells
    who came: the others act, who is at home receives. Where nobody is at home, nobody visits.
    """
    for event in events:
        if event.event != "CONSULT" or "visit" not in event.mode or not (event.actor and event.recipient):
            continue
        trigger = doc[event.trigger.start]
        if any(token.lemma_.lower() in words.travel for token in (trigger, *_objects(trigger))):
            continue
        record = None if event.place is None else doc._.dateline_places[event.place].record
        home = None if record is None else record.country_code
        parties = [*event.actor, *event.recipient]
        hosts = [party for party in parties if home is not None and party.code == home]
        if not hosts:
            event.mode = [mode for mode in event.mode if mode != "visit"]
            _join(event)
        elif any(party.code == home for party in event.actor) and any(party.code != home for party in event.recipient):
            event.actor, event.recipient = [party for party in parties if party not in hosts], hosts


def _objects(verb: Token) -> list[Token]:
    return [child for child in verb.rights if child.dep_ == "dobj"]


def _join(event: EventMention) -> None:
    """Make all parties of an event its actors."""
    taken = {party.entity for party in event.actor}
    event.actor = sorted(
        [*event.actor, *(party for party in event.recipient if party.entity not in taken)],
        key=lambda party: (party.start, party.end),
    )
    event.recipient = []


def _government(event: EventMention, roles: RoleFinder) -> list[PartyMention]:
    """Give the government of the country of those who protest, else of where they do."""
    return _state(_first_code(event.actor) or _country(event, roles), event.actor, roles)


def _authorities(candidate: Candidate, roles: RoleFinder) -> list[PartyMention]:
    """Give the authorities of the country where somebody is said to be held, searched or silenced, else of theirs."""
    event = candidate.event
    here = None
    if event.place is not None:
        root = root_of(roles.doc, roles.doc._.dateline_places[event.place])
        here = _country(event, roles) if relation_of(candidate.predicate.token, root)[1] == "adjunct" else None
    return _state(here or _first_code(event.recipient), event.recipient, roles)


def _state(code: str | None, parties: Sequence[PartyMention], roles: RoleFinder) -> list[PartyMention]:
    """Give the state of a country as the other side of parties, unless it is one of them."""
    found = None if code is None else roles.government_of(code)
    return [found] if found is not None and found.entity not in {party.entity for party in parties} else []


def _first_code(parties: Sequence[PartyMention]) -> str | None:
    return next((party.code for party in parties if party.code is not None), None)


def _country(event: EventMention, roles: RoleFinder) -> str | None:
    if event.place is None:
        return None
    record = roles.doc._.dateline_places[event.place].record
    return None if record is None else record.country_code
