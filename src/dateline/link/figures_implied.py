"""Counts that no number tells: "a man was shot dead" reports one dead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.knowledge import Knowledge
from dateline.link.model import MentionFigure
from dateline.model import Event, FigureKind, Party

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = Knowledge().merged("link/figures.yaml")
    return frozenset(data["dead"]), frozenset(data["injured"]), frozenset(data["one_person"].split())


def implied_figures(event: Event, types: Mapping[str, str]) -> list[MentionFigure]:
    """Give how many died or were injured in an assault on single people, as its sentence says; nothing where it says
    neither or where a recipient may be many.

    `types` gives the type of each entity (PERSON, GROUP …).
    """
    if event.event != "ASSAULT" or event.status not in ("actual", "historical") or not event.recipient:
        return []
    if not all(_is_one(party, types) for party in event.recipient):
        return []
    dead, injured, _ = _words()
    said = set(_WORD.findall(event.text.lower()))
    kind: FigureKind
    if dead & said:
        kind = "dead"
    elif injured & said:
        kind = "injured"
    else:
        return []
    count = float(len({party.entity or party.text for party in event.recipient}))
    return [
        MentionFigure(
            kind=kind,
            value=count,
            of="; ".join(party.text for party in event.recipient),
            text=event.trigger.text,
            start=event.trigger.start,
            end=event.trigger.end,
            implied=True,
        )
    ]


def _is_one(party: Party, types: Mapping[str, str]) -> bool:
    if types.get(party.entity or "") == "PERSON":
        return True
    words = _WORD.findall(party.text.lower())
    return bool(words) and words[-1] in _words()[2]
