"""Persons that the named-entity layer sees by half: a surname without a label, a given name cut off, a child's name
with its age labelled as a town. What the document says elsewhere, and the words around, make up for it.
"""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import Lexicon
from dateline.code.actors.names import NameHit
from dateline.code.actors.phrases import Phrases

_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "dative", "agent"})
_UNNAMED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "PERSON", "LANGUAGE"})
_AGE_ENDS = frozenset({",", ")", "of", "."})
_OLDEST = 105
_SHORTEST = 3  # letters of a surname that is taken up


class HalfSeen:
    """Completes the spans of persons of one document.

    Args:
        columns: the document.
        lexicon: the actor tables.
        phrases: its names, agent nouns and places.
        hits: the table names found in it.
    """

    def __init__(self, columns: Columns, lexicon: Lexicon, phrases: Phrases, hits: list[NameHit]) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.phrases = phrases
        self.listed = [(hit.start, hit.end) for hit in hits if hit.term.kind == "person"]

    def with_given_name(self, start: int) -> int:
        """Give where a person's name of one word (at `start`) begins with the given names that lack a label."""
        columns, at = self.columns, start
        while at > columns.sentence_start[columns.sentence[start]]:
            before = at - 1
            if columns.dep[before] != "compound" or columns.head[before] not in (at, start) or columns.ent[before]:
                break
            if not self._may_be_name(before):
                break
            at = before
        return at

    def aged(self) -> list[tuple[int, int]]:
        """Give names that an age follows ("and Temi Corwin, 16, were"), whatever their label but PERSON."""
        columns, found = self.columns, list[tuple[int, int]]()
        for age in range(3, columns.n - 1):
            if not self._is_age(age) or columns.words[age - 1] not in (",", "("):
                continue
            end = age - 1
            start = end
            while start > 0 and end - start < 4 and self._may_be_name(start - 1):
                start -= 1
            if not 2 <= end - start <= 3 or columns.sentence[start] != columns.sentence[age]:
                continue
            before = columns.lower[start - 1] if start else ""
            if before == "the" or before in self.lexicon.words["place_prepositions"]:
                continue
            if all(i in self.phrases.place_at for i in range(start, end)):
                continue
            found.append((start, end))
        return found

    def taken_up(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Give names without the label of a person that are those of persons named in full in the document: the
        surname alone, if only one bears it ("an angry Solberg"), or with another given name.

        Args:
            spans: the spans of the persons found so far.
        """
        columns, found = self.columns, list[tuple[int, int]]()
        suffixes = self.lexicon.words["name_suffixes"]
        given: dict[str, set[str]] = {}
        for start, end in [*spans, *self.listed]:
            while end - start > 1 and (columns.tag[end - 1] == "POS" or columns.lower[end - 1] in suffixes):
                end -= 1
            if end - start > 1:
                given.setdefault(columns.lower[end - 1], set()).add(columns.lower[end - 2])
        known = {i for start, end in [*spans, *self.listed] for i in range(start, end)}
        for i in range(columns.n):
            borne_by = given.get(columns.lower[i])
            if not borne_by or i in known or not self._may_be_surname(i):
                continue
            start = i
            while start > 0 and columns.sentence[start - 1] == columns.sentence[i] and self._may_be_name(start - 1):
                start -= 1
            if i - start > 2 or any(k in known for k in range(start, i)):
                continue
            if start < i or len(borne_by) == 1:
                found.append((start, i + 1))
        return found

    def _may_be_surname(self, token: int) -> bool:
        """Tell whether a token can be the last word of a person's name that stands where actors do."""
        columns = self.columns
        word = columns.words[token]
        if len(word) < _SHORTEST or not self._may_be_name(token) or token in self.phrases.place_at:
            return False
        following = token + 1
        if following < columns.n and columns.pos[following] == "PROPN" and columns.words[following][:1].isupper():
            return False
        if following < columns.n and columns.words[following] in ("-", "/", "&"):
            return False
        before = token - 1
        if before >= 0 and columns.lower[before] in ("the", "of", "-", "/", "&"):
            return columns.lower[before] == "of" and self._names_actor(token)
        return columns.dep[token] in _ROLES and not self.phrases.is_located(token)

    def _names_actor(self, token: int) -> bool:
        """Tell whether "of" before a name hangs on a noun in small letters ("the arrest of Solberg")."""
        columns = self.columns
        noun = columns.head[columns.head[token]]
        hangs = columns.dep[token] == "pobj" and columns.words[noun][:1].islower()
        return hangs and not self.phrases.is_located(token)

    def _may_be_name(self, token: int) -> bool:
        """Tell whether a token can be a word of a person's name: with a capital, in no table, no title or noun."""
        columns, words = self.columns, self.lexicon.words
        lower = columns.lower[token]
        return (
            columns.pos[token] == "PROPN"
            and columns.words[token][:1].isupper()
            and columns.words[token].isalpha()
            and columns.ent[token] not in _UNNAMED
            and token not in self.phrases.name_at
            and token not in self.phrases.agent_at
            and lower not in self.lexicon.titles
            and lower not in words["personal_titles"]
            and lower not in words["forms_of_address"]
            and lower not in words["not_person_words"]
            and lower not in self.phrases.vocabulary_of_nouns
        )

    def _is_age(self, token: int) -> bool:
        columns = self.columns
        word = columns.words[token]
        if not word.isdigit() or not 0 < int(word) <= _OLDEST:
            return False
        return columns.words[token + 1] in _AGE_ENDS
