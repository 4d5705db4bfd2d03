"""From a coded document to the rows of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.model import CodedDocument, Event, Party

Row = dict[str, Any]


def storable(text: str) -> str:
    """Replace what no database takes in text, NUL and lone surrogates; the JSON keeps the original."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def clean(row: Row) -> Row:
    """Give a row with its texts storable, itself where they are."""
    texts = "".join([value for value in row.values() if isinstance(value, str)])
    if storable(texts) == texts:
        return row
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def event_rows(document: CodedDocument) -> list[Row]:
    """Give a row per event, without keys; several values in one are joined by "; ", modes and contexts by ", "."""
    said = {a.id: a.source.text for a in document.attributions if a.source is not None}
    return [clean(_event(event, said)) for event in document.events]


def _event(event: Event, said: dict[str, str]) -> Row:
    place = event.event_loc
    return {
        "id": event.id,
        "event": event.event,
        "mode": ", ".join(event.mode),
        "context": ", ".join(event.context),
        "status": event.status,
        "quad_code": event.quad_code,
        "event_scale": event.event_scale,
        "date": event.date,
        "enddate": event.enddate,
        "actors": _names(event.actor),
        "actor_codes": _codes(event.actor),
        "recipients": _names(event.recipient),
        "recipient_codes": _codes(event.recipient),
        "place": place and (place.name or place.text),
        "country": place and place.country_code,
        "province": place and place.province,
        "district": place and place.district,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "geonameid": place and place.geonameid,
        "resolution": place and place.resolution,
        "sources": "; ".join(said[name] for name in event.attribution if name in said),
        "trigger": event.trigger.text,
        "start": event.start,
        "end": event.end,
        "text": event.text,
        "confidence": event.confidence,
    }


def party_rows(event: Event) -> list[Row]:
    """Give a row per actor and recipient of an event."""
    return [
        clean(
            {
                "role": role,
                "entity": party.entity,
                "name": party.text,
                "code": party.code,
                "sector": " ".join(party.sector),
                "basis": party.basis,
            }
        )
        for role, parties in (("actor", event.actor), ("recipient", event.recipient))
        for party in parties
    ]


def countries_of(event: Event) -> list[str]:
    """Give the codes by which the filter for a country finds an event: those of its place and its parties."""
    codes = {party.code for party in (*event.actor, *event.recipient)}
    codes.add(event.event_loc.country_code if event.event_loc else None)
    return sorted(storable(code) for code in codes if code)


def entity_rows(document: CodedDocument) -> list[Row]:
    """Give a row per entity."""
    return [
        clean(
            {
                "id": entity.id,
                "name": entity.name,
                "type": entity.type,
                "code": entity.code,
                "sector": " ".join(entity.sector),
                "mentions": len(entity.mentions),
            }
        )
        for entity in document.entities
    ]


def place_rows(document: CodedDocument) -> list[Row]:
    """Give a row per toponym."""
    fields = ("start", "end", "text", "kind", "name", "geonameid", "lat", "lon", "province", "district", "resolution")
    return [clean(_take(place, fields) | {"country": place.country_code}) for place in document.places]


def figure_rows(document: CodedDocument) -> list[Row]:
    """Give a row per figure; `event` is the id of its event in the document."""
    fields = ("start", "end", "text", "kind", "value", "low", "high", "unit", "of", "event")
    return [clean(_take(figure, fields)) for figure in document.figures]


def attribution_rows(document: CodedDocument) -> list[Row]:
    """Give a row per attribution, with the words of source, cue and content."""
    return [
        clean(
            _take(attribution, ("id", "kind", "cue_class", "stance", "parent"))
            | {
                "source": attribution.source and attribution.source.text,
                "entity": attribution.source and attribution.source.entity,
                "cue": attribution.cue and attribution.cue.text,
                "content": attribution.content.text,
            }
        )
        for attribution in document.attributions
    ]


def _names(parties: Sequence[Party]) -> str:
    return "; ".join(party.text for party in parties)


def _codes(parties: Sequence[Party]) -> str:
    return "; ".join(party.code or "" for party in parties)


def _take(record: object, fields: Sequence[str]) -> Row:
    return {field: getattr(record, field) for field in fields}
