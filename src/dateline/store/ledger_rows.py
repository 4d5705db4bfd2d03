"""Between the records of linking and the rows of the ledger's tables."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import BaseModel

from dateline.link.incidents_tellings import Telling
from dateline.link.model import FigureLine, Incident, Where, Who
from dateline.store.rows import Row, clean

Record = TypeVar("Record", bound=BaseModel)


def pack(record: BaseModel) -> bytes:
    """Give a record as compressed JSON."""
    return zlib.compress(json.dumps(record.model_dump(mode="json")).encode("ascii"), 1)


def unpack(kind: type[Record], data: bytes) -> Record:
    """Give the record back."""
    return kind.model_validate(json.loads(zlib.decompress(data)))


def pack_telling(telling: Telling) -> bytes:
    """Give a telling as compressed JSON."""
    row: dict[str, Any] = {}
    for field in fields(Telling):
        value = getattr(telling, field.name)
        if isinstance(value, frozenset):
            value = sorted(value)
        elif isinstance(value, Where):
            value = value.model_dump()
        row[field.name] = value
    return zlib.compress(json.dumps(row).encode("ascii"), 1)


def unpack_telling(data: bytes) -> Telling:
    """Give the telling back."""
    row = json.loads(zlib.decompress(data))
    for name in ("types", "modes", "actors", "actor_names", "recipients", "recipient_names", "words", "about"):
        row[name] = frozenset(row[name])
    row["figures"] = frozenset((kind, value) for kind, value in row["figures"])
    row["order"] = tuple(row["order"])
    row["mentions"] = tuple(row["mentions"])
    row["place"] = row["place"] and Where.model_construct(**row["place"])
    return Telling(**row)


def incident_row(incident: Incident) -> Row:
    """Give the row of an incident, without its key; several values in one are joined as in `events`."""
    place = incident.place
    return clean(
        {
            "id": incident.id,
            "event": incident.event,
            "mode": ", ".join(incident.mode),
            "context": ", ".join(incident.context),
            "status": incident.status,
            "date": incident.date,
            "enddate": incident.enddate,
            "actors": _names(incident.actor),
            "actor_codes": _codes(incident.actor),
            "recipients": _names(incident.recipient),
            "recipient_codes": _codes(incident.recipient),
            "place": place and place.name,
            "country": place and place.country_code,
            "province": place and place.province,
            "lat": place and place.lat,
            "lon": place and place.lon,
            "geonameid": place and place.geonameid,
            "resolution": place and place.resolution,
            "mentions": len(incident.mentions),
            "documents": len({m.evidence.document for m in incident.mentions}),
            "reports": incident.support.reports,
            "denied": incident.denied.reports,
            "publishers": "; ".join(incident.support.publishers),
            "sources": "; ".join(incident.support.sources),
            "since": incident.support.since or incident.denied.since,
            "disputed": incident.disputed,
            "confidence": incident.confidence,
            "text": incident.text,
        }
    )


def countries_of_incident(incident: Incident) -> list[str]:
    """Give the codes by which the filter for a country finds an incident."""
    codes = {who.code for who in (*incident.actor, *incident.recipient)}
    codes.add(incident.place.country_code if incident.place else None)
    return sorted(code for code in codes if code)


def figure_line_row(line: FigureLine) -> Row:
    """Give the row of a reconciled figure, without its incident."""
    return clean(
        {
            "kind": line.kind,
            "unit": line.unit,
            "low": line.low,
            "high": line.high,
            "latest": line.latest.value,
            "latest_text": line.latest.text,
            "reports": len({report.evidence.report for report in line.reports}),
            "conflict": "; ".join(conflict.note for conflict in line.conflicts),
        }
    ) | {"data": pack(line)}


def _names(parties: list[Who]) -> str:
    return "; ".join(who.name for who in parties)


def _codes(parties: list[Who]) -> str:
    return "; ".join(who.code or "" for who in parties)
