"""Publication dates: ISO 8601, a date or a date-time."""

from __future__ import annotations

import re
from datetime import datetime

from dateline.errors import InputError

_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)


def check_published(value: str, *, field: str = "published") -> str:
    """Give the date without the white space around it.

    Args:
        value: "2023-09-23" or "2023-09-23T14:05:00+04:00" (seconds and zone may be left out).
        field: what to call the value in the message.

    Raises:
        InputError: it has another shape, or there is no such day or time.
    """
    value = value.strip()
    if _SHAPE.fullmatch(value):
        try:
            datetime.fromisoformat(value.upper())
        except ValueError:
            pass
        else:
            return value
    shown = value if len(value) <= 40 else value[:40] + "…"
    raise InputError(f'{field} is "{shown}"; write an ISO 8601 date or date-time, such as 2023-09-23')
