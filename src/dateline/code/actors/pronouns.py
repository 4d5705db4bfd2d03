"""Pronouns: which entity "he", "it", "they" or a quoted "we" stands for.

A candidate scores by how recent it is, by its syntactic role and by how often it was named; agreement in number,
gender and animacy and the binding of subjects and objects rule candidates out. Nouns that are no actors compete
too, so that "it" after "the attack" stays open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import Lexicon
from dateline.code.actors.register import Dossier, Register

_REACH = 3  # sentences back
_SAME_SPEAKER = 4  # quotations that one speaker is carried on without being named again
_SENTENCE_COST = 28.0
_ROLE = {"nsubj": 22.0, "nsubjpass": 20.0, "agent": 8.0, "dobj": 6.0, "dative": 4.0, "conj": 4.0, "appos": 0.0}
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_OPEN = frozenset("“«„")
_CLOSE = frozenset("”»")


@dataclass(slots=True)
class Candidate:
    """Something a pronoun may stand for; `entity` None is a noun that is no actor."""

    head: int
    entity: int | None
    plural: bool
    named: bool


def quotations(columns: Columns) -> list[int]:
    """Give per token the number of the quotation it is in, -1 outside; a paragraph without a closing mark ends
    its quotation.
    """
    regions = [-1] * columns.n
    count, current, plain = 0, -1, False
    for i, word in enumerate(columns.words):
        if "\n" in word and "\n\n" in word.replace(" ", ""):
            current = -1
        elif word in ('"', "``", "''") or (word in _OPEN or word in _CLOSE):
            opens = word in _OPEN or word == "``" or (word == '"' and current < 0)
            if opens:
                current = count
                count += 1
            elif word in _CLOSE or word == "''" or plain or current >= 0:
                current = -1
            continue
        regions[i] = current
    return regions


class Pronouns:
    """Resolves the pronouns of one document, left to right."""

    def __init__(
        self, columns: Columns, lexicon: Lexicon, register: Register, author: tuple[Dossier | None, Dossier | None]
    ) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.register = register
        self.we, self.i = author
        self.kinds = lexicon.maps.get("pronouns", {})
        self.regions = quotations(columns)
        self.candidates: list[Candidate] = []
        self.enter_nominal: Callable[[int], None] = lambda token: None
        """Enters the actor that a noun denotes, if any, ahead of its turn."""
        self._speakers: dict[int, int | None] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        for i, region in enumerate(self.regions):
            if region >= 0:
                self._spans[region] = (self._spans.get(region, (i, i))[0], i)

    def note(self, head: int, entity: int | None, *, plural: bool = False, named: bool = False) -> None:
        """Note a mention (or a noun that is no actor) as something later pronouns may stand for."""
        self.candidates.append(Candidate(head, entity, plural, named))

    def resolve(self, token: int) -> Dossier | None:
        """Give the entity that a pronoun stands for, None if it is open."""
        kind = self.kinds.get(self.columns.lower[token])
        if kind is None:
            return None
        if kind in ("we", "i"):
            return self._speaker_or_author(token, kind)
        if kind == "n" and self._is_expletive(token):
            return None
        best, best_score = None, 0.0
        sentence = self.columns.sentence[token]
        for candidate in reversed(self.candidates):
            if candidate.head >= token:
                continue
            if sentence - self.columns.sentence[candidate.head] > _REACH:
                break
            score = self._score(token, kind, candidate)
            if score is not None and score > best_score:
                best, best_score = candidate, score
        if best is None or best.entity is None:
            return None
        dossier = self.register.dossiers[best.entity]
        if kind in ("m", "f") and dossier.gender is None:
            dossier.gender = kind
        return dossier

    def _score(self, token: int, kind: str, candidate: Candidate) -> float | None:
        columns = self.columns
        score = 100.0
        if candidate.entity is None:
            if kind in ("m", "f") or (kind == "p") != candidate.plural:
                return None
            score -= 12.0
        else:
            dossier = self.register.dossiers[candidate.entity]
            fit = _fit(kind, dossier)
            if fit is None:
                return None
            score += fit + min(10.0, 2.0 * len(dossier.mentions))
        if self._bound(token, candidate.head):
            return None
        if self.regions[token] >= 0 and self.regions[token] != self.regions[candidate.head]:
            score -= 15.0
        dep = columns.dep[candidate.head]
        score += _ROLE.get(dep, -15.0 if dep in _MODIFIERS else -4.0)
        if dep == columns.dep[token]:
            score += 6.0
        if self._joins(token, candidate.head):
            score += 20.0
        gap = columns.sentence[token] - columns.sentence[candidate.head]
        score -= _SENTENCE_COST * gap + 0.05 * min(200, token - candidate.head)
        return score

    def _bound(self, token: int, head: int) -> bool:
        """Tell whether subject and object of one verb would be the same ("it attacked it")."""
        columns = self.columns
        if self._joins(token, head):
            return False
        if columns.lower[token].endswith(("self", "selves")) or columns.dep[token] == "poss":
            return columns.head[token] == head or columns.first[head] <= token <= columns.last[head]
        if columns.first[head] <= token <= columns.last[head] and columns.dep[head] not in ("nsubj", "ROOT"):
            return True
        verb = columns.head[token]
        if columns.dep[token] == "pobj":
            verb = columns.head[verb]
        other = columns.head[head]
        return verb == other and columns.dep[head] != "poss"

    def _joins(self, token: int, head: int) -> bool:
        """Tell whether a possessive stands before what is joined to a noun ("the army and its allies")."""
        columns, owned = self.columns, self.columns.head[token]
        return columns.dep[token] == "poss" and columns.dep[owned] == "conj" and columns.head[owned] == head

    def _is_expletive(self, token: int) -> bool:
        """Tell whether "it" only fills the subject ("it is likely that")."""
        columns = self.columns
        if columns.dep[token] == "expl":
            return True
        verb = columns.head[token]
        if columns.dep[token] not in ("nsubj", "nsubjpass") or columns.lower[token] != "it":
            return False
        deps = {columns.dep[c] for c in columns.children[verb] if c > verb}
        if columns.lemma[verb].lower() == "be" or columns.pos[verb] == "AUX" or columns.dep[token] == "nsubjpass":
            return bool(deps & {"acomp", "attr", "ccomp", "xcomp", "advcl", "csubj"}) and not (
                deps == {"attr"} or deps == {"attr", "punct"}
            )
        return columns.lemma[verb].lower() in ("seem", "appear", "happen", "rain", "take")

    def _speaker_or_author(self, token: int, kind: str) -> Dossier | None:
        region = self.regions[token]
        if region >= 0:
            number = self.speaker(region)
            return None if number is None else self.register.dossiers[number]
        return self.we if kind == "we" else self.i

    def speaker(self, region: int) -> int | None:
        """Give the entity that a quotation is put into the mouth of: the subject of a verb outside of it in the
        sentences that it begins or ends in, else the speaker of the quotation before.
        """
        if region in self._speakers:
            return self._speakers[region]
        self._speakers[region] = None
        columns = self.columns
        first = columns.sentence[self._spans[region][0]]
        found = self._own_speaker(region)
        for before in range(region - 1, max(-1, region - 1 - _SAME_SPEAKER), -1):
            if found is not None or before not in self._spans:
                continue
            if first - columns.sentence[self._spans[before][1]] > _REACH:
                break
            found = self._speakers.get(before) if before in self._speakers else self._own_speaker(before)
        self._speakers[region] = found
        return found

    def _own_speaker(self, region: int) -> int | None:
        """Give the speaker that the sentences of a quotation name."""
        columns = self.columns
        begin, stop = self._spans[region]
        for sentence in dict.fromkeys((columns.sentence[stop], columns.sentence[begin])):
            start = columns.sentence_start[sentence]
            end = columns.sentence_start[sentence + 1] if sentence + 1 < len(columns.sentence_start) else columns.n
            subjects = [
                i
                for i in range(start, end)
                if self.regions[i] < 0 and columns.dep[i] == "nsubj" and columns.pos[columns.head[i]] == "VERB"
            ]
            subjects.sort(key=lambda i: min(abs(i - begin), abs(i - stop)))
            for i in subjects:
                dossier = self.register.entity_at(i)
                if dossier is None and i > begin and columns.pos[i] in ("NOUN", "PROPN"):
                    self.enter_nominal(i)  # a speaker named by a common noun after the words
                    dossier = self.register.entity_at(i)
                if dossier is None and self.kinds.get(columns.lower[i]) in ("m", "f", "p", "n"):
                    dossier = self.resolve(i)
                if dossier is not None:
                    return dossier.number
        return None


def _fit(kind: str, dossier: Dossier) -> float | None:
    """Score how well an entity agrees with a pronoun; None if not at all."""
    single_person = dossier.type == "PERSON" and not dossier.plural
    if kind in ("m", "f"):
        if not single_person or (dossier.gender is not None and dossier.gender != kind):
            return None
        return 8.0 if dossier.gender == kind else 0.0
    if kind == "n":
        if single_person or dossier.plural:
            return None
        return 0.0
    if dossier.plural:
        return 8.0
    if single_person:
        return None
    return -8.0 if dossier.kind in ("organisation", "armed", "nominal") else -30.0
