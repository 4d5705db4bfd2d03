"""Where in a document an amount stands."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.code.figures.numbers import Amount
from dateline.code.layers import FigureMention
from dateline.code.syntax import phrase_bounds
from dateline.model import FigureKind

PEOPLE_KINDS = frozenset(
    {"people", "personnel", "dead", "injured", "missing", "displaced", "detained", "released", "evacuated"}
)


@dataclass(slots=True)
class Site:
    """An amount in its sentence.

    Tokens `first`..`last` are the amount with its bounds and unit, `core` is where its number begins,
    `start`..`end` the sentence (ends exclusive); `before` are the figures found so far.
    """

    doc: Doc
    amount: Amount
    first: int
    last: int
    core: int
    start: int
    end: int
    before: list[FigureMention]

    def word(self, at: int) -> str:
        """Give the lower-case word at a token of the sentence, "" outside it."""
        return self.doc[at].lower_ if self.start <= at < self.end else ""

    @property
    def near(self) -> FigureMention | None:
        """The figure before, if it stands in the same sentence."""
        return self.before[-1] if self.before and self.before[-1].start >= self.start else None

    def inherited(self, definite: frozenset[str]) -> FigureKind | None:
        """Give the kind of the earlier figure that "the five (victims)" takes up."""
        if self.amount.value in (None, 1) or not {self.word(self.first - 1), self.word(self.first)} & definite:
            return None
        for figure in reversed(self.before[-6:]):
            if figure.value == self.amount.value and figure.kind in PEOPLE_KINDS:
                return figure.kind
        return None

    def phrase(self, noun: int, not_first: frozenset[str]) -> str:
        """Give the words that name what is counted: those behind the number, or the noun phrase before it."""
        left, right = phrase_bounds(self.doc[noun])
        if noun >= self.last:
            left = max(left, self.last)
        else:
            right = min(right, max(noun + 1, self.first - 1))
        while left < noun and self.doc[left].lower_ in not_first:
            left += 1
        return self.doc[left : max(right, noun + 1)].text

    def figure(self, kind: str, noun: int | None, of: str | None) -> FigureMention:
        """Make the figure; those of whom only "shot" is said are injured, until the document says more."""
        amount = self.amount
        weak = kind == "shot"
        figure_kind: FigureKind = "injured" if weak else kind  # type: ignore[assignment]
        return FigureMention(
            start=self.first,
            end=self.last,
            start_char=amount.start,
            end_char=amount.end,
            value=amount.value,
            low=amount.low,
            high=amount.high,
            unit=amount.unit,
            kind=figure_kind,
            of=of,
            noun=noun,
            weak=weak,
        )
