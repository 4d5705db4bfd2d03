"""From a coded spaCy `Doc` to the `CodedDocument` of the contract."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

from spacy.tokens import Doc

from dateline.code.layers import Actors, EventMention, Mention, PartyMention, PlaceMention
from dateline.knowledge.gazetteer_record import GazetteerRecord
from dateline.knowledge.ontology import Ontology
from dateline.model import (
    Attribution,
    AttributionContent,
    AttributionSource,
    Casualty,
    CodedDocument,
    Document,
    Entity,
    Event,
    Explanation,
    Figure,
    Party,
    PartyExplanation,
    Place,
    Rate,
    Span,
    Time,
)


def assemble(
    doc: Doc,
    document: Document,
    ontology: Ontology,
    *,
    explain: bool = False,
    place_kinds: Collection[str] | None = None,
) -> CodedDocument:
    """Turn the layers of a `Doc` into the coded document; ids are e1…, a1…, v1… in text order.

    With `explain`, each event says what it was found by. `place_kinds` are the kinds of places that are put out, None
    for all.
    """
    text = doc.text
    actors: Actors = doc._.dateline_actors or Actors()
    figures = doc._.dateline_figures or []
    events: list[EventMention] = doc._.dateline_events or []
    event_of_figure = {
        figure: f"v{i + 1}" for i, event in reversed(list(enumerate(events))) for figure in event.figures
    }
    mentions: list[PlaceMention] = doc._.dateline_places or []
    places = [_place(text, place) for place in mentions]
    return CodedDocument(
        id=document.id,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        language=document.language or "en",
        text=text,
        entities=[
            Entity(
                id=f"e{i + 1}",
                name=entity.name,
                type=entity.type,
                code=entity.code,
                sector=list(entity.sector),
                mentions=[_span(text, actors.mentions[m]) for m in entity.mentions],
            )
            for i, entity in enumerate(actors.entities)
        ],
        places=[place for place in places if place_kinds is None or place.kind in place_kinds],
        times=[
            Time(start=t.start_char, end=t.end_char, text=text[t.start_char : t.end_char], type=t.type, value=t.value)
            for t in doc._.dateline_times or []
        ],
        figures=[
            Figure(
                start=f.start_char,
                end=f.end_char,
                text=text[f.start_char : f.end_char],
                value=f.value,
                low=f.low,
                high=f.high,
                unit=f.unit,
                kind=f.kind,
                of=f.of,
                whose=_entity_id(f.whose),
                part_of=f.part_of,
                previous=f.previous,
                change=f.change,
                perpetrators=f.perpetrators,
                event=event_of_figure.get(i),
                attribution=[f"a{n + 1}" for n in f.attribution],
            )
            for i, f in enumerate(figures)
        ],
        rates=[
            Rate(**_span(text, r).model_dump(), kind=r.kind, value=r.value, low=r.low, high=r.high, per=r.per, of=r.of)
            for r in doc._.dateline_rates or []
        ],
        casualties=[
            Casualty(**_span(text, c).model_dump(), kind=c.kind, entity=_entity_id(c.entity))
            for c in doc._.dateline_casualties or []
        ],
        attributions=[
            Attribution(
                id=f"a{i + 1}",
                source=None
                if a.source is None
                else AttributionSource(**_span(text, a.source).model_dump(), entity=_entity_id(a.source_entity)),
                cue=None if a.cue is None else _span(text, a.cue),
                content=AttributionContent(
                    **_span(text, a.content).model_dump(),
                    parts=[Span(start=start, end=end, text=text[start:end]) for start, end in a.parts],
                ),
                kind=a.kind,
                cue_class=a.cue_class,
                stance=a.stance,
                parent=None if a.parent is None else f"a{a.parent + 1}",
            )
            for i, a in enumerate(doc._.dateline_attributions or [])
        ],
        events=[
            _event(text, i, event, places, mentions, ontology, _explanation(event, actors) if explain else None)
            for i, event in enumerate(events)
        ],
    )


def _span(text: str, mention: Mention) -> Span:
    return Span(start=mention.start_char, end=mention.end_char, text=text[mention.start_char : mention.end_char])


def _entity_id(index: int | None) -> str | None:
    return None if index is None else f"e{index + 1}"


def _place(text: str, place: PlaceMention) -> Place:
    record = place.record
    found = Place(
        start=place.start_char,
        end=place.end_char,
        text=text[place.start_char : place.end_char],
        kind=place.kind,
        reason=place.reason,
    )
    if record is None:
        return found if place.within is None else found.model_copy(update=_division(place.within))
    return found.model_copy(update=_of_record(record))


def _of_record(record: GazetteerRecord) -> dict[str, Any]:
    """Give the fields of a place that its record fills."""
    return _division(record) | {
        "name": record.name,
        "geonameid": record.geonameid,
        "lat": record.lat,
        "lon": record.lon,
        "feature_class": record.feature_class,
        "feature_code": record.feature_code,
        "resolution": record.resolution,
    }


def _division(record: GazetteerRecord) -> dict[str, Any]:
    """Give the country, province and district of a record, which what lies in it shares."""
    return {"country_code": record.country_code, "province": record.province, "district": record.district}


def _party(party: PartyMention, sentence: Mention) -> Party:
    return Party(
        entity=_entity_id(party.entity),
        text=party.text,
        start=party.start_char,
        end=party.end_char,
        code=party.code,
        sector=party.sector,
        basis="sentence" if sentence.start_char <= party.start_char < sentence.end_char else "document",
    )


def _explanation(event: EventMention, actors: Actors) -> Explanation:
    return Explanation(
        frame=event.frame,
        evidence={name: round(value, 3) for name, value in event.evidence.items()},
        parties=[
            PartyExplanation(
                role=role,
                text=party.text,
                found=party.found,
                score=party.score,
                fact="" if party.entity is None else actors.entities[party.entity].fact,
            )
            for role, parties in _roles(event)
            for party in parties
        ],
    )


def _roles(event: EventMention) -> list[tuple[Literal["actor", "recipient"], list[PartyMention]]]:
    return [("actor", event.actor), ("recipient", event.recipient)]


def _location(event: EventMention, places: list[Place], mentions: list[PlaceMention]) -> Place | None:
    """Give where an event was: a place without a record of its own takes that of the known place around it."""
    if event.place is None:
        return None
    place = places[event.place]
    around = mentions[event.place].within
    if place.reason is not None and around is not None:
        return place.model_copy(update=_of_record(around) | {"reason": None})
    if event.within is None:
        return place
    update = {"start": place.start, "end": place.end, "text": place.text, "kind": place.kind}
    return places[event.within].model_copy(update=update)


def _event(
    text: str,
    index: int,
    event: EventMention,
    places: list[Place],
    mentions: list[PlaceMention],
    ontology: Ontology,
    explanation: Explanation | None,
) -> Event:
    evidence = _span(text, event.sentence)
    return Event(
        id=f"v{index + 1}",
        event=event.event,
        mode=event.mode,
        context=event.context,
        quad_code=ontology.quad(event.event),
        event_scale=ontology.scale(event.event, event.mode),
        status=event.status,
        date=event.date,
        enddate=event.enddate,
        date_basis=event.date_basis,
        actor=[_party(party, event.sentence) for party in event.actor],
        recipient=[_party(party, event.sentence) for party in event.recipient],
        event_loc=_location(event, places, mentions),
        trigger=_span(text, event.trigger),
        start=evidence.start,
        end=evidence.end,
        text=evidence.text,
        attribution=[f"a{i + 1}" for i in event.attribution],
        figures=event.figures,
        confidence=event.confidence,
        explanation=explanation,
    )
