"""What a document tells about time up to a point: publication, narrative anchor, tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from spacy.tokens import Doc, Token

from dateline.code.times.calendar import safe_date
from dateline.code.times.lexer import Lexemes, Lexicon
from dateline.code.times.tense import Tense, tense_at

_PUBLISHED = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):?(\d\d)?)?")
_FULL = re.compile(r"((?:BC)?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# On news with a few years of background and on war histories: histories have dozens of years, nearly all far off.
_HISTORY_MIN, _HISTORY_SHARE, _HISTORY_YEARS, _DEICTIC_SHARE = 8, 0.6, 2, 0.2


def published_date(published: str | None) -> date | None:
    """Give the day of an ISO 8601 date or date-time, None if it is none."""
    match = _PUBLISHED.match(published or "")
    return safe_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def is_history(years: Sequence[int], deictic: int, published: date | None) -> bool:
    """Tell whether a text is a narrative of its own time, not of the day of publication.

    Args:
        years: the years it names, negative before Christ.
        deictic: how many weekdays and words like "today" it has.
        published: the day of publication; without one every text is a narrative.
    """
    if published is None:
        return True
    far = sum(abs(year - published.year) >= _HISTORY_YEARS for year in years)
    return far >= _HISTORY_MIN and far >= _HISTORY_SHARE * len(years) and deictic <= _DEICTIC_SHARE * far


class Context:
    """The state of reading: where in time the text is.

    Attributes:
        published: the day of publication, None if unknown.
        history: the text is a narrative: relative expressions count from `anchor`, not from publication.
        anchor: the last year, month and day that the text named; parts it did not name are None.
        quarter: year and number of the last quarter of a year that the text named.
    """

    def __init__(self, doc: Doc, lexemes: Lexemes, lexicon: Lexicon) -> None:
        self.doc, self.lexemes, self.lexicon = doc, lexemes, lexicon
        raw = doc._.dateline_published
        self.published = published_date(raw if isinstance(raw, str) else None)
        match = _PUBLISHED.match(raw) if isinstance(raw, str) else None
        self.published_hour = int(match[4]) if match and match[4] else None
        self.history = self.published is None
        self.anchor: tuple[int, int | None, int | None] | None = None
        self.quarter: tuple[int, int] | None = None

    @cached_property
    def token_starts(self) -> list[int]:
        """The character offsets at which the tokens start."""
        return [token.idx for token in self.doc]

    def token(self, offset: int) -> int:
        """Give the index of the token at a character offset."""
        return max(0, bisect_right(self.token_starts, offset) - 1)

    def token_of(self, lexeme: int) -> Token:
        """Give the token in which a lexeme starts."""
        return self.doc[self.token(self.lexemes.starts[lexeme])]

    def tense(self, lexeme: int) -> Tense | None:
        """Give the tense that governs a lexeme, None if unknown or without a parse."""
        words = self.lexicon.words
        return tense_at(self.token_of(lexeme), words.get("modal", {}), words.get("plan", {}))

    @property
    def today(self) -> date | None:
        """The day that "today" and "last week" count from: publication, in a history the narrative's day."""
        return self.anchor_day if self.history else self.published

    @property
    def anchor_day(self) -> date | None:
        """The last day the text named; of a month or year alone its first day. Publication day if none yet."""
        if self.anchor is None:
            return None if self.history else self.published
        year, month, day = self.anchor
        return safe_date(year, month or 1, day or 1)

    @property
    def anchor_precision(self) -> str:
        """How precise `anchor_day` is: D, M or Y."""
        if self.anchor is None:
            return "D"
        return "D" if self.anchor[2] else "M" if self.anchor[1] else "Y"

    def remember(self, value: str | None) -> None:
        """Take note of a resolved date: it is what "the next day" and dates without a year count from."""
        if not value:
            return
        match = _FULL.match(value)
        if match:
            year = -int(match[1][2:]) if match[1].startswith("BC") else int(match[1])
            rest = value[match.end() :]
            if rest.startswith("-Q") and rest[2:3].isdigit():
                self.quarter = (year, int(rest[2]))
            month = int(match[2]) if match[2] else None
            day = int(match[3]) if match[3] else None
            if month is not None and not 1 <= month <= 12:
                return
            self.anchor = (year, month, day)
