"""A parse as plain Python lists: reading a list costs a tenth of asking a spaCy token."""

from __future__ import annotations

from functools import cached_property

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, POS, SENT_START, TAG
from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})


class Tree:
    """The words of a document and the dependency tree over them; every list is indexed by token number."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.parsed = doc.has_annotation("DEP")
        rows = doc.to_array([LOWER, LEMMA, POS, TAG, DEP, HEAD, SENT_START])
        size = len(doc)
        strings = doc.vocab.strings

        def column(number: int) -> list[str]:
            values = rows[:, number].tolist()
            names = {value: strings[value] for value in set(values)}
            return [names[value] for value in values]

        self.lower = column(0)
        self.lemma = [lemma.lower() or lower for lemma, lower in zip(column(1), self.lower, strict=True)]
        self.pos = column(2)
        self.tag = column(3)
        self.dep = column(4)
        offsets = rows[:, 5].astype("int64").tolist()
        self.head = [i + offset for i, offset in enumerate(offsets)] if self.parsed else list(range(size))
        starts = rows[:, 6].astype("int64").tolist()
        self.start_char = [token.idx for token in doc]
        self.end_char = [start + len(lower) for start, lower in zip(self.start_char, self.lower, strict=True)]
        self.children: list[list[int]] = [[] for _ in range(size)]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.sentence_starts = [i for i, start in enumerate(starts) if start == 1 or i == 0]

    def __len__(self) -> int:
        return len(self.lower)

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of the sentence that each token is in."""
        result: list[int] = []
        bounds = [*self.sentence_starts, len(self)]
        for number in range(len(bounds) - 1):
            result.extend([number] * (bounds[number + 1] - bounds[number]))
        return result

    def sentence(self, i: int) -> tuple[int, int]:
        """Give the token bounds (end exclusive) of the sentence that token `i` is in."""
        number = self.sentence_of[i]
        following = number + 1
        end = self.sentence_starts[following] if following < len(self.sentence_starts) else len(self)
        return self.sentence_starts[number], end

    def left(self, i: int) -> int:
        """Give the first token of the subtree of token `i`."""
        return self.doc[i].left_edge.i if self.parsed else i

    def right(self, i: int) -> int:
        """Give the last token (inclusive) of the subtree of token `i`."""
        return self.doc[i].right_edge.i if self.parsed else i

    def child(self, i: int, deps: frozenset[str]) -> int | None:
        """Give the first child of token `i` with one of the relations, None if there is none."""
        for child in self.children[i]:
            if self.dep[child] in deps:
                return child
        return None

    def is_verb(self, i: int) -> bool:
        """Tell whether token `i` is a verb or auxiliary."""
        return self.pos[i] in ("VERB", "AUX")

    def clause_above(self, i: int) -> int | None:
        """Give the nearest verb or auxiliary above token `i`, None if there is none in its sentence."""
        while (head := self.head[i]) != i:
            i = head
            if self.is_verb(i):
                return i
        return None

    def char_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of the tokens `start`..`end` (end exclusive)."""
        return self.start_char[start], self.end_char[end - 1]
