"""What parties were in an event: who is out of office now held it then; a civilian who kills is a criminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.code.layers import Actors, EventMention, PartyMention

_FORMER = ["ELI"]
_FIRST = {4: "-01-01", 7: "-01", 10: ""}
_LAST = {4: "-12-31", 7: "-31", 10: ""}
_EVER = "9999-12-31"
_CIVILIAN, _CRIMINAL = ["CVL"], ["CRM"]
_GRAVE = frozenset(
    {"firearms", "explosives", "suicide-attack", "targeted", "sexual", "unconventional", "destroy", "abduct", "torture"}
)
"""Modes of assaults that make criminals of the civilians who commit them; who scuffles or throws stones stays CVL."""


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
