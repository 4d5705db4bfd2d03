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
# Subject of a verb of saying behind what is said; places from which somebody comes to suffer; who spoke before; who was
# "he" before. Chosen on the passages of benchmarks/data/coreference.yaml, so that each outweighs a difference of roles.
_REPORTER = 2.0
_SUFFERER = {"dobj": 24.0, "nsubjpass": 24.0, "pobj": 10.0}
_PATIENT = 16.0
_SPEAKS_ON = 10.0
_TAKEN_UP = 14.0
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
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
        self._chosen: int | None = None
        self._spans: dict[int, tuple[int, int]] = {}
        for i, region in enumerate(self.regions):
            if region >= 0:
                self._spans[region] = (self._spans.get(region, (i, i))[0], i)

    def note(self, head: int, entity: int | None, *, plural: bool = False, named: bool = False) -> None:
        """Note a mention (or a noun that is no actor) as something later pronouns may stand for."""
        self.candidates.append(Candidate(head, entity, plural, named))

    def resolve_all(self, token: int) -> list[Dossier]:
        """Give the entities that a pronoun stands for: one mostly, several for "they" after "Kenya and Uganda"."""
        best = self.resolve(token)
        if best is None:
            return []
        dossiers = self.register.dossiers
        if self.kinds.get(self.columns.lower[token]) == "p" and not best.plural and self._chosen is not None:
            return [dossiers[number] for number in self._joined(self._chosen)] or [best]
        return [best]

    def resolve(self, token: int) -> Dossier | None:
        """Give the entity that a pronoun stands for, None if it is open."""
        self._chosen = None
        kind = self.kinds.get(self.columns.lower[token])
        if kind is None:
            return None
        if kind in ("we", "i"):
            return self._speaker_or_author(token, kind)
        if kind == "n" and self._is_expletive(token):
            return None
        best, best_score = None, 0.0
        sentence = self.columns.sentence[token]
        other = self._other_argument(token)
        for candidate in reversed(self.candidates):
            if candidate.head >= token or (other is not None and candidate.entity == other):
                continue
            if sentence - self.columns.sentence[candidate.head] > _REACH:
                break
            score = self._score(token, kind, candidate)
            if score is not None and score > best_score:
                best, best_score = candidate, score
        if best is None:
            return self._named_below(token, kind)
        if best.entity is None:
            return None
        self._chosen = best.head
        dossier = self.register.dossiers[best.entity]
        if kind in ("m", "f") and dossier.gender is None:
            dossier.gender = kind
        return dossier

    def _score(self, token: int, kind: str, candidate: Candidate) -> float | None:
        columns = self.columns
        score = 100.0
        verb = columns.lemma[columns.head[token]].lower() if columns.dep[token] in _SUBJECTS else ""
        saying = verb in self.lexicon.words["saying_verbs"]
        if candidate.entity is None:
            if kind in ("m", "f") or (kind == "p") != candidate.plural or saying:
                return None
            if kind == "p" and verb in self.lexicon.words["acting_verbs"] and columns.dep[token] == "nsubj":
                return None
            score -= 12.0
        else:
            dossier = self.register.dossiers[candidate.entity]
            fit = _fit(kind, dossier)
            if kind == "p" and not dossier.plural and self._joined(candidate.head):
                fit = 8.0
            if fit is None:
                return None
            score += fit + min(10.0, 2.0 * len(dossier.mentions))
        if self._bound(token, candidate.head):
            return None
        if self.regions[token] >= 0 and self.regions[token] != self.regions[candidate.head]:
            score -= 15.0
        dep = columns.dep[candidate.head]
        role = _ROLE.get(dep, -15.0 if dep in _MODIFIERS else -4.0)
        gap = columns.sentence[token] - columns.sentence[candidate.head]
        if dep == "nsubj" and gap and not saying and self._reports(candidate.head):
            role = _REPORTER  # "Militants attacked, officials said. They fled": the militants
        if columns.dep[token] == "nsubjpass" and verb in self.lexicon.words["suffering_verbs"]:
            role = _SUFFERER.get(self._whose(candidate.head), role)
        elif columns.dep[token] == "nsubjpass" and dep == "dobj":
            role = _PATIENT
        score += role
        if dep == columns.dep[token]:
            score += 6.0
        if saying and dep == "nsubj" and self._says(candidate.head):
            score += _SPEAKS_ON
        if self.kinds.get(columns.lower[candidate.head]) == kind:
            score += _TAKEN_UP
        if self._joins(token, candidate.head):
            score += 20.0
        score -= _SENTENCE_COST * gap + 0.05 * min(200, token - candidate.head)
        return score

    def _whose(self, head: int) -> str:
        """Give the role of a noun, for "the bodies of nine villagers" that of what is theirs."""
        columns, up = self.columns, self.columns.head[head]
        if columns.dep[head] == "pobj" and columns.lower[up] == "of" and columns.pos[columns.head[up]] == "NOUN":
            return str(columns.dep[columns.head[up]])
        return str(columns.dep[head])

    def _reports(self, head: int) -> bool:
        """Tell whether a subject only reports what the rest of its sentence, before it, tells."""
        columns, verb = self.columns, self.columns.head[head]
        return any(columns.dep[c] == "ccomp" and c < head for c in columns.children[verb])

    def _says(self, head: int) -> bool:
        """Tell whether a subject is one of a verb of saying."""
        return self.columns.lemma[self.columns.head[head]].lower() in self.lexicon.words["saying_verbs"]

    def _joined(self, head: int) -> list[int]:
        """Give the entities of a coordination ("Kenya and Uganda") that a head begins, none if it begins none."""
        columns, found = self.columns, [head]
        if columns.dep[head] == "conj":
            return []
        for at in found:
            found += [c for c in columns.children[at] if columns.dep[c] == "conj" and c > at]
        entities = [self.register.entity_at(at) for at in found]
        if len(entities) < 2 or any(entity is None for entity in entities):
            return []
        return [entity.number for entity in entities if entity is not None]

    def _named_below(self, token: int, kind: str) -> Dossier | None:
        """Give the subject of the main clause behind the pronoun's own: "Before he died, the general ruled"."""
        columns = self.columns
        at = columns.head[token]
        for _ in range(4):
            up = columns.head[at]
            if columns.dep[at] == "advcl" and up > at:
                for child in columns.children[up]:
                    if columns.dep[child] in _SUBJECTS and child > token:
                        self.enter_nominal(child)
                        dossier = self.register.entity_at(child)
                        return dossier if dossier is not None and _fit(kind, dossier) is not None else None
            if up == at:
                return None
            at = up
        return None

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

    def _other_argument(self, token: int) -> int | None:
        """Give the entity that is the subject where a pronoun is the object of the same verb: never the same one."""
        columns, verb = self.columns, self.columns.head[token]
        if columns.lower[token].endswith(("self", "selves")):
            return None
        if columns.dep[token] == "pobj":
            verb = columns.head[verb]
        elif columns.dep[token] not in ("dobj", "dative"):
            return None
        for child in columns.children[verb]:
            if columns.dep[child] == "nsubj" and child != token:
                dossier = self.register.entity_at(child)
                return None if dossier is None else dossier.number
        return None

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
        return columns.lemma[verb].lower() in self.lexicon.words["impersonal_verbs"]

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
        if dossier.gender is None and dossier.leaning is not None:
            return 8.0 if dossier.leaning == kind else -45.0
        # Most persons in this news are men: one of whom nothing is known is seldom "she".
        return 10.0 if dossier.gender == kind else -10.0 if kind == "f" else 0.0
    if kind == "n":
        if single_person or dossier.plural:
            return None
        return 0.0
    if dossier.plural:
        return 8.0
    if single_person:
        return None
    return -10.0 if dossier.kind in ("organisation", "armed", "nominal") else -30.0
