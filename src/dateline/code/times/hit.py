"""A place where a rule of the grammar matched, as the handlers see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.code.times.context import Context
from dateline.model import TimeType


@dataclass(slots=True, frozen=True)
class Draft:
    """A temporal expression: lexemes `start` to `end` (exclusive), TIMEX3 type and value."""

    type: TimeType
    value: str | None
    start: int
    end: int
    anchors: bool = True
    """Whether later expressions may count from it."""
    supposed: bool = False
    """Whether nothing tells its day, which is that of publication until the text says otherwise ("at 7 p.m.")."""


@dataclass(slots=True)
class Hit:
    """One match. Labels are those of the rule's pattern; `parse(start, end)` reads lexemes by the whole grammar."""

    match: re.Match[str]
    context: Context
    parse: Callable[[int, int], Draft | None]

    @property
    def start(self) -> int:
        """The first lexeme."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The lexeme after the last."""
        return self.match.end()

    def at(self, label: str) -> int | None:
        """Give the first lexeme of a label, None if the pattern lacks it or it matched nothing."""
        if label not in self.match.re.groupindex:
            return None
        at = self.match.start(label)
        return None if at < 0 or at == self.match.end(label) else at

    def has(self, *labels: str) -> bool:
        """Tell whether one of the labels matched."""
        return any(self.at(label) is not None for label in labels)

    def words(self, label: str | None = None) -> list[str]:
        """Give the words of a label, or of the whole match."""
        if label is None:
            start, end = self.match.span()
        elif self.at(label) is None:
            return []
        else:
            start, end = self.match.span(label)
        return self.context.lexemes.words[start:end]

    def word(self, label: str) -> str:
        """Give the first word of a label, "" if it did not match."""
        at = self.at(label)
        return "" if at is None else self.context.lexemes.words[at]

    def value(self, label: str, category: str) -> Any:
        """Give what the label's first word means in a category, None if it has no such word."""
        return self.context.lexicon.value(category, self.word(label))

    def any_value(self, label: str, *categories: str) -> Any:
        """Give what the label's first word means in the first of the categories that has it."""
        return next((found for name in categories if (found := self.value(label, name)) is not None), None)

    def integer(self, label: str) -> int | None:
        """Give the number that starts the label's first word ("23rd"), None if none does."""
        match = re.match(r"\d+", self.word(label))
        return int(match[0]) if match else None

    def year(self) -> int | None:
        """Give the year under `y` (figures or words) or `yb` (before Christ: negative), None if there is neither."""
        if self.has("yb"):
            number = self.integer("yb")
            return -number if number and self.value("era2", "era") == "BC" else number
        words = [word for word in self.words("y") if word not in ("the", "year", "-")]
        if not words:
            return None
        if words[-1].isdigit():
            number = int(words[-1])
        else:
            lexicon = self.context.lexicon
            number = 100 * int(lexicon.value("number", words[0]) or 0)
            number += sum(int(lexicon.value("number", word) or 0) for word in words[1:])
        return -number if self.value("era", "era") == "BC" else number

    def before(self, distance: int = 1) -> str:
        """Give the word some lexemes before the match, lower case, "" at the start."""
        at = self.start - distance
        return self.context.lexemes.words[at].lower() if at >= 0 else ""

    def after(self, distance: int = 0) -> str:
        """Give the word some lexemes behind the match, lower case, "" at the end."""
        words = self.context.lexemes.words
        return words[self.end + distance].lower() if self.end + distance < len(words) else ""

    def draft(self, type_: TimeType, value: str | None, start: int | None = None, end: int | None = None) -> Draft:
        """Make a draft over the whole match, or from `start` to `end`."""
        return Draft(type_, value, self.start if start is None else start, self.end if end is None else end)


Drafts = Draft | Sequence[Draft] | None
Handler = Callable[[Hit], Drafts]
NOTHING: Sequence[Draft] = ()
"""What a handler gives when the words are understood and are no temporal expression."""

HANDLERS: dict[str, Handler] = {}
"""The handlers by the name that rules use."""


def handler(function: Handler) -> Handler:
    """Make a function known as a handler under its own name. None means the rule does not apply after all."""
    HANDLERS[function.__name__] = function
    return function


@handler
def nothing(hit: Hit) -> Drafts:
    """Skip the words."""
    return NOTHING
