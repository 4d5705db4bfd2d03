"""An article with its coding on it: cut where anything begins or ends, each piece with all that covers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from dateline.model import Attribution, CodedDocument, Event, Figure, Place, Time
from dateline.show.index import DocumentIndex

Layer = Literal["event", "party", "place", "time", "figure", "source", "cue", "content"]
ORDER: tuple[Layer, ...] = ("event", "party", "figure", "place", "time", "source", "cue", "content")
"""Which layer a piece is drawn as where several cover it."""


@dataclass(frozen=True)
class Covering:
    """What covers a stretch of text: its layer, the explanation, and the ids of the events it belongs to."""

    layer: Layer
    start: int
    end: int
    says: str
    events: tuple[str, ...] = ()


@dataclass
class Piece:
    """A stretch of text that is covered by the same things throughout."""

    text: str
    coverings: list[Covering] = field(default_factory=list)
    first: bool = False

    @property
    def layers(self) -> list[Layer]:
        """The layers that cover it, the one to draw first."""
        return [layer for layer in ORDER if any(c.layer == layer for c in self.coverings)]

    @property
    def events(self) -> list[str]:
        """The events it belongs to."""
        return list(dict.fromkeys(event for c in self.coverings for event in c.events))

    @property
    def says(self) -> str:
        """The explanation, a line for each thing that covers it."""
        return "\n".join(dict.fromkeys(c.says for c in sorted(self.coverings, key=lambda c: ORDER.index(c.layer))))

    @property
    def triggers(self) -> list[str]:
        """The events that it is the trigger of."""
        return [event for c in self.coverings if c.layer == "event" for event in c.events]


def pieces_of(document: CodedDocument) -> list[Piece]:
    """Give the text of a document in pieces, one after the other and without gaps."""
    length = len(document.text)
    coverings = [c for c in _coverings(document) if 0 <= c.start < c.end <= length]
    cuts = sorted({0, length, *(c.start for c in coverings), *(c.end for c in coverings)})
    opening: dict[int, list[Covering]] = {}
    for covering in coverings:
        opening.setdefault(covering.start, []).append(covering)
    pieces: list[Piece] = []
    active: list[Covering] = []
    for start, end in pairwise(cuts):
        active = [c for c in active if c.end > start] + opening.get(start, [])
        narrow = [c for c in opening.get(start, []) if c.layer != "content"]
        pieces.append(Piece(document.text[start:end], list(active), first=bool(narrow)))
    return pieces


def _coverings(document: CodedDocument) -> list[Covering]:
    index = DocumentIndex(document)
    found: list[Covering] = []
    for event in document.events:
        found.append(Covering("event", event.trigger.start, event.trigger.end, headline(event), (event.id,)))
        for role, parties in (("actor", event.actor), ("recipient", event.recipient)):
            for party in parties:
                says = f"{role} of {event.event}: {index.name(party)}{_code(party.code, party.sector)}"
                found.append(Covering("party", party.start, party.end, says, (event.id,)))
    events_at = {place.start: [e.id for e in document.events if _same(e.event_loc, place)] for place in document.places}
    for place in document.places:
        found.append(Covering("place", place.start, place.end, _place(place), tuple(events_at[place.start])))
    found += [Covering("time", time.start, time.end, _time(time)) for time in document.times]
    for figure in document.figures:
        belongs = (figure.event,) if figure.event else ()
        found.append(Covering("figure", figure.start, figure.end, _figure(figure), belongs))
    for attribution in document.attributions:
        found += _attribution(attribution, index, document.events)
    return found


def headline(event: Event) -> str:
    """Say an event in a line: RETREAT withdraw, hypothetical, 2023-09-20."""
    parts = [" ".join([event.event, *event.mode])]
    if event.status != "actual":
        parts.append(event.status)
    if event.date:
        parts.append(event.date if not event.enddate else f"{event.date} – {event.enddate}")
    return ", ".join(parts)


def _same(one: Place | None, other: Place) -> bool:
    return one is not None and (one.start, one.end) == (other.start, other.end)


def _code(code: str | None, sector: list[str]) -> str:
    said = " ".join([*([code] if code else []), *sector])
    return f" ({said})" if said else ""


def _place(place: Place) -> str:
    if place.geonameid is None:
        return f"place, not found in the gazetteer ({place.kind})"
    within = ", ".join(part for part in (place.district, place.province, place.country_code) if part)
    kind = "" if place.kind == "literal" else f", {place.kind.replace('_', ' ')}"
    return f"place: {place.name}{f' ({within})' if within else ''}{kind}, GeoNames {place.geonameid}"


def _time(time: Time) -> str:
    return f"{time.type.lower()}: {time.value or 'vague'}"


def _figure(figure: Figure) -> str:
    if figure.low is not None and figure.high is not None:
        amount = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} to {figure.high:g}"
    elif figure.low is not None:
        amount = f"at least {figure.low:g}"
    elif figure.high is not None:
        amount = f"at most {figure.high:g}"
    else:
        amount = f"{figure.value:g}" if figure.value is not None else "not said exactly"
    return f"figure, {figure.kind}: {amount}{f' {figure.unit}' if figure.unit else ''}"


def _attribution(attribution: Attribution, index: DocumentIndex, events: list[Event]) -> list[Covering]:
    who = index.source(attribution) or "somebody"
    does = attribution.stance if attribution.cue_class == "report" else "thinks or wants"
    belongs = tuple(event.id for event in events if attribution.id in event.attribution)
    says = f"according to {who} ({attribution.kind}, {does})"
    found = []
    if attribution.source is not None:
        source = attribution.source
        found.append(Covering("source", source.start, source.end, f"source: {who}, who {does}", belongs))
    if attribution.cue is not None:
        found.append(Covering("cue", attribution.cue.start, attribution.cue.end, f"says so: {who}", belongs))
    spans = attribution.content.parts or [attribution.content]
    found += [Covering("content", span.start, span.end, says, belongs) for span in spans]
    return found
