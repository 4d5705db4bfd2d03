from __future__ import annotations

import json
import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link import MemoryStories, StoryIndex
from dateline.link import stories as limits
from dateline.link.story_profile import StoryProfile
from dateline.link.story_score import crowd, score, story_weights
from dateline.link.story_signs import signs
from dateline.model import CodedDocument, Document, Place, Time
from tests.link.telling import DOCUMENTS, EXPECTED


def partition(index: StoryIndex, ids: list[str]) -> set[frozenset[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for id_, story in index.shelf.stories(ids).items():
        members[story].add(id_)
    return {frozenset(found) for found in members.values()}


IDS = [document.id for document in DOCUMENTS]


@pytest.mark.parametrize("seed", range(6))
def test_documents_of_one_happening_come_together_in_any_order(seed: int) -> None:
    index = StoryIndex()
    for document in random.Random(seed).sample(DOCUMENTS, len(DOCUMENTS)):
        index.add(document)
    assert partition(index, IDS) == EXPECTED


def test_a_document_added_twice_changes_nothing() -> None:
    index = StoryIndex()
    first = [index.add(document) for document in DOCUMENTS]
    assert [index.add(document) for document in DOCUMENTS] == first


def test_the_id_of_a_story_stays_when_it_grows() -> None:
    index = StoryIndex()
    names = {index.add(document) for document in DOCUMENTS[:3]}
    assert len(names) == 1


def test_a_document_between_two_stories_joins_them_and_its_removal_parts_them() -> None:
    index = StoryIndex()
    last, middle, first = DOCUMENTS[2], DOCUMENTS[1], DOCUMENTS[0]
    for document in (first, last):
        index.add(document)
    index.add(middle)
    index.remove(middle.id)
    again = StoryIndex()
    for document in (first, last):
        again.add(document)
    ids = [first.id, last.id]
    assert partition(index, ids) == partition(again, ids)
    index.remove("nobody")


def test_large_stories_are_stood_for_by_some_of_their_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OF_ONE_STORY", 2)
    monkeypatch.setattr(limits, "AROUND", 5)
    index = StoryIndex()
    for document in DOCUMENTS:
        index.add(document)
    assert partition(index, IDS) == EXPECTED


def test_the_cost_of_adding_does_not_grow_with_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    scored = 0

    def counting(a: StoryProfile, b: StoryProfile, weights: object) -> float:
        nonlocal scored
        scored += 1
        return score(a, b, story_weights())

    monkeypatch.setattr(limits, "score", counting)
    monkeypatch.setattr(limits, "CANDIDATES", 5)
    monkeypatch.setattr(limits, "AROUND", 10)
    index, each = StoryIndex(), []
    for number in range(40):
        before = scored
        index.add(DOCUMENTS[number % 3].model_copy(update={"id": f"copy-{number}"}))
        each.append(scored - before)
    assert max(each) <= 15


def test_a_document_of_no_words_stands_alone() -> None:
    index = StoryIndex()
    assert index.add(Document(id="a", text="—")) != index.add(Document(id="b", text="—"))


def test_memory_forgets_what_is_dropped() -> None:
    shelf = MemoryStories()
    index = StoryIndex(shelf)
    for document in DOCUMENTS:
        index.add(document)
    for document in DOCUMENTS:
        index.remove(document.id)
    assert shelf.all() == {}
    assert list(shelf.filed(["quarry", "comet"], 10)) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(DOCUMENTS) - 1), st.integers(0, len(DOCUMENTS) - 1))
def test_a_score_is_symmetric_and_survives_being_kept(a: int, b: int) -> None:
    one, two = StoryProfile.of(DOCUMENTS[a]), StoryProfile.of(DOCUMENTS[b])
    kept = StoryProfile.from_dict(json.loads(json.dumps(one.to_dict())))
    assert kept == one
    assert score(one, two, story_weights()) == score(two, kept, story_weights())


def test_likeness_says_less_of_a_document_that_many_are_like() -> None:
    weights = story_weights()
    like, unlike = weights.alike + 1, weights.alike - 1
    assert crowd([like] * 50, weights) < crowd([like] * 2, weights) < crowd([], weights)
    assert crowd([unlike] * 50, weights) == crowd([], weights)


def test_the_same_text_under_another_date_and_place_is_less_likely_the_same_happening() -> None:
    text = "A man was found dead in a canal on Tuesday, police said. He was 43 years old."
    again = "The death of a man, whose body lay in a canal, is being investigated. Neighbours heard nothing."

    def told(id_: str, published: str, province: str, day: str, text: str) -> StoryProfile:
        place = Place(start=0, end=1, text="A", kind="literal", country_code="FRA", province=province)
        time = Time(start=0, end=1, text="x", type="DATE", value=day)
        return StoryProfile.of(CodedDocument(id=id_, text=text, published=published, places=[place], times=[time]))

    first = told("a", "2024-05-08", "Normandy", "2024-05-07", text)
    same = told("b", "2024-05-09", "Normandy", "2024-05-07", again)
    other = told("c", "2024-09-12", "Brittany", "2024-09-10", again)
    assert score(first, same, story_weights()) > score(first, other, story_weights()) + 2


@pytest.mark.parametrize(
    ("published", "named", "apart"),
    [
        ("2024-09-12", "2024-09-10", True),  # news of another day
        ("2024-09-12", "2024-05-07", False),  # it tells of a day long before it was published
        ("2024-09-12", None, False),  # it names no day: an opinion, or a date of when it was put online
        ("2024-05-09", "2024-05-07", False),
    ],
)
def test_a_date_of_publication_sets_apart_if_the_text_bears_it_out(
    published: str, named: str | None, apart: bool
) -> None:
    def told(id_: str, published: str, day: str | None) -> StoryProfile:
        times = [Time(start=0, end=1, text="x", type="DATE", value=day)] if day else []
        return StoryProfile.of(CodedDocument(id=id_, text="A man was found.", published=published, times=times))

    found = signs(told("a", "2024-05-08", "2024-05-07"), told("b", published, named))
    assert found["both_apart"] == apart
    assert found["not_borne_out"] == (published == "2024-09-12" and not apart)


def test_profile_of_a_document() -> None:
    profile = StoryProfile.of(DOCUMENTS[3])
    assert {"felt", "steinar", "works"} <= set(profile.names)
    assert "quarry" not in profile.names and "sunday" not in profile.names
    assert profile.ages == {11} and "age11" in profile.numbers and "14_metres" in profile.numbers
    assert profile.published and profile.dates == ((profile.published, profile.published),)
    assert "jonas felt" in profile.pairs
    assert abs(sum(weight**2 for weight in profile.words.values()) - 1) < 0.01


def test_days_and_months_named_near_the_publication_are_kept() -> None:
    times = [
        Time(start=0, end=1, text="x", type="DATE", value=value)
        for value in ("2024-05-07", "2024-05-07TMO", "2024-02", "1999-01-01", "2024-W19", "2024", "2031-01-01")
    ]
    profile = StoryProfile.of(CodedDocument(id="a", text="x y", published="2024-05-08", times=times))
    assert [last - first for first, last in profile.dates] == [28, 0]
