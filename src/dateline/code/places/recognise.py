"""Finds the place names of a document: which words are a name of a place, before it is decided of which."""

from __future__ import annotations

from spacy.tokens import Span

from dateline.code.capitals import among_capitals
from dateline.code.places.expected import CERTAIN, SHARED_NAMES, Expected
from dateline.code.places.found import Found, is_region
from dateline.code.places.lexicon import Lexicon
from dateline.code.places.names import Name, Names
from dateline.code.places.surroundings import ALIKE, BESIDE, Surroundings
from dateline.knowledge.gazetteer import Candidate, Gazetteer
from dateline.knowledge.gazetteer_names import fold

ENOUGH = 7.0
"""Evidence (weight and context) from which a name that the pipeline does not call a place is taken for one."""
LISTED = 2.0
"""Evidence that it stands in a list behind a place that something happens in or to ("in Djibo, Menaka and Gao")."""
SECOND_LOOK = 3.5
"""What a name may lack of it that is found as a place elsewhere in the document."""
LITTLE = 4.0
"""Weight below which a place says less than that a building bears its name."""
NAMED_AFTER = 6.0
"""Weight from which a place's name in that of a body or event means the place."""
KNOWN = 5.0
"""Weight from which a part of the name of a building is taken for its place."""

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NEVER_FIRST = frozenset({"the", "a", "an", "and", "of", "in", "on", "as", "i", "am", "are"})
_NOT_NAMES = frozenset({"WORK_OF_ART", "PRODUCT", "LAW", "EVENT", "LANGUAGE", "DATE", "TIME"})
_NUMBERS = frozenset({"CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})


class Recogniser:
    """Finds place names by the entities of the pipeline and the names of the gazetteer."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon

    def find(self, around: Surroundings) -> list[Found]:
        """Give the place names of a document in text order, none overlapping another."""
        return _Finder(self.gazetteer, self.lexicon, around).find()


class _Finder:
    """The work on one document."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, around: Surroundings) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.around = around
        self.names = Names(gazetteer, lexicon, self.around)
        self.words, self.low, self.capital = (self.around.words, self.around.low, self.around.capital)
        self.entity = self.around.entity
        self.slice = self.around.slice
        self.doc = around.doc
        self.expected = Expected(around.doc, gazetteer, lexicon, around.home)
        self.found: list[Found] = []
        self.passed: list[tuple[int, int, tuple[Candidate, ...], str]] = []

    def find(self) -> list[Found]:
        """Go through the runs of capitalised words."""
        size, at = len(self.words), 0
        while at < size:
            if not self.capital[at]:
                entity = self.entity[at]
                if entity is not None and entity.start == at and entity.label_ in ("GPE", "LOC"):
                    at = self._entity(at, entity) or at + 1
                else:
                    at += 1
                continue
            end = self.names.run_end(at)
            while at < end:
                at = self._at(at, end)
        if self.passed:
            self._second_look()
        return self.found

    def _beside_alike(self, at: int, candidates: tuple[Candidate, ...]) -> bool:
        """Tell whether a name stands in a list behind a place of the same country (of the same province, where towns
        bear the names of persons): "Bakhmut, Soledar and Chasiv Yar".
        """
        if not self.found or not self.around.beside_place(at, at + 1, self.found) or self.found[-1].end != at - 1:
            return False
        before = self.found[-1].candidates[:3]
        return any(
            hit.record.country_code == other.record.country_code
            and hit.form < 2
            and (hit.record.country_code not in SHARED_NAMES or hit.record.province == other.record.province)
            for hit in candidates[:12]
            for other in before
        )

    def _listed(self, at: int, end: int) -> bool:
        """Tell whether the parse has a name in a list behind the place found last, which is where something is."""
        if not self.found or at - self.found[-1].end != 1 or self.low[at - 1] not in (",", "and"):
            return False
        before, root = self.found[-1], self.doc[at:end].root
        placed = self.around.placed(before.start) or self.doc[before.end - 1].dep_ == "conj"
        return placed and not before.demonym and root.dep_ == "conj" and before.start <= root.head.i < before.end

    def _at(self, at: int, run_end: int) -> int:
        """Judge the names that start at a token; give the token to go on from."""
        if not self.words[at][0].isalpha() or self.low[at] in _NEVER_FIRST:
            return at + 1
        abbreviation = self.names.abbreviation(at, after_place=self.around.after_place(at, self.found))
        if abbreviation is not None:
            end, candidates, province = abbreviation
            return self._add(at, end, candidates, label="GPE", province=province)
        word = self.words[at]
        if self.low[at] in self.lexicon.word_acronyms and word.isupper() and among_capitals(self.words, at):
            return at + 1
        entity = self.entity[at]
        dedicated = self.names.dedicated(at)
        if dedicated is not None:
            return self._dedicated(at, dedicated, entity)
        best_end, candidates, _ = self.names.longest(at, run_end)
        demonym = self.names.demonym(at, best_end)
        if demonym is not None:
            return self._add_demonym(at, demonym, entity)
        if entity is not None and entity.label_ in PLACE_LABELS:
            first = entity.start == at or not any(self.capital[entity.start : at])
            if first and self.around.word(entity.end) in self.lexicon.eponym_heads:
                return entity.end
            if first and not (candidates and best_end >= entity.end):
                settled = self._entity(at, entity)
                if settled is not None:
                    return settled
        if not candidates or candidates[0].weight < LITTLE:
            facility = self._facility(at, entity)
            if facility:
                return facility
        if not candidates:
            return at + 1
        if best_end < len(self.low) and self.low[best_end] in self.lexicon.eponym_heads:
            return best_end
        return self._judge(at, best_end, candidates, entity)

    def _facility(self, at: int, entity: Span | None) -> int | None:
        """Take a hospital, bridge or airport that the pipeline calls a body, where the words before it say that
        something happens there; give its end.
        """
        if entity is None or entity.label_ not in ("ORG", "PERSON") or entity.end - at < 2:
            return None
        if any(self.capital[entity.start : at]) or not self.capital[entity.end - 1]:
            return None
        before = self.around.word(entity.start - 1)
        if before in ("the", "a"):
            before = self.around.word(entity.start - 2)
        if self.lexicon.features.get(self.low[entity.end - 1]) != "S" or not (
            before in self.lexicon.taking_verbs or before in self.lexicon.strong_prepositions or before == "at"
        ):
            return None
        return self._add(at, entity.end, (), label="FAC", feature="S")

    def _dedicated(self, at: int, end: int, entity: Span | None) -> int:
        """Take what bears the name of a saint where the pipeline or the words before it say that it is a place, but
        never the place that is called like the saint; give its end.
        """
        if entity is not None and entity.label_ in PLACE_LABELS and entity.end == end:
            return self._settle(at, end, (), entity.label_) or end
        return self._facility(at, entity) or end

    def _entity(self, at: int, entity: Span) -> int | None:
        """Take an entity that is a place for the pipeline; give the token to go on from, None if it is not taken."""
        lexicon, low, words = self.lexicon, self.low, self.words
        start, end, label = at, entity.end, entity.label_
        lookup = self.gazetteer.candidates
        while end > start and (low[end - 1] in ("'s", "’s", "'", "’") or not words[end - 1][0].isalnum()):
            end -= 1
        while start < end and (not self.capital[start] or low[start] in ("the", "a", "an")):
            start += 1
        if start >= end:
            return None
        feature = lexicon.features.get(low[end - 1])
        if feature is not None and end - start > 1 and not self.capital[end - 1]:
            bare = lookup(self.slice(start, end - 1))
            whole = lookup(self.slice(start, end))
            if bare and not (whole and whole[0].record.feature_class not in "AP"):
                return self._settle(start, end - 1, bare, label, feature)
        candidates = lookup(self.slice(start, end))
        if not candidates and feature in (None, "S") and self._is_body(start, start + 1):
            part_end, part, _ = self.names.longest(start, end)
            if (
                part
                and part_end < end
                and self._inside(start, part_end, part, "ORG")
                and self.found[-1:]
                and self.found[-1].start == start
            ):
                return entity.end
        if not candidates:
            for cut in range(start + 1, end):
                if low[cut] in (",", "and", "-", "–") or low[cut] in lexicon.prepositions:
                    part = lookup(self.slice(start, cut))
                    if part:
                        return self._settle(start, cut, part, label)
        if not candidates and label == "FAC":  # "the Zayna barracks in Homs" is not all one name
            end = next((cut for cut in range(start + 1, end) if low[cut] in lexicon.located), end)
        if not candidates and start < end - 1 and low[start] in lexicon.directions:
            candidates = lookup(self.slice(start + 1, end))
        if not candidates and end - start > 1 and feature and feature != "S":
            bare = lookup(self.slice(start, end - 1))
            if bare:
                return self._settle(start, end, bare, label, feature)
        return self._settle(start, end, candidates, label)

    def _settle(
        self, start: int, end: int, candidates: tuple[Candidate, ...], label: str, feature: str | None = None
    ) -> int | None:
        """Keep a name that is a place for the pipeline, unless the words speak against it; give the token to go on
        from, None if it is not settled.
        """
        lexicon = self.lexicon
        name = " ".join(self.low[start:end])
        before = self.around.word(start - 1)
        placed = (
            before in lexicon.strong_prepositions
            or self.around.beside_place(start, end, self.found)
            or self.around.called(start)
        )
        if end - start == 1 and (name in lexicon.directions or len(name) < 2):
            return None
        if name in lexicon.bodies and (not candidates or candidates[0].weight < KNOWN):
            return None
        if end - start == 1 and not placed:
            if name in lexicon.doubtful and before not in lexicon.prepositions:
                return None
            if name in self.around.person_words and (not candidates or candidates[0].weight < CERTAIN):
                return None
        if not candidates:
            known = feature or lexicon.features.get(self.low[end - 1]) or lexicon.features.get(self.low[start])
            if (
                not (placed or known or before in ("at", "from", "to", "on", "of"))
                or not self.words[start].isidentifier()
            ):
                return None
            if end - start == 1 and self.words[start].isupper() and len(name) <= 5:
                return None  # an acronym
            person = self.low[start] in lexicon.given_names and self.low[start] not in lexicon.doubtful
            if end - start > 1 and not known and person and not self.around.called(start):
                return end  # passed over: neither it nor its parts are a place
        elif label == "FAC" and candidates[0].weight < KNOWN and not placed and end - start == 1:
            return None
        return self._add(start, end, candidates, label=label, feature=feature)

    def _judge(self, at: int, end: int, candidates: tuple[Candidate, ...], entity: Span | None) -> int:
        """Decide whether a name that the gazetteer knows is a place here; give the token to go on from."""
        lexicon, low = self.lexicon, self.low
        label = entity.label_ if entity is not None else ""
        single = end - at == 1
        name = " ".join(low[at:end])
        weight = candidates[0].weight
        if single and self.words[at].isupper() and len(self.words[at]) <= 4 and weight < 8.5:
            return at + 1
        whole = entity is None or (
            entity.end <= end and (entity.start >= at or not any(self.capital[entity.start : at]))
        )
        if label == "FAC" and not whole:
            return self._inside(at, end, candidates, label)
        if label in PLACE_LABELS:
            return self._settle(at, end, candidates, label) or end
        following = self.around.word(end)
        if not whole and entity is not None:
            if label in ("ORG", "EVENT", "NORP"):
                return self._inside(at, end, candidates, label)
            known = following in lexicon.titles or self.around.at_home(name)
            if label == "PERSON" and not (known and entity.start == at and self.capital[end]):
                return entity.end
            if label != "PERSON":
                return self._inside(at, end, candidates, "ORG") if weight >= CERTAIN else at + 1
        if name in lexicon.bodies and weight < KNOWN:
            return at + 1
        if single and (name in lexicon.doubtful or len(name) < 3 or label in _NUMBERS):
            return at + 1
        before = self.around.word(at - 1)
        evidence = weight + self.around.context(at, end, name, self.found)
        evidence += self.expected.evidence(candidates, strong=before in lexicon.strong_prepositions)
        beside = self._beside_alike(at, candidates)
        if beside:
            evidence += ALIKE - BESIDE
        elif self._listed(at, end):
            evidence += LISTED
        if not (beside or self.around.placed(at) or (weight >= CERTAIN and name not in lexicon.person_names)):
            if label == "PERSON" or label in _NOT_NAMES:
                evidence -= 1.5
            elif label == "ORG":
                evidence -= 0.5
        if single and name in self.around.person_words and name not in self.around.place_words:
            evidence -= 3.0
        if single and not label and self.doc[at].pos_ != "PROPN":
            evidence -= 1.5
        joined = end < len(low) and self.capital[end] and following not in lexicon.features
        if joined and following not in lexicon.titles:
            if following in lexicon.body_words:
                return self._inside(at, end, candidates, label)
            evidence -= 2.5 if name in lexicon.person_names else 1.5
        if at and self.capital[at - 1] and not self.doc[at].is_sent_start and before not in lexicon.titles:
            evidence -= 1.5
        if evidence < ENOUGH:
            if evidence + SECOND_LOOK >= ENOUGH and name not in self.around.place_words:
                self.passed.append((at, end, candidates, label))
            return at + 1
        return self._add(at, end, candidates, label=label)

    def _second_look(self) -> None:
        """Take names that were passed over, where the document has them as a place elsewhere."""
        known = {fold(place.name) for place in self.found if not (place.demonym or place.inside)}
        taken = {index for place in self.found for index in range(place.start, place.end)}
        for at, end, candidates, label in self.passed:
            if fold(self.slice(at, end)) in known and not taken.intersection(range(at, end)):
                self._add(at, end, candidates, label=label)
        self.found.sort(key=lambda place: place.start)

    def _inside(self, at: int, end: int, candidates: tuple[Candidate, ...], label: str) -> int:
        """Take a place name inside of the name of a body ("Mosul University") or leave it."""
        lexicon = self.lexicon
        name = " ".join(self.low[at:end])
        top = candidates[0]
        following = self.around.word(end)
        known = name in self.around.place_words or self.around.at_home(name)
        if end - at == 1 and (
            name in lexicon.doubtful or (name in lexicon.person_names and not known and label != "ORG")
        ):
            return end
        body = self._is_body(at, end)
        if (
            name in lexicon.person_names
            and not (label == "ORG" and (body or (top.weight >= NAMED_AFTER and self._is_long(at))))
            and following not in lexicon.body_words
            and self.capital[end : end + 1] == [True]
        ):
            return end  # "Paris Hilton" in a story about Paris
        sure = (
            known
            or top.weight >= NAMED_AFTER
            or (top.record.feature_class == "A" and end - at > 1 and top.form != 2)
            or (body and (top.weight >= 4.0 or (top.weight >= 3.0 and self.expected.in_province(candidates))))
        )
        if sure and lexicon.features.get(following) != "S":
            return self._add(at, end, candidates, label=label, inside=True)
        return end

    def _is_long(self, at: int) -> bool:
        entity = self.entity[at]
        return entity is not None and entity.end - entity.start > 2

    def _is_body(self, at: int, end: int) -> bool:
        """Tell whether a name stands in that of a body: "Hartford Hospital", "University of Hartford"."""
        words, low = self.lexicon.body_words, self.low
        if self.around.word(end) in words:
            return True
        entity = self.entity[at]
        if entity is None:
            return False
        if any(low[index] in words for index in range(end, entity.end)):
            return True
        return self.around.word(at - 1) == "of" and self.around.word(at - 2) in words

    def _add_demonym(self, at: int, demonym: Name, entity: Span | None) -> int:
        inside = entity is not None and entity.label_ not in ("NORP", "GPE", "LOC") and entity.end - entity.start > 1
        label = entity.label_ if entity is not None else ""
        return self._add(at, demonym.end, demonym.candidates, demonym=True, inside=inside, label=label)

    def _add(
        self,
        start: int,
        end: int,
        candidates: tuple[Candidate, ...],
        *,
        label: str,
        demonym: bool = False,
        inside: bool = False,
        feature: str | None = None,
        province: str | None = None,
    ) -> int:
        """Keep a found name, with a capitalised feature word behind it ("Nyanza Province") as a part of it; give its
        end.
        """
        if not demonym and province is None and feature is None:
            feature, wider = self.around.feature(start, end)
            if wider and candidates and not inside:
                end += 1
                if feature in ("H", "T"):  # "Kish River" is not the town of Kish
                    candidates = tuple(hit for hit in candidates if hit.record.feature_class == feature)
        if candidates and self.around.word(end) in self.lexicon.country_words and is_region(candidates[0].record):
            feature = None  # "the Gulf states" are no province
        unit = next(
            (word for word in (self.low[end - 1], self.around.word(end)) if self.lexicon.features.get(word) == "A3"),
            None,
        )
        town = not demonym and self.around.word(end) in self.lexicon.town_heads
        offsets, last = self.around.offsets, end - 1
        self.found.append(
            Found(
                start, end, offsets[start], offsets[last] + len(self.words[last]), self.slice(start, end), candidates,
                feature, demonym, inside, label, unit, town, province,
            )
        )  # fmt: skip
        return end
