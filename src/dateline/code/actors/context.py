"""Where the story is at each sentence: the country that an actor without one of its own is taken to be of.

Rule: the country of the nearest place in the sentence, else the country that the document names most (early mentions
count more). The places of the sentences before, and countries that the sentence only names as an actor's, were the
worse guess on the crisis training set.
"""

from __future__ import annotations

from dateline.code.actors.lexicon import NON_STATE_CODES

_CLEARLY = 4.0
"""How many times the weight of another country the main one has where a document is clearly about it."""


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
