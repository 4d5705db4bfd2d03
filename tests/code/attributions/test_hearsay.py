"""Reports of which nobody is named as the source, media that quote, statements, and quotations that go on."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.model import CodedDocument


def credits_of(coded: CodedDocument, words: str) -> list[str | None]:
    """Give the names of the sources of the reports that cover some words, innermost first."""
    names = {entity.id: entity.name for entity in coded.entities}
    at = coded.text.index(words)
    covering = [
        (
            a.content.end - a.content.start,
            None if a.source is None else names.get(a.source.entity or "") or a.source.text,
        )
        for a in coded.attributions
        if a.cue_class == "report" and any(s.start <= at < s.end for s in (a.content.parts or [a.content]))
    ]
    return [name for _, name in sorted(covering, key=lambda pair: pair[0])]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # hearsay with nobody to ask
        ("Soldiers allegedly shot dead two protesters on Friday.", "two protesters", [None]),
        ("The alleged murder of three farmers angered villagers.", "murder", [None]),
        ("The alleged murder of three farmers angered villagers.", "villagers", []),
        # hearsay that carries on a report
        (
            "Police chief Abel Moyo said gunmen had attacked two villages. Elsewhere 15 people were reportedly killed.",
            "15 people",
            ["Abel Moyo"],
        ),
        (
            "Police chief Abel Moyo said gunmen had attacked a village. Rain fell. Rain fell. Rain fell. Rain fell. "
            "Elsewhere 15 people were reportedly killed.",
            "15 people",
            [None],
        ),
        # who quotes whom
        (
            "Ben Odera was quoted by the Daily Post as saying that the rebels had burned the town.",
            "burned",
            ["Ben Odera", "Daily Post"],
        ),
        # the speaker goes on, not the medium
        (
            "“We will not arm them,” Odera told reporters, according to Reuters.\n“We have agreed on a truce.”",
            "truce",
            ["Odera"],
        ),
        # a statement of nobody's is whose who spoke before
        (
            "The European Commission said police had searched the plant. It began on Monday, a statement said.",
            "began",
            ["European Commission"],
        ),
        ("The search began on Monday, a statement said.", "began", ["a statement"]),
    ],
)
def test_who_is_credited(coder: Coder, text: str, words: str, expected: list[str | None]) -> None:
    assert credits_of(coder.code(text), words) == expected


def test_events_and_figures_of_hearsay_carry_it(coder: Coder) -> None:
    coded = coder.code("Soldiers allegedly killed two protesters on Friday.")
    assert [a.source for a in coded.attributions] == [None]
    assert [figure.attribution for figure in coded.figures] == [["a1"]]
    assert [event.attribution for event in coded.events] == [["a1"]]


def test_a_denied_accusation_was_made(coder: Coder) -> None:
    coded = coder.code("Moscow denied accusations that it had shelled the village.")
    status = {event.event: event.status for event in coded.events}
    assert status["ACCUSE"] == "actual"
    assert status["ASSAULT"] == "negated"
