"""Events in the 31 columns of ACLED, as CSV with a header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.model import CodedDocument, Event, Party, Place
from dateline.show.exports.amounts import Amounts
from dateline.show.exports.days import Day, day_of, moment_of
from dateline.show.exports.delimited import comma_separated, number_of
from dateline.show.exports.reference import AcledType, acled, country, is_civilian, least, role
from dateline.show.index import DocumentIndex
from dateline.show.tabular import Cell
from dateline.show.visible import one_line

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns in order; `docs/exports.md` says what each holds."""

_INTER = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip
"""ACLED's categories of actors in the order of their numbers, 1 to 8."""
_EXCESSIVE = AcledType("Protests", "Excessive force against protesters", "Political violence; Demonstrations")


class _Side(NamedTuple):
    """Who stands on one side: the group that ACLED names first, who else, and its category."""

    actor: str
    associated: str
    inter: str


def lines(documents: Iterable[CodedDocument]) -> Iterator[str]:
    """Yield the header and a line per event that ACLED would have: of its types, told as having happened, dated to a
    month at least and placed in a country.
    """
    yield comma_separated(COLUMNS)
    for document in documents:
        index, amounts = DocumentIndex(document), Amounts(document)
        for event in document.events:
            place = event.event_loc
            type_ = acled(event)
            day = day_of(event.date)
            if type_ and event.status == "actual" and place and place.country_code and day and day.precision <= 3:
                yield comma_separated(_row(document, event, place, day, type_, index, amounts))


def _row(
    document: CodedDocument,
    event: Event,
    place: Place,
    day: Day,
    type_: AcledType,
    index: DocumentIndex,
    amounts: Amounts,
) -> list[Cell]:
    known = country(place.country_code)
    dead = amounts.of(event, "dead")
    fatalities = 0
    if dead is not None:
        number = dead.value if dead.low is None else dead.low
        fatalities = least(dead.words) if number is None else int(number)
    if type_.sub_event_type == "Protest with intervention" and (fatalities or amounts.of(event, "injured")):
        type_ = _EXCESSIVE
    one = _side(event.actor, place, index, type_, first=True)
    two = _side(event.recipient, place, index, type_, first=False)
    if type_.event_type == "Protests" and event.event == "ASSAULT":  # the demonstrators stand first
        one, two = two, one
    targeted = type_ is _EXCESSIVE or (
        type_.disorder_type == "Political violence"
        and (type_.event_type == "Violence against civilians" or is_civilian(event.recipient))
    )
    crowd = amounts.of(event, "people") if type_.disorder_type == "Demonstrations" else None
    return [
        f"{place.country_code}{number_of(f'{document.id}/{event.id}')}", day.middle.isoformat(), day.middle.year,
        day.precision, type_.disorder_type, type_.event_type, type_.sub_event_type, *one, *two,
        _interaction(one.inter, two.inter), "Civilian targeting" if targeted else None, known.numeric, known.region,
        known.name or place.country_code, place.province, place.district, None, place.name or place.text, place.lat,
        place.lon, 1 if (place.resolution or 0) >= 4 else 2 if place.resolution == 3 else 3, document.publisher, None,
        one_line(event.text), fatalities, f"crowd size={one_line(crowd.words)}" if crowd else None,
        _timestamp(document.published),
    ]  # fmt: skip


def _side(parties: list[Party], place: Place, index: DocumentIndex, type_: AcledType, *, first: bool) -> _Side:
    """Give one side as ACLED writes it: civilians, protesters and rioters by their country, with their name beside."""
    demonstration = type_.disorder_type.endswith("Demonstrations") and first
    if type_.event_type == "Protests" and type_.sub_event_type != "Peaceful protest":
        demonstration = not first  # of force against protesters, those are the recipients
    if type_.sub_event_type == "Mob violence" and first:
        demonstration = True
    names = list(dict.fromkeys(index.name(party) for party in parties))
    where = country(place.country_code).name or place.country_code or ""
    if demonstration:
        inter = "Rioters" if type_.event_type == "Riots" else "Protesters"
        return _Side(f"{inter} ({where})", "; ".join(names), inter)
    if not parties:
        missing = type_.event_type == "Violence against civilians" and not first
        return _Side(f"Civilians ({where})", "", "Civilians") if missing else _Side("", "", "")
    inter = role(parties[0]).inter
    if inter == "State forces" and parties[0].code not in (None, place.country_code):
        inter = "External/Other forces"
    if inter == "Civilians":
        known = country(parties[0].code).name or where
        return _Side(f"Civilians ({known})", "; ".join(names), inter)
    return _Side(names[0], "; ".join(names[1:]), inter)


def _interaction(one: str, two: str) -> str:
    present = sorted((inter for inter in (one, two) if inter), key=_INTER.index)
    return f"{present[0]} only" if len(present) == 1 else "-".join(present)


def _timestamp(published: str | None) -> int | None:
    moment = moment_of(published)
    return None if moment is None else int(moment.timestamp())
