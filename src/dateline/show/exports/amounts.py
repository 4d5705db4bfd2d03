"""How many: the figures of an event put together, kind by kind."""

from __future__ import annotations

from typing import NamedTuple

from dateline.model import CodedDocument, Event, Figure
from dateline.show.index import DocumentIndex


class Amount(NamedTuple):
    """A number with its bounds; each None where the text does not tell. `words` is the figure as written."""

    value: float | None
    low: float | None
    high: float | None
    words: str


class Amounts:
    """The figures of a document's events."""

    def __init__(self, document: CodedDocument) -> None:
        self._index = DocumentIndex(document)
        self._said = {attribution.id: attribution for attribution in document.attributions}

    def of(self, event: Event, kind: str) -> Amount | None:
        """Give how many of a kind (dead, injured ...) an event had; None where nothing is told.

        Of figures that one source gives, the largest counts, since the others are mostly parts of it ("12 people, among
        them three children"); of several sources, the one that says least. What a source denies or doubts does not
        count. The bounds enclose all that is said.
        """
        by_source: dict[str | None, Figure] = {}
        for figure in self._index.figures(event):
            if figure.kind != kind or self._is_denied(figure):
                continue
            said = self._said.get(figure.attribution[0]) if figure.attribution else None
            source = self._index.source(said) if said else None
            known = by_source.get(source)
            if known is None or _least(figure) > _least(known):
                by_source[source] = figure
        if not by_source:
            return None
        figures = list(by_source.values())
        chosen = min(figures, key=_least)
        if len(figures) == 1:
            return Amount(chosen.value, chosen.low, chosen.high, chosen.text)
        lows = [low for figure in figures if (low := figure.value if figure.low is None else figure.low) is not None]
        highs = [
            high for figure in figures if (high := figure.value if figure.high is None else figure.high) is not None
        ]
        return Amount(chosen.value, min(lows, default=None), max(highs, default=None), chosen.text)

    def figures(self, event: Event, kind: str) -> list[Figure]:
        """Give an event's figures of a kind as they are."""
        return [figure for figure in self._index.figures(event) if figure.kind == kind]

    def _is_denied(self, figure: Figure) -> bool:
        return any(self._said[name].stance in ("denies", "doubts") for name in figure.attribution if name in self._said)


def _least(figure: Figure) -> float:
    for number in (figure.low, figure.value):
        if number is not None:
            return number
    return 0.0
