"""Amounts in bare text: numerals, number words, ranges, bounds, currencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.code.figures.lexicon import load
from dateline.code.figures.numbers import bind, find_amounts

Case = tuple[str, float | None, float | None, float | None, str | None]


def amounts(text: str) -> list[Case]:
    words = load(()).numbers
    found = find_amounts(text, words)
    for amount in found:
        bind(text, amount, words)
    return [(text[a.start : a.end], a.value, a.low, a.high, a.unit) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22", ("22", 22, None, None, None)),
        ("twenty-two", ("twenty-two", 22, None, None, None)),
        ("one hundred and twenty-five", ("one hundred and twenty-five", 125, None, None, None)),
        ("three hundred thousand", ("three hundred thousand", 300000, None, None, None)),
        ("150 thousand", ("150 thousand", 150000, None, None, None)),
        ("2.5 million", ("2.5 million", 2500000, None, None, None)),
        ("half a million", ("half a million", 500000, None, None, None)),
        ("two and a half million", ("two and a half million", 2500000, None, None, None)),
        ("a million and a half", ("a million and a half", 1500000, None, None, None)),
        ("three-quarters of a million", ("three-quarters of a million", 750000, None, None, None)),
        ("half a dozen", ("half a dozen", 6, None, None, None)),
        ("two dozen", ("two dozen", 24, None, None, None)),
        ("a pair of", ("a pair of", 2, None, None, None)),
        ("3 lakh", ("3 lakh", 300000, None, None, None)),
        ("12\u202f000", ("12\u202f000", 12000, None, None, None)),
        ("hundreds of thousands", ("hundreds of thousands", None, None, None, None)),
        ("several hundred", ("several hundred", None, None, None, None)),
        ("between 10 and 15 million", ("between 10 and 15 million", None, 10e6, 15e6, None)),
        ("10–15", ("10–15", None, 10, 15, None)),
        ("$5-$10 million", ("$5-$10 million", None, 5e6, 10e6, "dollar")),
        ("up to $5m", ("up to $5m", 5e6, None, 5e6, "dollar")),
        ("at least a dozen", ("at least a dozen", 12, 12, None, None)),
        ("30 or more", ("30 or more", 30, 30, None, None)),
        ("30+", ("30+", 30, 30, None, None)),
        ("a billion-euro", ("a billion-euro", 1e9, None, None, "euro")),
        ("tens of millions of euros", ("tens of millions of euros", None, None, None, "euro")),
        ("$US6,500", ("$US6,500", 6500, None, None, "dollar")),
        ("Rs500", ("Rs500", 500, None, None, "rupee")),
        ("5 million won", ("5 million won", 5e6, None, None, "won")),
        ("almost 70 metric tons", ("almost 70 metric tons", 70, None, 70, "tonne")),
    ],
)
def test_one_amount(text: str, expected: Case) -> None:
    assert amounts(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["F-16", "888-847-6592", "44th", "20s", "two-car", "12:30", "3/4", "10%", "a million stars"[2:], "1950's", "MH17"],
)
def test_no_amount(text: str) -> None:
    assert amounts(text) == []


def test_an_increase_is_no_range() -> None:
    assert [case[:2] for case in amounts("from 10 to 15")] == [("10", 10), ("15", 15)]


@given(st.integers(0, 10**12))
def test_numerals_are_read_with_and_without_commas(number: int) -> None:
    assert [case[1] for case in amounts(f"the {number:,} men")] == [number]
    assert [case[1] for case in amounts(f"the {number} men")] == [number]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for written, *_ in amounts(text):
        assert written in text
