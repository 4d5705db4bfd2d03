"""Figures of one incident, side by side."""

from __future__ import annotations

import pytest

from dateline.link.figures import lines
from dateline.link.incidents_mentions import mentions_of
from dateline.link.model import FigureLine
from dateline.model import CodedDocument, Event
from tests.link.told import told


def reconciled(*documents: CodedDocument) -> FigureLine:
    [line] = lines("i", [mention for document in documents for mention in mentions_of(document)])
    return line


def test_the_range_spans_what_reports_say_and_names_who_says_what() -> None:
    line = reconciled(
        told("a", dead=200, source="Yerevan", published="2023-09-20"),
        told("b", dead=10, source="Baku", published="2023-09-21"),
    )
    assert (line.kind, line.low, line.high, line.latest.value) == ("dead", 10, 200, 10)
    [conflict] = line.conflicts
    assert conflict.sides == [["Baku"], ["Yerevan"]]
    assert "10 dead (Baku) or 200 dead (Yerevan)" in conflict.note


def test_what_an_outlet_has_updated_is_not_current() -> None:
    line = reconciled(
        told("a", dead=3, publisher="Wire", published="2023-09-20"),
        told("b", dead=7, publisher="Wire", published="2023-09-21"),
    )
    assert (line.low, line.high, len(line.reports)) == (7, 7, 2)
    assert line.conflicts == []


@pytest.mark.parametrize(
    ("sentence", "recipient", "counted"),
    [
        ("A man was shot dead in Chicago.", "man", ("dead", 1.0)),
        ("A teacher was wounded.", "teacher", ("injured", 1.0)),
        ("Civilians were killed.", "civilians", None),
        ("A man was shot.", "man", None),
    ],
)
def test_a_single_victim_counts_one(sentence: str, recipient: str, counted: tuple[str, float] | None) -> None:
    [mention] = mentions_of(told("a", sentence, recipient=(recipient, "USA", "CVL")))
    assert [(f.kind, f.value) for f in mention.figures] == ([counted] if counted else [])
    assert all(figure.implied for figure in mention.figures)


def test_a_number_speaks_before_a_single_victim() -> None:
    numbered = told("a", "Two people died.", dead=2)
    single = Event.model_validate(
        told("a", "A man was killed.", recipient=("man", "USA", "CVL")).events[0].model_dump()
        | {"id": "e2", "figures": []}
    )
    document = numbered.model_copy(update={"events": [*numbered.events, single]})
    assert [report.value for report in reconciled(document).reports] == [2]
