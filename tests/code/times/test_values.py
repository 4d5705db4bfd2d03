"""Values and the calendar dates they stand for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.code.times.calendar import duration_value, easter, feast, week_value
from dateline.code.times.values import interval, to_iso


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-09-23", ("2023-09-23", None)),
        ("2023-09-23TNI", ("2023-09-23", None)),
        ("2023-09-23T22:00", ("2023-09-23", None)),
        ("2023-09", ("2023-09", None)),
        ("2023-09-XX", ("2023-09", None)),
        ("2020", ("2020", None)),
        ("2020-XX-XX", ("2020", None)),
        ("2023-W38", ("2023-09-18", "2023-09-24")),
        ("2023-W38-WE", ("2023-09-23", "2023-09-24")),
        ("2023-W38-3", ("2023-09-20", None)),
        ("202", ("2020", "2029")),
        ("202X", ("2020", "2029")),
        ("19", ("1900", "1999")),
        ("2023-Q3", ("2023-07", "2023-09")),
        ("2023-H2", ("2023-07", "2023-12")),
        ("2023-SU", ("2023-06", "2023-08")),
        ("2023-WI", ("2023-12", "2024-02")),
        ("PRESENT_REF", (None, None)),
        ("XXXX-12-26", (None, None)),
        ("P3D", (None, None)),
        ("BC0480", (None, None)),
        ("2023-02-30", (None, None)),
        ("2023-W60", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_interval(value: str | None, expected: tuple[str | None, str | None]) -> None:
    assert interval(value) == expected
    assert to_iso(value) == expected[0]


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_none(value: str) -> None:
    start, end = interval(value)
    assert start is not None or end is None


@given(st.dates(min_value=date(1000, 1, 5)))
def test_a_week_holds_its_days(day: date) -> None:
    start, end = interval(week_value(day))
    assert start is not None and end is not None
    assert start <= day.isoformat() <= end


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (3, "D", "P3D"), (24, "TH", "PT24H"), (2.5, "Y", "P2Y6M"), (1.5, "TM", "PT1M30S"), (0.5, "TH", "PT30M"),
        (2, "E", "P20Y"), (0.5, "C", "P50Y"), (2, "2W", "P4W"), ("X", "TH", "PTXH"), ("X", "2W", "PXW"),
        (1.5, "D", "P1.5D"),
    ],
)  # fmt: skip
def test_duration(number: float | str, unit: str, expected: str) -> None:
    assert duration_value(number, unit) == expected


def test_feasts() -> None:
    assert [easter(year) for year in (1961, 2000, 2024)] == [date(1961, 4, 2), date(2000, 4, 23), date(2024, 3, 31)]
    assert feast("easter-2", 2024) == date(2024, 3, 29)
    assert feast("nth 11 4 4", 2022) == date(2022, 11, 24)
    assert feast("nth 5 -1 1", 2023) == date(2023, 5, 29)
    assert feast("12-25", 2022) == date(2022, 12, 25)
