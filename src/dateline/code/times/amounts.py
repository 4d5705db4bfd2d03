"""Handlers of durations, sets and vague references: "three days", "for years", "every week", "recently"."""

from __future__ import annotations

from dateline.code.times.calendar import duration_value
from dateline.code.times.hit import NOTHING, Draft, Drafts, Hit, handler
from dateline.code.times.quantities import amount, number_of, unit_of


def _duration(hit: Hit, number: float | str | None, unit: str) -> Drafts:
    if number is None or (not isinstance(number, str) and number > 1e12):
        return None
    if (
        unit == "Q"
        and (number == 1 or number == "X" or "-" in hit.words())
        and hit.words("a")
        and not hit.has("b", "f")
    ):
        return NOTHING  # "three-quarters", "a quarter of the votes"
    return hit.draft("DURATION", duration_value(number, unit))


@handler
def duration(hit: Hit) -> Drafts:
    """Read three days; a year; nearly two decades; two-week. "A year" after an amount ("five tons a year") is a set."""
    context = hit.context
    number, unit = amount(hit), unit_of(hit)
    words = hit.words("a")
    singular = words and words[-1] in ("a", "an") and len(words) == 1
    if singular and hit.value("u", "units") is not None:
        return None
    if singular and hit.end - hit.start == 2:
        if unit in ("WE",):
            return NOTHING
        before = hit.before()
        if hit.start and (before[:1].isdigit() or context.lexicon.value("number", before) is not None):
            return hit.draft("SET", duration_value(1, unit))
        if (
            hit.start
            and before.isalpha()
            and context.token_of(hit.start - 1).tag_ in ("NN", "NNS", "CD")
            and (context.lexicon.value("rated", before) is not None or _counted_before(hit))
        ):
            return hit.draft("SET", duration_value(1, unit))
    return _duration(hit, number, unit)


def _counted_before(hit: Hit) -> bool:
    """Whether a number stands two to four words before: "six flights a day"."""
    lexicon = hit.context.lexicon
    for distance in (2, 3, 4):
        word = hit.before(distance)
        if (
            word[:1].isdigit()
            or lexicon.value("number", word) is not None
            or lexicon.value("indefinite", word) is not None
        ):
            return True
        if not word.isalpha():
            return False
    return False


@handler
def duration_seconds(hit: Hit) -> Drafts:
    """Read 30-second."""
    return _duration(hit, amount(hit), "TS") if "-" in hit.words() else None


@handler
def duration_half(hit: Hit) -> Drafts:
    """Read a minute and a half."""
    return _duration(hit, 1.5, unit_of(hit))


@handler
def duration_range(hit: Hit) -> Drafts:
    """Read two to three weeks: the lower number."""
    return _duration(hit, amount(hit, "a"), unit_of(hit))


@handler
def duration_sum(hit: Hit) -> Drafts:
    """Read two hours and 20 minutes."""
    first, second = amount(hit, "a"), amount(hit, "b")
    unit, other = unit_of(hit, "u"), unit_of(hit, "v")
    if isinstance(first, str | None) or isinstance(second, str | None) or len(unit) > 2 or len(other) > 2:
        return None
    one, two = duration_value(first, unit), duration_value(second, other)
    if one.startswith("PT") != two.startswith("PT"):
        return hit.draft("DURATION", one + two[1:]) if two.startswith("PT") else None
    return hit.draft("DURATION", one + two[2 if two.startswith("PT") else 1 :])


@handler
def duration_long(hit: Hit) -> Drafts:
    """Read Two-year-long; months-long; yearlong; an eight-month-old truce. Not the age of a person (year-old)."""
    words = hit.words()
    unit = unit_of(hit)
    number = amount(hit) if hit.has("a") else "X" if hit.value("u", "units") is not None else 1
    if words[-1] in ("old", "olds") and (
        (unit == "Y" and hit.has("a")) or (hit.value("u", "units") is None and not hit.has("a"))
    ):
        return NOTHING
    return _duration(hit, number, unit)


@handler
def toward_units(hit: Hit) -> Drafts:
    """Read the past three months; the next two weeks or so; the first nine months; the last few years."""
    unit = unit_of(hit)
    if hit.has("b") and hit.context.token_of(hit.at("b") or hit.start).tag_.startswith("VB"):
        return None  # "to last 45 minutes"
    if hit.has("a"):
        return _duration(hit, amount(hit), unit)
    return _duration(hit, 2 if hit.has("c") else "X", unit)


@handler
def every_season(hit: Hit) -> Drafts:
    """Read the past three summers."""
    return hit.draft("SET", f"XXXX-{hit.value('s', 'seasons')}")


@handler
def vague_period(hit: Hit) -> Drafts:
    """Read Recent years; the coming weeks; the early years."""
    if hit.has("e", "g", "h") and hit.words()[0] != "the":
        return None
    return _duration(hit, "X", unit_of(hit))


@handler
def vague_duration(hit: Hit) -> Drafts:
    """Read (For) years; weeks or months."""
    if (hit.words()[0] == "the" and hit.value("u", "units") in ("TS", "TM")) or hit.before() in ("60",):
        return NOTHING
    unit = unit_of(hit, "w") if hit.has("w") else unit_of(hit)
    return _duration(hit, "X", unit)


@handler
def duration_one_day(hit: Hit) -> Drafts:
    """Read One day: some day in the future, else a day long."""
    if hit.context.tense(hit.start) == "future":
        return Draft("DATE", "FUTURE_REF", hit.start, hit.end, anchors=False)
    return _duration(hit, 1, "D")


@handler
def a_while(hit: Hit) -> Drafts:
    """Read a while; a long time; some time."""
    return hit.draft("DURATION", "PXX")


# --- sets


@handler
def repeated(hit: Hit) -> Drafts:
    """Read Daily; weekly; annual."""
    return hit.draft("SET", str(hit.value("r", "repeated")))


@handler
def each_unit(hit: Hit) -> Drafts:
    """Read every day; each year; every two weeks; every other month; twice a week."""
    unit = unit_of(hit)
    number = number_of(hit.words("a"), hit.context.lexicon) if hit.has("a") else None
    if number is None:
        number = 2 if "other" in hit.words() else 1
    if hit.value("u", "units") is not None and not hit.has("a"):
        return None
    return hit.draft("SET", duration_value(number, unit))


@handler
def each_weekday(hit: Hit) -> Drafts:
    """Read each Thursday; Mondays; Tuesday nights."""
    number = hit.any_value("w", "weekday", "weekdays")
    part = hit.any_value("p", "part", "plural_part")
    return hit.draft("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


@handler
def each_month(hit: Hit) -> Drafts:
    """Read each July."""
    return hit.draft("SET", f"XXXX-{int(hit.value('m', 'month')):02d}")


@handler
def each_season(hit: Hit) -> Drafts:
    """Read every summer."""
    return hit.draft("SET", f"XXXX-{hit.value('s', 'season')}")


@handler
def each_part(hit: Hit) -> Drafts:
    """Read every morning."""
    return hit.draft("SET", f"XXXX-XX-XXT{hit.value('p', 'part')}")


# --- the present, the past and the future as a whole


def _ref(hit: Hit, value: str, start: int | None = None) -> Draft:
    return Draft("DATE", value, hit.start if start is None else start, hit.end, anchors=False)


@handler
def reference(hit: Hit) -> Drafts:
    """Read Now; currently; recently; soon; current; future; the near future."""
    value = hit.any_value("r", "reference", "current", "future")
    if hit.word("r") == "soon" and (hit.after() in ("after", "as", "before") or hit.before() in ("as", "too")):
        return NOTHING
    if (
        value == "FUTURE_REF"
        and hit.has("r")
        and hit.value("r", "reference")
        and hit.context.tense(hit.start) != "future"
    ):
        return NOTHING  # "he soon fled"
    if hit.word("r") == "now" and hit.after() == "that":
        return NOTHING
    return _ref(hit, str(value))


@handler
def reference_after(hit: Hit) -> Drafts:
    """Read Right now; more recently; until recently (without "until")."""
    value = str(hit.value("r", "reference"))
    return _ref(hit, value, hit.at("r") if hit.words()[0] in ("until", "just", "very") else None)


@handler
def recent(hit: Hit) -> Drafts:
    """Read Recent (a recent sale)."""
    return _ref(hit, "PAST_REF")


@handler
def the_past(hit: Hit) -> Drafts:
    """Read in the past."""
    if (
        hit.context.lexicon.value("unit", hit.after()) is not None
        or hit.context.lexicon.value("number", hit.after()) is not None
        or hit.after()[:1].isdigit()
    ):
        return None
    return _ref(hit, "PAST_REF", hit.start + 1)


@handler
def these_days(hit: Hit) -> Drafts:
    """Read these days; present-day."""
    return _ref(hit, "PRESENT_REF")


@handler
def at_the_time(hit: Hit) -> Drafts:
    """Read at the time; at that time."""
    if hit.context.lexicon.value("continued", hit.after()) is not None:
        return NOTHING
    return _ref(hit, "PAST_REF", hit.start + 1)


@handler
def short_term(hit: Hit) -> Drafts:
    """Read the short term."""
    return _ref(hit, "FUTURE_REF")
