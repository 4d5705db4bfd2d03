"""Handlers of dates that name year, month or day: "23 September 2023", "Sept. 23", "July", "the late 1970s"."""

from __future__ import annotations

import re
from datetime import date

from dateline.code.times.calendar import month_value, plus_days, safe_date, year_value
from dateline.code.times.context import Context
from dateline.code.times.hit import Drafts, Hit, handler
from dateline.code.times.quantities import number_of

_CENTURY_PIVOT = 30
_AGAINST_TENSE, _MONTH_AGAINST_TENSE = 4.0, 6.0
"""A day on the wrong side of the verb's tense counts as that much further away, and a month in which the verb's event
was ("in May, a court sentenced", told in March, is last year's); chosen on TimeBank, where next month is often told so.
"""


@handler
def iso_date(hit: Hit) -> Drafts:
    """Read 2023-09-23, 2023-09-23T10:00."""
    text = hit.words()[0].replace(" ", "T")
    year, month, day = map(int, text[:10].split("-"))
    if not safe_date(year, month, day):
        return None
    return hit.draft("TIME", text[:16]) if len(text) > 10 else hit.draft("DATE", text)


@handler
def slash_date(hit: Hit) -> Drafts:
    """Read 9/23/2023 (American), 23/9/2023 and 23.09.2023 where the month cannot stand first, 2023/09/23."""
    text = hit.words()[0]
    parts = [int(part) for part in re.split(r"[/.-]", text)]
    if parts[0] > 31:
        year, month, day = parts
    else:
        month, day, year = parts
        if "." in text or month > 12:
            month, day = day, month
        if year < 100:
            year += 2000 if year <= _CENTURY_PIVOT else 1900
    found = safe_date(year, month, day)
    return hit.draft("DATE", found.isoformat()) if found else None


def relative_year(hit: Hit, label: str = "ry") -> int | None:
    """Give the year that "last year", "of that year" and the like mean."""
    context = hit.context
    words = hit.words(label)
    direction, narrative = 0, False
    for word in words:
        for category in ("backward", "present", "forward", "same"):
            found = context.lexicon.value(category, word)
            if found is not None:
                direction = int(found)
                narrative = category == "same" or context.lexicon.value("narrative", word) is not None
    base = context.anchor[0] if context.anchor and (narrative or context.history) else None
    if base is None and context.published:
        base = context.published.year
    return None if base is None else base + direction


def guess_year(hit: Hit, month: int, day: int | None, lexeme: int, weekday: int | None = None) -> int | None:
    """Give the year of a month or day that has none: by weekday, narrative or tense, else nearest publication."""
    context = hit.context
    published = context.published
    if context.history or published is None:
        return _narrative_year(context, month)
    options = [published.year - 1, published.year, published.year + 1]
    days = {year: safe_date(year, month, day or 15) for year in options}
    if weekday and day:
        options = [year for year in options if (d := days[year]) and d.isoweekday() == weekday] or options
        if len(options) == 1:
            return options[0]
    tense = context.tense(lexeme)
    gaps: dict[int, float] = {}
    for year in options:
        found = days[year]
        if found is None:
            continue
        if day is None:
            gaps[year] = (year - published.year) * 12 + month - published.month
        else:
            gaps[year] = (found - published).days
    against = {"past": 1, "future": -1}.get(tense or "", 0)
    for year, gap in gaps.items():
        if gap * against > (0 if day is None else 1):  # a day's slack: time zones, papers dated the day after
            gaps[year] = gap * (_MONTH_AGAINST_TENSE if day is None and _is_of_verb(hit, lexeme) else _AGAINST_TENSE)
    return min(gaps, key=lambda year: abs(gaps[year])) if gaps else None


def _is_of_verb(hit: Hit, lexeme: int) -> bool:
    """Tell whether a month says when the event of a verb was ("in May"), not of a noun ("the summit in May")."""
    token = hit.context.token_of(lexeme)
    return token.dep_ == "pobj" and token.head.head.pos_ == "VERB"


def _narrative_year(context: Context, month: int) -> int | None:
    if context.anchor is None:
        return context.published.year if context.published else None
    year, last_month, _ = context.anchor
    if last_month and last_month >= 10 and month <= 3:
        return year + 1
    return year


@handler
def calendar_day(hit: Hit) -> Drafts:
    """Read September 23, 2023; Saturday, 23 September; Sept. 23; the 23rd of September last year."""
    month = int(hit.value("m", "month"))
    day = hit.integer("d") or hit.integer("o") or hit.value("n", "ordinal")
    if not isinstance(day, int) or not 1 <= day <= 31:
        return None
    if hit.has("n") and not hit.has("d", "o") and hit.word("n") in ("last", "final"):
        return None
    year = hit.year()
    if year is None and hit.has("ry"):
        year = relative_year(hit)
    elif year is None:
        year = guess_year(hit, month, day, hit.at("m") or hit.start, hit.value("w", "weekday"))
    if year is not None and hit.has("t") and not hit.has("y", "ry") and hit.context.today:
        today = hit.context.today
        year = today.year if (month, day) < (today.month, today.day) else today.year - 1
    if year is not None and year > 0 and not safe_date(year, month, day):
        return None
    return hit.draft("DATE", _day_value(year, month, day))


def _day_value(year: int | None, month: int, day: int) -> str:
    return f"{'XXXX' if year is None else year_value(year)}-{month:02d}-{day:02d}"


@handler
def calendar_days(hit: Hit) -> Drafts:
    """Read April 24 and 25; 6-7 February 1920: two expressions."""
    month = int(hit.value("m", "month"))
    first, second = hit.integer("d") or hit.integer("o"), hit.integer("e") or hit.integer("p")
    if not first or not second or first > 31 or second > 31:
        return None
    year_words = [int(word) for word in hit.words("y") if word.isdigit()]
    year = year_words[0] if year_words else guess_year(hit, month, first, hit.at("m") or hit.start)
    if year is not None and not (safe_date(year, month, first) and safe_date(year, month, second)):
        return None
    cut = hit.at("e") if hit.has("e") else hit.at("p")
    cut = hit.end if cut is None else cut
    after_first = (hit.at("d") if hit.has("d") else hit.at("o")) or hit.start
    return [
        hit.draft("DATE", _day_value(year, month, first), hit.start, after_first + 1),
        hit.draft("DATE", _day_value(year, month, second), cut, hit.end),
    ]


@handler
def calendar_month(hit: Hit) -> Drafts:
    """Read September 2023; June last year; August of that year."""
    month = int(hit.value("m", "month"))
    known = hit.year()
    if known is None:
        known = relative_year(hit)
    return hit.draft("DATE", month_value(known, month) if known else f"XXXX-{month:02d}")


@handler
def month_names(hit: Hit) -> Drafts:
    """Read July; last May; early September. May, March and April only where they are no verb and no person."""
    month = int(hit.value("m", "month"))
    at = hit.at("m") or hit.start
    context = hit.context
    if hit.value("m", "doubtful_month") and not hit.has("t") and at == hit.start:
        token = context.token_of(at)
        cue = context.lexicon.value("year_cue", hit.before()) is not None
        if token.tag_ in ("MD", "VB", "VBP", "VBZ", "JJ") or token.ent_type_ in ("PERSON", "ORG", "FAC", "PRODUCT"):
            return None
        if not cue and token.ent_type_ != "DATE":
            return None
    direction = hit.any_value("t", "backward", "present", "forward")
    base = context.today
    if direction is None:
        year = guess_year(hit, month, None, at)
    elif base is None:
        year = None
    elif direction < 0:
        year = base.year if month < base.month else base.year - 1
    elif direction > 0:
        year = base.year if month > base.month else base.year + 1
    else:
        year = base.year
    return hit.draft("DATE", month_value(year, month) if year else f"XXXX-{month:02d}")


@handler
def year(hit: Hit) -> Drafts:
    """Read 1998; early 1990; 480 BC. Not a number of four figures that counts something."""
    context, number = hit.context, hit.integer("y") or 0
    if hit.has("era"):
        return hit.draft("DATE", year_value(hit.year() or number))
    lexicon = context.lexicon
    after, before = hit.after(), hit.before()
    if lexicon.value("counted", after) is not None or lexicon.value("units", after) is not None:
        return None
    if hit.start > 0 and context.lexemes.ends[hit.start - 1] == context.lexemes.starts[hit.start] and before in ".":
        return None
    cue = lexicon.value("year_cue", before) is not None or hit.match.group() != context.lexemes.encoded[hit.end - 1]
    near = (1500 if context.history else 1900) <= number <= 2060
    if not near and not cue:
        return None
    if number % 100 == 0 and not cue and _is_noun_plural(hit):
        return None
    if not near and _is_noun_plural(hit):
        return None
    if lexicon.value("count_cue", before) is not None and (number % 10 == 0 or _is_noun_plural(hit)):
        return None
    return hit.draft("DATE", f"{number:04d}")


def _is_noun_plural(hit: Hit) -> bool:
    if hit.end >= len(hit.context.lexemes.words):
        return False
    return hit.context.token_of(hit.end).tag_ == "NNS"


@handler
def year_range(hit: Hit) -> Drafts:
    """Read 1939-45; 1955 to 1957; 480-479 BC: two expressions."""
    first = hit.integer("y") or 0
    era = hit.value("era", "era")
    second = hit.integer("z")
    at = hit.at("z")
    if second is None:
        second, at = hit.integer("s"), hit.at("s")
        if second is None or at is None:
            return None
        if era != "BC":
            if len(hit.word("s")) != 2 or (second <= first % 100 and second != (first + 1) % 100):
                return None
            second += first - first % 100
            if second < first:
                second += 100
    if at is None or (era != "BC" and not first < second):
        return None
    return [
        hit.draft("DATE", year_value(-first if era == "BC" else first), hit.start, (hit.at("y") or hit.start) + 1),
        hit.draft("DATE", year_value(-second if era == "BC" else second), at, hit.end),
    ]


@handler
def spoken_year(hit: Hit) -> Drafts:
    """Read Nineteen ninety-six."""
    lexicon = hit.context.lexicon
    number = int(hit.value("c", "teens")) * 100
    number += int(hit.value("t", "tens") or 0) + int(hit.value("t2", "teens") or 0)
    number += int(lexicon.value("number", hit.word("u") or hit.word("u2")) or 0)
    return hit.draft("DATE", f"{number:04d}") if 1500 <= number <= 2060 else None


@handler
def spoken_millennium(hit: Hit) -> Drafts:
    """Read the year two thousand."""
    words = [word for word in hit.words() if word not in ("the", "year", "-")]
    number = number_of(words, hit.context.lexicon)
    return hit.draft("DATE", f"{int(number):04d}") if isinstance(number, float | int) else None


@handler
def decade(hit: Hit) -> Drafts:
    """Read the 1990s; the late '80s; the nineties; the 470s BC."""
    context = hit.context
    if hit.value("era", "era") == "BC":
        return hit.draft("DATE", f"BC{int((hit.word('d') or hit.word('s') or hit.word('s2'))[:-2] or 0):03d}")
    if hit.has("d"):
        value = hit.word("d")[:3]
    elif hit.has("n"):
        number = int(hit.value("n", "decade_name"))
        century = hit.value("c", "teens")
        value = f"{century}{number}" if century else _decade_of_age(number, context)
    else:
        word = hit.word("s") or hit.word("s2")
        if len(word) != 3:
            return None
        if not hit.has("s") and hit.before() not in ("the", "early", "late", "mid", "-") and hit.start == hit.at("s2"):
            return None
        value = _decade_of_age(int(word[0]), context)
    return hit.draft("DATE", value)


def _decade_of_age(number: int, context: Context) -> str:
    now = context.published.year if context.published else 2030
    return f"20{number}" if 2000 + number * 10 <= now and number < 3 else f"19{number}"


@handler
def century(hit: Hit) -> Drafts:
    """Read the 20th century: 19."""
    number = hit.integer("o") or hit.value("n", "ordinal")
    if not isinstance(number, int) or number < 1:
        return None
    before_christ = hit.value("era", "era") == "BC"
    return hit.draft("DATE", f"BC{number - 1:02d}" if before_christ else f"{number - 1:02d}")


@handler
def season(hit: Hit) -> Drafts:
    """Read the summer of 1990; last spring; this fall. "Fall" and "spring" alone only after a determiner."""
    context = hit.context
    code = str(hit.value("s", "season"))
    at = hit.at("s") or hit.start
    known = hit.year()
    if known is not None:
        return hit.draft("DATE", f"{year_value(known)}-{code}")
    if hit.has("ry"):
        known = relative_year(hit)
    else:
        if hit.start == at and context.lexicon.value("season_cue", hit.before()) is None:
            return None
        token = context.token_of(at)
        if token.tag_.startswith("VB") or (
            code in ("FA", "SP")
            and not hit.has("t", "t2")
            and token.tag_ == "NN"
            and token.ent_type_ not in ("DATE", "")
        ):
            return None
        if (
            code in ("FA", "SP")
            and not hit.has("t", "t2")
            and not (token.ent_type_ == "DATE" or hit.before() in ("in", "by"))
        ):
            return None
        if hit.words()[0] in ("a", "an"):
            return None
        known = _season_year(hit, code, hit.any_value("t", "backward", "present", "forward"))
    return hit.draft("DATE", f"{year_value(known)}-{code}" if known else f"XXXX-{code}")


_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season_year(hit: Hit, code: str, direction: int | None) -> int | None:
    base = hit.context.today
    if base is None:
        return hit.context.anchor[0] if hit.context.history and hit.context.anchor else None
    if direction is None and not hit.context.history:
        tense = hit.context.tense(hit.at("s") or hit.start)
        direction = -1 if tense == "past" else 1 if tense == "future" else 0
        if direction == -1 and _SEASON_START[code] <= base.month:
            return base.year
        if direction == 1 and base.month <= _SEASON_START[code] + 2:
            return base.year
    if direction is None or direction == 0:
        return base.year
    start = date(base.year, _SEASON_START[code], 1)
    if direction < 0:
        ended = plus_days(start, 90)
        return base.year if ended and ended <= base else base.year - 1
    return base.year if start > base else base.year + 1
