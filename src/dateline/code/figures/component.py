"""The `dateline_figures` component: quantities of people, arms, vehicles, aid and money, with their kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

import dateline.code.layers  # noqa: F401  registers the extension attributes
from dateline.code.figures.casualties import CasualtyFinder
from dateline.code.figures.labels import Labels
from dateline.code.figures.lexicon import load
from dateline.code.figures.numbers import Amount, bind, find_amounts
from dateline.code.figures.rates import RateFinder
from dateline.code.figures.reading import Reader
from dateline.code.figures.relations import relate
from dateline.code.layers import FigureMention


class FiguresLayer:
    """Sets `doc._.dateline_figures` (a list of `FigureMention`), `doc._.dateline_rates` (one of `RateMention`) and
    `doc._.dateline_casualties` (one of `CasualtyMention`), all in text order.

    Args:
        knowledge: folders with word lists that extend ours.
    """

    def __init__(self, knowledge: tuple[str, ...] = ()) -> None:
        self.lexicon = load(knowledge)
        self._labels = Labels(self.lexicon.table, self.lexicon.numbers.values)
        self.rates = RateFinder(self.lexicon)
        self.casualties = CasualtyFinder(self.lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Find the figures of a document; amounts inside temporal expressions and labels are none."""
        table = doc.to_array([IDX, SENT_START]).astype("int64")
        sentences = [0, *(i for i, begins in enumerate(table[:, 1].tolist()) if begins == 1 and i > 0)]
        doc._.dateline_rates = self.rates.find(doc)
        doc._.dateline_casualties = self.casualties.find(doc, sentences)
        doc._.dateline_figures = self._figures(doc, table[:, 0].tolist(), sentences)
        return doc

    def _figures(self, doc: Doc, starts: list[int], sentences: list[int]) -> list[FigureMention]:
        text = doc.text
        words = self.lexicon.numbers
        amounts = find_amounts(text, words)
        if not amounts:
            return []
        times = [(time.start_char, time.end_char) for time in doc._.dateline_times or ()]
        labels = self._labels.find(text)
        shares = [(rate.start_char, rate.end_char) for rate in doc._.dateline_rates]
        reader = Reader(doc, self.lexicon, text=text, sentences=sentences)
        figures: list[FigureMention] = []
        for amount in amounts:
            if any(_overlaps(amount, spans) for spans in (times, labels, shares)):
                continue
            bind(text, amount, words)
            first = bisect_right(starts, amount.start) - 1
            last = bisect_left(starts, amount.end)
            figure = reader.read(amount, first, last, bisect_right(starts, amount.core_start) - 1, figures)
            if figure is not None:
                figures.append(figure)
        relate(doc, figures, amounts, self.lexicon.cues, sentences=sentences)
        return figures


def _overlaps(amount: Amount, spans: list[tuple[int, int]]) -> bool:
    """Tell whether an amount's number lies in one of the spans (sorted by start)."""
    at = bisect_right(spans, (amount.core_start, len(spans) and spans[-1][1] + 1))
    return at > 0 and spans[at - 1][1] > amount.core_start


@Language.factory("dateline_figures", default_config={"knowledge": []})
def make_figures(nlp: Language, name: str, knowledge: list[str]) -> FiguresLayer:
    """Make the component; `knowledge` lists folders laid out like Dateline's data."""
    return FiguresLayer(tuple(knowledge))
