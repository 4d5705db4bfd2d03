"""Names of places that no gazetteer has, told by what the text says of them: "the village of X", "X, a town near Y"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.places.found import Found
from dateline.code.places.lexicon import Lexicon
from dateline.code.places.surroundings import Surroundings
from dateline.knowledge.gazetteer import Gazetteer

_LONGEST = 5
_DESCRIBED = 6
"""Tokens at most between a name and the noun that says what it is ("X, a small farming town")."""
_MEASURED = 12
"""Tokens at most between a name and the place that its distance is told from."""
_PARTICLES = frozenset(
    {"al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ez", "de", "la", "e", "i", "-", "'", "’", "bin", "ibn"}
)
_DETERMINERS = frozenset({"a", "an", "another"})
_NO_NAMES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW", "WORK_OF_ART"}
)
_LIKE_NAMES = frozenset({"PERSON", "GPE", "LOC", "FAC"})
"""What the pipeline calls the unknown names of places."""
_JOINTS = frozenset({",", "and", "or"})
_NEAR = frozenset({"near", "outside"})
_QUOTES = frozenset({"'", "’", '"', "”"})


def find_unlisted(around: Surroundings, taken: list[Found], gazetteer: Gazetteer) -> list[Found]:
    """Give the names of a document that its words tell to be settlements or areas and that the gazetteer lacks, with
    their further mentions, in text order, none overlapping `taken`.
    """
    return _Finder(around, taken, gazetteer).find()


class _Finder:
    """The work on one document."""

    def __init__(self, around: Surroundings, taken: list[Found], gazetteer: Gazetteer) -> None:
        self.doc: Doc = around.doc
        self.around = around
        self.lexicon: Lexicon = around.lexicon
        self.gazetteer = gazetteer
        self.covered = {i: place for place in taken for i in range(place.start, place.end)}
        self.start_of = {place.start: place for place in taken}

    def find(self) -> list[Found]:
        """Go through the runs of capitalised words: first for names that are told, then for the same names again."""
        runs = self._runs()
        told: list[tuple[int, int]] = []
        for run in runs:
            if self._is_told(*run) or self._listed(*run, told):
                told.append(run)
        names = {self.around.slice(*run).lower() for run in told}
        again = [
            run
            for run in runs
            if run not in told and self.around.slice(*run).lower() in names and self._label(run[0]) != "ORG"
        ]
        return sorted((self._found(*run) for run in told + again), key=lambda place: place.start)

    def _found(self, start: int, end: int) -> Found:
        offsets, last = self.around.offsets, end - 1
        name = self.around.slice(start, end)
        return Found(
            start, end, offsets[start], offsets[last] + len(self.around.words[last]), name, (), "P", label="GPE"
        )

    def _runs(self) -> list[tuple[int, int]]:
        """Give the bounds of the names that are not found places, and that the gazetteer lacks."""
        runs, at, size = [], 0, len(self.doc)
        while at < size:
            if not self.around.capital[at]:
                at += 1
                continue
            end = self._end(at)
            if self._is_name(at, end):
                runs.append((at, end))
            at = end
        return runs

    def _end(self, start: int) -> int:
        capital, low, size = self.around.capital, self.around.low, len(self.doc)
        end = start + 1
        while end < size:
            if capital[end]:
                end += 1
            elif low[end] in _PARTICLES and end + 1 < size and (capital[end + 1] or self._bound(end)):
                end += 2
            else:
                break
        while not capital[end - 1]:
            end -= 1
        return end

    def _bound(self, at: int) -> bool:
        """Tell whether a hyphen or an apostrophe binds a small word into a name ("Mazar-e-Sharif")."""
        token = self.doc[at]
        return token.text == "-" and not token.whitespace_ and not self.doc[at - 1].whitespace_

    def _is_name(self, start: int, end: int) -> bool:
        lexicon, low = self.lexicon, self.around.low
        if end - start > _LONGEST or any(i in self.covered for i in range(start, end)):
            return False
        if end - start == 1 and (
            low[start] in lexicon.doubtful
            or len(low[start]) < 3
            or self.doc[start].pos_ != "PROPN"
            or (self.doc[start].text.isupper() and not self.doc[start].is_sent_start)
        ):
            return False
        if self._label(start) in _NO_NAMES or low[start] in lexicon.titles or low[start] in lexicon.directions:
            return False
        if self.doc[end - 1].is_upper and len(low[end - 1]) < 3:  # "Class AA"
            return False
        if low[end - 1] in lexicon.body_words or low[end - 1] in lexicon.demonyms or low[start] in lexicon.demonyms:
            return False
        return not self.gazetteer.candidates(self.around.slice(start, end))

    def _label(self, at: int) -> str:
        entity = self.around.entity[at]
        return "" if entity is None else entity.label_

    def _is_told(self, start: int, end: int) -> bool:
        return (
            self._called(start)
            or self._apposed(start, end)
            or self._described(end)
            or (self._placed(start) and (self._measured(end) or self._inside(start, end)))
        )

    def _called(self, start: int) -> bool:
        """Tell whether a noun and "of" name the place: "the village of X", "the towns of X"."""
        before = self.around.word(start - 2)
        named = self.lexicon.naming_nouns
        return self.around.word(start - 1) == "of" and (before in named or before.removesuffix("s") in named)

    def _apposed(self, start: int, end: int) -> bool:
        """Tell whether a noun right before it does: "the coastal town X"."""
        if self.around.word(start - 1) not in self.lexicon.naming_nouns or self._label(start) == "ORG":
            return False
        noun, root = self.doc[start - 1], self._root(start, end)
        tied = (root.dep_ == "appos" and root.head == noun) or (noun.dep_ == "compound" and noun.head == root)
        return tied and self.around.low[start] not in self.lexicon.community

    def _described(self, end: int) -> bool:
        """Tell whether a noun behind it does: "X, a small town near Y"."""
        if self.around.word(end) != "," or self.around.word(end + 1) not in _DETERMINERS:
            return False
        for at in range(end + 2, min(end + 2 + _DESCRIBED, len(self.doc))):
            token = self.doc[at]
            if token.lower_ in self.lexicon.naming_nouns:
                following = self.doc[at + 1].pos_ if at + 1 < len(self.doc) else "PUNCT"
                return following not in ("NOUN", "PROPN", "PART")
            if token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "VERB") and token.text not in ("-", ","):
                return False
        return False

    def _placed(self, start: int) -> bool:
        before = self.around.word(start - 1)
        return before in self.lexicon.prepositions or self.around.taken(start) or self.around.placed(start)

    def _measured(self, end: int) -> bool:
        """Tell whether it is said to lie near or so far from a known place: "X, about 35km south of Y", "X, near Y"."""
        for at in range(end, min(end + _MEASURED, len(self.doc))):
            place = self.start_of.get(at)
            if place is not None and not place.demonym:
                gap = [self.around.word(i) for i in range(end, at)]
                if gap[-1:] == ["the"]:
                    del gap[-1]
                if gap[:1] == [","] and gap[-1:] and gap[-1] in _NEAR:
                    return True
                return gap[-1:] in (["of"], ["from"]) and not self.lexicon.distances.isdisjoint(gap)
            if self.doc[at].pos_ in ("VERB", "AUX") or self.doc[at].text in (".", ";"):
                return False
        return False

    def _inside(self, start: int, end: int) -> bool:
        """Tell whether something happens "in X", where X is no body, and no person of the text."""
        word = self.around.word(start - 1)
        if word != "in" or self._label(start) not in _LIKE_NAMES or self.around.low[start] in self.lexicon.given_names:
            return False
        root, preposition = self._root(start, end), self.doc[start - 1]
        if root.head != preposition or preposition.head.lemma_.lower() in self.lexicon.not_where:
            return False
        following = self.doc[end] if end < len(self.doc) else None
        if following is not None and (following.pos_ in ("NOUN", "PROPN", "PART") or following.text in _QUOTES):
            return False
        return not any(self._elsewhere(at) for at in range(start, end))

    def _elsewhere(self, at: int) -> bool:
        """Tell whether a word of a name stands in the name of a person at another point of the text."""
        word = self.around.low[at]
        return any(
            entity.label_ == "PERSON"
            and not entity.start <= at < entity.end
            and any(self.around.low[i] == word for i in range(entity.start, entity.end))
            and self.around.word(entity.start - 1) != "in"
            for entity in self.doc.ents
        )

    def _listed(self, start: int, end: int, told: list[tuple[int, int]]) -> bool:
        """Tell whether it stands behind a place in a list of such: "in Y, X and Z"."""
        low = self.around.low
        if self.around.word(start - 1) not in _JOINTS or end - start > 2:
            return False
        if low[start] in self.lexicon.given_names or low[start] in self.lexicon.bodies:
            return False
        if self.around.word(start - 1) == "," and self.around.word(end) not in _JOINTS:
            return False
        before = next((run for run in told if run[1] == start - 1), None)
        if before is None:
            place = self.covered.get(start - 2)
            if (
                place is None
                or place.demonym
                or place.inside
                or not (self.around.placed(place.start) or self.around.called(place.start))
            ):
                return False
            before = place.start, place.end
        return self._root(start, end).dep_ == "conj" and self._root(start, end).head.i in range(*before)

    def _root(self, start: int, end: int) -> Token:
        return self.doc[start:end].root
