"""After the predicates: doubles within a sentence, who says so, figures, places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from spacy.tokens import Doc

from dateline.code.attributions.credit import credited_at, denied_at, is_background
from dateline.code.events.completion import around
from dateline.code.events.contexts import ContextReader
from dateline.code.events.happenings import kin
from dateline.code.events.learned import Reading
from dateline.code.events.where import PlaceChoice
from dateline.code.events.words import EventWords
from dateline.code.layers import AttributionMention, EventMention, FigureMention

_FIGURE_STEPS = 6
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_DETERMINERS = frozenset({"det", "poss", "nummod"})
_SAID = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""What was said, though somebody denies that it is so ("denied the accusation")."""
_TWO_SIDED = frozenset({"CONSULT", "AGREE", "COOPERATE"})


def finish(
    doc: Doc,
    events: list[EventMention],
    words: EventWords,
    place_weights: Mapping[str, float],
    reading: Reading | None = None,
) -> list[EventMention]:
    """Give the final events of a document in text order; `reading` is what the network reads in it."""
    _tie_figures(doc, events)
    merged = _merge(doc, events)
    attributions: list[AttributionMention] = doc._.dateline_attributions or []
    reader = ContextReader(doc, words.contexts)
    for event in merged:
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
    _take_back(doc, merged)
    _carry_dates(doc, merged)
    PlaceChoice(doc, merged, words, reading).assign(place_weights)
    return merged


def _merge(doc: Doc, events: list[EventMention]) -> list[EventMention]:
    kept: list[EventMention] = []
    for event in events:
        twin = next(
            (
                other
                for other in _of_sentence(event, kept)
                if other.event == event.event and (_tied(doc, other, event) or _same_event(other, event))
            ),
            None,
        )
        if twin is None:
            kept.append(event)
            continue
        twin.mode = list(dict.fromkeys(twin.mode + event.mode))
        twin.context = list(dict.fromkeys(twin.context + event.context))
        twin.actor = twin.actor or event.actor
        twin.recipient = twin.recipient or event.recipient
        twin.figures = sorted({*twin.figures, *event.figures})
        twin.confidence = max(twin.confidence, event.confidence)
        if twin.place is None:
            twin.place = event.place
    return kept


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


def _of_sentence(event: EventMention, earlier: list[EventMention]) -> Iterator[EventMention]:
    """Yield the events of a sentence that were told just before one, the nearest first."""
    return takewhile(lambda other: other.sentence.start == event.sentence.start, reversed(earlier))


def _tied(doc: Doc, one: EventMention, other: EventMention) -> bool:
    """Tell whether syntax makes two triggers of one type one event: "air strikes killed", "died in the attack".

    So is what a bare noun by itself seems to tell as real where its verb tells it otherwise ("will go on strike").
    """
    a, b = (one, doc[one.trigger.start]), (other, doc[other.trigger.start])
    for (lower, low), (upper, high) in ((a, b), (b, a)):
        alike = lower.status == upper.status
        if alike and low.head == high and low.dep_ == "conj":
            return low.pos_ == high.pos_ == "VERB" and not any(child.dep_ in _SUBJECT for child in low.lefts)
        below = low.head == high or (low.head.dep_ in ("prep", "agent") and low.head.head == high)
        bare = low.tag_ == "NN" and not any(child.dep_ in _DETERMINERS for child in low.lefts)
        if below and low.dep_ != "conj" and (alike or (lower.status == "actual" and bare)):
            return True
    return False


def _same_event(one: EventMention, other: EventMention) -> bool:
    if one.status != other.status:
        return False
    actors = {p.entity for p in one.actor}, {p.entity for p in other.actor}
    recipients = {p.entity for p in one.recipient}, {p.entity for p in other.recipient}
    if all(actors) and not (actors[0] & actors[1]):
        return False
    if all(recipients) and not (recipients[0] & recipients[1]):
        return False
    return not (one.date and other.date and one.date != other.date and one.event not in _TWO_SIDED)


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
