"""Handlers of times of day: "10 p.m. Wednesday", "noon", "Friday night", "at 0735 GMT"."""

from __future__ import annotations

import re
from datetime import date

from dateline.code.times.calendar import plus_days
from dateline.code.times.hit import Draft, Drafts, Hit, handler
from dateline.code.times.relative import weekday_date


def hour_of(hit: Hit, label: str = "h") -> str | None:
    """Give the time of day under a label as HH:MM, None if there is no such time."""
    lexicon = hit.context.lexicon
    words = hit.words(label)
    text = words[0]
    moment = lexicon.value("moment", text)
    if moment:
        return str(moment)
    if match := re.fullmatch(r"(\d{1,2})[:.](\d\d)(?::\d\d)?", text):
        hour, minute = int(match[1]), int(match[2])
    elif text.isdigit() and len(text) == 4:
        hour, minute = int(text[:2]), int(text[2:])
    elif text.isdigit():
        hour, minute = int(text), 0
    elif (number := lexicon.value("number", text)) is not None:
        hour, minute = int(number), 0
    else:
        return None
    for word in words[1:]:
        shift = lexicon.value("meridiem", word)
        if shift is None:
            part = lexicon.value("part", word)
            shift = None if part is None else 0 if part == "MO" or (part == "NI" and hour < 5) else 12
        if shift is not None:
            if hour > 12 and shift:
                continue
            hour = hour % 12 + int(shift)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


@handler
def clock(hit: Hit) -> Drafts:
    """Read 10 p.m. Wednesday; 5 p.m. EST, Nov. 9; noon; at 0735 GMT. Without a day it is the day last named."""
    at = hit.at("h")
    if at is None:
        return None
    time = hour_of(hit)
    if time is None:
        return None
    words = hit.words("h")
    bare_number = len(words) == 1 and not hit.has("z") and re.fullmatch(r"\d{4}|\d{1,2}[:.]\d\d(:\d\d)?", words[0])
    if bare_number and hit.context.lexicon.value("clock_cue", hit.before()) is None:
        return None
    if bare_number and words[0].isdigit():
        return None
    if any(hit.context.lexicon.value("zone", word) == "Z" for word in hit.words()):
        time += "Z"
    day = _day_of(hit)
    value = f"{day.isoformat()}T{time}" if isinstance(day, date) else f"{day}T{time}" if day else f"XXXX-XX-XXT{time}"
    supposed = not hit.has("day", "w", "n") and not _is_day_named(hit)
    return Draft("TIME", value, hit.start, hit.end, supposed=supposed)


def _is_day_named(hit: Hit) -> bool:
    return hit.context.anchor is not None and hit.context.anchor_precision == "D"


def _day_of(hit: Hit) -> date | str | None:
    context = hit.context
    if hit.at("day") is not None:
        draft = hit.parse(*hit.match.span("day"))
        return draft.value if draft else None
    if hit.has("w"):
        return weekday_date(hit, int(hit.value("w", "weekday")), hit.at("w") or hit.start, None)
    if hit.has("n"):
        return plus_days(context.today, int(hit.value("n", "named_day"))) if context.today else None
    return context.anchor_day if context.anchor_precision == "D" else context.today


@handler
def tonight(hit: Hit) -> Drafts:
    """Read Tonight; overnight."""
    day = hit.context.today
    return hit.draft("TIME", f"{day.isoformat()}TNI" if day else None)


@handler
def part_of_date(hit: Hit) -> Drafts:
    """Read the morning of 31 January 1965; the early hours of 30 April."""
    draft = hit.parse(*hit.match.span("day"))
    if draft is None or not draft.value:
        return None
    code = hit.value("p", "part") or "MO"
    return hit.draft("TIME", f"{draft.value}T{code}")


@handler
def part_of_named(hit: Hit) -> Drafts:
    """Read Mid-afternoon yesterday."""
    base = hit.context.today
    if hit.has("w"):
        return None
    if hit.has("p2"):
        weekday = next((v for w in hit.words() if (v := hit.context.lexicon.value("weekday", w))), None)
        day = weekday_date(hit, int(weekday), hit.end - 1, None) if weekday else None
        code = hit.value("p2", "part")
    else:
        day = plus_days(base, int(hit.value("n", "named_day"))) if base else None
        code = hit.value("p", "part")
    return hit.draft("TIME", f"{day.isoformat()}T{code}" if day else None)


@handler
def toward_part(hit: Hit) -> Drafts:
    """Read Last night; this morning; the next morning; that same evening."""
    context = hit.context
    code = hit.value("p", "part")
    if hit.has("n"):
        day = context.today
    elif hit.has("s", "s2"):
        day = context.anchor_day
    elif hit.has("f"):
        day = context.anchor_day and plus_days(context.anchor_day, 1)
        if "same" in hit.words():
            day = context.anchor_day
    elif hit.word("b") == "last" and not context.history:
        day = context.today and plus_days(context.today, -1)
    else:
        day = context.anchor_day and plus_days(context.anchor_day, -1)
    if "same" in hit.words():
        day = context.anchor_day
    return hit.draft("TIME", f"{day.isoformat()}T{code}" if day else None)


@handler
def the_part(hit: Hit) -> Drafts:
    """Read in the morning; by mid-afternoon: of the day last named."""
    context = hit.context
    if hit.after() == "of":
        return None
    day = context.anchor_day if context.anchor_precision == "D" else context.today
    start = hit.start if hit.words()[0] == "mid" else hit.start + 1
    if hit.words()[start - hit.start] in ("-",):
        start += 1
    value = f"{day.isoformat()}T{hit.value('p', 'part')}" if day else None
    return Draft("TIME", value, start, hit.end, anchors=False, supposed=not _is_day_named(hit))


@handler
def at_night(hit: Hit) -> Drafts:
    """Read at night: any night."""
    if hit.value("p", "part") != "NI":
        return the_part(hit)
    return hit.draft("TIME", "XXXX-XX-XXTNI", hit.start + 1)
