"""The words of a document around a name, and what they say for its being a place."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from dateline.code.places.found import Found
from dateline.code.places.lexicon import Lexicon
from dateline.code.places.publishers import Home

# Evidence is counted in the unit of the gazetteer's weights, decimal orders of magnitude of population. The values were
# set by hand and checked on local papers of the United States and on world health news; each trades missed small towns
# for words and persons taken for towns.
AGAIN = 2.5
"""That the pipeline or the document has the same name as a place elsewhere."""
STRONG_PREPOSITION, PREPOSITION = 2.5, 1.0
"""That it stands after "in", "near"; after "from", "at", "to"."""
RESIDENT = 2.5
"""That a person is from there: "Dennis Lopez of Thackerville", "Robert Douglas, 51, of Chiefland"."""
TAKEN = 4.5
"""That it is what is shelled, entered or taken: "stormed Goma", "strikes on Rafah"."""
PART_OF = 3.0
"""That the text speaks of its people, its government or a part of it: "residents of Kramatorsk", "north of Homs"."""
OWN_TOWN = 3.0
"""That it is the name of the publisher's town."""
BESIDE, ALIKE = 2.0, 4.0
"""That it stands beside a place name; beside one of the same country or province: "Anbar and Nineveh"."""
FOLLOWED = 2.5
"""That a word of places or towns follows: "Idlib province", "Longview residents"."""
CALLED = 5.5
"""That the text says what it is: "the village of"."""
TWO_WORDS = 1.0
"""That it has several words: fewer of those are something else."""
DATELINE, CAPITALS = 2.0, 1.5
"""That it opens a sentence before a dash; that it does so in capitals."""

_AIMED = frozenset({"on", "of", "against", "at", "into", "upon"})
_DASHES = frozenset({"—", "--", "–", "---", "-", "("})
_UNSEEN = re.compile("[\u200b-\u200f\u00ad\ufeff]")
_JOINTS = frozenset({",", "and", "or", "&"})
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ez"})


class Surroundings:
    """The words of one document, and questions to them."""

    def __init__(self, doc: Doc, lexicon: Lexicon, home: Home | None) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.home = home
        self.text = doc.text
        self.words = [token.text for token in doc]
        self.offsets = [token.idx for token in doc]
        self.low = [word.lower() for word in self.words]
        self.capital = [is_capital(word) or self._article(index) for index, word in enumerate(self.words)]
        self.entity: list[Span | None] = [None] * len(self.words)
        self.person_words: set[str] = set()
        self.place_words: set[str] = set()
        for entity in map(self._trimmed, doc.ents):
            label = entity.label_
            for index in range(entity.start, entity.end):
                self.entity[index] = entity
            if label == "PERSON" and entity.end - entity.start > 1:
                self.person_words.update(self.low[entity.start : entity.end])
            elif label == "GPE":
                self.place_words.add(" ".join(self.low[entity.start : entity.end]))

    def _article(self, at: int) -> bool:
        """Tell whether a token is the article that begins a name and is a token by itself ("al" of "al-Bab")."""
        after = at + 2
        return (
            self.low[at] in _ARTICLES
            and after < len(self.words)
            and self.words[at + 1] == "-"
            and self.words[after][0].isupper()
            and self.offsets[after] == self.offsets[at] + len(self.words[at]) + 1
        )

    def _trimmed(self, entity: Span) -> Span:
        """Give an entity without the joint that ends it, as the pipeline sometimes has it ("Aleppo and")."""
        end = entity.end
        while end - entity.start > 1 and self.low[end - 1] in _JOINTS:
            end -= 1
        return entity if end == entity.end else Span(self.doc, entity.start, end, label=entity.label)

    def slice(self, start: int, end: int) -> str:
        """Give the text of some tokens, without marks that nobody sees."""
        text = self.text[self.offsets[start] : self.offsets[end - 1] + len(self.words[end - 1])]
        return text if text.isprintable() else _UNSEEN.sub("", text)

    def word(self, at: int) -> str:
        """Give a token in small letters, empty outside of the document."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def at_home(self, name: str) -> bool:
        """Tell whether a name is that of the publisher's town."""
        return self.home is not None and self.home.names(name)

    def context(self, at: int, end: int, name: str, found: list[Found]) -> float:
        """Give how much the words around a name, and the rest of the document, speak for a place."""
        lexicon = self.lexicon
        before, following = self.word(at - 1), self.word(end)
        evidence = 0.0
        if before in lexicon.strong_prepositions:
            evidence += STRONG_PREPOSITION
        elif before in lexicon.prepositions:
            evidence += PREPOSITION
        if self.taken(at):
            evidence += TAKEN
        elif before == "of" and self.word(at - 2) in lexicon.part_nouns:
            evidence += PART_OF
        if name in self.place_words:
            evidence += AGAIN
        if self.at_home(name):
            evidence += OWN_TOWN
        if self.beside_place(at, end, found):
            evidence += BESIDE
        if (
            following in lexicon.features
            or following in lexicon.community
            or (end - at > 1 and self.low[end - 1] in lexicon.features)
        ):
            evidence += FOLLOWED
        if self.plural_feature(end) is not None:
            evidence += CALLED
        if self.called(at):
            evidence += CALLED
        if end - at > 1:
            evidence += TWO_WORDS
        if (at == 0 or self.doc[at].is_sent_start) and following in _DASHES:
            evidence += DATELINE + (CAPITALS if self.words[at].isupper() and following != "(" else 0.0)
        if before == "of" and self.after_person(at - 1):
            evidence += RESIDENT
        return evidence

    def taken(self, at: int) -> bool:
        """Tell whether a name is what is shelled, entered or taken ("stormed Goma", "rockets at Rafah")."""
        before = self.word(at - 1)
        return before in self.lexicon.taking_verbs or (
            before in _AIMED and self.word(at - 2) in self.lexicon.taking_nouns
        )

    def placed(self, at: int) -> bool:
        """Tell whether a name stands where that of a person hardly does: "in", "near", "residents of", "shelled"."""
        before = self.word(at - 1)
        return (
            before in self.lexicon.strong_prepositions
            or self.taken(at)
            or (before == "of" and self.word(at - 2) in self.lexicon.part_nouns)
        )

    def after_person(self, at: int) -> bool:
        """Tell whether a token follows a person's name, or one with the age between commas."""
        before = at - 1
        if before >= 0 and self.low[before] == ",":
            before -= 1
            if before > 0 and self.low[before].isdigit() and self.low[before - 1] == ",":
                before -= 2
        entity = self.entity[before] if before >= 0 else None
        return entity is not None and entity.label_ == "PERSON"

    def called(self, at: int) -> bool:
        """Tell whether a name follows "village of", "R-" (a legislator's seat) or the like."""
        low = self.low
        if at < 2:
            return False
        if low[at - 1] == "of":
            word = low[at - 2]
            return word in self.lexicon.features or word.removesuffix("s") in self.lexicon.features
        return low[at - 1] == "-" and self.words[at - 2] in self.lexicon.parties

    def beside_place(self, at: int, end: int, found: list[Found]) -> bool:
        """Tell whether a name stands next to a place name ("Macon, Ga.", "Anbar and Nineveh"); `found` are those
        before it.
        """
        low = self.low
        if at > 1 and low[at - 1] in _JOINTS and found and found[-1].end == at - 1:
            return not found[-1].demonym
        if end + 1 < len(low) and low[end] in _JOINTS:
            entity = self.entity[end + 1]
            if entity is not None and entity.label_ == "GPE" and self.capital[end + 1]:
                return True
            return low[end] == "," and self.words[end + 1] in self.lexicon.abbreviations
        return False

    def after_place(self, at: int, found: list[Found]) -> bool:
        """Tell whether a token stands right behind a place name, or behind the comma after it; `found` as above."""
        if not found:
            return False
        before = found[-1].end
        return before == at or (before == at - 1 and self.low[before] == ",")

    def feature(self, start: int, end: int) -> tuple[str | None, bool]:
        """Give the kind of place that the words beside or in a name speak of, and whether the word behind it belongs
        to it ("Nyanza Province").
        """
        features = self.lexicon.features
        following = self.word(end)
        feature = features.get(following)
        if feature is not None and self.capital[end]:
            if following in self.lexicon.part_of_name:
                return feature, True
            feature = None  # "Kentucky Department of Fish"
        elif feature is None:
            feature = self.plural_feature(end)
        before, word = self.word(start - 1), self.word(start - 2)
        if feature is None and before == "of":
            feature = features.get(word)
        elif feature is None and before == "in" and features.get(word) == "P":
            feature = "A"  # "a village in Idlib"
        if feature is None and end - start > 1:
            feature = features.get(self.low[end - 1])
        return feature, False

    def plural_feature(self, end: int) -> str | None:
        """Give what "counties" in "Clarke, Oconee and Madison counties" says about the first of them."""
        low, capital = self.low, self.capital
        for index in range(end, min(end + 24, len(low))):
            word = low[index]
            if capital[index] or word in (",", "and"):
                continue
            if word.endswith("ies"):
                word = word[:-3] + "y"
            elif word.endswith("es") and word[:-2] in self.lexicon.features:
                word = word[:-2]
            elif word.endswith("s"):
                word = word[:-1]
            else:
                return None
            return self.lexicon.features.get(word)
        return None


def is_capital(word: str) -> bool:
    """Tell whether a word is written as a name: with a capital, or "al-Bab"."""
    return word[0].isupper() or (len(word) > 3 and word[:3].lower() in ("al-", "el-", "ez-") and word[3].isupper())
