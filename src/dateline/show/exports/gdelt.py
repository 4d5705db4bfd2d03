"""Events in the 61 columns of GDELT 2.0's event table: tab-separated, no header, as GDELT's own files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import CodedDocument, Event, Party, Place
from dateline.show.exports.days import day_of, moment_of
from dateline.show.exports.delimited import number_of, tab_separated
from dateline.show.exports.reference import cameo, country, role_of_code
from dateline.show.index import DocumentIndex
from dateline.show.tabular import Cell

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"{actor}{name}" for actor in ("Actor1", "Actor2") for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The columns in order, which the files themselves do not name; `docs/exports.md` says what each holds."""

_KNOWN_GROUPS = {"UNO": "UNO", "EUR": "EEC"}
_NO_PLACE: tuple[Cell, ...] = (0, None, None, None, None, None, None, None)


def lines(documents: Iterable[CodedDocument]) -> Iterator[str]:
    """Yield a line per event that is told as having happened and whose date is known at least to the year."""
    for document in documents:
        index = DocumentIndex(document)
        lead_end = len(document.text.lstrip().split("\n", 1)[0]) + len(document.text) - len(document.text.lstrip())
        for event in document.events:
            if event.status == "actual" and day_of(event.date):
                yield tab_separated(_row(document, event, index, is_root=event.start < lead_end))


def _row(document: CodedDocument, event: Event, index: DocumentIndex, *, is_root: bool) -> list[Cell]:
    day = day_of(event.date)
    code = cameo(event)
    added = moment_of(document.published)
    first = day.first if day else None
    return [
        number_of(f"{document.id}/{event.id}"),
        *(
            (first.strftime("%Y%m%d"), first.strftime("%Y%m"), first.year,
             round(first.year + (30 * (first.month - 1) + first.day) / 365, 4))
            if first
            else (None,) * 4
        ),
        *_actor(event.actor, index), *_actor(event.recipient, index), int(is_root), code.code, code.code[:3], code.root,
        code.quad_class, code.goldstein, 1, 1, 1, None, *_NO_PLACE, *_NO_PLACE, *_place(event.event_loc),
        added.strftime("%Y%m%d%H%M%S") if added else None, document.url,
    ]  # fmt: skip


def _actor(parties: list[Party], index: DocumentIndex) -> list[Cell]:
    """Give the ten columns of one side; CAMEO has one actor there, so it is the first."""
    if not parties:
        return [None] * len(_ACTOR)
    party = parties[0]
    known = country(party.code)
    place = (known.cameo or party.code or "") if known.name else ""
    group = _KNOWN_GROUPS.get(party.code or "", "")
    codes = [] if known.name else [party.code or ""]
    types = list(dict.fromkeys(found for code in (*codes, *party.sector) if (found := role_of_code(code).cameo)))[:3]
    return [
        "".join([place or group, *types]), index.name(party).upper(), place, group, None, None, None,
        *(types + [None] * 3)[:3],
    ]  # fmt: skip


def _place(place: Place | None) -> tuple[Cell, ...]:
    """Give the eight columns of a place. Type: 1 country, 2 and 3 state and city of the USA, 4 and 5 city and state of
    another country.
    """
    if place is None or place.lat is None:
        return _NO_PLACE
    known = country(place.country_code)
    in_states = place.country_code == "USA"
    level = place.resolution or 0
    kind = 1 if level <= 1 else (2 if in_states else 5) if level == 2 else 3 if in_states else 4
    parts = dict.fromkeys([place.name or place.text, place.province if level > 2 else None, known.name])
    first_order = province_code(place)
    return (
        kind, ", ".join(part for part in parts if part), known.fips, first_order or known.fips, None, place.lat,
        place.lon, known.fips if kind == 1 else first_order if level == 2 else None,
    )  # fmt: skip


def province_code(place: Place) -> str | None:
    """Give FIPS 10-4's code of a place's province ("AM08", "USTX"), as GeoNames keeps it; None where it has another."""
    from dateline.knowledge.gazetteer import open_gazetteer  # a compiled file, needed by this format alone

    fips = country(place.country_code).fips
    if not fips or not place.province or not place.country_code:
        return None
    code = open_gazetteer().province_code(place.country_code, place.province)
    own = code.partition(".")[2] if code else ""
    return fips + own if len(own) == 2 else None
