"""What parties were in an event: who is out of office now held it then; a civilian who kills is a criminal; "the
Dutch" who deal with another state are the Dutch government, "the Russians" who bomb the Russian army.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.code.events.roles import BETWEEN_STATES
from dateline.code.layers import GUESSED, ActorEntity, Actors, EventMention, PartyMention

_FORMER = ["ELI"]
_FIRST = {4: "-01-01", 7: "-01", 10: ""}
_LAST = {4: "-12-31", 7: "-31", 10: ""}
_EVER = "9999-12-31"
_CIVILIAN, _CRIMINAL = ["CVL"], ["CRM"]
_GRAVE = frozenset(
    {"firearms", "explosives", "suicide-attack", "targeted", "sexual", "unconventional", "destroy", "abduct", "torture"}
)
"""Modes of assaults that make criminals of the civilians who commit them; who scuffles or throws stones stays CVL."""

_PEOPLE, _GOVERNMENT, _ARMY = ["CVL"], ["GOV"], ["MIL"]
_OF_ARMIES = frozenset({"aerial", "heavy-weapons"})
_OF_STATES = frozenset({"GOV", "MIL", "IGO", "UNO"})
"""Sectors of those whom a people deals with as a state."""
_BY_STATES = BETWEEN_STATES - {"ACCUSE"} | {"COERCE"}
"""Types in which a people that acts may be its state; a people accuses for itself."""


def in_office(events: Iterable[EventMention], actors: Actors) -> None:
    """Give parties who are former officials the sectors of the office that they held throughout an event's date."""
    for event in events:
        if event.date is not None and len(event.date) in _FIRST:
            event.actor = [_then(party, event.date, actors) for party in event.actor]
            event.recipient = [_then(party, event.date, actors) for party in event.recipient]


def as_criminals(events: Iterable[EventMention]) -> None:
    """Give civilians who commit grave assaults the sector of criminals (PLOVER's CRM)."""
    for event in events:
        if event.event == "ASSAULT" and event.status in ("actual", "historical") and _GRAVE.intersection(event.mode):
            event.actor = [
                replace(party, sector=list(_CRIMINAL)) if party.sector == _CIVILIAN else party for party in event.actor
            ]


def as_states(doc: Doc, events: Iterable[EventMention], actors: Actors) -> None:
    """Give peoples that are named as states are ("the Dutch" and nothing more) the sector of their state."""
    peoples = {number for number, entity in enumerate(actors.entities) if _is_people(doc, entity, actors)}
    if not peoples:
        return
    for event in events:
        actor, recipient = event.actor, event.recipient
        event.actor = [_state(party, event, recipient, peoples, acts=True) for party in actor]
        event.recipient = [_state(party, event, actor, peoples, acts=False) for party in recipient]


def _is_people(doc: Doc, entity: ActorEntity, actors: Actors) -> bool:
    mentions = [actors.mentions[number] for number in entity.mentions]
    named = [mention for mention in mentions if mention.form != "pronoun"]
    return (
        entity.code is not None
        and entity.fact != GUESSED
        and entity.sector == _PEOPLE
        and bool(named)
        and all(
            mention.end - mention.start == 2
            and doc[mention.start].lower_ == "the"
            and doc[mention.head].is_title
            and not any(map(_tells_which, doc[mention.head].rights))
            for mention in named
        )
    )


def _tells_which(child: Token) -> bool:
    """Tell whether a word makes some of a people out of all ("the Russians *who* live there", "*in* Kyiv")."""
    noun_follows = child.dep_ == "prep" and any(inner.dep_ == "pobj" for inner in child.children)
    return child.dep_ in ("relcl", "acl", "appos") or noun_follows


def _state(
    party: PartyMention, event: EventMention, others: list[PartyMention], peoples: set[int], *, acts: bool
) -> PartyMention:
    """Give a party with the sector of its state where it is a people that acts or is treated as one."""
    if party.entity not in peoples:
        return party
    if event.event == "ASSAULT":
        return replace(party, sector=list(_ARMY)) if acts and not _OF_ARMIES.isdisjoint(event.mode) else party
    foreign = any(other.code != party.code and not _OF_STATES.isdisjoint(other.sector[:1]) for other in others)
    treated = event.event in (_BY_STATES if acts else BETWEEN_STATES)
    return replace(party, sector=list(_GOVERNMENT)) if foreign and treated else party


def _then(party: PartyMention, date: str, actors: Actors) -> PartyMention:
    if party.entity is None or party.sector[:1] != _FORMER:
        return party
    first, last = date + _FIRST[len(date)], date + _LAST[len(date)]
    for start, end, sector in actors.entities[party.entity].offices:
        begun = start + _FIRST.get(len(start), "")
        over = end + _LAST[len(end)] if end else _EVER
        if begun <= first and last <= over:
            return replace(party, sector=list(sector))
    return party
