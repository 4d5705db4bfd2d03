"""Mentions of one happening come together, others stay apart, whatever the order they come in."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.incidents import MemoryIndex, place
from dateline.link.incidents_account import MOST_CERTAIN, account
from dateline.link.incidents_cluster import cluster
from dateline.link.incidents_mentions import mentions_of
from dateline.link.incidents_score import score
from dateline.link.incidents_tellings import tellings_of
from dateline.model import CodedDocument
from tests.link.told import GORIS, told

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from ledger import one_story, orders

OTHER_WORDS = "Three civilians died when Agdam came under fire from Azerbaijani troops."


def documents_together(documents: Iterable[CodedDocument]) -> list[tuple[str, ...]]:
    index = MemoryIndex()
    groups: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for document in documents:
        tellings = tellings_of(mentions_of(document), document, score=score)
        of.update({telling.id: document.id for telling in tellings})
        for members in place(tellings, index):
            groups.update(dict.fromkeys(members, members))
    return sorted({tuple(sorted(of[name] for name in members)) for members in groups.values()}, key=str)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (told("b", OTHER_WORDS), True),
        (told("b", OTHER_WORDS, date="2023-09", mode=""), True),  # a date not told
        (told("b", OTHER_WORDS, status="negated", source="Baku"), True),  # a denial of it
        (told("b", event="PROTEST", mode="demo"), False),
        (told("b", date="2023-09-25", published="2023-09-26"), False),
        (told("b", place=GORIS), False),
        (told("b", "Troops will shell Agdam.", status="future"), False),
        (told("b", "Rebels freed hostages.", actor=("rebels", "SYR", "REB"), recipient=None, place=None), False),
    ],
)
def test_what_is_told_decides_whether_it_is_one_happening(other: CodedDocument, same: bool) -> None:
    assert documents_together([told("a"), other]) == [*([("a", "b")] if same else [("a",), ("b",)])]


def test_every_order_gives_the_same_incidents() -> None:
    documents = [
        told("a"),
        told("b", OTHER_WORDS),
        told("c", place=GORIS),
        told("d", OTHER_WORDS, date="2023-09-20"),
        told("e", date="2023-09-21", published="2023-09-21"),
    ]
    assert len({str(documents_together(order)) for order in permutations(documents)}) == 1


def test_a_hundred_documents_of_one_story_give_the_same_incidents_in_any_order() -> None:
    assert len(orders(one_story(), 3)) == 1  # benchmarks/ledger.py --orders 20 tries more


@given(st.data())
def test_grouping_does_not_depend_on_the_order_of_links(data: st.DataObject) -> None:
    nodes = "abcdefg"
    pairs = [(a, b) for a in nodes for b in nodes if a < b]
    links = [(a, b, data.draw(st.floats(2, 9))) for a, b in data.draw(st.lists(st.sampled_from(pairs), unique=True))]
    shuffled = data.draw(st.permutations(links))
    assert cluster(nodes, links, linkage=1.0, missing=-0.5) == cluster(nodes, shuffled, linkage=1.0, missing=-0.5)


def test_one_link_does_not_chain_two_groups() -> None:
    links = [(a, b, 5.0) for group in ("abc", "def") for a in group for b in group if a < b]
    assert cluster("abcdef", [*links, ("c", "d", 3.0)], linkage=1.0, missing=-0.5) == [["a", "b", "c"], ["d", "e", "f"]]


def test_pairs_that_were_decided_are_kept() -> None:
    pair = frozenset("ab")
    assert cluster("ab", [("a", "b", 9.0)], linkage=1, missing=0, apart={pair}) == [["a"], ["b"]]
    assert cluster("ab", [], linkage=1, missing=0, together={pair}) == [["a", "b"]]


def test_support_counts_reports_and_not_copies() -> None:
    wire, again = told("a"), told("b", published="2023-09-21")
    [mention] = mentions_of(wire)
    [copy] = mentions_of(again, report="a")
    [own] = mentions_of(told("c", OTHER_WORDS))
    found = account([copy, own, mention])
    assert (found.id, found.support.reports, found.support.documents) == (mention.id, 2, 3)
    assert found.support.since == "2023-09-20"
    assert found.confidence == pytest.approx(1 - 0.2 * 0.2)
    assert account([mention, copy]).confidence == account([mention]).confidence == 0.8


def test_the_same_sentence_in_two_texts_is_one_witness() -> None:
    mentions = [mentions_of(told(name))[0] for name in "ab"]
    assert account(mentions).support.reports == 1


def test_confidence_has_a_limit() -> None:
    assert (
        account([mentions_of(told(f"{n}", f"Shells hit Agdam {n}."))[0] for n in range(20)]).confidence == MOST_CERTAIN
    )


def test_who_denies_is_told_apart() -> None:
    asserted = mentions_of(told("a", source="Yerevan"))
    denied = mentions_of(
        told("b", "Baku denied that it shelled Agdam.", status="negated", source="Baku", stance="denies")
    )
    found = account([*denied, *asserted])
    assert found.disputed
    assert (found.support.sources, found.denied.sources) == (["Yerevan"], ["Baku"])
    assert found.status == "actual"
    [kind] = [aspect for aspect in found.aspects if aspect.kind == "event"]
    assert (kind.support.reports, kind.denied.reports) == (1, 1)
