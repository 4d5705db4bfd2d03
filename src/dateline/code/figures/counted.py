"""What a number counts: the noun behind it, and the kind of thing that noun names."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.symbols import ADJ, ADP, ADV, AUX, CCONJ, DET, NOUN, NUM, PART, PRON, PROPN, PUNCT, SPACE, VERB
from spacy.tokens import Doc, Token

from dateline.code.figures.lexicon import CountedNouns

_REACH = 10
_NOMINAL = frozenset({NOUN, PROPN})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_DEMONYM_ENDINGS = ("ans", "ians", "is", "ese", "ons", "ks", "rs")


@dataclass(slots=True)
class Counted:
    """The head token of what is counted and its kind; `end` is the token behind the noun phrase's core."""

    head: int
    kind: str
    end: int


class NounFinder:
    """Finds counted nouns in a document."""

    def __init__(self, doc: Doc, nouns: CountedNouns) -> None:
        self.doc = doc
        self.nouns = nouns

    def find(self, at: int, limit: int, *, one: bool, partitive: bool = False) -> Counted | None:
        """Give what the number ending before token `at` counts, looking no further than token `limit`.

        `one` says that the noun must be a singular, `partitive` that "of" stands between ("two of our soldiers").
        """
        chain = self._chain(at, limit, one=one, partitive=partitive)
        if not chain:
            return None
        last = chain[-1]
        number = self.doc[at - 1]
        heads = [last]
        if number.dep_ == "nummod" and at <= number.head.i < min(limit, last.i + 3):
            heads.insert(0, number.head)
        for head in heads:
            if head.i + 1 < limit and self.doc[head.i + 1].tag_ == "POS":
                continue
            kind = self.kind(head, one=one)
            if kind:
                return Counted(head.i, kind, head.i + 1)
        if any(head.tag_ in ("NNS", "NNPS") for head in heads):
            return None
        for head in reversed(chain[:-1]):
            if head.tag_ in ("NNS", "NNPS") or head.lower_ == "people" or (one and head.pos == NOUN):
                kind = self.kind(head, one=one)
                if kind:
                    return Counted(head.i, kind, head.i + 1)
        return None

    def names(self, at: int, limit: int) -> bool:
        """Tell whether a noun stands behind the number that ends before token `at`."""
        return bool(self._chain(at, limit, one=False, partitive=False))

    def _chain(self, at: int, limit: int, *, one: bool, partitive: bool) -> list[Token]:
        """Give the nouns of the phrase that begins at token `at` (modifiers are walked over)."""
        doc = self.doc
        found: list[Token] = []
        plural = False
        for i in range(at, min(limit, at + _REACH)):
            token = doc[i]
            pos = token.pos
            if i > at and (
                doc[i - 1].text == "-" or (i + 1 < limit and doc[i + 1].text == "-" and not token.whitespace_)
            ):
                # Inside a hyphenated word ("air-to-air") every part of speech is a modifier or, at its end, the noun.
                if pos in _NOMINAL and (i + 1 >= limit or doc[i + 1].text != "-"):
                    found.append(token)
                    plural = token.tag_ in ("NNS", "NNPS")
                continue
            if pos in _NOMINAL or (token.lower_ in self.nouns.forms.many and not found):
                if plural and token.tag_ == "NNP":
                    break
                found.append(token)
                plural = token.tag_ in ("NNS", "NNPS")
            elif pos == ADJ or (pos == ADV and not found):
                if plural and found:
                    break
            elif pos == VERB:
                if plural or (one and found) or token.tag_ not in _PARTICIPLES or i + 1 >= limit:
                    break
                if found and token.tag_ == "VBD":
                    break
            elif pos == NUM:
                if plural or token.lower_.isalpha() or token.is_digit:
                    break
            elif pos == PUNCT:
                if token.text in ("-", "‑", '"', "'", "“", "”", "‘", "’"):
                    if found and plural and token.text not in ("-", "‑"):
                        break
                elif token.text == "," and not found and i + 1 < limit and doc[i - 1].pos == ADJ:
                    continue
                else:
                    break
            elif pos == PART or token.tag_ == "POS":
                if token.tag_ != "POS":
                    break
                found.clear()
                plural = False
            elif pos == CCONJ:
                if plural or i + 1 >= limit or doc[i + 1].pos not in (NOUN, ADJ, PROPN):
                    break
            elif pos in (DET, PRON):
                if found or not partitive or token.tag_ not in ("DT", "PRP$", "PDT"):
                    break
            elif pos in (ADP, AUX, SPACE):
                break
            else:
                break
        return found

    def kind(self, head: Token, *, one: bool) -> str | None:
        """Give the kind of thing that a noun names, None if it is nothing that figures count."""
        nouns = self.nouns
        word = head.lower_
        before = self.doc[head.i - 1].lower_ if head.i else ""
        forms = nouns.forms.one if one else nouns.forms.many
        joined = nouns.not_with.get(word)
        if joined and before in joined:
            return None
        kind = forms.get(f"{before} {word}") or forms.get(f"{before}-{word}")
        if kind is None and word in nouns.with_modifier and (one or word in nouns.plurals):
            kind = self._with_modifier(head, word)
        kind = kind or forms.get(word)
        if kind is not None or one:
            return kind or ("people" if one and head.ent_type_ == "NORP" and head.pos in _NOMINAL else None)
        tag = head.tag_
        if tag in ("NNS", "NNPS"):
            if word.endswith(nouns.person_endings) and word not in nouns.not_people and not self._organisation(head):
                return "people"
            if head.is_title and (head.ent_type_ == "NORP" or (tag == "NNPS" and word.endswith(_DEMONYM_ENDINGS))):
                return None if self._organisation(head) else "people"
        elif head.is_title and head.ent_type_ == "NORP" and word.endswith(("ese", "sh", "ch", "ss", "is", "ns")):
            return "people"
        return None

    def _with_modifier(self, head: Token, word: str) -> str | None:
        doc = self.doc
        start = max(0, head.i - 5)
        around = {doc[i].lower_ for i in range(start, head.i)}
        around.update(doc[start : head.i].text.lower().split())
        if head.i + 2 < len(doc) and doc[head.i + 1].lower_ == "of":
            around.update(doc[i].lower_ for i in range(head.i + 2, min(len(doc), head.i + 5)))
        for kind, modifiers in self.nouns.with_modifier[word]:
            if not modifiers.isdisjoint(around):
                return kind
        return None

    @staticmethod
    def _organisation(head: Token) -> bool:
        return head.ent_type_ in ("ORG", "PRODUCT", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART")
