"""Dates as formats that want a day take them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple


class Day(NamedTuple):
    """First and last day that a date stands for; `precision` is ACLED's: 1 a day, 2 a week, 3 a month; 4: a year."""

    first: date
    last: date
    precision: int

    @property
    def middle(self) -> date:
        """The day in the middle, which ACLED gives for a month."""
        return self.first + (self.last - self.first) / 2


def day_of(said: str | None) -> Day | None:
    """Give the days of an ISO 8601 date, however precise: 2023-09-20 (with or without time), 2023-W38, 2023-09, 2023.
    None where nothing is told, or no date.
    """
    found = re.match(r"(\d{4})(?:-W(\d{2})|-(\d{2})(?:-(\d{2}))?)?", said or "")
    if found is None:
        return None
    year, week, month, day = (None if group is None else int(group) for group in found.groups())
    try:
        if week:
            first = date.fromisocalendar(year or 0, week, 1)
            return Day(first, first + timedelta(days=6), 2)
        if month and day:
            return Day(date(year or 0, month, day), date(year or 0, month, day), 1)
        if month:
            following = date((year or 0) + month // 12, month % 12 + 1, 1)
            return Day(date(year or 0, month, 1), following - timedelta(days=1), 3)
        return Day(date(year or 0, 1, 1), date(year or 0, 12, 31), 4)
    except ValueError:
        return None


def moment_of(published: str | None) -> datetime | None:
    """Give an ISO 8601 date or date-time as a moment, UTC where it tells no zone; None where it is none."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
