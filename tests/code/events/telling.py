"""A short notation for what events a text tells, and its comparison with what was coded.

One line for each event, in text order:

    ASSAULT drone: RUS MIL > UKR CVL + UKR MIL @ Odesa on 2024-03-12 | negated

Event type; modes; after ":" the actors; after ">" the recipients; after "@" the place as named in the text; after
"on" the date; after "|" the status, "actual" where it is left out. Parts that are left out are not compared, except
modes: none is meant, "*" leaves them open. A party is a code and its first sector, "?" for either leaves it open,
"-" says there is none; the party "-" alone says that there is nobody, "?" alone that somebody is named or nobody.
"""

from __future__ import annotations

import re

from dateline import CodedDocument
from dateline.model import Event, Party

_LINE = re.compile(
    r"(?P<event>[A-Z]+)(?P<modes>(?: (?!on )[a-z*-]+)*)"
    r"(?:: (?P<actor>[^>@|]+?))?(?: > (?P<recipient>[^>@|]+?))?(?: @ (?P<place>[^|]+?))?(?: on (?P<date>[0-9-]+|-))?"
    r"(?: \| (?P<status>[a-z]+))?"
)


def differences(coded: CodedDocument, told: list[str]) -> list[str]:
    """Give what is not as told, one line each; empty when all is."""
    found = [_shown(event) for event in coded.events]
    if len(coded.events) != len(told):
        return [f"told {told}", f"coded {found}"]
    return [
        f"told {line!r}, coded {shown!r}"
        for event, line, shown in zip(coded.events, told, found, strict=True)
        if not _agrees(event, line)
    ]


def _agrees(event: Event, line: str) -> bool:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"{line!r}: not in the notation of this module")
    modes = match["modes"].split()
    place = event.event_loc.text if event.event_loc else "-"
    return (
        event.event == match["event"]
        and (modes == ["*"] or sorted(modes) == sorted(event.mode))
        and event.status == (match["status"] or "actual")
        and _parties_agree(event.actor, match["actor"])
        and _parties_agree(event.recipient, match["recipient"])
        and match["place"] in (None, place)
        and match["date"] in (None, event.date or "-")
    )


def _parties_agree(parties: list[Party], told: str | None) -> bool:
    if told in (None, "?"):
        return True
    if told == "-":
        return not parties
    wanted = [party.split() for party in (told or "").split(" + ")]
    left = [(party.code or "-", party.sector[0] if party.sector else "-") for party in parties]
    for want in wanted:
        hit = next((have for have in left if all(w in ("?", h) for w, h in zip(want, have, strict=True))), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _shown(event: Event) -> str:
    place = f" @ {event.event_loc.text}" if event.event_loc else " @ -"
    return (
        f"{' '.join([event.event, *event.mode])}: {_named(event.actor)} > {_named(event.recipient)}{place}"
        f" on {event.date or '-'} | {event.status} [{event.trigger.text}]"
    )


def _named(parties: list[Party]) -> str:
    return " + ".join(f"{p.code or '-'} {p.sector[0] if p.sector else '-'}" for p in parties) or "-"
