"""Events as CSV (RFC 4180): one row an event, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from dateline.model import CodedDocument, Event, Party
from dateline.show.index import DocumentIndex
from dateline.show.visible import visible

COLUMNS = (
    "id", "document", "date", "enddate", "event", "mode", "context", "quad_code", "event_scale", "status",
    "actor", "actor_code", "actor_sector", "recipient", "recipient_code", "recipient_sector",
    "place", "place_name", "country_code", "province", "district", "lat", "lon", "geonameid", "resolution",
    "figures", "source", "trigger", "text", "start", "end", "confidence", "title", "publisher", "published", "url",
)  # fmt: skip
"""The columns in order; `docs/cli.md` says what each holds."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

Cell = str | int | float | None


def csv_header() -> str:
    """Give the header row with its line end."""
    return _written([COLUMNS])


def csv_rows(document: CodedDocument) -> str:
    """Give the rows of a document, each with its line end; empty when it has no events.

    Several values in a cell are joined by "; ". A text cell that a spreadsheet would take for a formula begins
    with an apostrophe; control characters are made visible, line breaks kept (quoted).
    """
    index = DocumentIndex(document)
    return _written([[safe_cell(cell) for cell in row(document, event, index)] for event in document.events])


def row(document: CodedDocument, event: Event, index: DocumentIndex) -> list[Cell]:
    """Give the cells of an event, by `COLUMNS`; several values in one are joined by "; "."""
    place = event.event_loc
    return [
        f"{document.id}/{event.id}", document.id, event.date, event.enddate, event.event,
        _joined(event.mode), _joined(event.context), event.quad_code, event.event_scale, event.status,
        *_parties(event.actor, index), *_parties(event.recipient, index),
        *(
            (place.text, place.name, place.country_code, place.province, place.district, place.lat, place.lon,
             place.geonameid, place.resolution)
            if place
            else (None,) * 9
        ),
        _joined([f"{figure.text} ({figure.kind})" for figure in index.figures(event)]),
        _joined(index.sources(event)), event.trigger.text, event.text, event.start, event.end, event.confidence,
        document.title, document.publisher, document.published, document.url,
    ]  # fmt: skip


def _parties(parties: list[Party], index: DocumentIndex) -> tuple[str, str, str]:
    """Give names, codes and sectors; the n-th code and sectors belong to the n-th name."""
    return (
        _joined([index.name(party) for party in parties]),
        _joined([party.code or "" for party in parties]),
        _joined([" ".join(party.sector) for party in parties]),
    )


def _joined(values: list[str]) -> str:
    return "; ".join(values)


def safe_cell(cell: Cell) -> Cell:
    """Give a cell that no spreadsheet takes for a formula, with control characters visible."""
    if not isinstance(cell, str):
        return cell
    guarded = "'" + cell if cell.lstrip(" ").startswith(_FORMULA) else cell
    return visible(guarded, keep="\n")


def _written(rows: Sequence[Sequence[Cell]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)  # the default dialect ends rows with CR LF, as RFC 4180 does
    return out.getvalue()
