"""Confidence: a logistic score of signs, and the floor below which nothing is coded."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Coder
from dateline.code.events.component import MIN_CONFIDENCE, EventLayer
from dateline.code.events.confidence import confidence
from dateline.code.events.weights import load_weights

TEXT = "Rebels attacked a convoy near Gao on Monday. Residents talked about the fighting. Talks may follow."
WEIGHTS = {"bias": -1.0, "frame": 0.5, "actor": 2.0}


def test_the_score_is_logistic() -> None:
    assert confidence({"frame": 2.0, "actor": 1.0}, WEIGHTS) == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_a_sign_without_a_weight_does_not_count() -> None:
    assert confidence({"unheard_of": 7.0}, WEIGHTS) == confidence({}, WEIGHTS)


@given(st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.floats(-1e6, 1e6)))
def test_a_confidence_lies_between_0_and_1(signs: dict[str, float]) -> None:
    assert 0.0 <= confidence(signs, WEIGHTS) <= 1.0


@pytest.mark.parametrize(
    ("sign", "speaks_for"),
    [("frame", True), ("coded", True), ("noun_fresh", True), ("hypothetical", False), ("off_topic", False),
     ("noun_bare_definite", False)],
)  # fmt: skip
def test_a_sign_speaks_for_or_against(sign: str, speaks_for: bool) -> None:
    assert (load_weights((), "confidence.yaml", "weights")[sign] > 0) == speaks_for


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("Rebels attacked soldiers in Gao.", "Somebody attacked."),
        ("Rebels attacked a village near Gao.", "Rebels might attack a village near Gao."),
        ("Rebels launched a new attack on soldiers in Gao.", "It was before the attack."),
    ],
)
def test_what_is_told_plainly_is_believed_more(coder: Coder, likely: str, unlikely: str) -> None:
    first, second = (
        max((event.confidence for event in coder.code(text).events), default=0.0) for text in (likely, unlikely)
    )
    assert first > second


def test_nothing_below_the_floor_is_coded(coder: Coder) -> None:
    events = coder.code(TEXT).events
    assert events
    assert all(MIN_CONFIDENCE <= event.confidence <= 1 for event in events)


def test_a_higher_floor_leaves_fewer_events(coder: Coder) -> None:
    doc = coder.nlp(TEXT)
    kept = [len(EventLayer(min_confidence=floor, rules_only=True).events(doc)) for floor in (0.0, 0.5, 1.0)]
    assert kept == sorted(kept, reverse=True)
    assert kept[0] > kept[-1] == 0
