"""Coded documents made by hand, so that tests of linking need no model."""

from __future__ import annotations

from typing import Any

from dateline.model import (
    Attribution,
    AttributionContent,
    AttributionSource,
    CodedDocument,
    Event,
    Figure,
    Party,
    Place,
    Span,
)

AGDAM = {"name": "Agdam", "lat": 39.99, "lon": 46.93, "country_code": "AZE", "geonameid": 1, "resolution": 4}
GORIS = {"name": "Goris", "lat": 39.51, "lon": 46.34, "country_code": "ARM", "geonameid": 2, "resolution": 4}


def told(
    name: str,
    sentence: str = "Azerbaijani troops shelled Agdam, killing three civilians.",
    *,
    event: str = "ASSAULT",
    mode: str = "heavy-weapons",
    status: str = "actual",
    date: str | None = "2023-09-19",
    place: dict[str, Any] | None = AGDAM,
    actor: tuple[str, str, str] | None = ("Azerbaijani troops", "AZE", "MIL"),
    recipient: tuple[str, str, str] | None = ("civilians", "AZE", "CVL"),
    dead: float | None = None,
    source: str | None = None,
    stance: str = "asserts",
    published: str | None = "2023-09-20",
    publisher: str | None = None,
    confidence: float = 0.8,
) -> CodedDocument:
    """Give a document of one sentence that tells of one event."""
    whole = {"start": 0, "end": len(sentence), "text": sentence}
    figures, attributions = [], []
    if dead is not None:
        figures.append(Figure(start=0, end=5, text=f"{dead:g} dead", value=dead, kind="dead", event="e1"))
    if source:
        attributions.append(
            Attribution.model_validate(
                {
                    "id": "a1",
                    "kind": "indirect",
                    "stance": stance,
                    "source": AttributionSource(start=0, end=1, text=source).model_dump(),
                    "content": AttributionContent(**whole).model_dump(),
                }
            )
        )
    found = Event.model_validate(
        {
            "id": "e1",
            "event": event,
            "mode": [mode] if mode else [],
            "quad_code": 4,
            "event_scale": -9.0,
            "status": status,
            "date": date,
            "actor": [_party(actor)] if actor else [],
            "recipient": [_party(recipient)] if recipient else [],
            "event_loc": Place(start=0, end=5, text=place["name"], kind="literal", **place) if place else None,
            "trigger": Span(start=0, end=5, text=sentence[:5]),
            "attribution": [a.id for a in attributions],
            "figures": list(range(len(figures))),
            "confidence": confidence,
            **whole,
        }
    )
    return CodedDocument(
        id=name,
        text=sentence,
        published=published,
        publisher=publisher or f"Paper {name}",
        figures=figures,
        attributions=attributions,
        events=[found],
    )


def _party(said: tuple[str, str, str]) -> Party:
    return Party(text=said[0], start=0, end=5, code=said[1] or None, sector=[said[2]] if said[2] else [])
