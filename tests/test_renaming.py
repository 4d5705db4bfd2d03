"""Texts told of other states for the training: all that stood somewhere still stands there."""

from __future__ import annotations

import functools
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from material import Event, Example, Party, Range, load
from renaming import EXCHANGED, Renaming, family_name

TEXT = (
    "President Ashraf Ghani met Russian envoys in Kabul. Ghani said that Afghans trust the United States, "
    "not a U.S.-led force. Wellington's mayor was absent."
)


@functools.cache
def _renaming() -> Renaming:
    return Renaming()


@pytest.fixture
def renaming() -> Renaming:
    return _renaming()


@functools.cache
def _examples() -> list[Example]:
    """Give some of our own coded documents."""
    return [each for each in load([], []) if each.kind == "documents"][::25]


def _ranges(event: Event) -> list[Range]:
    parties = [*event.actor, *event.recipient, *filter(None, (event.place, event.date, event.source))]
    return [event.trigger, *(span for party in parties for span in (*party.at, *party.ignore))]


def test_states_their_people_capitals_and_leaders_are_found(renaming: Renaming) -> None:
    found = [(TEXT[each.start : each.end], each.code, each.kind) for each in renaming.named(TEXT)]
    assert found == [
        ("Ashraf Ghani", "AFG", "people"),
        ("Russian", "RUS", "adjectives"),
        ("Kabul", "AFG", "capitals"),
        ("Ghani", "AFG", "last"),
        ("Afghans", "AFG", "demonyms"),
        ("United States", "USA", "names"),
        ("U.S.", "USA", "names"),
        ("Wellington", "NZL", "capitals"),
    ]


def test_a_state_is_exchanged_everywhere_for_the_same_other_one(renaming: Renaming) -> None:
    text = "Kenya accused Ethiopia. Kenyan police arrested Ethiopians in Nairobi. Kenya's army left Ethiopia."
    example = Example("a", "real", text, [(0, len(text))])
    for seed in range(20):
        told = [each.code for each in renaming.named(renaming.renamed(example, random.Random(seed)).text)]
        assert len(told) == 7
        assert len({told[i] for i in (0, 2, 4, 5)}) == 1
        assert len({told[i] for i in (1, 3, 6)}) == 1
        assert told[0] != told[1]


def test_some_states_stay_and_some_are_exchanged(renaming: Renaming) -> None:
    text = "Peru sued Chile."
    example = Example("a", "real", text, [(0, len(text))])
    codes = [renaming.named(renaming.renamed(example, random.Random(seed)).text)[0].code for seed in range(200)]
    assert abs(sum(code != "PER" for code in codes) / 200 - EXCHANGED) < 0.15
    assert len(set(codes)) > 40


@given(seed=st.integers(0, 10_000), number=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_ranges_move_along(seed: int, number: int) -> None:
    renaming, example = _renaming(), _examples()[number % len(_examples())]
    told = renaming.renamed(example, random.Random(seed))
    names = [(each.start, each.end) for each in renaming.named(example.text)]
    for old, new in zip(example.sentences, told.sentences, strict=True):
        if not any(start <= old[0] < end for start, end in names):
            assert told.text[new[0]] == example.text[old[0]]
    assert all(a[1] <= b[0] for a, b in zip(told.sentences, told.sentences[1:], strict=False))
    for event, moved in zip(example.events, told.events, strict=True):
        for before, after in zip(_ranges(event), _ranges(moved), strict=True):
            if not any(before[0] < end and start < before[1] for start, end in names):
                assert told.text[slice(*after)] == example.text[slice(*before)]


def test_a_range_inside_a_replaced_name_takes_in_the_whole_of_it(renaming: Renaming) -> None:
    text = "The United States struck."
    event = Event("ASSAULT", [], "actual", (18, 24), [Party([(4, 10)], [(11, 17)])], [])
    for seed in range(10):
        told = renaming.renamed(Example("a", "real", text, [(0, 25)], [event]), random.Random(seed))
        name = told.text[4 : told.text.index(" struck")]
        assert [told.text[a:b] for a, b in told.events[0].actor[0].at] in ([name], ["United"])
        assert told.text[slice(*told.events[0].trigger)] == "struck"


def test_places_dates_and_sources_move_along(renaming: Renaming) -> None:
    text = "Uruguay said that on Monday rebels struck in Rivera, Ana Paz wrote."
    spans = {name: (text.index(name), text.index(name) + len(name)) for name in ("Monday", "Rivera", "Ana Paz")}
    pointed = [Party([span], []) for span in spans.values()]
    event = Event("ASSAULT", [], "actual", (35, 41), [], [], pointed[1], pointed[0], pointed[2])
    for seed in range(10):
        told = renaming.renamed(Example("a", "real", text, [(0, len(text))], [event]), random.Random(seed))
        (new,) = told.events
        parties = [each for each in (new.date, new.place, new.source) if each is not None]
        assert [told.text[slice(*party.at[0])] for party in parties] == list(spans)


@pytest.mark.parametrize(
    ("name", "code", "family"),
    [
        ("Ashraf Ghani", "AFG", "Ghani"), ("Xi Jinping", "CHN", "Xi"), ("Ferdinand Marcos Jr.", "PHL", "Marcos"),
        ("Margrethe II", "DNK", "Margrethe"), ("Nouri al-Maliki", "IRQ", "Maliki"),
    ],
)  # fmt: skip
def test_family_names(name: str, code: str, family: str) -> None:
    assert family_name(name, code) == family
