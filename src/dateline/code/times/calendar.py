"""Calendar arithmetic and the spelling of TIMEX3 values."""

from __future__ import annotations

from datetime import date, timedelta


def year_value(year: int) -> str:
    """Spell a year: 2023; negative ones, which are years before Christ, as BC0480."""
    return f"{year:04d}" if year >= 0 else f"BC{-year:04d}"


def month_value(year: int, month: int) -> str:
    """Spell a month: 2023-09. Months beyond 1 to 12 carry over into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year_value(year)}-{month:02d}"


def week_value(day: date) -> str:
    """Spell the ISO week of a day: 2023-W38."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """Spell a quarter: 2023-Q3. Quarters beyond 1 to 4 carry over into other years."""
    return f"{year + (quarter - 1) // 4:04d}-Q{(quarter - 1) % 4 + 1}"


def quarter_of(day: date) -> int:
    """Give the quarter of the year that a day is in, 1 to 4."""
    return (day.month + 2) // 3


def safe_date(year: int, month: int, day: int) -> date | None:
    """Give the date, None if there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def plus_days(day: date, days: int) -> date | None:
    """Give a day some days away, None if that is outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def weekday_on_or_before(day: date, weekday: int) -> date:
    """Give the last day with an ISO weekday (1 Monday to 7 Sunday) up to `day`."""
    return plus_days(day, -((day.isoweekday() - weekday) % 7)) or day


def weekday_on_or_after(day: date, weekday: int) -> date:
    """Give the first day with an ISO weekday (1 Monday to 7 Sunday) from `day` on."""
    return plus_days(day, (weekday - day.isoweekday()) % 7) or day


def easter(year: int) -> date:
    """Give Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast(rule: str, year: int) -> date | None:
    """Give the day of a feast in a year, None if it is not known.

    Args:
        rule: "12-25", "easter-2" (days from Easter Sunday), "nth 11 4 4" (month, which week, ISO weekday; week -1
            is the last; "nth 11 1 2" is the first Tuesday) or "listed 2023-04-21 2024-04-10" (days of the years known).
        year: 1583 to 9998.
    """
    if rule.startswith("listed"):
        listed = next((day for day in rule.split() if day.startswith(f"{year:04d}-")), None)
        return None if listed is None else date.fromisoformat(listed)
    if rule.startswith("easter"):
        return plus_days(easter(year), int(rule[6:]))
    if rule.startswith("nth"):
        month, nth, weekday = map(int, rule.split()[1:])
        if nth < 0:
            return weekday_on_or_before(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1), weekday)
        return weekday_on_or_after(date(year, month, 1), weekday) + timedelta(days=7 * (nth - 1))
    month, day = map(int, rule.split("-"))
    return safe_date(year, month, day)


def duration_value(number: float | str, unit: str) -> str:
    """Spell a duration: 3 and "D" give P3D, "X" and "TH" give PTXH, 2.5 and "Y" give P2Y6M.

    Decades and centuries become years, as in most of TimeBank; a fortnight ("2W") becomes weeks.
    """
    time, letter = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    if letter == "WE" and number != "X":
        letter, number = "D", float(number) * 2
    if letter == "NI":
        letter = "D"
    if isinstance(number, str):
        return f"P{time}{number}{letter.lstrip('2')}"
    if letter in _TIMES:
        factor, letter = _TIMES[letter]
        number *= factor
    if number % 1 == 0.5 and letter in _HALVES:
        more_time, half = _HALVES[letter]
        if time == more_time and (time or letter != "M"):
            whole = f"{int(number)}{letter}" if number >= 1 else ""
            return f"P{time}{whole}{half}"
    shown = f"{int(number)}" if number == int(number) else f"{number:g}"
    return f"P{time}{shown}{letter}"


_TIMES = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "2W": (2, "W")}
_HALVES = {"Y": ("", "6M"), "H": ("T", "30M"), "M": ("T", "30S")}
