"""Shares and rates: "20 percent of voters", "three-quarters", "one in five", "12 deaths per 100,000"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from dateline.code.figures.lexicon import FigureLexicon, any_of
from dateline.code.layers import RateMention

_WHOLE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PUNCT"})
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LONGEST = 6  # tokens of the whole that a share is of


class RateFinder:
    """Finds the shares and rates of a document in its text; the parse only tells how far the whole reaches."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        self.words = lexicon.numbers
        table = lexicon.table
        small = {**table["small"], **table["tens"]}
        self.values = {word: float(value) for word, value in small.items() if " " not in word}
        self.parts = {word: float(value) for word, value in table["share_parts"].items()}
        number = rf"(?:\d+(?:[.,]\d+)*|{any_of(self.values)})"
        self.percent = re.compile(
            rf"(?<![\w.,$])(?P<low>{number})(?:\s?(?:-|–|to)\s?(?P<high>{number}))?"
            rf"\s?-?(?:%|(?:{any_of(table['percent_words'])})(?!\w))",
            re.IGNORECASE,
        )
        self.fraction = re.compile(
            rf"(?<![\w-])(?:(?P<count>an?|{any_of(self.values)})[\s-])?(?P<part>{any_of(self.parts)})s?(?=\s+of\s)",
            re.IGNORECASE,
        )
        self.one_in = re.compile(
            rf"(?<![\w.,$-])(?P<part>{number})\s+(?:in|out\s+of(?:\s+every)?)\s+(?:every\s+)?(?P<whole>{number})(?![\w-]|[.,]\d)",
            re.IGNORECASE,
        )
        self.per = re.compile(
            rf"(?<![\w.,$])(?P<value>{number})(?P<of>(?:\s[a-z]+){{0,3}})\s+per\s+(?P<per>\d[\d,]*(?:\s+[a-z]+)?|[a-z]+)",
            re.IGNORECASE,
        )

    def find(self, doc: Doc) -> list[RateMention]:
        """Give the shares and rates in text order; where two overlap, the first."""
        text = doc.text
        found: list[RateMention] = []
        times = [(time.start_char, time.end_char) for time in doc._.dateline_times or ()]
        for match in self.percent.finditer(text):
            low, high = self._number(match["low"]), self._number(match["high"])
            if low is not None:
                value = low if high is None else (low + high) / 2
                self._add(found, doc, text, match, value / 100, low if high else None, high, scale=100)
        for match in self.fraction.finditer(text):
            count = self._number(match["count"]) if match["count"] else 1.0
            part = self.parts[match["part"].lower()]
            if count is not None and 0 < count * part <= 1:
                self._add(found, doc, text, match, count * part, None, None)
        for match in self.one_in.finditer(text):
            share, whole = self._number(match["part"]), self._number(match["whole"])
            timed = any(start < match.end() and match.start("whole") < end for start, end in times)
            if share and whole and share < whole and not timed and not 1900 < whole < 2100:
                self._add(found, doc, text, match, share / whole, None, None)
        for match in self.per.finditer(text):
            amount = self._number(match["value"])
            paid = any(word.removesuffix("s") in self.words.currency for word in match["of"].lower().split())
            if amount is not None and not paid and not match["per"].lower().startswith("cent"):
                first, last = _tokens(doc, match.start(), match.end())
                found.append(
                    RateMention(
                        first, last, match.start(), match.end(), "rate", amount, None, None, match["per"],
                        match["of"].strip() or None,
                    )
                )  # fmt: skip
        found.sort(key=lambda rate: rate.start_char)
        return [r for n, r in enumerate(found) if n == 0 or r.start_char >= found[n - 1].end_char]

    def _number(self, written: str | None) -> float | None:
        if not written:
            return None
        if written[0].isdigit():
            return float(written.replace(",", "")) if _NUMERAL.fullmatch(written) else None
        if written.lower() in ("a", "an"):
            return 1.0
        return self.values.get(written.lower())

    def _add(
        self,
        found: list[RateMention],
        doc: Doc,
        text: str,
        match: re.Match[str],
        value: float,
        low: float | None,
        high: float | None,
        *,
        scale: float = 1,
    ) -> None:
        start, end = match.span()
        lowest, highest = (None if low is None else low / scale), (None if high is None else high / scale)
        bound = self.words.before.search(text, max(0, start - 32), start)
        if bound is not None and (bound.start(1) == 0 or not text[bound.start(1) - 1].isalnum()):
            side = self.words.bound_before[" ".join(bound[1].lower().split())]
            start = bound.start(1)
            lowest = value if side == "low" else lowest
            highest = value if side == "high" else highest
        first, last = _tokens(doc, start, end)
        value = round(value, 6)
        found.append(RateMention(first, last, start, end, "share", value, lowest, highest, None, _whole(doc, last)))


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Give the tokens (end exclusive) that cover characters `start`..`end`."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def _whole(doc: Doc, at: int) -> str | None:
    """Give the words that name what a share is of: those behind "of", or the nouns that follow at once."""
    if at >= len(doc):
        return None
    first = at + 1 if doc[at].lower_ == "of" else at
    if first == at and doc[at].pos_ not in ("NOUN", "ADJ", "PROPN"):
        return None
    end = first
    while end < min(len(doc), first + _LONGEST) and doc[end].pos_ in _WHOLE:
        if doc[end].is_punct and doc[end].text not in ("-", "'"):
            break
        end += 1
    return doc[first:end].text or None
