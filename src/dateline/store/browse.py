"""Pages of documents, entities, places and figures: what the API lists beside events."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, FromClause, Select, Table, case, func, or_, select, text

from dateline.model import CodedDocument, FigureKind, PlaceKind
from dateline.store import schema
from dateline.store.query import EventRow, words_for
from dateline.store.rows import storable

_MOST_DYADS = 20_000
_FOUND = {
    "sqlite": "documents.key in (select rowid from documents_search where documents_search match :words)",
    "postgresql": (
        "to_tsvector('english', coalesce(documents.title, '') || ' ' || left(documents.text, 500000))"
        " @@ plainto_tsquery('english', :words)"
    ),
}


class DocumentRow(BaseModel):
    """One version of a document; `key` names the version, `id` the document."""

    key: int
    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    coder_version: str
    current: bool


class EntityRow(BaseModel):
    """One entity of a current document; `sector` are PLOVER sectors joined by spaces, `document` the document's key."""

    key: int
    document: int
    id: str
    name: str
    type: str
    code: str | None
    sector: str
    mentions: int


class PlaceRow(BaseModel):
    """One toponym of a current document, with its GeoNames record; offsets count characters of the document's text."""

    key: int
    document: int
    start: int
    end: int
    text: str
    kind: PlaceKind
    name: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    province: str | None
    district: str | None
    resolution: int | None


class ReportedFigureRow(BaseModel):
    """One figure of a current document; `event` is the event's id in the document."""

    key: int
    document: int
    start: int
    end: int
    text: str
    kind: FigureKind
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    event: str | None


class Dyad(BaseModel):
    """How often one actor did something to another, by quad code: 1 verbal and 2 material cooperation, 3 verbal and 4
    material conflict; each party is named by its code and primary sector ("SDN MIL"), or its name where it has no code.
    """

    actor: str
    recipient: str
    quad_code: int
    events: int


def list_documents(
    connection: Connection,
    *,
    id: str | None = None,  # noqa: A002  the field's name
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
    words: str | None = None,
    every_version: bool = False,
    newest_first: bool = False,
    after: int = 0,
    limit: int = 100,
) -> list[DocumentRow]:
    """Give one page of documents by key, current versions alone unless told otherwise; `words` are sought in title and
    text, `since` and `until` (both inclusive) are about the publication.
    """
    d = schema.documents.c
    wanted = select(*(d[name] for name in DocumentRow.model_fields)).limit(limit)
    wanted = wanted.order_by(d.key.desc() if newest_first else d.key)
    if after:
        wanted = wanted.where(d.key < after if newest_first else d.key > after)
    if not every_version:
        wanted = wanted.where(d.current)
    if id is not None:
        wanted = wanted.where(d.id == storable(id))
    if publisher is not None:
        wanted = wanted.where(d.publisher == storable(publisher))
    if since is not None:
        wanted = wanted.where(d.published >= since)
    if until is not None:
        wanted = wanted.where(d.published < until + "U")
    if words is not None:
        dialect = connection.dialect.name
        wanted = wanted.where(text(_FOUND[dialect]).bindparams(words=words_for(words, dialect)))
    return [DocumentRow(**row) for row in connection.execute(wanted).mappings()]


def read_document(connection: Connection, key: int) -> tuple[DocumentRow, CodedDocument] | None:
    """Give the version of a document with this key, whole; None where there is none."""
    d = schema.documents.c
    names = list(DocumentRow.model_fields)
    row = connection.execute(select(*(d[name] for name in names), d.coded).where(d.key == key)).first()
    if row is None:
        return None
    coded = CodedDocument.model_validate(json.loads(zlib.decompress(row.coded)))
    return DocumentRow(**dict(zip(names, row[:-1], strict=True))), coded


def read_event(connection: Connection, key: int) -> EventRow | None:
    """Give the event with this key, of a current document or not; None where there is none."""
    e, d = schema.events.c, schema.documents.c
    columns = [d.id.label("document") if name == "document" else e[name] for name in EventRow.__dataclass_fields__]
    row = connection.execute(select(*columns).join(schema.documents, d.key == e.document).where(e.key == key)).first()
    return None if row is None else EventRow(*row)


def document_of_event(connection: Connection, key: int) -> int | None:
    """Give the key of the document that an event stands in."""
    e = schema.events.c
    found: int | None = connection.execute(select(e.document).where(e.key == key)).scalar()
    return found


def keys_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Give the keys of the current versions of documents, by the documents' own ids."""
    d = schema.documents.c
    wanted = sorted({storable(id_) for id_ in ids})
    return {
        row.id: row.key
        for at in range(0, len(wanted), 500)
        for row in connection.execute(select(d.id, d.key).where(d.current, d.id.in_(wanted[at : at + 500])))
    }


def list_entities(
    connection: Connection, *, code: str | None, type_: str | None, name: str | None, document: int | None,
    after: int, limit: int,
) -> list[EntityRow]:  # fmt: skip
    """Give one page of entities by key; `name` is a part of the name, in any case of ASCII letters."""
    e = schema.entities.c
    conditions = [
        None if code is None else e.code == code,
        None if type_ is None else e.type == type_,
        None if name is None else func.lower(e.name).contains(storable(name).lower(), autoescape=True),
    ]
    return [EntityRow(**row) for row in _parts(connection, schema.entities, conditions, document, after, limit)]


def list_places(
    connection: Connection, *, country: str | None, geonameid: int | None, kind: PlaceKind | None,
    document: int | None, after: int, limit: int,
) -> list[PlaceRow]:  # fmt: skip
    """Give one page of toponyms by key."""
    p = schema.places.c
    conditions = [
        None if country is None else p.country == country,
        None if geonameid is None else p.geonameid == geonameid,
        None if kind is None else p.kind == kind,
    ]
    return [PlaceRow(**row) for row in _parts(connection, schema.places, conditions, document, after, limit)]


def list_figures(
    connection: Connection, *, kind: FigureKind | None, document: int | None, after: int, limit: int
) -> list[ReportedFigureRow]:
    """Give one page of figures, as reported, by key."""
    conditions = [None if kind is None else schema.figures.c.kind == kind]
    return [ReportedFigureRow(**row) for row in _parts(connection, schema.figures, conditions, document, after, limit)]


def dyads(
    connection: Connection, *, country: str | None = None, since: str | None = None, until: str | None = None,
    status: str | None = None,
) -> list[Dyad]:  # fmt: skip
    """Count who did what to whom in the events of current documents, most first; all must be true of an event."""
    e, a, r = schema.events.c, schema.parties.alias("a"), schema.parties.alias("r")
    count = func.count(e.key.distinct())
    parties = [_party_columns(a), _party_columns(r)]
    wanted: Select[Any] = (
        select(*parties[0], *parties[1], e.quad_code, count)
        .select_from(schema.events)
        .join(a, (a.c.event == e.key) & (a.c.role == "actor"))
        .join(r, (r.c.event == e.key) & (r.c.role == "recipient"))
        .where(e.current)
        .group_by(*parties[0], *parties[1], e.quad_code)
        .order_by(count.desc())
        .limit(_MOST_DYADS)
    )
    if country is not None:
        wanted = wanted.where(or_(a.c.code == country, r.c.code == country))
    if since is not None:
        wanted = wanted.where(e.date >= since)
    if until is not None:
        wanted = wanted.where(e.date < until + "U")
    if status is not None:
        wanted = wanted.where(e.status == status)
    found: Counter[tuple[str, str, int]] = Counter()
    for code, sector, name, to_code, to_sector, to_name, quad, events in connection.execute(wanted):
        found[_party(code, sector, name), _party(to_code, to_sector, to_name), quad] += events
    return [
        Dyad(actor=actor, recipient=recipient, quad_code=quad, events=events)
        for (actor, recipient, quad), events in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]


def _party_columns(party: FromClause) -> list[Any]:
    c = party.c
    name = case((c.code.is_(None), c.name), else_="")
    return [c.code, c.sector, name]


def _party(code: str | None, sector: str, name: str) -> str:
    """Name a party by code and primary sector ("SDN MIL"), or by its name where it has no code."""
    return f"{code} {sector.split(' ')[0]}".strip() if code else name


def _parts(
    connection: Connection, table: Table, conditions: Sequence[Any], document: int | None, after: int, limit: int
) -> Iterator[Any]:
    wanted = select(table).where(table.c.key > after).order_by(table.c.key).limit(limit)
    if document is None:
        wanted = wanted.join(schema.documents, schema.documents.c.key == table.c.document)
        wanted = wanted.where(schema.documents.c.current)
    else:
        wanted = wanted.where(table.c.document == document)
    wanted = wanted.where(*(condition for condition in conditions if condition is not None))
    return iter(connection.execute(wanted).mappings())
