"""Events as CSV tagged with HXL 1.1: a header for people, a row of hashtags for programs, then a row per event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import CodedDocument, Event, Party
from dateline.show.exports.amounts import Amounts
from dateline.show.exports.delimited import comma_separated
from dateline.show.exports.reference import country
from dateline.show.index import DocumentIndex
from dateline.show.tabular import Cell
from dateline.show.visible import one_line

_ORGANISATIONS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM"})
_AFFECTED = {
    "dead": "killed", "injured": "injured", "missing": "missing", "displaced": "displaced", "detained": "detained",
    "released": "released", "evacuated": "evacuated",
}  # fmt: skip
"""HXL's attribute, or our own where it has none, for each kind of figure."""

_PARTY_COLUMNS = tuple(
    (f"{role} {kind} {name}".capitalize(), f"#{tag}+{role}+{name}")
    for role in ("actor", "recipient")
    for kind, tag in (("group", "group"), ("organisation", "org"))
    for name in (("name", "code", "sector") if tag == "group" else ("name", "code"))
)
COLUMNS = (
    ("Event ID", "#event+id"),
    ("Event type", "#event+type"),
    ("Event mode", "#event+mode"),
    ("Context", "#event+context"),
    ("Quad code", "#event+quad+code"),
    ("Scale", "#severity+scale"),
    ("Status", "#status"),
    ("Date", "#date+occurred+start"),
    ("End date", "#date+occurred+end"),
    ("Published", "#date+reported"),
    ("Country code", "#country+code"),
    ("Country", "#country+name"),
    ("Province", "#adm1+name"),
    ("District", "#adm2+name"),
    ("Place", "#loc+name"),
    ("GeoNames ID", "#loc+code+geonames"),
    ("Latitude", "#geo+lat"),
    ("Longitude", "#geo+lon"),
    *_PARTY_COLUMNS,
    *(
        (f"{kind} {part}".strip().capitalize(), f"#affected+{attribute}{'+' + part if part else ''}")
        for kind, attribute in (*_AFFECTED.items(), ("abducted", "abducted"))
        for part in ("", "low", "high")
    ),
    ("Aid given", "#item+provided"),
    ("Money given", "#value+provided"),
    ("Currency", "#currency+code"),
    ("Access", "#access"),
    ("Evidence", "#description+evidence"),
    ("Said by", "#meta+source+said"),
    ("Publisher", "#meta+source+publisher"),
    ("Title", "#meta+title"),
    ("URL", "#meta+url"),
    ("Document ID", "#meta+id+document"),
    ("Confidence", "#meta+confidence"),
)
"""Header and hashtag of each column in order; `docs/exports.md` says what each holds."""


def lines(documents: Iterable[CodedDocument]) -> Iterator[str]:
    """Yield header, hashtags and a line per event, of whatever status; the column #status tells."""
    yield comma_separated([header for header, _ in COLUMNS])
    yield _tags()
    for document in documents:
        index, amounts = DocumentIndex(document), Amounts(document)
        for event in document.events:
            row = _row(document, event, index, amounts)
            yield comma_separated([one_line(cell) if isinstance(cell, str) else cell for cell in row])


def _tags() -> str:
    return ",".join(tag for _, tag in COLUMNS) + "\r\n"  # they begin with #, which no spreadsheet runs


def _row(document: CodedDocument, event: Event, index: DocumentIndex, amounts: Amounts) -> list[Cell]:
    place = event.event_loc
    abducted = "abduct" in event.mode
    affected: list[Cell] = []
    for kind in (*_AFFECTED, "abducted"):
        if kind == "abducted":
            amount = amounts.of(event, "detained") if abducted else None
        else:
            amount = None if abducted and kind == "detained" else amounts.of(event, kind)
        affected += [_number(part) for part in amount[:3]] if amount else [None, None, None]
    money = amounts.of(event, "money") if event.event == "AID" else None
    currency = next((figure.unit for figure in amounts.figures(event, "money") if figure.unit), None)
    return [
        f"{document.id}/{event.id}", event.event, _joined(event.mode), _joined(event.context), event.quad_code,
        event.event_scale, event.status, event.date, event.enddate, document.published,
        *(
            (place.country_code, country(place.country_code).name or None, place.province, place.district,
             place.name or place.text, place.geonameid, place.lat, place.lon)
            if place
            else (None,) * 8
        ),
        *_parties(event.actor, index), *_parties(event.recipient, index), *affected,
        _joined(figure.text for figure in amounts.figures(event, "aid")) if event.event == "AID" else None,
        _number(money.value if money.value is not None else money.low) if money else None,
        currency if money else None,
        "granted" if event.event == "RETREAT" and "access" in event.mode else None,
        event.text, _joined(index.sources(event)), document.publisher, document.title, document.url,
        document.id, event.confidence,
    ]  # fmt: skip


def _parties(parties: list[Party], index: DocumentIndex) -> list[Cell]:
    groups = [party for party in parties if party.code not in _ORGANISATIONS]
    bodies = [party for party in parties if party.code in _ORGANISATIONS]
    return [
        "; ".join(index.name(party) for party in groups),
        "; ".join(party.code or "" for party in groups),
        "; ".join(" ".join(party.sector) for party in groups),
        "; ".join(index.name(party) for party in bodies),
        "; ".join(party.code or "" for party in bodies),
    ]


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
