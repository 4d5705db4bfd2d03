"""What two mentions of events share that may be of one happening, and so of one place."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from dateline.code.events.completion import SPOKEN
from dateline.code.layers import EventMention, PartyMention

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
_DATED = frozenset({"explicit", "relative"})


class Happenings:
    """Compares the events of one document."""

    def __init__(self, doc: Doc, events: list[EventMention], sentence_of: Mapping[int, int]) -> None:
        self.events = events
        tokens = [doc[event.trigger.start] for event in events]
        self.sentence = [sentence_of[token.i] for token in tokens]
        self.word = [token.lemma_.lower() for token in tokens]
        self.definite = [
            token.pos_ == "NOUN" and any(child.lower_ in _DEFINITE for child in token.lefts) for token in tokens
        ]
        self.actors = [entities(event.actor) for event in events]
        self.recipients = [entities(event.recipient) for event in events]
        self.days = [event.date if event.date_basis in _DATED else None for event in events]
        figures = doc._.dateline_figures or []
        self.figures = [
            {(figures[k].kind, figures[k].value) for k in event.figures if figures[k].value is not None}
            for event in events
        ]
        content: dict[int, set[str]] = {}
        for n, token in enumerate(tokens):
            if self.sentence[n] not in content:
                content[self.sentence[n]] = {
                    t.lemma_.lower() for t in token.sent if t.pos_ in _CONTENT and t.is_alpha and not t.is_stop
                }
        self.content = [content[k] for k in self.sentence]

    def signs(self, n: int, m: int) -> dict[str, float]:
        """Give what speaks for or against an event taking its place from another one, by name."""
        one, other = self.events[n], self.events[m]
        gap = abs(self.sentence[n] - self.sentence[m])
        near = 1.0 / (1.0 + gap / 2.0)
        signs = {"near": near}
        if m > n:
            signs["later"] = 1.0
        if gap == 0:
            signs["same sentence"] = 1.0
        said, other_said = one.event in SPOKEN, other.event in SPOKEN
        if one.event == other.event:
            signs["same type"] = 1.0
            signs["same type, near"] = near
        elif said == other_said:
            signs["same class"] = 1.0
        elif said:
            signs["said of a meeting" if other.event == "CONSULT" else "said of an act"] = 1.0
        else:
            signs["act of a saying"] = 1.0
        if self.word[n] == self.word[m]:
            signs["same word"] = 1.0
        if self.actors[n] & self.actors[m]:
            signs["same actor"] = 1.0
        if self.recipients[n] & self.recipients[m]:
            signs["same recipient"] = 1.0
        if said and other.event == "CONSULT" and kin(one, other):
            signs["said of their meeting"] = 1.0
        if self.days[n] and self.days[m]:
            signs["same day" if self.days[n] == self.days[m] else "other day"] = 1.0
        if self.figures[n] & self.figures[m]:
            signs["same figure"] = 1.0
        if one.status != other.status:
            signs["other status"] = 1.0
        if self.definite[n] and one.event == other.event and m < n:
            signs["named again"] = 1.0
        if gap:
            shared = len(self.content[n] & self.content[m])
            signs["same words"] = shared / (1.0 + min(len(self.content[n]), len(self.content[m])))
        return signs


def entities(parties: list[PartyMention]) -> set[int]:
    """Give the entities that parties are, as far as they are known."""
    return {party.entity for party in parties if party.entity is not None}


def kin(one: EventMention, other: EventMention) -> bool:
    """Tell whether two events share a party."""
    return bool(entities([*one.actor, *one.recipient]) & entities([*other.actor, *other.recipient]))
