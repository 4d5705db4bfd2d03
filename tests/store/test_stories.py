"""Documents of a store are put into stories, and stay as they were when nothing is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model import CodedDocument, Document
from dateline.store import Store, open_store
from tests.link.telling import DOCUMENTS, EXPECTED


def coded(document: Document, **changes: str) -> CodedDocument:
    return CodedDocument(**(document.model_dump() | changes))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where = str(tmp_path / "dateline.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")
    with open_store(where) as opened:
        yield opened


def partition(store: Store) -> set[frozenset[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for row in store.stories():
        members[row.story].add(row.document)
    return {frozenset(found) for found in members.values()}


def test_what_is_added_later_joins_what_is_there(store: Store) -> None:
    for document in DOCUMENTS[::2]:
        store.add(coded(document), coder_version="1")
    assert len(list(store.link_stories())) == len(DOCUMENTS[::2])
    for document in DOCUMENTS[1::2]:
        store.add(coded(document), coder_version="1")
    assert len(list(store.link_stories())) == len(DOCUMENTS[1::2])
    assert partition(store) == EXPECTED
    before = store.stories()
    assert list(store.link_stories()) == []
    assert store.stories() == before


def test_one_story_can_be_asked_for(store: Store) -> None:
    for document in DOCUMENTS:
        store.add(coded(document), coder_version="1")
    list(store.link_stories())
    story = next(row.story for row in store.stories() if row.document == "comet-0")
    assert [row.document for row in store.stories(story)] == ["comet-0", "comet-1"]
    assert store.stories("none") == []


def test_copies_point_to_the_first_publication(store: Store) -> None:
    wire = DOCUMENTS[0].text + " " + DOCUMENTS[1].text
    for id_, published in (("late", "2024-03-06"), ("early", "2024-03-05"), ("cut", "2024-03-07")):
        text = wire[:-60] if id_ == "cut" else wire
        store.add(CodedDocument(id=id_, text=text, published=published), coder_version="1")
        list(store.link_stories())
    found = {row.document: row.duplicate_of for row in store.stories()}
    assert found == {"early": None, "late": "early", "cut": "early"}


def test_a_new_version_takes_the_place_of_the_old_one(store: Store) -> None:
    for document in DOCUMENTS[:4]:
        store.add(coded(document), coder_version="1")
    list(store.link_stories())
    store.add(coded(DOCUMENTS[2], text=DOCUMENTS[4].text, title="Ordal mourns"), coder_version="1")
    assert list(store.link_stories()) == [DOCUMENTS[2].id]
    assert partition(store) == {frozenset({"bridge-0", "bridge-1"}), frozenset({"bridge-2", "ordal-0"})}
