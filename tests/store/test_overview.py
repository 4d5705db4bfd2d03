"""Incidents counted for a map and a time line, on both databases: nothing is lost, whatever the grid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from dateline.store import IncidentQuery, Store, open_store
from dateline.store.ledger_query import filtered
from dateline.store.overview import Overview
from dateline.store.schema import incident_countries, incidents

PLACES = [  # resolution, country, province, lat, lon
    (4, "SDN", "Khartoum", 15.5, 32.5),
    (5, "SDN", "Khartoum", 15.52, 32.51),
    (4, "SDN", "North Darfur", 13.6, 25.3),
    (2, "SDN", "North Darfur", 15.0, 25.0),
    (1, "SDN", None, 16.0, 30.0),
    (1, "SDN", None, 16.0, 30.0),
    (4, "FJI", "Northern", -16.4, 179.4),
    (None, None, None, None, None),
]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where = str(tmp_path / "dateline.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")
    with open_store(where) as opened, opened.writing() as connection:
        connection.execute(insert(incidents), [incident(at, *place) for at, place in enumerate(PLACES)])
        connection.execute(
            insert(incident_countries),
            [{"country": place[1], "incident": at + 1} for at, place in enumerate(PLACES) if place[1]],
        )
    with open_store(where) as opened:
        yield opened


def incident(
    at: int, resolution: int | None, country: str | None, province: str | None, lat: float | None, lon: float | None
) -> dict[str, object]:
    texts = dict.fromkeys(
        ("mode", "context", "actors", "actor_codes", "recipients", "recipient_codes", "publishers", "sources"), ""
    )
    numbers = dict.fromkeys(("mentions", "documents", "reports", "denied"), 1)
    return texts | numbers | {
        "key": at + 1, "id": f"i{at}", "event": "ASSAULT" if at % 2 else "AID", "status": "actual",
        "date": f"2024-05-{at + 10}", "place": province, "country": country, "province": province, "lat": lat,
        "lon": lon, "resolution": resolution, "disputed": False, "confidence": 0.5, "text": f"Sentence {at}.",
    }  # fmt: skip


@pytest.mark.parametrize("cell", [0.001, 1.0, 20.0, 400.0])
def test_every_incident_with_coordinates_is_counted_once(store: Store, cell: float) -> None:
    with store.reading() as connection:
        overview = Overview(connection)
        found = overview.points(connection, IncidentQuery(), cell=cell) + overview.areas(connection, IncidentQuery())
    assert sum(cluster.count for cluster in found) == 7
    assert {(c.resolution, c.count) for c in found if c.resolution in (1, 2)} == {(1, 2), (2, 1)}
    for cluster in found:
        west, south, east, north = cluster.box
        assert west - 1e-9 <= cluster.lon <= east + 1e-9
        assert south - 1e-9 <= cluster.lat <= north + 1e-9


def test_near_ones_are_together_and_far_ones_apart(store: Store) -> None:
    with store.reading() as connection:
        overview = Overview(connection)
        points = overview.points(connection, IncidentQuery(), cell=4.0)
        seen = overview.points(connection, IncidentQuery(), cell=4.0, box=(30, 10, 40, 20))
    assert sorted(c.count for c in points) == [1, 1, 2]
    assert [c.count for c in seen] == [2]


def test_the_filters_hold_for_counts_days_and_pages(store: Store) -> None:
    query = IncidentQuery(country="SDN", since="2024-05-12", limit=2)
    with store.reading() as connection:
        overview = Overview(connection)
        assert [row.date for row in overview.latest(connection, query)] == ["2024-05-15", "2024-05-14"]
        assert [row.date for row in overview.latest(connection, query, offset=2)] == ["2024-05-13", "2024-05-12"]
        assert overview.counts(connection, query).total == 4
        assert overview.counts(connection, query).countries == [("SDN", 6), ("FJI", 1)]
        assert sum(count for _, _, count in overview.over_time(connection, query)) == 6  # what is around the span, too
        assert [row.id for row in overview.in_area(connection, query, country="SDN", province=None)] == ["i5", "i4"]
        assert [row.id for row in overview.in_area(connection, query, country="SDN", province="North Darfur")] == ["i3"]


QUERIES = [
    {"type": "AID"},
    {"type": "PROTEST"},
    {"status": "actual", "until": "2024-05-13"},
    {"since": "2024-05-13", "until": "2024-05-13"},
    {"since": "2024-05-14", "reports": 1},
    {"reports": 2},
    {"disputed": False, "country": "FJI"},
    {"actor": "nobody"},
    {"near": (15.5, 32.5), "within_km": 5.0},
    {"text": "sentence"},
]


@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_what_is_counted_is_what_the_ledger_lists(store: Store, asked: dict[str, Any]) -> None:
    query = IncidentQuery(**asked)
    with store.reading() as connection:
        overview = Overview(connection)
        listed = connection.execute(filtered(select(incidents.c.id), query, store.dialect)).scalars().all()
        assert sorted(row.id for row in overview.latest(connection, query)) == sorted(listed)
        assert overview.counts(connection, query).total == len(listed)


def test_days_are_counted_by_month_where_asked(store: Store) -> None:
    with store.reading() as connection:
        overview = Overview(connection)
        assert overview.dated(connection, IncidentQuery()) == ("2024-05-10", "2024-05-17")
        assert overview.over_time(connection, IncidentQuery(), by_month=True) == [
            ("2024-05", "AID", 4),
            ("2024-05", "ASSAULT", 4),
        ]
        assert overview.dated(connection, IncidentQuery(type="PROTEST")) is None


def test_an_empty_ledger_has_nothing_to_count(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db") as empty, empty.reading() as connection:
        overview = Overview(connection)
        query = IncidentQuery(type="AID", since="2024-01-01")
        assert overview.points(connection, query, cell=1.0) == overview.areas(connection, query) == []
        assert not overview.over_time(connection, query)
        assert not overview.latest(connection, query)
        assert overview.counts(connection, query).total == 0
