"""When a promise was made, when it is due, and when something was done, from the time expressions of a sentence."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.link.commitments_rules import rules
from dateline.link.incidents_tellings import interval
from dateline.model import CodedDocument, Event, Time

_DURATION = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def when(coded: CodedDocument, event: Event | None, start: int, end: int, *, past: bool) -> tuple[str | None, bool]:
    """Give the day of an act and whether the text told it: the event's date, else a time of the sentence that lies
    before publication, else publication.
    """
    published = (coded.published or "")[:10] or None
    if event is not None and event.date and len(event.date) >= 10:
        return event.date[:10], True
    for time in _times(coded, start, end):
        value = time.value or ""
        if time.type not in ("DATE", "TIME") or len(value) < 7 or interval(value) is None or published is None:
            continue
        before = value[:10] <= published[: len(value[:10])]
        if before and (past or value[:7] < published[:7]):
            return value[:10], True
    return published, False


def deadline_of(coded: CodedDocument, start: int, end: int) -> str | None:
    """Give the day (or month, or year) by which a promise of this sentence is to be kept; None where it says none.

    A date without a year, or a weekday, that was read as past is taken for the next one: a promise looks ahead.
    """
    published = interval((coded.published or "")[:10])
    found: list[tuple[int, str]] = []
    for time in _times(coded, start, end):
        before = " ".join(coded.text[max(start, time.start - 14) : time.start].lower().split())
        bound = rules().deadline.search(before) is not None
        duration = _DURATION.match(time.value or "")
        if time.type == "DURATION" and duration and bound and published and not before.endswith("after"):
            made = date.fromordinal(published[0] + int(duration[1]) * _DAYS[duration[2]])
            found.append((time.start, made.isoformat()))
        elif time.type in ("DATE", "TIME") and (
            value := _ahead(time, published, bound=bound, strictly=rules().strictly.search(before) is not None)
        ):
            found.append((time.start, _month_of_end(value, before)))
    return min(found)[1] if found else None


def ending_of(coded: CodedDocument, start: int, end: int) -> str | None:
    """Give the day on which what is held to ends: after "a seven-day truce", or "for a week"."""
    published = interval((coded.published or "")[:10])
    for time in _times(coded, start, end):
        duration = _DURATION.match(time.value or "")
        before = coded.text[max(start, time.start - 8) : time.start].lower().split()
        if duration and published and ("-" in time.text or (before and before[-1] == "for")):
            return date.fromordinal(published[0] + int(duration[1]) * _DAYS[duration[2]]).isoformat()
    return None


def last_day(value: str) -> int | None:
    """Give the ordinal of the last day of an ISO date of any precision."""
    found = interval(value)
    return found[1] if found else None


def _times(coded: CodedDocument, start: int, end: int) -> list[Time]:
    return [time for time in coded.times if start <= time.start < end]


def _ahead(time: Time, published: tuple[int, int] | None, *, bound: bool, strictly: bool) -> str | None:
    """Give the value of a time that lies after publication, moved there where it names no year and is bound to."""
    value = _value(time.value or "")
    span = interval(value)
    if span is None:
        return None
    if published is None or span[1] > published[0]:
        return value if bound or span[0] > (published[0] if published else 0) else None
    if not bound or _YEAR.search(time.text) or len(value) < 7:
        return None
    if (
        len(value) == 10 and time.text.isalpha()
    ):  # a weekday: "by Friday" looks ahead, "on Friday" may be when it was said
        return _week_later(span[0], published[0]) if strictly and published[0] - span[0] < 7 else None
    if published[0] - span[1] <= 7:
        return None  # when it was said
    year = int(value[:4])
    while (moved := interval(f"{year}{value[4:]}")) and moved[1] <= published[0]:
        year += 1
    return f"{year}{value[4:]}"


def _week_later(day: int, published: int) -> str:
    while day <= published:
        day += 7
    return date.fromordinal(day).isoformat()


def _value(value: str) -> str:
    if week := _WEEK.match(value):
        return (date.fromisocalendar(int(week[1]), int(week[2]), 1) + timedelta(days=6)).isoformat()
    return value[:10]


def _month_of_end(value: str, before: str) -> str:
    return f"{value}-12" if len(value) == 4 and "end of" in before else value
