"""Numbers that count nothing: addresses, roads, telephone numbers, ages, scores, "Image 3 of 6"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.code.figures.lexicon import any_of

_NAME = r"(?:[A-Z][\w.'’-]*|\d+(?:st|nd|rd|th))"
# Behind a name and a comma, and before another comma or the like: somebody's age ("Ann Lee, 14, of Hull").
_AGE_OF = re.compile(
    r"(?<=[^\W\d_])[”\"’]?(?:\s(?:Jr|Sr)\.?)?(?:,\s|\s\()(?P<age>\d{1,2})"
    r"(?=\s?[,;)]|\.\s|\.?$|\s+of\s+[A-Z]|\s+and\s+[A-Z]|\s+from\s+[A-Z]|\s+at\s+the\s+time)"
)
_NAME_BEFORE = re.compile(rf"{_NAME}[”\"’]?$")
_SERIES_MARK = re.compile(r"(?<!\S)\d{1,3}\s/\s\d{1,3}(?!\S)|(?<!\S)\d{1,3}/\d{1,3}(?!\S)")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+\d[\d \u00a0().-]{6,}\d|\(\d{2,5}\)[ \u00a0.-]?\d{3,4}(?:[ \u00a0.-]?\d{2,4})*"
    r"|\d{3}[ \u00a0.-]\d{3}[ \u00a0.-]\d{4})(?![\w])"
)


class Labels:
    """Finds such numbers in bare text (`data/figures/labels.yaml`).

    Args:
        table: the word lists.
        small: number words ("seven").
    """

    def __init__(self, table: Mapping[str, Any], small: Mapping[str, float]) -> None:
        units = any_of(word for word in table["not_before"] if word[0].isalpha())
        number = rf"(?:\d+|{any_of(small)})"
        more = rf"(?:(?:\s?[-–—,/]\s?|,?\s+(?:and|or|to)\s+){number})*"
        streets = any_of(word.capitalize() for word in table["streets"])
        self.patterns = [
            re.compile(rf"(?<![\w$])\d[\d-]*\s+(?:{_NAME}\s+){{1,3}}(?:{streets})(?!\w)"),
            re.compile(rf"(?<!\w)(?i:{any_of(table['roads'])})\.?\s?[-#]?\s?\d+(?!\w)"),
            re.compile(rf"(?<!\w)(?i:{any_of(table['series'])})\s+{number}\s+(?:of|/)\s+{number}(?!\w)"),
            re.compile(rf"(?<!\w)(?:{any_of(table['models'])})[\s-]\d{{1,3}}(?![\w,.]\d)"),
            re.compile(rf"(?<!\w)(?i:{any_of(table['ages'])})\s+{number}(?!\w){more}", re.IGNORECASE),
            re.compile(
                rf"(?<!\w)(?:{any_of(table['scores'])})\s+(?:\w+\s+){{0,3}}?\d+(?:\s?[-–]\s?|\s+to\s+)\d+(?!\w)"
            ),
            re.compile(rf"(?<!\w)(?i:{any_of(table['phones'])})\s+(?:\w+\s+){{0,3}}?\d[\d \u00a0.-]{{4,}}\d(?!\w)"),
            re.compile(rf"(?<!\w){number},?\s+(?:or|to)\s+{number}\s+(?i:{units})(?!\w)", re.IGNORECASE),
            _SERIES_MARK,
            _PHONE,
        ]

    def find(self, text: str) -> list[tuple[int, int]]:
        """Give the character ranges whose numbers are no figures, sorted, without overlaps."""
        found = [match.span() for pattern in self.patterns for match in pattern.finditer(text)]
        for match in _AGE_OF.finditer(text):
            if _NAME_BEFORE.search(text, max(0, match.start() - 24), match.start() + 1):
                found.append(match.span("age"))
        spans: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans
