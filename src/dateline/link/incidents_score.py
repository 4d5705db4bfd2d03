"""How alike two tellings are: a sum of weighted signs, or None where they cannot tell of one happening."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from math import sqrt

from dateline.knowledge import Knowledge
from dateline.knowledge.sphere import distance_km
from dateline.link.incidents_tellings import Telling
from dateline.link.model import Where


@cache
def settings() -> tuple[dict[str, float], dict[str, float]]:
    """Give weights and limits of `data/link/incidents.yaml`."""
    data = Knowledge().merged("link/incidents.yaml")
    return data["weights"], data["limits"]


def score(a: Telling, b: Telling) -> float | None:
    """Give the score of two tellings, None where group or days exclude each other; the order does not matter."""
    found = signs(a, b)
    if found is None:
        return None
    weights = settings()[0]
    return sum(weights[name] * value for name, value in found.items())


def signs(a: Telling, b: Telling) -> dict[str, float] | None:
    """Give the signs that speak for and against two tellings being of one happening, by name of their weight."""
    if a.group != b.group:
        return None
    when = _days(a, b)
    if when is None:
        return None
    found = {when: 1.0, "same_type" if a.types & b.types else "other_type": 1.0}
    if a.modes and b.modes:
        found["same_mode" if a.modes & b.modes else "other_mode"] = 1.0
    if a.place and b.place and (place := _places(a.place, b.place)):
        found[place] = 1.0
    for sign in (
        _parties(a.actors, a.actor_names, b.actors, b.actor_names),
        _parties(a.recipients, a.recipient_names, b.recipients, b.recipient_names),
    ):
        if sign:
            found[sign] = found.get(sign, 0.0) + 1.0
    if figures := _figures(a, b):
        found[figures] = 1.0
    found["wording"] = _overlap(a.words, b.words)
    if a.document == b.document:
        found["same_document"] = 1.0
    else:
        found["document"] = _overlap(a.about, b.about)
    return found


def _days(a: Telling, b: Telling) -> str | None:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return "vague_days"
    slack = settings()[1]["slack_days"]
    apart = max(a.first, b.first) - min(a.last, b.last)
    if apart > slack:
        return None
    if not (a.told and b.told):
        return "vague_days"
    return "same_day" if apart <= 0 else "next_day"


def _places(a: Where, b: Where) -> str | None:
    if a.country_code and b.country_code and a.country_code != b.country_code:
        return "other_country"
    fine = min(a.resolution or 0, b.resolution or 0)
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return "same_place" if fine >= 3 else "same_country" if fine <= 1 else "containing_place"
    if a.resolution == 1 or b.resolution == 1:
        return "same_country" if a.country_code == b.country_code else None
    if fine <= 2:
        if a.province and b.province:
            return "containing_place" if a.province == b.province else "apart_place"
        return None
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    limits = settings()[1]
    km = distance_km(a.lat, a.lon, b.lat, b.lon)
    if km <= limits["near_km"]:
        return "same_place"
    return "apart_place" if km > limits["apart_km"] else None


def _parties(codes: Set[str], names: Set[str], others: Set[str], other_names: Set[str]) -> str | None:
    if names & other_names:
        return "same_name"
    if codes & others:
        return "same_code"
    countries = {code.split(".")[0] for code in codes} - {"?"}
    other_countries = {code.split(".")[0] for code in others} - {"?"}
    if countries & other_countries:
        return "similar_code"
    if countries and other_countries:
        return "other_code"
    return None


def _figures(a: Telling, b: Telling) -> str | None:
    kinds = {kind for kind, _ in a.figures} & {kind for kind, _ in b.figures}
    if not kinds:
        return None
    return "same_figure" if a.figures & b.figures else "other_figure"


def _overlap(a: Set[str], b: Set[str]) -> float:
    """Give the geometric mean of both shares of what two sets have in common."""
    if not a or not b:
        return 0.0
    common = len(a & b)
    return common / sqrt(len(a) * len(b)) if common else 0.0
