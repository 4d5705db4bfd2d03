"""Pictures are well-formed, escape what they are given, and show what they are told."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.show.plots import Bar, Marker, Reported, Tie, map_svg, network_svg, ranges_svg, timeline_svg

DATES = st.one_of(st.dates().map(str), st.sampled_from(["2024", "2024-05", "2024-05-03T10:00", "soon", "0000-13-99"]))


def heights(svg: str) -> list[float]:
    columns = [e for e in ET.fromstring(svg).iter() if e.get("class") == "column"]
    return [
        sum(float(r.get("height") or 0) for r in column if (r.get("class") or "").startswith("q")) for column in columns
    ]


@given(st.lists(st.tuples(DATES, st.integers(0, 4), st.integers(1, 50)), max_size=30))
def test_a_time_line_is_drawn_of_any_dates(found: list[tuple[str, int, int]]) -> None:
    ET.fromstring(timeline_svg([Bar(*one) for one in found]))


def test_a_column_is_as_high_as_its_count() -> None:
    drawn = heights(timeline_svg([Bar("2024-05-01", 4, 1), Bar("2024-05-02", 4, 1), Bar("2024-05-02", 1, 2)]))
    assert drawn[1] == pytest.approx(3 * drawn[0], abs=0.1)


@pytest.mark.parametrize(("last", "most"), [("2024-01-20", 20), ("2026-01-01", 200), ("2100-01-01", 200)])
def test_long_spans_are_put_together(last: str, most: int) -> None:
    drawn = heights(timeline_svg([Bar("2024-01-01", 4, 5), Bar(last, 4, 5)]))
    assert 2 <= len(drawn) <= most
    assert sum(height > 0 for height in drawn) == 2


def test_a_range_runs_from_low_to_high_and_an_open_one_on() -> None:
    reports = [Reported("2024-05-01", "A", 10, 20, "10 to 20"), Reported("2024-05-02", "B", 30, None, "at least 30")]
    drawn = ET.fromstring(ranges_svg(reports, low=10, high=30, title="dead"))
    closed, opened = (e for e in drawn.iter() if (e.get("class") or "").startswith("range"))
    assert float(closed.get("x2") or 0) - float(closed.get("x1") or 0) > 0
    assert (opened.get("class") or "").endswith("open")
    assert float(opened.get("x2") or 0) > float(closed.get("x2") or 0)


def test_a_country_and_a_province_are_areas_and_a_town_is_a_point() -> None:
    markers = [
        Marker(15.5, 32.5, 4, "SDN", "Khartoum", 4, "Khartoum: 1"),
        Marker(16.0, 30.0, 1, "SDN", None, 4, "SDN: 1"),
        Marker(15.0, 25.0, 2, "SDN", "North Darfur State", 1, "North Darfur: 1"),
        Marker(13.0, 30.0, 3, "SDN", "North Kordofan", 1, "a district: 1"),
    ]
    drawn = ET.fromstring(map_svg(markers))
    shapes = [(e.tag.rsplit("}")[-1], e.get("class")) for e in drawn.iter()]
    assert sorted(tag for tag, kind in shapes if kind and kind.startswith("area")) == ["circle", "path", "path"]
    assert [tag for tag, kind in shapes if kind and kind.startswith("marker")] == ["circle"]


@pytest.mark.parametrize("said", ["<script>alert(1)</script>", '" onload="x', "\u202eevil", "\x00\x1b[31m", "]]>&amp;"])
def test_what_is_said_stays_text(said: str) -> None:
    for drawn in (
        network_svg([Tie(said, "B", 4, 1)], title=said),
        ranges_svg([Reported(said, said, 1, 2, said)], low=1, high=2, title=said),
        map_svg([Marker(0, 0, 4, said, said, 4, said, 1, said)], title=said, standalone=True),
    ):
        root = ET.fromstring(drawn)
        assert not [e for e in root.iter() if "script" in e.tag or e.get("onload")]
        assert "\u202e" not in drawn
