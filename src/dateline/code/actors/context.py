"""Where the story is at each sentence: the country that an actor without one of its own is taken to be of.

Rule: the country of the nearest place in the sentence, else the country that the document names most (early mentions
count more). The places of the sentences before, and countries that the sentence only names as an actor's, were the
worse guess on the crisis training set.
"""

from __future__ import annotations

from collections import Counter

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import NON_STATE_CODES, Lexicon
from dateline.code.actors.names import NameHit

_CLEARLY = 4.0
"""How many times the weight of another country the main one has where a document is clearly about it."""

_RATHER = 2.0
"""The same where the words fit both countries."""


class Scene:
    """The countries of a document, sentence by sentence."""

    def __init__(self, sentences: int) -> None:
        self._places: list[list[tuple[int, str]]] = [[] for _ in range(sentences)]
        self._total: dict[str, float] = {}
        self.home: str | None = None
        """The country of the publisher, where known."""
        self.official = False
        """Whether the publisher is a public body: then persons without a country are its own."""

    def add_place(self, sentence: int, token: int, code: str) -> None:
        """Note a place of the story."""
        self._places[sentence].append((token, code))
        self._weigh(sentence, code, 2.0)

    def add_name(self, sentence: int, code: str) -> None:
        """Note a country that is named or that an actor belongs to."""
        if code not in NON_STATE_CODES:
            self._weigh(sentence, code, 1.0)

    def _weigh(self, sentence: int, code: str, weight: float) -> None:
        early = 2.0 if sentence <= 2 else 1.0
        self._total[code] = self._total.get(code, 0.0) + weight * early

    @property
    def main(self) -> str | None:
        """The country that the document is most about, None if it names none."""
        if not self._total:
            return self.home
        best = max(self._total.values())
        return next(code for code, weight in self._total.items() if weight == best)

    def outweighs(self, code: str) -> bool:
        """Tell whether the document is clearly about another country than this one, which it only touches."""
        main = self.main
        return main is not None and self._total.get(main, 0.0) >= _CLEARLY * max(1.0, self._total.get(code, 0.0))

    def bearer(self, code: str, bearers: str) -> str:
        """Give whose an office or body is that several countries have ("the Senate"): the one that most news means, or
        the country that the document is rather about.

        Args:
            code: the country that most of the news means.
            bearers: the codes of the others, separated by blanks.
        """
        main = self.main
        if main is None or main not in bearers.split():
            return code
        return main if self._total.get(main, 0.0) >= _RATHER * self._total.get(code, 0.0) else code

    def country(self, sentence: int, token: int) -> str | None:
        """Give the country of the scene at a token."""
        if self._places[sentence]:
            return min(self._places[sentence], key=lambda item: abs(item[0] - token))[1]
        return self.main

    def has_place(self, sentence: int) -> bool:
        """Tell whether a sentence has a place of the story."""
        return bool(self._places[sentence])

    def names(self, code: str) -> bool:
        """Tell whether the document names a country, as a place or as an actor's."""
        return code in self._total


def home_by_words(columns: Columns, lexicon: Lexicon) -> str | None:
    """Give the country whose news alone uses most of the words of a text that are so used ("sheriff")."""
    found = Counter(code for word in columns.lower if (code := lexicon.maps["home_words"].get(word)) is not None)
    return found.most_common(1)[0][0] if found else None


def main_territory(hits: list[NameHit]) -> tuple[str, tuple[str, ...]] | None:
    """Give code and sectors of the partially recognised territory that is named most, the first of equals."""
    counts: dict[str, int] = {}
    for hit in hits:
        if hit.term.kind == "territory" and hit.code:
            counts[hit.term.name] = counts.get(hit.term.name, 0) + 1
    if not counts:
        return None
    best = max(counts.values())
    name = next(name for name, count in counts.items() if count == best)
    hit = next(hit for hit in hits if hit.term.name == name)
    return (hit.code, hit.sector) if hit.code else None
