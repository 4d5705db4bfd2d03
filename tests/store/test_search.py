from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store.migrations.versions.v0009_search_by_all import MOMENT
from dateline.store.search import moment, moment_after, search_for

_DATES = (
    st.dates()
    .map(lambda day: day.isoformat())
    .flatmap(lambda day: st.sampled_from([day, day[:7], day[:4], f"{day}T09:30", f"{day}T10:05"]))
)


@given(_DATES, _DATES, st.integers(1, 2**30 - 1), st.integers(1, 2**30 - 1))
def test_moments_are_in_the_order_of_dates_then_keys(a: str, b: str, key: int, other: int) -> None:
    assert (moment(a, key) < moment(b, other)) == ((a, key) < (b, other))


@given(_DATES, st.integers(1, 2**30 - 1))
def test_the_database_reckons_the_same(date: str, key: int) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        ((found,),) = database.execute(
            f"select {MOMENT.format('e')} from (select ? as date, ? as key) as e", (date, key)
        )
    assert found == moment(date, key)


@given(_DATES, _DATES)
def test_what_is_in_a_date_comes_before_its_end(date: str, until: str) -> None:
    until = until[:10]
    end = moment_after(until)
    assert end is not None
    assert (moment(date, 7) < end) == (date < until + "U")


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({}, ""),
        ({"status": "actual"}, ""),
        ({"type": "AID"}, '"xtAID"'),
        ({"type": "AID", "country": "MLI"}, '"xcMLIAID"'),
        ({"status": "negated", "cells": [7, 8]}, '"xsnegated" AND ("xq7" OR "xq8")'),
        ({"words": 'aid "convoy OR'}, 'text : ("aid" "convoy" "OR")'),
    ],
)
def test_what_the_search_is_asked(given_: dict[str, object], expected: str) -> None:
    assert search_for(given_.pop("words", None), **given_) == expected  # type: ignore[arg-type]
