"""Nearness, against the distance of every event by the great circle: at the date line and the poles, too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from math import acos, cos, radians, sin

import pytest

from dateline.model import CodedDocument
from dateline.store import EventQuery, Store, open_store
from dateline.store.query import cell
from tests.store.test_store import coded

_DRAW = random.Random(5)
_CORNERS = [(0.0, 180.0), (0.0, -180.0), (90.0, 0.0), (-90.0, 30.0), (59.99, 0.0), (-0.001, -0.001), (45.0, 45.0)]
POINTS = _CORNERS + [
    (max(-90.0, min(90.0, lat + _DRAW.gauss(0, 2))), (lon + _DRAW.gauss(0, 3) + 180) % 360 - 180)
    for lat, lon in _CORNERS
    for _ in range(15)
]


@pytest.fixture(scope="module")
def scattered() -> Iterator[Store]:
    """A document with an event at each point."""
    template = coded("x").events[0]
    assert template.event_loc is not None
    events = [
        template.model_copy(
            update={"id": str(at), "event_loc": template.event_loc.model_copy(update={"lat": lat, "lon": lon})}
        )
        for at, (lat, lon) in enumerate(POINTS)
    ]
    with open_store("sqlite://") as store:
        store.add(CodedDocument(id="a", text=coded("x").text, events=events), coder_version="1")
        yield store


@pytest.mark.parametrize("near", _CORNERS)
@pytest.mark.parametrize("within_km", [1.0, 50.0, 300.0, 1500.0, 21000.0])
@pytest.mark.parametrize("filters", [{}, {"since": "2023"}, {"country": "AZE", "type": "RETREAT"}])
def test_near_is_what_is_within_the_distance(
    scattered: Store, near: tuple[float, float], within_km: float, filters: dict[str, str]
) -> None:
    found = scattered.events(EventQuery(near=near, within_km=within_km, limit=len(POINTS) + 1, **filters))  # type: ignore[arg-type]
    assert {int(row.id) for row in found} == {
        at for at, point in enumerate(POINTS) if _distance_km(near, point) <= within_km
    }


def test_square_degrees_are_numbered_from_the_south_west() -> None:
    assert [cell(-90.0, -180.0), cell(-89.5, 179.9), cell(90.0, 180.0)] == [0, 359, 179 * 360]
    assert cell(None, 1.0) is None


def _distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    return 6371.0 * acos(max(-1.0, min(1.0, sin(a) * sin(c) + cos(a) * cos(c) * cos(b - d))))
