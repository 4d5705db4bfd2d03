"""Whose an actor is that names no country: the state or group spoken of, who sends it, else the scene."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.code.actors.columns import Columns
from dateline.code.actors.context import Scene
from dateline.code.actors.description import Description
from dateline.code.actors.lexicon import NON_STATE_CODES, STATE_SECTORS, Lexicon
from dateline.code.actors.pronouns import Candidate
from dateline.code.actors.register import Dossier, Register

_LOOK_BACK = 400  # mentions
_SENDING_NOBODY = frozenset({"NGO", "ISM", "MNC"})
_NEAR = 3  # sentences
_CLIMB = 4  # verbs from "send" up to the one with a subject ("decided to help and send")


class Nationality:
    """Infers the country of the nominal actors of one document.

    Args:
        columns: the document.
        lexicon: the actor tables.
        register: its actors so far.
        scene: where its story is.
        recent: what was mentioned so far, in text order; the caller goes on adding to it.
    """

    def __init__(
        self, columns: Columns, lexicon: Lexicon, register: Register, scene: Scene, recent: list[Candidate]
    ) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.register = register
        self.scene = scene
        self.recent = recent
        self.named_later: dict[str, str] = {}
        """State bodies ("regime") that are only later said to be some country's."""

    def guess(self, description: Description) -> str | None:
        """Infer the country of a phrase that names none: of the state body or armed group spoken of, of who sends it,
        of those it is coordinated with, else of the scene; capitalised bodies in an official text are the
        publisher's.
        """
        columns, head = self.columns, description.head
        if self.scene.official and columns.pos[head] == "PROPN" and description.sector[0] in STATE_SECTORS:
            return self.scene.home
        if description.lemma in self.lexicon.words["mission_nouns"]:
            return self._mission(description)
        state = self._state_spoken_of(description) or self._press_usage(description) or self._like_those(description)
        if state is not None:
            return state
        if self._is_from_abroad(description):
            return None
        if description.sector[0] == "REB" and description.lemma in self.lexicon.words["group_fighters"]:
            group = self._group_spoken_of(description)
            if group is not None:
                return group
        if columns.dep[head] == "conj":
            other = self.register.entity_at(columns.head[head])
            if other is not None and other.kind == "nominal" and other.code not in NON_STATE_CODES:
                return other.code
        return self._sender(description) or self.scene.country(columns.sentence[head], head)

    def _dossiers_back(self) -> Iterator[tuple[int, Dossier]]:
        """Yield head token and entity of what was mentioned before, the latest first."""
        for candidate in self.recent[: -_LOOK_BACK - 1 : -1]:
            if candidate.entity is not None:
                yield candidate.head, self.register.dossiers[candidate.entity]

    def _state_spoken_of(self, description: Description) -> str | None:
        """Give the country whose body of this kind was named last ("the regime", "the military", "administration
        officials"), unless that was a while ago and the document is clearly about another one; forces that nothing
        sets apart are those of the only country whose forces were named nearby.
        """
        wanted, refugees = self._state_noun(description), description.sector[:1] == ["REF"]
        if wanted is None and not refugees:
            return None
        lemma = wanted or description.lemma
        if self.says_more(description) or description.determiner not in ("the", "this", "that", "these", "those", ""):
            return None
        sentence = self.columns.sentence[description.head]
        for head, dossier in self._dossiers_back():
            if not dossier.firm or dossier.code is None or dossier.code in NON_STATE_CODES:
                continue
            if dossier.kind != "person" and (
                lemma in dossier.lemmas or any(lemma in known for known in dossier.tokens)
            ):
                just_named = sentence - self.columns.sentence[head] <= 1
                return dossier.code if just_named or not self.scene.outweighs(dossier.code) else self.scene.main
        return self.named_later.get(lemma) or self._only_forces(description)

    def _like_those(self, description: Description) -> str | None:
        """Give the only country whose forces the text has named by then: "an Israeli soldier" lets "the soldiers" and
        "troops" be Israel's, wherever they are. Police stay where they are.
        """
        if description.sector[:1] != ["MIL"] or description.modifiers or self.says_more(description):
            return None
        return _only_state(self._forces_named(description.sector[:1], since=0))

    def _is_from_abroad(self, description: Description) -> bool:
        """Tell whether people are of another country than the one they are in, which the text leaves open: refugees,
        foreigners, "unaccompanied children".
        """
        words = self.lexicon.words
        noun = description.agent.noun if description.agent is not None else description.lemma
        if noun in words["people_from_abroad"]:
            return True
        return description.sector[:1] == ["REF"] and any(
            word in words["migrant_words"] for word in description.modifiers
        )

    def _state_noun(self, description: Description) -> str | None:
        """Give the noun of a state's body that a phrase consists of ("the army") or begins with ("army officials")."""
        words = self.lexicon.words["state_nouns"]
        if description.lemma in words and not description.modifiers:
            return description.lemma
        before = self.columns.lower[description.head - 1] if description.head > description.start else ""
        if before in words and description.lemma in self.lexicon.words["role_nouns"]:
            plain = description.head - description.start
            return before if plain == 1 or (plain == 2 and description.determiner) else None
        return None

    def _only_forces(self, description: Description) -> str | None:
        """Give the one country whose forces were named with it in the sentences before, for a bare "the army" in a
        sentence without a place.
        """
        sector, columns = description.sector[:1], self.columns
        sentence = columns.sentence[description.head]
        if sector not in (["MIL"], ["COP"]) or self.scene.has_place(sentence):
            return None
        return _only_state(self._forces_named(sector, since=sentence - _NEAR) - {None})

    def _forces_named(self, sector: list[str], *, since: int) -> set[str | None]:
        """Give the countries, as their words tell, of the forces of a sector that were named since a sentence."""
        codes = set()
        for head, dossier in self._dossiers_back():
            if self.columns.sentence[head] < since:
                break
            if dossier.firm and dossier.kind != "person" and dossier.sector[:1] == sector:
                codes.add(dossier.code)
        return codes

    def _press_usage(self, description: Description) -> str | None:
        """Give the country whose press alone uses a noun of itself ("administration officials"), if the document
        names that country and is not clearly about another one.
        """
        usage = self.lexicon.maps["press_usage"]
        code = usage.get(description.lemma)
        if code is None and description.head > description.start:
            code = usage.get(self.columns.lower[description.head - 1])
        return code if code is not None and self.scene.names(code) and not self.scene.outweighs(code) else None

    def _mission(self, description: Description) -> str | None:
        """Give whose an embassy is: of the country whose embassy was named last; never of where it stands."""
        for _, dossier in self._dossiers_back():
            if (
                dossier.firm
                and dossier.kind in ("nominal", "organisation")
                and (description.lemma in dossier.lemmas or any(description.lemma in known for known in dossier.tokens))
            ):
                return dossier.code
        return None

    def _sender(self, description: Description) -> str | None:
        """Give whose the forces or envoys are that somebody sends or recalls: of the subject ("Chad sent troops")."""
        columns, head = self.columns, description.head
        if description.sector[:1] not in (["MIL"], ["COP"], ["GOV"]) or columns.dep[head] != "dobj":
            return None
        verb = columns.head[head]
        if columns.lemma[verb].lower() not in self.lexicon.words["sending_verbs"]:
            return None
        for _ in range(_CLIMB):
            subject = columns.child(verb, "nsubj")
            if subject is not None:
                sender = self.register.entity_at(subject)
                state = sender is not None and (sender.kind != "nominal" or sender.sector[:1] != description.sector[:1])
                return sender.code if sender is not None and state and sender.code not in _SENDING_NOBODY else None
            if columns.dep[verb] not in ("xcomp", "conj", "ccomp") or columns.head[verb] == verb:
                return None
            verb = columns.head[verb]
        return None

    def _group_spoken_of(self, description: Description) -> str | None:
        """Give the code of the armed group named last, for fighters that nothing else sets apart."""
        if self.says_more(description):
            return None
        for _, dossier in self._dossiers_back():
            if dossier.kind == "armed" and dossier.code is not None:
                return dossier.code
        return None

    def says_more(self, description: Description) -> bool:
        """Tell whether a phrase has a name before its noun that sets it apart ("the Shia militia")."""
        columns, first = self.columns, description.start
        if columns.tag[first] in ("DT", "PRP$") or (
            columns.sentence_start[columns.sentence[first]] == first and columns.pos[first] != "PROPN"
        ):
            first += 1
        return any(word[:1].isupper() for word in columns.words[first : description.head])


def _only_state(codes: set[str | None]) -> str | None:
    """Give the country of which alone all are."""
    return next(iter(codes)) if len(codes) == 1 and not NON_STATE_CODES & codes else None
