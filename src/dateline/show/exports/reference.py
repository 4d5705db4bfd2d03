"""The tables that other data sets' codes come from: `data/exports/*.csv`, each with its source."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from dateline.knowledge import Knowledge
from dateline.model import Event, Party


class Country(NamedTuple):
    """What a country is called and coded elsewhere: ISO numeric, FIPS 10-4, CAMEO, Correlates of War, ACLED's region;
    each empty where there is none.
    """

    name: str
    numeric: str
    fips: str
    cameo: str
    cow: str
    region: str


class Role(NamedTuple):
    """What a sector or non-state code of PLOVER is in CAMEO and in ACLED's categories, and whether it fights."""

    cameo: str
    inter: str
    armed: bool


class EventCode(NamedTuple):
    """A CAMEO event code with its value on Goldstein's scale (-10 to 10)."""

    code: str
    goldstein: float

    @property
    def root(self) -> str:
        """The two-digit category."""
        return self.code[:2]

    @property
    def quad_class(self) -> int:
        """GDELT's class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
        return 1 + sum(int(self.root) > last for last in (5, 8, 13))


class AcledType(NamedTuple):
    """ACLED's names of what happened."""

    event_type: str
    sub_event_type: str
    disorder_type: str


NO_COUNTRY = Country("", "", "", "", "", "")
_NO_ROLE = Role("", "", armed=False)


def country(code: str | None) -> Country:
    """Give the codes of a country (alpha-3); all empty where it is none that we know."""
    return _countries().get(code or "", NO_COUNTRY)


def role(party: Party) -> Role:
    """Give what a party is by its primary sector, or else by its non-state code."""
    for code in (*party.sector[:1], party.code or ""):
        if code in _roles():
            return _roles()[code]
    return _NO_ROLE


def role_of_code(code: str) -> Role:
    """Give what a sector or non-state code stands for; nothing for a country."""
    return _roles().get(code, _NO_ROLE)


def cameo(event: Event) -> EventCode:
    """Give the CAMEO code for an event's type, modes and contexts, the most telling one."""
    best, found = -1, EventCode("", 0.0)
    for mode, context, code in _cameo()[event.event]:
        if (mode and mode not in event.mode) or (context and context not in event.context):
            continue
        telling = 2 * bool(mode) + bool(context)
        if telling > best:
            best, found = telling, code
    return found


def acled(event: Event) -> AcledType | None:
    """Give what ACLED calls an event; None where it is none of those that ACLED has."""
    actor, recipient = _class(event.actor), _class(event.recipient)
    for mode, of_actor, of_recipient, found in _acled().get(event.event, []):
        fits = mode == "any" or (mode == "none" and not event.mode) or mode in event.mode
        if fits and of_actor in ("any", actor) and of_recipient in ("any", recipient):
            return found
    return None


def least(words: str) -> int:
    """Give the least number that a vague amount ("dozens") stands for; 1 where it says nothing."""
    table = _vague()
    return max((table.get(word, 1) for word in words.lower().split()), default=1)


def is_civilian(parties: Collection[Party]) -> bool:
    """Tell whether somebody is named and nobody of them fights."""
    return _class(parties) == "civilian"


def _class(parties: Collection[Party]) -> str:
    if not parties:
        return "none"
    return "armed" if any(role(party).armed for party in parties) else "civilian"


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    return {row["code"]: Country(*(row[name] for name in Country._fields)) for row in _rows("countries")}


@lru_cache(maxsize=1)
def _roles() -> dict[str, Role]:
    return {row["code"]: Role(row["cameo"], row["inter"], row["armed"] == "yes") for row in _rows("actors")}


@lru_cache(maxsize=1)
def _cameo() -> dict[str, list[tuple[str, str, EventCode]]]:
    found: dict[str, list[tuple[str, str, EventCode]]] = {}
    for row in _rows("cameo"):
        code = EventCode(row["cameo"], float(row["goldstein"]))
        found.setdefault(row["event"], []).append((row["mode"], row["context"], code))
    return found


@lru_cache(maxsize=1)
def _acled() -> dict[str, list[tuple[str, str, str, AcledType]]]:
    found: dict[str, list[tuple[str, str, str, AcledType]]] = {}
    for row in _rows("acled"):
        type_ = AcledType(row["event_type"], row["sub_event_type"], row["disorder_type"])
        found.setdefault(row["event"], []).append((row["mode"], row["actor"], row["recipient"], type_))
    return found


@lru_cache(maxsize=1)
def _vague() -> dict[str, int]:
    return {row["word"]: int(row["least"]) for row in _rows("vague")}


def _rows(table: str) -> list[dict[str, str]]:
    return list(Knowledge().rows(f"exports/{table}.csv"))
