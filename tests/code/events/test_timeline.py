"""The expressions of time of a document, by sentence."""

from __future__ import annotations

from dateline import Coder
from dateline.code.events.timeline import Timeline


def test_expressions_are_told_by_sentence(coder: Coder) -> None:
    doc = coder.nlp("Rebels left on Monday. Nobody came. They were back by 3 May and on Sunday.")
    timeline = Timeline(doc)
    told = [[doc[time.start : time.end].text for time, _ in timeline.of(number)] for number in range(3)]
    assert told == [["Monday"], [], ["3 May", "Sunday"]]
    assert timeline.beside(doc[-2]) == timeline.of(2)
    assert [root.text for _, root in timeline.times] == ["Monday", "May", "Sunday"]
