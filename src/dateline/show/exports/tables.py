"""Coded documents as tables, the same for Parquet, Excel and data frames."""

from __future__ import annotations

from typing import Any, NamedTuple

from dateline.model import CodedDocument
from dateline.store.rows import attribution_rows, clean, entity_rows, event_rows, figure_rows, party_rows, place_rows


class Column(NamedTuple):
    """A column: its name, whether it holds text, whole numbers or numbers, and what they mean."""

    name: str
    kind: str
    meaning: str


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def _whole(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning)


def _number(name: str, meaning: str) -> Column:
    return Column(name, "number", meaning)


_DOCUMENT = _text("document", "Id of the document")
_SPAN = (
    _whole("start", "Where it begins in the document's text, in characters from 0"),
    _whole("end", "Where it ends, exclusive"),
)
_PLACE = (
    _number("lat", "Latitude, WGS 84 degrees"),
    _number("lon", "Longitude, WGS 84 degrees"),
    _whole("geonameid", "GeoNames id"),
    _whole("resolution", "5 sub-city, 4 city, 3 district, 2 province, 1 country"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        _text("id", "Id of the document"),
        _text("title", "Title"),
        _text("published", "Date or moment of publication, ISO 8601"),
        _text("publisher", "Publisher"),
        _text("url", "Address"),
        _text("language", "Language, ISO 639-1"),
        _whole("events", "Number of its events here"),
    ),
    "events": (
        _DOCUMENT,
        _text("id", "Id of the event in its document"),
        _text("event", "PLOVER type"),
        _text("mode", "PLOVER modes, joined by comma and space"),
        _text("context", "PLOVER contexts, joined by comma and space"),
        _text("status", "actual, historical, future, hypothetical or negated"),
        _whole("quad_code", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
        _number("event_scale", "PLOVER's score, from -10 (hostile) to 10 (cooperative)"),
        _text("date", "Date, ISO 8601, as precise as is known"),
        _text("enddate", "Last date, where it lasts"),
        _text("actors", "Who acts, joined by semicolon and space"),
        _text("actor_codes", "Their countries (alpha-3) or non-state codes, in the same order"),
        _text("recipients", "To whom, likewise"),
        _text("recipient_codes", "Their codes, likewise"),
        _text("place", "Where"),
        _text("country", "Country of the place, alpha-3"),
        _text("province", "First-level division"),
        _text("district", "Second-level division"),
        *_PLACE,
        _text("sources", "Who says so, in the words of the text"),
        _text("trigger", "The word that names the event"),
        *_SPAN,
        _text("text", "The evidence: the sentence"),
        _number("confidence", "From 0 to 1"),
    ),
    "parties": (
        _DOCUMENT,
        _text("event", "Id of the event in its document"),
        _text("role", "actor or recipient"),
        _text("entity", "Id of the entity in its document"),
        _text("name", "Name"),
        _text("code", "Country (alpha-3) or non-state code"),
        _text("sector", "PLOVER sectors, primary first, joined by a space"),
        _text("basis", "sentence, or document where another sentence supplies it"),
    ),
    "entities": (
        _DOCUMENT,
        _text("id", "Id of the entity in its document"),
        _text("name", "Name"),
        _text("type", "PERSON, ORG, GPE, NORP, GROUP ..."),
        _text("code", "Country (alpha-3) or non-state code"),
        _text("sector", "PLOVER sectors, primary first, joined by a space"),
        _whole("mentions", "How often it is mentioned"),
    ),
    "places": (
        _DOCUMENT,
        *_SPAN,
        _text("text", "The toponym as written"),
        _text("kind", "literal, associative, demonym or in_name"),
        _text("name", "Name of the place it means"),
        _text("country", "Country, alpha-3"),
        _text("province", "First-level division"),
        _text("district", "Second-level division"),
        *_PLACE,
    ),
    "figures": (
        _DOCUMENT,
        *_SPAN,
        _text("text", "The figure as written"),
        _text("kind", "dead, injured, missing, displaced, detained, released, evacuated, personnel, ..."),
        _number("value", "The number"),
        _number("low", "Lower bound, where the text sets one"),
        _number("high", "Upper bound, where the text sets one"),
        _text("unit", "Unit, empty for a plain count"),
        _text("of", "What is counted, as written"),
        _text("event", "Id of the event that it belongs to"),
    ),
    "attributions": (
        _DOCUMENT,
        _text("id", "Id of the attribution in its document"),
        _text("source", "Who says so, as written"),
        _text("entity", "Id of the entity that the source is"),
        _text("cue", "The words that tell it is said"),
        _text("content", "What is said"),
        _text("kind", "direct, indirect or mixed"),
        _text("cue_class", "report or attitude"),
        _text("stance", "asserts, denies, confirms, doubts or asks"),
        _text("parent", "Id of the attribution that it stands in"),
    ),
}
"""The tables with their columns in order. The text of documents is left out: an export is no copy of the press."""

Row = dict[str, Any]


def rows_of(document: CodedDocument) -> dict[str, list[Row]]:
    """Give the rows of a document in each table."""
    of = {"document": document.id}
    parties = [of | {"event": event.id} | row for event in document.events for row in party_rows(event)]
    parts = {
        "events": event_rows(document),
        "entities": entity_rows(document),
        "places": place_rows(document),
        "figures": figure_rows(document),
        "attributions": attribution_rows(document),
    }
    own = {name: getattr(document, name) for name in ("id", "title", "published", "publisher", "url", "language")}
    return {
        "documents": [clean(own | {"events": len(document.events)})],
        "parties": [clean(row) for row in parties],
        **{name: [clean(of | row) for row in rows] for name, rows in parts.items()},
    }
