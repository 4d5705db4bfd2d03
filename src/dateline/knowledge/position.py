"""Where a name or a pair of degrees is, for what is asked about nearness."""

from __future__ import annotations

import re

from dateline.errors import InputError
from dateline.knowledge.gazetteer import open_gazetteer


def distance(said: str, *, field: str = "--within") -> float:
    """Give the kilometres that "50km" or "50" say.

    Raises:
        InputError: it is no distance.
    """
    found = re.fullmatch(r"([0-9]{1,5}(?:\.[0-9]+)?)\s*(?:km)?", said.strip().lower())
    if found is None:
        raise InputError(f"{field} {said}: is no distance; write kilometres, as in 50km")
    return float(found[1])


def position_of(name: str, country: str | None, *, field: str = "--near") -> tuple[float, float]:
    """Give latitude and longitude: of "40.1,46.2" those, of a name those of the most important place that has it, in
    that country if one is given.

    Raises:
        InputError: the gazetteer has no such place, or the degrees are out of range.
    """
    degrees = re.fullmatch(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*,\s*(-?[0-9]+(?:\.[0-9]+)?)\s*", name)
    if degrees is not None:
        lat, lon = float(degrees[1]), float(degrees[2])
        if abs(lat) > 90 or abs(lon) > 180:
            raise InputError(f"{field} {name}: latitude goes to 90 and longitude to 180 degrees; give LAT,LON")
        return lat, lon
    found = [place for place in open_gazetteer().lookup(name) if place.lat is not None and place.lon is not None]
    for place in [p for p in found if p.country_code == country] or found:
        return place.lat, place.lon
    raise InputError(f"{field} {name}: the gazetteer has no such place; give LAT,LON or another name")
