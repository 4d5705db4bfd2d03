"""Handlers of dates relative to publication or to the narrative: "Tuesday", "last month", "three days ago"."""

from __future__ import annotations

from datetime import date

from dateline.code.times.calendar import (
    feast,
    month_value,
    plus_days,
    quarter_of,
    quarter_value,
    week_value,
    weekday_on_or_after,
    weekday_on_or_before,
)
from dateline.code.times.context import Context
from dateline.code.times.explicit import relative_year
from dateline.code.times.fiscal import this_quarter
from dateline.code.times.hit import NOTHING, Draft, Drafts, Hit, handler
from dateline.code.times.quantities import unit_of


def precise_enough(context: Context, unit: str) -> bool:
    """Tell whether the narrative's last date can serve to count a unit from: a year is no base for "last month"."""
    if unit in ("Y", "E", "C", "L"):
        return True
    return context.anchor_precision in (("D", "M") if unit in ("M", "Q") else ("D",))


def weekday_date(hit: Hit, weekday: int, lexeme: int, direction: int | None) -> date | None:
    """Give the day that a weekday means: the last one up to publication, the next one where the verb is future.

    One that would be six days back is the day after publication: articles are brought up to date after the day that
    they bear, or bear that of another time zone (of 17 such weekdays told as past in a sample of web news, 15).

    Args:
        hit: the match, for its context.
        weekday: ISO weekday, 1 Monday to 7 Sunday.
        lexeme: where the weekday stands, for its tense.
        direction: -1 for "last", 1 for "next", 0 for "this", None for none.
    """
    context = hit.context
    base = context.today
    if base is None:
        return None
    if context.history:
        return None if context.anchor_precision != "D" else weekday_on_or_after(base, weekday)
    try:
        if direction == -1:
            return weekday_on_or_before(date.fromordinal(base.toordinal() - 1), weekday)
        if direction == 1:
            return weekday_on_or_after(date.fromordinal(base.toordinal() + 1), weekday)
        if hit.before() == "until":
            return weekday_on_or_after(base, weekday)
        tense = context.tense(lexeme)
        if tense == "future" or (direction == 0 and tense != "past"):
            return weekday_on_or_after(base, weekday)
        if tense is None and context.lexicon.value("deadline", hit.before()) is not None:
            return weekday_on_or_after(base, weekday)
        if direction is None and weekday == base.isoweekday() % 7 + 1:
            return date.fromordinal(base.toordinal() + 1)
        return weekday_on_or_before(base, weekday)
    except (ValueError, OverflowError):
        return None


@handler
def weekday(hit: Hit) -> Drafts:
    """Read Tuesday; last Wednesday; next Monday; the previous Friday; Wednesday night."""
    context = hit.context
    number = int(hit.value("w", "weekday"))
    at = hit.at("w") or hit.start
    if (
        hit.value("w", "doubtful_weekday")
        and at == hit.end - 1
        and (hit.after() not in (".", ",") or context.token_of(at).ent_type_ not in ("DATE", "TIME"))
    ):
        return None
    part = hit.value("p", "part") or hit.value("q", "part")
    if hit.has("h") and part is None:
        part = "NI" if hit.value("e", "early") == "END" else "MO"
    word = hit.word("b") or hit.word("f") or hit.word("s")
    if context.lexicon.value("narrative", word) is not None or hit.has("s"):
        base = context.anchor_day if context.anchor_precision == "D" else context.today
        if base is None:
            day = None
        elif hit.has("s"):
            day = weekday_on_or_before(base, number)
        elif hit.has("b"):
            day = weekday_on_or_before(plus_days(base, -1) or base, number)
        else:
            day = weekday_on_or_after(plus_days(base, 1) or base, number)
    else:
        direction = -1 if hit.has("b") else 1 if hit.has("f", "f2") else 0 if hit.has("n") else None
        day = weekday_date(hit, number, at, direction)
    value = day.isoformat() if day else None
    if hit.words()[0] == "the" and not hit.has("b", "f", "s") and part is None and hit.end - hit.start == 2:
        return hit.draft("DATE", value, at)
    return hit.draft("TIME", value and f"{value}T{part}") if part else hit.draft("DATE", value)


@handler
def weekday_of_week(hit: Hit) -> Drafts:
    """Read Tuesday last week; Friday next week."""
    base = hit.context.today
    shift = -7 if hit.has("b") else 7
    if base is None:
        return hit.draft("DATE", None)
    day = plus_days(base, shift - base.isoweekday() + int(hit.value("w", "weekday")))
    return hit.draft("DATE", day.isoformat() if day else None)


def shifted(base: date, unit: str, count: int) -> str | None:
    """Give the value of the day, week, month, quarter, year ... that is `count` units from that of `base`."""
    if unit == "D":
        day = plus_days(base, count)
        return day.isoformat() if day else None
    if unit in ("W", "2W"):
        day = plus_days(base, 7 * count * (2 if unit == "2W" else 1))
        return week_value(day) if day else None
    if unit == "WE":
        day = plus_days(base, 7 * count)
        return f"{week_value(day)}-WE" if day else None
    if unit == "M":
        year = base.year + (base.month - 1 + count) // 12
        return month_value(base.year, base.month + count) if 1 <= year <= 9999 else None
    if unit == "Q":
        return quarter_value(base.year, quarter_of(base) + count)
    step = {"Y": 1, "E": 10, "C": 100, "L": 1000}.get(unit)
    if step is None:
        return None
    year = base.year + step * count
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}"[: {"E": 3, "C": 2}.get(unit, 4)]


@handler
def toward_unit(hit: Hit) -> Drafts:
    """Read Last week; this year; next month; the following year; the previous day; the past decade (a duration)."""
    context = hit.context
    unit = unit_of(hit)
    if unit in ("TM", "TS", "TH"):
        return NOTHING
    direction = -1 if hit.has("b") else 1 if hit.has("f") else 0
    word = hit.word("b") or hit.word("f") or hit.word("n")
    narrative = context.lexicon.value("narrative", word) is not None
    if (word == "past" and unit not in ("Y",)) or (hit.words()[0] == "the" and word == "last" and unit in ("E", "C")):
        return hit.draft("DURATION", f"P{ {'E': '10Y', 'C': '100Y'}.get(unit, '1' + unit) }")
    if unit == "Q" and direction <= 0 and word not in ("this", "current") and context.quarter and narrative:
        return hit.draft("DATE", quarter_value(*(context.quarter[0], context.quarter[1] + direction)))
    base = context.anchor_day if narrative or (hit.words()[0] == "the" and word == "next") else context.today
    if base is None or (unit in ("D", "W") and narrative and context.anchor_precision not in ("D",)):
        base = context.today
    if unit == "D" and direction == 0:
        return hit.draft("DATE", "PRESENT_REF") if word == "current" else None
    if base is None or (context.history and not precise_enough(context, unit)):
        return hit.draft("DATE", None)
    if unit == "Q" and word == "this" and context.quarter and context.quarter[0] == base.year:
        return hit.draft("DATE", quarter_value(*context.quarter))
    return hit.draft("DATE", shifted(base, unit, direction))


@handler
def toward_this(hit: Hit) -> Drafts:
    """Read this past spring; this coming Sunday; this past week."""
    context = hit.context
    base = context.today
    direction = -1 if hit.has("b") else 1
    if base is None:
        return hit.draft("DATE", None)
    if hit.has("w"):
        day = weekday_date(hit, int(hit.value("w", "weekday")), hit.end - 1, direction)
        return hit.draft("DATE", day.isoformat() if day else None)
    if hit.has("s"):
        return hit.draft("DATE", f"{base.year:04d}-{hit.value('s', 'season')}")
    return hit.draft("DATE", shifted(base, unit_of(hit), direction))


@handler
def same_unit(hit: Hit) -> Drafts:
    """Read that year; the same day; that same month: as last named."""
    context = hit.context
    unit = unit_of(hit)
    base = context.anchor_day
    if unit.startswith("T"):
        return NOTHING
    if base is None or (unit == "M" and not precise_enough(context, unit)):
        return hit.draft("DATE", None)
    if unit == "Q" and context.quarter:
        return hit.draft("DATE", quarter_value(*context.quarter))
    if unit == "D" and context.anchor_precision != "D":
        today = None if context.history else context.today
        return hit.draft("DATE", today.isoformat() if today else None)
    return hit.draft("DATE", shifted(base, unit, 0))


@handler
def rim_unit(hit: Hit) -> Drafts:
    """Read the end of the month; the beginning of this year; later in the year."""
    context = hit.context
    label = "u" if hit.has("u") else "v" if hit.has("v") else "u2"
    unit = unit_of(hit, label)
    if unit.startswith("T"):
        return None
    direction = hit.any_value("t", "backward", "present", "forward") or 0
    base = context.today
    if context.history and not precise_enough(context, unit):
        base = None
    return hit.draft("DATE", shifted(base, unit, int(direction)) if base else None)


@handler
def year_end(hit: Hit) -> Drafts:
    """Read Year-end; the year's end."""
    base = hit.context.today
    if base is None:
        return hit.draft("DATE", None)
    before = hit.before() == "since" or (hit.context.tense(hit.start) == "past" and base.month < 6)
    return hit.draft("DATE", f"{base.year - before:04d}")


@handler
def the_unit(hit: Hit) -> Drafts:
    """Read the year; the week; the full year: the present one, in a history the one last named."""
    context = hit.context
    unit = unit_of(hit)
    if unit == "Q":
        return this_quarter(hit)
    if unit not in ("Y", "W", "M") or context.lexicon.value("continued", hit.after()) is not None:
        return NOTHING
    base = context.today
    if context.history and not precise_enough(context, unit):
        base = None
    return hit.draft("DATE", shifted(base, unit, 0) if base else None)


@handler
def weekend(hit: Hit) -> Drafts:
    """Read the weekend; last weekend; this weekend."""
    base = hit.context.today if not hit.context.history or precise_enough(hit.context, "WE") else None
    direction = hit.any_value("t", "backward", "present", "forward")
    if direction is None:
        direction = hit.any_value("t2", "backward", "present", "forward")
    if base is None or hit.words()[0] == "weekend":
        return hit.draft("DATE", None) if base is None and hit.words()[0] != "weekend" else None
    if direction is None or direction == 0:
        early = base.isoweekday() <= (4 if direction is None else 2)
        tense = hit.context.tense(hit.end - 1)
        direction = -1 if early and tense == "past" else 0
    return hit.draft("DATE", shifted(base, "WE", int(direction)))


@handler
def week_of(hit: Hit) -> Drafts:
    """Read the week of March 6."""
    unit = unit_of(hit)
    draft = hit.parse(*hit.match.span("day"))
    if unit != "W" or draft is None or not draft.value:
        return None
    try:
        return hit.draft("DATE", week_value(date.fromisoformat(draft.value)))
    except ValueError:
        return None


@handler
def named_day(hit: Hit) -> Drafts:
    """Read Today; yesterday morning; tomorrow; late yesterday."""
    base = hit.context.today
    day = plus_days(base, int(hit.value("n", "named_day"))) if base and not hit.context.history else None
    part = hit.value("p", "part")
    value = day.isoformat() if day else "PRESENT_REF" if hit.word("n") == "today" and not part else None
    return hit.draft("TIME", value and f"{value}T{part}") if part else hit.draft("DATE", value)


@handler
def day_beyond(hit: Hit) -> Drafts:
    """Read the day before yesterday; the day after tomorrow."""
    base = hit.context.today
    day = plus_days(base, -2 if hit.word("x") == "before" else 2) if base else None
    return hit.draft("DATE", day.isoformat() if day else None)


@handler
def adjacent_day(hit: Hit) -> Drafts:
    """Read the day before; the day after: of the day last named, if nothing else follows."""
    context = hit.context
    if hit.after() not in (".", ",", ";", "", ")", "and", "but", ":", "-", "when"):
        return NOTHING
    base = context.anchor_day if context.anchor_precision == "D" else context.today
    day = plus_days(base, -1 if hit.has("a") else 1) if base else None
    return hit.draft("DATE", day.isoformat() if day else None)


@handler
def holiday(hit: Hit) -> Drafts:
    """Read Christmas 2007; last Thanksgiving; Easter; Eid al-Fitr."""
    context = hit.context
    rule = str(hit.value("h", "holiday"))
    if hit.has("y"):
        year: int | None = hit.integer("y")
    elif hit.has("ry"):
        year = relative_year(hit)
    else:
        base = context.today
        year = None
        if base is not None and not context.history:
            day = feast(rule, base.year) if 1583 <= base.year < 9998 else None
            direction = hit.any_value("t", "backward", "forward") or hit.any_value("t2", "backward", "forward")
            tense = context.tense(hit.at("h") or hit.start) if direction is None else None
            year = base.year
            if day and day > base and (direction == -1 or tense == "past"):
                year -= 1
            elif day and day < base and (direction == 1 or tense == "future"):
                year += 1
            elif day and direction is None and tense is None and abs((day - base).days) > 183:
                year += -1 if day > base else 1
        elif context.anchor:
            year = context.anchor[0]
    day = feast(rule, year) if year and 1583 <= year < 9998 else None
    if day is None:
        value = f"XXXX-{rule}" if rule[:1].isdigit() else None
        return hit.draft("DATE", value)
    return Draft("DATE", day.isoformat(), hit.start, hit.end, anchors=hit.has("y"))
