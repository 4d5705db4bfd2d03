"""A parsed document as plain lists, one item per token: the actor layer reads each attribute once."""

from __future__ import annotations

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc

from dateline.code.actors.lexicon import squeeze

_ATTRIBUTES = [ORTH, LEMMA, POS, TAG, DEP, ENT_TYPE]
MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "nn"})
_NOUN_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_DASHES = frozenset({"-", "–", "—", "--"})
_LEFT_PARTS = frozenset(
    {"det", "predet", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "nn", "neg", "advmod"}
)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


class Columns:
    """The token attributes of a document as lists.

    `head` holds absolute indices (a root is its own head), `sentence` the number of each token's sentence,
    `first` and `last` the bounds (inclusive) of each token's subtree, `lower` the look-up key of each word.
    """

    __slots__ = (
        "children", "dep", "ent", "ent_begins", "first", "head", "last", "lemma", "lower", "n", "offset", "pos",
        "sentence", "sentence_start", "tag", "text", "words",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        n = self.n = len(doc)
        self.text: str = doc.text
        self.offset: list[int] = doc.to_array(IDX).tolist()
        strings = doc.vocab.strings
        columns = []
        for attribute in _ATTRIBUTES:
            values = doc.to_array(attribute).tolist()
            known = {value: strings[value] if value else "" for value in set(values)}
            columns.append([known[value] for value in values])
        self.words, self.lemma, self.pos, self.tag, self.dep, self.ent = columns
        for i, tag in enumerate(self.tag):
            if tag[:3] == "NNP":  # lemmatizers leave names as they are: "Security Forces"
                self.lemma[i] = _singular(squeeze(self.words[i]))
        keys = {word: squeeze(word) for word in set(self.words)}
        self.lower = [keys[word] for word in self.words]
        self.ent_begins = [iob == 3 for iob in doc.to_array(ENT_IOB).tolist()]
        offsets = doc.to_array(HEAD).astype("int64").tolist()
        self.head = [i + offset for i, offset in enumerate(offsets)]
        for i, (tag, dep) in enumerate(zip(self.tag, self.dep, strict=True)):
            if tag in ("JJ", "VBN", "VBD") and dep in _NOUN_DEPS and i and self.lower[i - 1] == "the":
                self.pos[i] = "NOUN"  # "the wounded"
        self.sentence: list[int] = []
        self.sentence_start: list[int] = []
        for i, start in enumerate(doc.to_array(SENT_START).astype("int64").tolist()):
            if start == 1 or i == 0:
                self.sentence_start.append(i)
            self.sentence.append(len(self.sentence_start) - 1)
        self.children: list[list[int]] = [[] for _ in range(n)]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.first = list(range(n))
        self.last = list(range(n))
        for i in range(n):
            at = self.head[i]
            while self.first[at] > i:
                self.first[at] = i
                at = self.head[at]
        for i in range(n - 1, -1, -1):
            at = self.head[i]
            while self.last[at] < i:
                self.last[at] = i
                at = self.head[at]

    def left_bound(self, head: int) -> int:
        """Give the first token of the noun phrase before `head`: determiners, modifiers, possessors."""
        bound = head
        for child in self.children[head]:
            if child >= head:
                break
            if self.dep[child] in _LEFT_PARTS:
                bound = min(bound, self.first[child])
        for i in range(head - 1, bound, -1):
            if self.words[i] in _DASHES and self.is_dash(i):
                return i + 1  # "OSLO - Police": a dateline, not a part of the phrase
        return bound

    def is_dash(self, token: int) -> bool:
        """Tell whether a token is a dash with a blank before it, not a hyphen."""
        return (
            self.words[token] in _DASHES
            and token > 0
            and self.offset[token] > self.offset[token - 1] + len(self.words[token - 1])
        )

    def is_apart(self, token: int) -> bool:
        """Tell whether a blank or a line break stands before a token."""
        return token == 0 or self.offset[token] > self.offset[token - 1] + len(self.words[token - 1])

    def head_of(self, start: int, end: int) -> int:
        """Give the token of a span whose own head lies outside of it (the last such), else the last token."""
        for i in range(end - 1, start - 1, -1):
            if not start <= self.head[i] < end or self.head[i] == i:
                return i
        return end - 1

    def modified(self, token: int) -> int | None:
        """Give the noun that a token modifies from the left, directly or coordinated ("French and Italian troops")."""
        for _ in range(8):
            up: int = self.head[token]
            if self.dep[token] in MODIFIER_DEPS:
                return up
            if self.dep[token] != "conj" or up == token:
                return None
            token = up
        return None

    def child(self, head: int, *deps: str) -> int | None:
        """Give the first child with one of these labels."""
        for child in self.children[head]:
            if self.dep[child] in deps:
                return child
        return None

    def prepositional(self, head: int, words: frozenset[str]) -> list[int]:
        """Give the objects of the prepositions `words` that hang on `head` to its right, with conjuncts."""
        found = []
        for child in self.children[head]:
            if child > head and self.dep[child] == "prep" and self.lower[child] in words:
                for inner in self.children[child]:
                    if self.dep[inner] == "pobj":
                        found += self.with_conjuncts(inner)
        return found

    def is_bracketed(self, start: int, end: int) -> bool:
        """Tell whether a stretch stands alone in round brackets."""
        return start > 0 and self.words[start - 1] == "(" and self.words[end : end + 1] == [")"]

    def with_conjuncts(self, head: int) -> list[int]:
        """Give a token and those coordinated with it below, in text order."""
        found, at = [head], 0
        while at < len(found):
            found += [c for c in self.children[found[at]] if c > found[at] and self.dep[c] == "conj"]
            at += 1
        return sorted(found)

    def span_text(self, start: int, end: int) -> str:
        """Give the text of tokens `start`..`end` (exclusive), line breaks as blanks."""
        text = self.text[self.offset[start] : self.offset[end - 1] + len(self.words[end - 1])]
        return " ".join(text.split())
