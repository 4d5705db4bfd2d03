"""TIMEX3 values as other layers need them: the calendar dates that a value stands for.

Values follow TIMEX3 (ISO-TimeML, ISO 24617-1) as TimeBank writes them: `2023-09-23`, `2023-09-23TNI`, `2023-09`,
`2023-W38`, `2023-W38-WE`, `2023-Q3`, `2023-H1`, `2023-SU`, `202` (the 2020s), `19` (the 20th century), `BC0480`,
`P3D`, `PXY`, `XXXX-12-26`, `PRESENT_REF`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?(?:T.*)?")
_YEAR = re.compile(r"(\d{4})(?:-XX)*(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})(?:-(WE|[1-7]))?(?:T.*)?")
_PART_OF_YEAR = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)(?:T.*)?")
_DECADE = re.compile(r"(\d{3})X?")
_CENTURY = re.compile(r"(\d\d)(?:XX)?")

# First and last month; a winter is the one that begins in December of the year, as news archives count it.
_MONTHS = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14),
}  # fmt: skip


def interval(value: str | None) -> tuple[str | None, str | None]:
    """Give the ISO date and end date that a TIMEX3 value stands for, as precise as the value.

    A value that is one ISO date at its own precision has no end date. Values that are no stretch of the calendar
    (durations, sets, references, values with unknown year, years before Christ) give (None, None).

    >>> interval("2023-09-23TNI"), interval("2023-09"), interval("2023-W38"), interval("202")
    (('2023-09-23', None), ('2023-09', None), ('2023-09-18', '2023-09-24'), ('2020', '2029'))
    """
    if not value or not value[0].isdigit():
        return None, None
    if (m := _DAY.fullmatch(value)) and _date(int(m[1]), int(m[2]), int(m[3])):
        return value[:10], None
    if (m := _MONTH.fullmatch(value)) and 1 <= int(m[2]) <= 12:
        return value[:7], None
    if m := _YEAR.fullmatch(value):
        return m[1], None
    if m := _WEEK.fullmatch(value):
        return _week(int(m[1]), int(m[2]), m[3])
    if m := _PART_OF_YEAR.fullmatch(value):
        first, last = _MONTHS[m[2]]
        year = int(m[1])
        return f"{year:04d}-{first:02d}", f"{year + (last > 12):04d}-{(last - 1) % 12 + 1:02d}"
    if m := _DECADE.fullmatch(value):
        return f"{m[1]}0", f"{m[1]}9"
    if m := _CENTURY.fullmatch(value):
        return f"{m[1]}00", f"{m[1]}99"
    return None, None


def to_iso(value: str | None) -> str | None:
    """Give the ISO date on which a TIMEX3 value begins, as precise as the value; None if it has none.

    >>> to_iso("2023-09-23TNI"), to_iso("2023-W38"), to_iso("P3D")
    ('2023-09-23', '2023-09-18', None)
    """
    return interval(value)[0]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week(year: int, week: int, day: str | None) -> tuple[str | None, str | None]:
    try:
        monday = date.fromisocalendar(year, week, 1)
        if day == "WE":
            return (monday + timedelta(days=5)).isoformat(), (monday + timedelta(days=6)).isoformat()
        if day:
            return (monday + timedelta(days=int(day) - 1)).isoformat(), None
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    except (ValueError, OverflowError):
        return None, None
