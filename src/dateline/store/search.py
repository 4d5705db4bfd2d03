"""Full-text search on SQLite: how it is asked, and what stands in it beside the words of the evidence.

`events_search` has each event by its key, `events_search_dated` those with a date by date and key, so that either gives
its finds in order and a page of them costs no more than what it passes on the way. In the column `about` are the
event's status, type, square degree and countries, these also together with the type, as words that are in no text: a
search for some of them, with or without words of the text, is quick where any of them is rare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.store.rows import storable

_KEY_BITS = 30  # a billion events; the moment has the other 33
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?", re.ASCII)
KEY = f"(s.rowid & {(1 << _KEY_BITS) - 1})"
"""The event's key by its row in `events_search_dated`, in SQL."""


def moment(date: str, key: int = 0) -> int:
    """Give the row of an event in `events_search_dated` by its date (ISO 8601) and key; rows are in the order of dates.

    A year or a month comes before all days in it. What is no date comes first.
    """
    found = _DATE.match(date)
    if found is None:
        return key
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    of_day = 0 if found[4] is None else 1 + hour * 60 + minute
    return _number(year, month, day, of_day) + key


def moment_after(date: str) -> int | None:
    """Give a row that comes after all those of a date, and of what is in it; None where it is no date."""
    found = _DATE.match(date)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups()[:3])
    if found[2] is None:
        return _number(year + 1, 0, 0, 0)
    return _number(year, month + 1, 0, 0) if found[3] is None else _number(year, month, day + 1, 0)


def _number(year: int, month: int, day: int, minute: int) -> int:
    return ((year * 13 * 32 + month * 32 + day) * 2048 + minute) << _KEY_BITS


def search_for(
    words: str | None,
    *,
    type: str | None = None,  # noqa: A002  the field's name
    status: str | None = None,
    country: str | None = None,
    cells: Sequence[int] = (),
) -> str:
    """Give what FTS5 is asked for to find events with all of these, in any of the square degrees; None does not matter,
    and where nothing does, nothing is asked for.

    It may find more: words are compared by stem, and "actual", which most events are, is not looked for.
    """
    of_type = type or ""
    parts = []
    if status is not None and status != "actual":
        parts.append(_quoted("xs" + storable(status)))
    if country is not None:
        parts.append(_quoted("xc" + storable(country + of_type)))
    if cells:
        parts.append("(" + " OR ".join(_quoted(f"xq{cell}{storable(of_type)}") for cell in cells) + ")")
    elif country is None and type is not None:
        parts.append(_quoted("xt" + storable(type)))
    if words is not None:
        parts.append(f"text : ({quoted_words(words)})")
    return " AND ".join(parts)


def quoted_words(said: str) -> str:
    """Give words for FTS5, each quoted, so that none is an operator."""
    return " ".join(_quoted(word) for word in _words(said)) or '""'


def _words(said: str) -> Iterable[str]:
    return (word for word in storable(said).split() if word.strip('"'))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'
