"""After the predicates: figures, doubles within a sentence, who says so, places."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from dateline.code.attributions.credit import credited_at, denied_at, is_background
from dateline.code.events.completion import around
from dateline.code.events.contexts import ContextReader
from dateline.code.events.happenings import kin
from dateline.code.events.learned import Reading
from dateline.code.events.sides import settle_visits
from dateline.code.events.twins import merged
from dateline.code.events.where import PlaceChoice
from dateline.code.events.words import EventWords
from dateline.code.layers import AttributionMention, EventMention, FigureMention

_FIGURE_STEPS = 6
_SAID = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""What was said, though somebody denies that it is so ("denied the accusation")."""


def finish(
    doc: Doc,
    events: list[EventMention],
    words: EventWords,
    twin_weights: Mapping[str, float],
    place_weights: Mapping[str, float],
    reading: Reading | None = None,
) -> list[EventMention]:
    """Give the final events of a document in text order; `reading` is what the network reads in it."""
    _tie_figures(doc, events)
    events = merged(doc, events, twin_weights, reading)
    attributions: list[AttributionMention] = doc._.dateline_attributions or []
    reader = ContextReader(doc, words.contexts)
    for event in events:
        trigger = doc[event.trigger.start]
        event.attribution = credited_at(trigger, attributions)
        if event.event in _SAID:
            # that it was said is not what is denied, nor on the word of who denies it
            denied = [n for n in event.attribution if denied_at(trigger, attributions, [n])]
            event.attribution = [n for n in event.attribution if n not in denied]
            if denied and event.status == "negated":
                event.status = "actual"
        elif event.status != "hypothetical" and denied_at(trigger, attributions, event.attribution):
            event.status = "negated"
        reader.add(event)
    _take_back(doc, events)
    _carry_dates(doc, events)
    PlaceChoice(doc, events, words, reading).assign(place_weights)
    settle_visits(doc, events, words)
    return events


def _take_back(doc: Doc, events: list[EventMention]) -> None:
    """Leave out the reports that speak of an event only as the background of what they say, where the writer himself
    tells of such an event elsewhere.
    """
    attributions: list[AttributionMention] = doc._.dateline_attributions or []
    told = [event for event in events if not event.attribution]
    for event in events:
        trigger = doc[event.trigger.start]
        if event.attribution and all(is_background(trigger, attributions[n]) for n in event.attribution):
            alike = (other for other in told if other.event == event.event)
            if any(kin(event, other) or doc[other.trigger.start].lemma == trigger.lemma for other in alike):
                event.attribution = []


def _carry_dates(doc: Doc, events: list[EventMention]) -> None:
    """Give background without a date that of the nearest mention of it that has one, earlier ones first."""
    words = [doc[event.trigger.start].lemma_.lower() for event in events]
    for n, event in enumerate(events):
        if event.status != "historical" or event.date is not None:
            continue
        for m in around(n, len(events)):
            other = events[m]
            if (
                (other.event, other.status) == (event.event, "historical")
                and other.date_basis in ("explicit", "relative")
                and (words[n] == words[m] or kin(event, other))
            ):
                event.date, event.enddate, event.date_basis = other.date, other.enddate, "relative"
                break


def _tie_figures(doc: Doc, events: list[EventMention]) -> None:
    """Give each figure to the event whose trigger stands nearest above what it counts ("killed *nine* people")."""
    by_trigger: dict[int, EventMention] = {}
    for event in events:
        by_trigger.setdefault(event.trigger.start, event)
    figures: list[FigureMention] = doc._.dateline_figures or []
    for index, figure in enumerate(figures):
        token = doc[figure.noun if figure.noun is not None else figure.start]
        for _ in range(_FIGURE_STEPS):
            if token.i in by_trigger or token.head == token:
                break
            token = token.head
        if token.i in by_trigger:
            by_trigger[token.i].figures.append(index)
