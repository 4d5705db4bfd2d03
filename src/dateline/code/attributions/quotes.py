"""Finds quotations: what stands between quotation marks, however the marks are written.

News text mixes curly, straight, doubled single (``like this'') and single marks, turns some the wrong way and
forgets some. A quotation that is not closed ends with its paragraph; when the next paragraph opens with a mark
again, as is the custom for long speeches, that one continues the quotation. So does a mark that opens after a full
stop inside a quotation, where the paragraphs of a text were joined.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_OPEN = "“„«"
_CLOSE = "”»"
_BOTH = '"＂'
_MARK = re.compile(r"``|''|\"+|[“”„«»＂]|(?<![^\s(\[—–:-])[‘'](?=[^\W\d_])")
_ELISION = re.compile(r".(?:em|til|cause|tis|twas|bout|cos|n|[0-9]+s)\b", re.IGNORECASE)
_SINGLE_END = re.compile(r"(?<=\S)['’](?!\w)")
_LONGEST_SINGLE = 500
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(slots=True, frozen=True)
class Quote:
    """A quotation: characters `start`..`end`, marks included. `closed` is false when the closing mark is missing;
    `continues` is true when it takes up the quotation left open in the paragraph before.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def _opens(text: str, at: int, size: int) -> bool:
    """Tell whether a mark of no clear direction stands where a quotation begins: before a word, after a space."""
    before, after = text[at - 1 : at], text[at + size : at + size + 1]
    return (
        bool(after)
        and not after.isspace()
        and (not before or before.isspace() or before in "([—–-:" or not before.isprintable())
    )


def find_quotes(text: str) -> list[Quote]:
    """Give the quotations of a text in order; they do not overlap (a quotation inside another is part of it)."""
    quotes: list[Quote] = []
    left_open = False
    for paragraph in _PARAGRAPH.finditer(text):
        body = paragraph.group().rstrip()
        if not body.strip():
            continue
        base = paragraph.start()
        lead = len(body) - len(body.lstrip())
        began: int | None = None
        at = 0
        first, resumed = True, False
        while (mark := _MARK.search(body, at)) is not None:
            sign, place = mark.group(), mark.start()
            at = mark.end()
            if began is None:
                if sign in ("‘", "'"):
                    end = (
                        None
                        if _ELISION.match(body, place)
                        else _SINGLE_END.search(body, place + 2, place + _LONGEST_SINGLE)
                    )
                    if end is not None and not any(c in body[place : end.end()] for c in '"“”'):
                        quotes.append(Quote(base + place, base + end.end()))
                        at = end.end()
                        first = False
                    continue
                both = sign[0] in _BOTH
                if sign[0] in _BOTH and not left_open and _strays(body, place, len(sign)):
                    continue
                if first and left_open and (sign in _CLOSE or (both and not _opens(body, place, len(sign)))):
                    quotes.append(Quote(base + lead, base + at, continues=True))
                elif sign in _OPEN or both or sign == "``" or _opens(body, place, len(sign)):
                    began = place
            elif sign[0] in _BOTH and _reopens(body, place, len(sign)):
                continues = resumed or (left_open and began == lead)
                quotes.append(Quote(base + began, base + len(body[:place].rstrip()), closed=False, continues=continues))
                began, left_open, resumed = place, False, True
            elif sign in _CLOSE or sign[0] in _BOTH or sign == "''" or (sign in _OPEN and _turned(body, place)):
                starts = began == lead
                quotes.append(Quote(base + began, base + at, continues=resumed or (left_open and starts)))
                left_open = resumed = False
                began = None
            first = False
        left_open = began is not None
        if began is not None:
            continues = resumed or (bool(quotes) and began == lead and not quotes[-1].closed)
            quotes.append(Quote(base + began, base + len(body), closed=False, continues=continues))
    return quotes


def _reopens(text: str, at: int, size: int) -> bool:
    """Tell whether a mark inside a quotation begins another one after a full stop: a paragraph of a long speech in a
    text whose paragraphs were joined, or the next quotation after a mark that was forgotten.
    """
    before = text[:at].rstrip()
    return len(before) < at and before[-1:] in (".", "!", "?", "…") and text[at + size : at + size + 1].isupper()


def _strays(text: str, at: int, size: int) -> bool:
    """Tell whether a mark outside quotations closes one that nothing opened ("… a disgrace." He left")."""
    before, after = text[at - 1 : at] if at else "", text[at + size : at + size + 1]
    return (before.isalnum() or before in (".", "!", "?")) and before != "" and (not after or after.isspace())


def _turned(text: str, at: int) -> bool:
    """Tell whether an opening mark stands where only a closing one makes sense."""
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


class Quotes:
    """The quotations of a text, with look-up by character."""

    def __init__(self, text: str) -> None:
        self.spans = find_quotes(text)
        self.starts = [quote.start for quote in self.spans]

    def number_at(self, char: int) -> int | None:
        """Give the index of the quotation that covers character `char`, None outside quotations."""
        number = bisect_right(self.starts, char) - 1
        return number if number >= 0 and char < self.spans[number].end else None

    def at(self, char: int) -> Quote | None:
        """Give the quotation that covers character `char`, None outside quotations."""
        number = self.number_at(char)
        return None if number is None else self.spans[number]

    def numbers_in(self, start: int, end: int) -> range:
        """Give the indices of the quotations that share a character with `start`..`end`."""
        low = bisect_right(self.starts, start) - 1
        if low < 0 or self.spans[low].end <= start:
            low += 1
        return range(low, bisect_right(self.starts, end - 1))
