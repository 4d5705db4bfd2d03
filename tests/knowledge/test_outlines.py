"""Outlines of countries and provinces are whole, and found by id or by name in any common spelling."""

from __future__ import annotations

import pytest

from dateline.knowledge.outlines import load_outlines


@pytest.mark.parametrize(
    ("country", "name", "found"),
    [
        ("SYR", "Aleppo Governorate", "Aleppo"),
        ("SDN", "North Darfur State", "North Darfur"),
        ("MEX", "Nuevo León", "Nuevo León"),
        ("MEX", "NUEVO LEON", "Nuevo León"),
        ("SDN", "Atlantis", None),
        (None, "Aleppo", None),
    ],
)
def test_a_province_is_found_by_its_name(country: str | None, name: str, found: str | None) -> None:
    outline = load_outlines().province(country, name)
    assert (outline and outline.name) == found


def test_a_province_is_found_by_its_geonames_id() -> None:
    outline = load_outlines().province("SYR", None, 170062)
    assert outline is not None
    assert outline.name == "Aleppo"


def test_every_ring_is_closed_and_on_earth() -> None:
    for outline in load_outlines().countries.values():
        for ring in (ring for polygon in outline.polygons for ring in polygon):
            assert ring[0] == ring[-1]
            assert all(-180 <= lon <= 180.001 and -90 <= lat <= 90 for lon, lat in ring)


def test_the_point_of_a_large_country_is_within_its_box() -> None:
    boxes = {code: outline.box for code, outline in load_outlines().countries.items()}
    for code, lat, lon in (("SDN", 15.6, 30.2), ("COL", 4.6, -74.1), ("AZE", 40.4, 47.5), ("KOS", 42.6, 20.9)):
        west, south, east, north = boxes[code]
        assert west < lon < east
        assert south < lat < north
