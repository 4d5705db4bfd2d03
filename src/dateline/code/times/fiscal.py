"""Handlers of quarters, halves and fiscal years: "third-quarter", "the year-ago period", "the first half of 1989"."""

from __future__ import annotations

from dateline.code.times.calendar import quarter_of, quarter_value
from dateline.code.times.explicit import relative_year
from dateline.code.times.hit import Draft, Drafts, Hit, handler


@handler
def quarter(hit: Hit) -> Drafts:
    """Read the third quarter of 1984; third-quarter; this year's first quarter; Q3 2020."""
    context = hit.context
    if hit.has("q"):
        number = int(hit.word("q")[1])
    else:
        found = hit.integer("o") or hit.value("n", "ordinal")
        number = int(found) if found else 0
        if not hit.has("n", "o"):
            number = context.quarter[1] if context.quarter else 0
        if not 1 <= number <= 4:
            return None
    base = context.today
    year: int | None
    if hit.has("y", "z"):
        year = hit.integer("y") or hit.integer("z")
    elif hit.has("ry", "rz"):
        year = relative_year(hit, "ry" if hit.has("ry") else "rz")
    elif hit.has("t"):
        year = base.year + int(hit.any_value("t", "backward", "present", "forward") or 0) if base else None
    elif base is None:
        year = None
    else:
        year = base.year
        if number > quarter_of(base) and context.tense(hit.end - 1) != "future":
            year -= 1
        if hit.has("ya"):
            year -= 1
    return hit.draft("DATE", quarter_value(year, number) if year else f"XXXX-Q{number}")


@handler
def half_year(hit: Hit) -> Drafts:
    """Read the first half of 1989: 1989-H1."""
    number = hit.value("n", "ordinal") if hit.has("n") else 2
    known = hit.integer("z") if hit.has("z") else relative_year(hit)
    half = 1 if number == 1 else 2
    return hit.draft("DATE", f"{known:04d}-H{half}" if known else None)


@handler
def this_quarter(hit: Hit) -> Drafts:
    """Read the quarter; the latest period: the quarter last named, else the last one that ended before publication."""
    context = hit.context
    if context.quarter is not None and not context.history:
        return hit.draft("DATE", quarter_value(*context.quarter))
    if context.published is None or context.history:
        return hit.draft("DATE", None)
    return hit.draft("DATE", quarter_value(context.published.year, quarter_of(context.published) - 1))


@handler
def year_ago(hit: Hit) -> Drafts:
    """Read Year-ago; the year-earlier quarter: the same quarter of the year before."""
    context = hit.context
    if context.published is None:
        return hit.draft("DATE", None)
    if context.quarter is not None:
        value = quarter_value(context.quarter[0] - 1, context.quarter[1])
    elif hit.words()[-1] in ("quarter", "period"):
        value = quarter_value(context.published.year - 1, quarter_of(context.published) - 1)
    else:
        value = f"{context.published.year - 1:04d}"
    return Draft("DATE", value, hit.start, hit.end, anchors=False)


@handler
def year_period(hit: Hit) -> Drafts:
    """Read the 1988 quarter; the 1988 period."""
    number = hit.context.quarter[1] if hit.context.quarter else None
    year = hit.word("y")
    return Draft("DATE", f"{year}-Q{number}" if number else year, hit.start, hit.end, anchors=False)


@handler
def year_ended(hit: Hit) -> Drafts:
    """Read the year ended (March 31): a year long."""
    if (
        hit.words()[-1] == "to"
        and not hit.after()[:1].isupper()
        and hit.context.lexicon.value("month", hit.after()) is None
    ):
        return None
    if hit.word("u") == "quarter":
        return None
    return hit.draft("DURATION", "P1Y", hit.start, hit.end - 1)
