"""The names that the gazetteer and the word lists know at a token of a document, whatever they mean there."""

from __future__ import annotations

from typing import NamedTuple

from dateline.code.places.lexicon import Lexicon
from dateline.code.places.surroundings import Surroundings
from dateline.knowledge.gazetteer import Candidate, Gazetteer

LONGEST_NAME = 6
"""Tokens of the longest name that is looked up ("Democratic Republic of the Congo", "Rafah border crossing")."""

_NO_PEOPLE = frozenset({"PERSON", "LANGUAGE", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"})
_OWNERS = frozenset({"'s", "’s", "'", "’"})
_INNER_ONLY = frozenset({"'s", "’s", "and", "of", "the", "in"})


class Name(NamedTuple):
    """A name: the token behind it, and the places that bear it, the most important first."""

    end: int
    candidates: tuple[Candidate, ...]
    province: str | None = None
    """The GeoNames code of the province or country that an abbreviation stands for."""


class Names:
    """Looks names up that start at a token of one document."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, around: Surroundings) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.around = around
        self.words, self.low, self.capital = around.words, around.low, around.capital

    def run_end(self, start: int) -> int:
        """Give the end of the run of capitalised words, with small words between them, that starts here."""
        low, connectors, size = self.low, self.lexicon.connectors, len(self.words)
        end = start + 1
        while end < size:
            if self.capital[end]:
                end += 1
            elif low[end] in connectors:
                after = end + 1
                while after < size and after < end + 3 and low[after] in connectors and not self.capital[after]:
                    after += 1
                if after >= size or not self.capital[after]:
                    break
                end = after + 1
            else:
                break
        return end

    def longest(self, at: int, run_end: int) -> Name:
        """Give the longest name of the gazetteer that starts at a token; it ends there and has no places if there is
        none.
        """
        candidates, text = self.gazetteer.candidates, self.around.slice
        limit = min(at + LONGEST_NAME, run_end)
        # A name may go on with a small feature word: "Lachin corridor", "Rafah crossing".
        for after in (run_end, run_end + 1):
            if limit == run_end and after < len(self.words) and self.low[after] in self.lexicon.features:
                hits = candidates(text(at, after + 1))
                if hits and hits[0].record.feature_class not in "AP":
                    return Name(after + 1, hits)
        for end in range(limit, at, -1):
            last = self.words[end - 1]
            if end - at > 1 and (not last[0].isalnum() or last in _INNER_ONLY):
                continue
            hits = candidates(text(at, end))
            if not hits:
                continue
            before_body = self.low[end - 1] in self.lexicon.body_starts
            if end - at > 1 and before_body and self.around.word(end) in self.lexicon.body_words:
                bare = candidates(text(at, end - 1))
                if bare:
                    return Name(end - 1, bare)
            return Name(end, hits)
        return Name(at, ())

    def dedicated(self, at: int) -> int | None:
        """Give the end of what bears the name of a saint ("St. Mary's Hospital"), None if no such name starts at a
        token or the gazetteer has it.
        """
        lexicon, low, capital = self.lexicon, self.low, self.capital
        if low[at].rstrip(".") not in lexicon.saint_words or self.around.word(at + 1) not in lexicon.given_names:
            return None
        owner = at + 2
        if self.around.word(owner) not in _OWNERS or self.around.word(owner + 1) not in lexicon.dedicated:
            return None
        end = owner + 1
        while end < len(low) and capital[end] and (low[end] in lexicon.dedicated or low[end] in lexicon.body_words):
            end += 1
        if end == owner + 1 or self.longest(at, end).end > owner + 1:
            return None
        return end

    def abbreviation(self, at: int, *, after_place: bool) -> Name | None:
        """Give the place of an abbreviation ("W.Va.", "TX" after a comma), None if there is none; `after_place`: the
        name of a place stands before it.
        """
        abbreviations = self.lexicon.abbreviations
        for end in range(min(at + 3, len(self.words)), at, -1):
            text = self.around.slice(at, end)
            known = abbreviations.get(text)
            if known is None and end < len(self.words) and self.words[end] == ".":
                known = abbreviations.get(text + ".")
            if known is None:
                continue
            place, alone = known
            if not (after_place or (alone and len(text) > 1 and self._label(at) != "PERSON")):
                continue
            hits = tuple(Candidate(record, 8.0, 0) for record in self.gazetteer.unit(place))
            if hits:
                return Name(end, hits, place)
        return None

    def demonym(self, at: int, named_end: int) -> Name | None:
        """Give the country or place of a demonym, None if there is none or a longer name, to `named_end`, starts
        here.
        """
        low, demonyms = self.low, self.lexicon.demonyms
        end = at + 1
        word = low[at]
        if word in self.lexicon.demonym_starts and end < len(low):
            after = end + 1 if low[end] == "-" and end + 1 < len(low) else end
            pair = word + " " + low[after]
            if pair in demonyms:
                word, end = pair, after + 1
        place = demonyms.get(word)
        if place is None:
            place = demonyms.get(word.replace("-", " "))
        if place is None or named_end > end:
            return None
        if self._label(at) in _NO_PEOPLE or self.around.word(end) in self.lexicon.eponym_heads:
            return None
        if word in self.lexicon.languages and self.around.word(at - 1) in self.lexicon.before_languages:
            return None
        name, code = place
        record = self.gazetteer.country(code) if code else None
        hits = (Candidate(record, 10.0, 0),) if record else self.gazetteer.candidates(name)[:1]
        return Name(end, hits) if hits else None

    def _label(self, at: int) -> str:
        entity = self.around.entity[at]
        return "" if entity is None else entity.label_
