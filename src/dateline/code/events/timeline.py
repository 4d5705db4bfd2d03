"""The expressions of time of a document, by sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.layers import TimeMention
from dateline.code.syntax import root_of


class Timeline:
    """Tells the sentences of tokens, and their expressions of time.

    Attributes:
        sentence_of: the number of each token's sentence, from 0.
        times: the expressions of the document in text order, with the token that heads each.
    """

    def __init__(self, doc: Doc) -> None:
        self._text: str = doc.text  # made anew at each call
        self.sentence_of = {
            i: number for number, sentence in enumerate(doc.sents) for i in range(sentence.start, sentence.end)
        }
        mentions: list[TimeMention] = doc._.dateline_times or []
        self.times: list[tuple[TimeMention, Token]] = [(time, root_of(doc, time)) for time in mentions]
        self._of: dict[int, list[tuple[TimeMention, Token]]] = {}
        for time, root in self.times:
            self._of.setdefault(self.sentence_of[time.start], []).append((time, root))

    def words(self, time: TimeMention) -> str:
        """Give the words of an expression in lower case."""
        return self._text[time.start_char : time.end_char].lower()

    def of(self, sentence: int) -> list[tuple[TimeMention, Token]]:
        """Give the expressions of a sentence in text order, with the token that heads each."""
        return self._of.get(sentence, [])

    def beside(self, token: Token) -> list[tuple[TimeMention, Token]]:
        """Give the expressions of a token's sentence."""
        return self.of(self.sentence_of[token.i])
