"""Handlers of dates counted from another: "three days ago", "two weeks later", "a year earlier"."""

from __future__ import annotations

from datetime import date

from dateline.code.times.calendar import plus_days, quarter_value
from dateline.code.times.context import Context
from dateline.code.times.hit import Draft, Drafts, Hit, handler
from dateline.code.times.quantities import amount, unit_of
from dateline.code.times.relative import shifted

_REFERENCES = {-1: "PAST_REF", 1: "FUTURE_REF"}


def count_back(context: Context, base: date, number: float, unit: str, sign: int) -> str | None:
    """Give the value `number` units before (sign -1) or after (1) a day; as precise as the unit."""
    if number != int(number):
        if unit == "Y":
            number, unit = round(number * 12), "M"
        elif unit in ("E", "C"):
            number, unit = round(number * {"E": 10, "C": 100}[unit]), "Y"
        else:
            number = int(number)
    if number > 100_000:
        return None
    if unit in ("E", "C", "L"):
        number, unit = number * {"E": 10, "C": 100, "L": 1000}[unit], "Y"
    return shifted(base, unit, sign * int(number))


@handler
def ago(hit: Hit) -> Drafts:
    """Read three days ago; two years ago; several weeks ago (PAST_REF); a year ago in quarterly results (a quarter)."""
    context = hit.context
    number, unit = amount(hit), unit_of(hit)
    base = context.today
    if number is None or (unit.startswith("T") and number == "X"):
        return None
    if isinstance(number, str):
        return hit.draft("DATE", "PAST_REF")
    if unit == "Y" and number == 1 and context.quarter and not context.history:
        return Draft(
            "DATE", quarter_value(context.quarter[0] - 1, context.quarter[1]), hit.start, hit.end, anchors=False
        )
    if base is None or context.history:
        return hit.draft("DATE", "PAST_REF")
    if unit.startswith("T"):
        return hit.draft("TIME", _hours_ago(context, base, number, unit))
    if unit == "W" and number == 1:
        day = plus_days(base, -7)
        return Draft("DATE", day.isoformat() if day else None, hit.start, hit.end, anchors=False)
    return Draft("DATE", count_back(context, base, number, unit, -1), hit.start, hit.end, anchors=False)


def _hours_ago(context: Context, base: date, number: float, unit: str) -> str | None:
    if unit != "TH" or context.published_hour is None:
        return base.isoformat()
    hours = base.toordinal() * 24 + context.published_hour - int(number)
    if hours < 24:
        return None
    return f"{date.fromordinal(hours // 24).isoformat()}T{hours % 24:02d}"


@handler
def vague_ago(hit: Hit) -> Drafts:
    """Read Months ago; years ago."""
    return hit.draft("DATE", "PAST_REF")


@handler
def from_now(hit: Hit) -> Drafts:
    """Read three days from now."""
    number, unit, base = amount(hit), unit_of(hit), hit.context.today
    if not isinstance(number, float | int) or base is None or unit.startswith("T"):
        return hit.draft("DATE", "FUTURE_REF")
    return hit.draft("DATE", count_back(hit.context, base, number, unit, 1))


@handler
def offset(hit: Hit) -> Drafts:
    """Read two days later; a year earlier: from the date last named. "Three days after the vote" is a duration."""
    context = hit.context
    number, unit = amount(hit), unit_of(hit)
    sign = 1 if hit.has("l") else -1
    word = hit.word("l") or hit.word("e")
    if word in ("before", "after", "previously"):
        return None
    if number is None:
        return None
    if isinstance(number, str):
        return hit.draft("DATE", _REFERENCES[sign])
    if unit == "Y" and number == 1 and sign < 0 and context.quarter and not context.history:
        return Draft(
            "DATE", quarter_value(context.quarter[0] - 1, context.quarter[1]), hit.start, hit.end, anchors=False
        )
    if unit.startswith("T"):
        return None
    base = context.anchor_day
    if base is None or (unit in ("D", "W") and context.anchor_precision != "D"):
        return None
    if unit in ("W", "2W"):
        number, unit = number * (14 if unit == "2W" else 7), "D"
    if unit == "M" and context.anchor_precision == "Y":
        return None
    value = count_back(context, base, number, unit, sign)
    return Draft("DATE", value, hit.start, hit.end, anchors=unit in ("D", "M"))


@handler
def vague_offset(hit: Hit) -> Drafts:
    """Read Years later; weeks earlier."""
    if (hit.word("l") or hit.word("e")) in ("before", "after", "previously", "hence"):
        return None
    return hit.draft("DATE", _REFERENCES[1 if hit.has("l") else -1])
