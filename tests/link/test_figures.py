"""Figures of one incident, side by side."""

from __future__ import annotations

import pytest

from dateline.link.figures import lines
from dateline.link.incidents_mentions import mentions_of
from dateline.link.model import FigureLine
from dateline.model import CodedDocument, Entity, Event
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
        ("A man was charged with attempted murder.", "man", None),
    ],
)
def test_a_single_victim_counts_one(sentence: str, recipient: str, counted: tuple[str, float] | None) -> None:
    [mention] = mentions_of(told("a", sentence, recipient=(recipient, "USA", "CVL")))
    assert [(f.kind, f.value) for f in mention.figures] == ([counted] if counted else [])
    assert all(figure.implied for figure in mention.figures)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        (["at least 18"], 18, None),
        (["at least 18", "20"], 18, 20),
        (["at least 18", "12"], 12, None),
        (["up to 50"], None, 50),
        (["up to 50", "60"], None, 60),
        (["several hundred"], None, None),
        (["several hundred", "300"], 300, 300),
    ],
)
def test_what_no_report_bounds_is_left_open(said: list[str], low: float | None, high: float | None) -> None:
    line = reconciled(*(worded(str(number), words) for number, words in enumerate(said)))
    assert (line.low, line.high) == (low, high)


def worded(name: str, words: str) -> CodedDocument:
    *bound, number = words.split()
    value = float(number) if number.isdigit() else None
    amount = {"text": words, "value": value, "low": None, "high": None}
    if bound == ["at", "least"]:
        amount["low"] = value
    elif bound == ["up", "to"]:
        amount["high"] = value
    document = told(name, dead=1)
    return document.model_copy(update={"figures": [document.figures[0].model_copy(update=amount)]})


def test_a_number_speaks_before_a_single_victim() -> None:
    numbered = told("a", "Two people died.", dead=2)
    single = Event.model_validate(
        told("a", "A man was killed.", recipient=("man", "USA", "CVL")).events[0].model_dump()
        | {"id": "e2", "figures": []}
    )
    document = numbered.model_copy(update={"events": [*numbered.events, single]})
    assert [report.value for report in reconciled(document).reports] == [2]


def test_who_was_shot_may_be_among_the_dead() -> None:
    [line] = lines("i", mentions_of(injured("Two people were shot in Chicago.")))
    assert (line.kind, line.low, line.high) == ("injured", 0, 2)
    [line] = lines("i", mentions_of(injured("Two people were wounded in Chicago.")))
    assert (line.low, line.high) == (2, 2)


def injured(sentence: str) -> CodedDocument:
    document = told("a", sentence, dead=2)
    return document.model_copy(update={"figures": [f.model_copy(update={"kind": "injured"}) for f in document.figures]})


def test_an_attacker_who_died_may_be_one_more() -> None:
    line = reconciled(told("a", "A man killed two people and then killed himself.", dead=2))
    assert (line.low, line.high) == (2, 3)
    assert line.reports[-1].text == "2 dead, and one by own hand"


def test_people_named_over_several_sentences_are_counted_together() -> None:
    first = told("a", "Ann Lee was killed.", recipient=("Ann Lee", "USA", "CVL"))
    second = told("a", "The shots also killed her son.", recipient=("her son", "USA", "CVL")).events[0]
    third = told("a", "Police found Bo Lee dead.", recipient=("Bo Lee", "USA", "CVL")).events[0]
    trigger = third.trigger.model_copy(update={"start": 40, "end": 45})
    events = [*first.events, second, third.model_copy(update={"id": "e3", "trigger": trigger})]
    people = [Entity(id="1", name="Ann Lee", type="PERSON"), Entity(id="2", name="Bo Lee", type="PERSON")]
    for event, name in ((events[0], "1"), (events[2], "2")):
        event.recipient[0].entity = name
    line = reconciled(first.model_copy(update={"events": events, "entities": people}))
    assert (line.low, line.high) == (1, 2)


def test_what_is_expected_or_denied_reports_no_figure() -> None:
    for status in ("future", "hypothetical", "negated"):
        assert lines("i", mentions_of(told("a", status=status, dead=3))) == []
