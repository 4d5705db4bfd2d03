"""One place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class GazetteerRecord:
    """One place of the gazetteer. `country_code` is alpha-3; `geonameid` is None for our own curated areas."""

    name: str
    geonameid: int | None
    lat: float
    lon: float
    country_code: str | None
    province: str | None
    district: str | None
    feature_class: str
    feature_code: str
    population: int
    resolution: int
