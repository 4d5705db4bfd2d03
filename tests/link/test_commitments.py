"""What was promised, and what later reports make of it."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
import yaml

from dateline import Coder
from dateline.link.commitments import as_of, commitments_of
from dateline.link.commitments_acts import Act, acts_of
from dateline.link.commitments_rules import rules
from dateline.link.commitments_times import deadline_of, ending_of
from dateline.link.model import Evidence, Who
from dateline.link.patterns import pattern
from dateline.model import CodedDocument, Party, Time
from tests.link.told import told

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from commitments import documents, measure, states

STORIES = yaml.safe_load((Path(__file__).parent / "commitments.yaml").read_text(encoding="utf-8"))["stories"]


@pytest.fixture(scope="module")
def coded() -> dict[str, CodedDocument]:
    return {document.id: document for document in Coder().pipe(documents(STORIES))}


def test_the_states_of_the_stories_stay_as_right_as_they_were(coded: dict[str, CodedDocument]) -> None:
    right, expected, extra = measure(STORIES, coded)
    assert right / expected >= 0.85
    assert extra <= 8


def test_the_order_of_documents_does_not_matter(coded: dict[str, CodedDocument]) -> None:
    acts = [act for document in coded.values() for act in acts_of(document)]
    first = states(acts, "2030-01-01")
    random.Random(7).shuffle(acts)
    again = states(acts, "2030-01-01")
    assert sorted(c.model_dump_json() for c in first) == sorted(c.model_dump_json() for c in again)


def act(
    phase: str, day: str, *, to: str | None = "ARM", deadline: str | None = None, amount: float | None = None
) -> Act:
    said = Evidence(document=f"d{day}", report=f"d{day}", published=day, start=0, end=5, text="Said.")
    return Act.model_validate(
        {
            "id": f"{phase}{day}",
            "kind": "release",
            "phase": phase,
            "thread": "release|AZE",
            "by": Who(name="Azerbaijan", code="AZE").model_dump(),
            "to": [Who(name="prisoners", code=to).model_dump()] if to else [],
            "on": day,
            "told": True,
            "deadline": deadline,
            "amount": amount,
            "unit": "released",
            "evidence": said.model_dump(),
        }
    )


@pytest.mark.parametrize(
    ("acts", "day", "state"),
    [
        ([act("promise", "2023-09-01")], "2023-12-01", "open"),
        ([act("promise", "2023-09-01", deadline="2023-10")], "2023-10-20", "open"),
        ([act("promise", "2023-09-01", deadline="2023-10")], "2023-10-25", "due"),
        ([act("promise", "2023-09-01", deadline="2023-10")], "2023-11-01", "overdue"),
        ([act("promise", "2023-09-01"), act("done", "2023-09-05")], "2023-09-06", "kept"),
        ([act("promise", "2023-09-01"), act("done", "2023-09-05")], "2023-09-04", "open"),  # not reported yet
        ([act("promise", "2023-09-01"), act("done", "2023-08-05")], "2023-09-06", "open"),  # done before
        ([act("promise", "2023-09-01"), act("done", "2023-09-05", to="FRA")], "2023-09-06", "open"),  # to another
        ([act("promise", "2023-09-01"), act("refused", "2023-09-05")], "2023-09-06", "broken"),
        ([act("promise", "2023-09-01"), act("accused", "2023-09-05")], "2023-09-06", "disputed"),
        (
            [act("promise", "2023-09-01"), act("done", "2023-09-05"), act("denied", "2023-09-06")],
            "2023-09-07",
            "disputed",
        ),
        ([act("promise", "2023-09-01"), act("denied", "2023-09-06")], "2023-09-07", "open"),
    ],
)
def test_reports_and_time_change_the_state(acts: list[Act], day: str, state: str) -> None:
    [found] = commitments_of(acts)
    now = as_of(found, day)
    assert now.state == state
    assert now.changes[0].state == "open"


def test_part_of_what_was_promised_does_not_keep_it() -> None:
    promise = act("promise", "2023-09-01", amount=32)
    [part] = commitments_of([promise, act("done", "2023-09-05", amount=10)])
    [whole] = commitments_of([promise, act("done", "2023-09-05", amount=10), act("done", "2023-09-08", amount=20)])
    assert (part.state, part.changes[-1].why) == ("open", "kept in part")
    assert whole.state == "kept"


def test_a_promise_after_the_last_was_settled_is_a_new_one() -> None:
    found = commitments_of([act("promise", "2023-09-01"), act("done", "2023-09-05"), act("promise", "2023-10-01")])
    assert [c.state for c in found] == ["kept", "open"]


def timed(text: str, words: str, value: str, kind: str = "DATE") -> CodedDocument:
    start = text.index(words)
    time = Time.model_validate({"start": start, "end": start + len(words), "text": words, "type": kind, "value": value})
    return CodedDocument(id="a", text=text, published="2024-01-15", times=[time])


@pytest.mark.parametrize(
    ("document", "deadline"),
    [
        (timed("It promised aid by 31 March.", "31 March", "2024-03-31"), "2024-03-31"),
        (timed("It promised aid by 31 March.", "31 March", "2023-03-31"), "2024-03-31"),  # a promise looks ahead
        (timed("It promised aid by 31 March 2023.", "31 March 2023", "2023-03-31"), None),
        (timed("It promised aid by Friday.", "Friday", "2024-01-12"), "2024-01-19"),
        (timed("It promised aid on Friday.", "Friday", "2024-01-12"), None),  # when it was said
        (timed("It promised aid by the end of the year.", "the year", "2024"), "2024-12"),
        (timed("It promised aid within two weeks.", "two weeks", "P2W", "DURATION"), "2024-01-29"),
        (timed("It promised aid after two weeks.", "two weeks", "P2W", "DURATION"), None),
    ],
)
def test_deadlines(document: CodedDocument, deadline: str | None) -> None:
    assert deadline_of(document, 0, len(document.text)) == deadline


def test_a_truce_of_seven_days_ends() -> None:
    truce = timed("They agreed to a seven-day truce.", "seven-day", "P7D", "DURATION")
    shelled = timed("They agreed to a truce after seven days of shelling.", "seven days", "P7D", "DURATION")
    assert ending_of(truce, 0, len(truce.text)) == "2024-01-22"
    assert ending_of(shelled, 0, len(shelled.text)) is None


def test_one_party_is_bound_once_by_an_agreement_told_in_two_words() -> None:
    houthi = Party(text="Houthi rebels", start=0, end=5, code="YEM", sector=["REB"])
    army = Party(text="the army", start=0, end=5, code="YEM", sector=["MIL"])
    again = Party(text="Houthis and their Houthi allies", start=0, end=5)
    both = Party(text="both sides", start=0, end=5)
    text = "They agreed to a truce and pledged a ceasefire."
    document = told("a", text, event="AGREE", mode="", recipient=None, place=None)
    agreed = document.events[0]
    first = agreed.model_copy(update={"actor": [army, houthi]})
    second = agreed.model_copy(update={"id": "e2", "actor": [again, both]})
    acts = acts_of(document.model_copy(update={"events": [first, second]}))
    assert [(act.by.name, [who.name for who in act.to]) for act in acts] == [
        ("the army", ["Houthi rebels"]),
        ("Houthi rebels", ["the army"]),
    ]


def test_patterns_have_endings_and_gaps() -> None:
    found = pattern(["releas*", "pull* .. out"])
    assert found.search("they released them")
    assert found.search("it will pull its last troops out")
    assert not found.search("a prerelease was pulled, and all of it came in time and went out")
    assert {"ceasefire", "aid", "release", "withdrawal", "election"} <= set(rules().kinds)
