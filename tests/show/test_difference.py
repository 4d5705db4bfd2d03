"""What two codings of one text differ in."""

from __future__ import annotations

from dateline.model import CodedDocument
from dateline.show.difference import changes


def test_the_same_coding_has_no_differences(coded: CodedDocument) -> None:
    assert list(changes(coded, coded.model_copy(deep=True))) == []


def test_events_come_go_and_change(coded: CodedDocument) -> None:
    new = coded.model_copy(deep=True)
    new.events[0].status = "negated"
    new.events[0].confidence = 0.81  # less than 0.05 apart
    new.events[1].event = "AID"
    new.events[1].id = "e9"
    gone = new.events.pop(2)
    new.events[2].confidence = 0.5
    old = coded.model_copy(deep=True)
    last = old.events.pop()
    found = list(changes(old, new))
    assert [(change.kind, change.old, change.new, change.fields) for change in found] == [
        ("changed", "e1", "e1", {"status": ("actual", "negated")}),
        ("changed", "e2", "e9", {"event": ("AGREE", "AID")}),
        ("removed", gone.id, None, {}),
        ("changed", "e4", "e4", {"confidence": (0.8, 0.5)}),
        ("added", None, last.id, {}),
    ]
