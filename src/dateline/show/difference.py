"""What two versions of a coder coded differently in a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from dateline.model import CodedDocument, Event
from dateline.show.index import DocumentIndex

_LEAST_CONFIDENCE = 0.05


class Change(NamedTuple):
    """One event that came, went or changed. `old` and `new` are its ids, None where it is not there; `fields` has for
    each field that changed the old and the new value.
    """

    document: str
    kind: Literal["added", "removed", "changed"]
    old: str | None
    new: str | None
    event: str
    text: str
    fields: dict[str, tuple[Any, Any]]


def changes(before: CodedDocument, after: CodedDocument) -> Iterator[Change]:
    """Yield the differences between two codings of the same text, in the order of the text.

    An event is the same one if its trigger overlaps: first of the same type, then of another, which is then a change of
    type. Confidences count as changed when they differ by 0.05 or more.
    """
    pairs = _pairs(before.events, after.events)
    one, two = DocumentIndex(before), DocumentIndex(after)
    for old, new in pairs:
        shown = new or old
        if shown is None:
            continue
        fields: dict[str, tuple[Any, Any]] = {}
        if old and new:
            left, right = _values(old, one), _values(new, two)
            fields = {name: (left[name], right[name]) for name in left if left[name] != right[name]}
            if abs(old.confidence - new.confidence) >= _LEAST_CONFIDENCE:
                fields["confidence"] = (old.confidence, new.confidence)
            if not fields:
                continue
        kind: Literal["added", "removed", "changed"] = "changed" if old and new else "added" if new else "removed"
        ids = (old.id if old else None, new.id if new else None)
        yield Change(after.id, kind, *ids, shown.event, shown.text, fields)


def _pairs(olds: list[Event], news: list[Event]) -> list[tuple[Event | None, Event | None]]:
    left, right = list(olds), list(news)
    pairs: list[tuple[Event | None, Event | None]] = []
    for same_type in (True, False):
        for old in list(left):
            for new in right:
                overlap = old.trigger.start < new.trigger.end and new.trigger.start < old.trigger.end
                if overlap and (old.event == new.event or not same_type):
                    pairs.append((old, new))
                    left.remove(old)
                    right.remove(new)
                    break
    pairs += [(old, None) for old in left]
    pairs += [(None, new) for new in right]
    return sorted(pairs, key=_position)


def _position(pair: tuple[Event | None, Event | None]) -> int:
    shown = pair[1] or pair[0]
    return shown.trigger.start if shown else 0


def _values(event: Event, index: DocumentIndex) -> dict[str, Any]:
    place = event.event_loc
    return {
        "event": event.event,
        "mode": sorted(event.mode),
        "context": sorted(event.context),
        "status": event.status,
        "date": event.date,
        "enddate": event.enddate,
        "actor": [[index.name(party), party.code, *party.sector] for party in event.actor],
        "recipient": [[index.name(party), party.code, *party.sector] for party in event.recipient],
        "place": place and [place.name or place.text, place.country_code, place.geonameid],
        "source": index.sources(event),
        "figures": [[figure.kind, figure.low, figure.value, figure.high] for figure in index.figures(event)],
        "trigger": event.trigger.text,
    }
