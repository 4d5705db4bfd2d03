"""Events as PLOVER records: one JSON object an event, with the field names of the PLOVER manual's data chapter."""

from __future__ import annotations

import json
from typing import Any

from dateline.model import CodedDocument, Event, Party, Place
from dateline.show.index import DocumentIndex
from dateline.show.jsonl import escape_unsafe

_PLACE_FIELDS = (
    "text", "name", "geonameid", "lat", "lon", "country_code", "province", "district", "feature_class",
    "feature_code", "resolution", "start", "end",
)  # fmt: skip


def plover_records(document: CodedDocument) -> list[dict[str, Any]]:
    """Give one record an event, in text order; `docs/cli.md` describes the fields.

    `id` joins document and event id with "/". Offsets count in the document's text, ends exclusive.
    """
    index = DocumentIndex(document)
    return [_record(document, event, index) for event in document.events]


def plover_lines(document: CodedDocument) -> str:
    """Give the records of a document as lines of JSON; empty when it has no events."""
    return (
        "".join(escape_unsafe(json.dumps(record, ensure_ascii=False)) + "\n" for record in plover_records(document))
        .encode("utf-8", "replace")
        .decode("utf-8")
    )


def _record(document: CodedDocument, event: Event, index: DocumentIndex) -> dict[str, Any]:
    return {
        "id": f"{document.id}/{event.id}",
        "date": event.date,
        "enddate": event.enddate,
        "actor": [_party(party, index) for party in event.actor],
        "recipient": [_party(party, index) for party in event.recipient],
        "event": event.event,
        "mode": event.mode,
        "context": event.context,
        "quad_code": event.quad_code,
        "event_scale": event.event_scale,
        "event_loc": _place(event.event_loc),
        "event_text": event.text,
        "text_info": {
            "document": document.id,
            "start": event.start,
            "end": event.end,
            "trigger": event.trigger.model_dump(),
            "status": event.status,
            "confidence": event.confidence,
            "attribution": [
                {
                    "source": index.source(attribution),
                    "cue": attribution.cue.text if attribution.cue else None,
                    "kind": attribution.kind,
                    "start": attribution.content.start,
                    "end": attribution.content.end,
                }
                for attribution in index.attributions(event)
            ],
            "figures": [figure.model_dump(exclude={"event"}) for figure in index.figures(event)],
            "language": document.language,
        },
        "cite_info": {
            "publisher": document.publisher,
            "title": document.title,
            "url": document.url,
            "published": document.published,
        },
    }


def _party(party: Party, index: DocumentIndex) -> dict[str, Any]:
    return {
        "name": index.name(party),
        "code": party.code,
        "sector": party.sector,
        "text": index.words(party),
        "start": party.start,
        "end": party.end,
        "basis": party.basis,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {field: getattr(place, field) for field in _PLACE_FIELDS}
