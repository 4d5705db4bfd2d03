"""Whether words stand where something is or happens: "at the embassy", "stormed the palace"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.places.lexicon import Lexicon


class Located:
    """Answers for the nouns of one document."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon

    def at(self, noun: int, also: frozenset[str] = frozenset()) -> bool:
        """Tell whether the phrase that a token heads says where something is, or what is attacked, entered or left;
        `also` are more prepositions that say so before it.
        """
        token = self.doc[noun]
        while token.dep_ in ("conj", "appos") and token.head != token:
            token = token.head
        above = token.head
        if token.dep_ == "pobj":
            return above.lower_ in self.lexicon.located or above.lower_ in also or self._aimed(above)
        return token.dep_ in ("dobj", "nsubjpass") and above.lower_ in self.lexicon.taking_verbs

    def _aimed(self, preposition: Token) -> bool:
        """Tell whether a preposition stands behind a word of attack: "an assault on", "marched to"."""
        return preposition.lower_ in self.lexicon.aims and preposition.head.lower_ in self.lexicon.taking_nouns
