"""Events in the 40 columns of POLECAT, tab-separated with a header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline import __version__
from dateline.model import CodedDocument, Event, Party
from dateline.show.exports.delimited import tab_separated
from dateline.show.exports.reference import country
from dateline.show.index import DocumentIndex
from dateline.show.tabular import Cell

_PARTY = ("Name", "Country", "COW", "Primary {} Sector", "{} Sectors", "Title", "Name Raw", "Wikipedia {} ID")

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format(role) if "{}" in name else f"{role} {name}" for role in ("Actor", "Recipient") for name in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
"""The columns in order; `docs/exports.md` says what each holds."""

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def lines(documents: Iterable[CodedDocument]) -> Iterator[str]:
    """Yield the header and a line per event that is told as having happened."""
    yield tab_separated(COLUMNS)
    for document in documents:
        index = DocumentIndex(document)
        for event in document.events:
            if event.status == "actual":
                yield tab_separated(_row(document, event, index))


def _row(document: CodedDocument, event: Event, index: DocumentIndex) -> list[Cell]:
    place = event.event_loc
    return [
        f"{document.id}/{event.id}", event.date, event.event, _joined(event.mode), event.event_scale,
        _QUADS[event.quad_code], _joined(event.context),
        *_parties(document, event.actor, index), *_parties(document, event.recipient, index),
        *(
            (place.name, place.name if (place.resolution or 0) >= 4 else None, place.district, place.province,
             country(place.country_code).name or place.country_code, place.lat, place.lon, place.geonameid, place.text,
             place.feature_code)
            if place
            else (None,) * 10
        ),
        document.publisher, document.published and document.published[:10],
        _joined(entity.name for entity in document.entities if entity.type == "PERSON"),
        _joined(entity.name for entity in document.entities if entity.type == "ORG"),
        _joined(place.name or place.text for place in document.places if place.kind == "literal"),
        document.language, f"Dateline {__version__}",
    ]  # fmt: skip


def _parties(document: CodedDocument, parties: list[Party], index: DocumentIndex) -> list[Cell]:
    known = [country(party.code) for party in parties]
    sectors = [sector for party in parties for sector in party.sector]
    return [
        "; ".join(index.name(party) for party in parties),
        _joined(found.name or party.code or "" for found, party in zip(known, parties, strict=True)),
        _joined(found.cow for found in known),
        parties[0].sector[0] if parties and parties[0].sector else None,
        _joined(sectors),
        _joined(_title(document, party) for party in parties),
        "; ".join(index.words(party) for party in parties),
        None,
    ]


def _title(document: CodedDocument, party: Party) -> str:
    """Give what stands before a person's name where it is first mentioned in full ("President")."""
    for entity in document.entities:
        if entity.id == party.entity and entity.type == "PERSON":
            for mention in entity.mentions:
                if mention.text.endswith(" " + entity.name):
                    return mention.text.removesuffix(entity.name).strip()
    return ""


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))
