"""Distances between points in SQL."""

from __future__ import annotations

from dateline.knowledge.sphere import EARTH_KM

DISTANCE = {
    "sqlite": "distance_km(:lat, :lon, i.lat, i.lon)",
    "postgresql": (
        f"{2 * EARTH_KM} * asin(least(1.0, sqrt(power(sin(radians(i.lat - :lat) / 2), 2) "
        "+ cos(radians(:lat)) * cos(radians(i.lat)) * power(sin(radians(i.lon - :lon) / 2), 2))))"
    ),
}
"""The kilometres by great circle (`dateline.knowledge.sphere`) from a row of `event_index`, by dialect; on SQLite each
connection is given the function.
"""
