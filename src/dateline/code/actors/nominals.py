"""Actors named by common nouns ("the rebels", "15 civilians"): which entity a phrase stands for."""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.context import Scene
from dateline.code.actors.description import Description
from dateline.code.actors.lexicon import NON_STATE_CODES, STATE_SECTORS, Lexicon
from dateline.code.actors.nationality import Nationality
from dateline.code.actors.pronouns import Candidate
from dateline.code.actors.register import Dossier, Register

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NEW = frozenset({"a", "an", "another", "some", "no", "any", "each", "every"})
_TEXT_TOKENS = 12  # a nominal's name is cut after so many tokens
_BODIES = ("UNO", "IGO", "NGO")
_POLITICAL = (["GOV"], ["LEG"], ["PTY"])
_IN_OFFICE = (["GOV"], ["LEG"], ["JUD"], ["MIL"], ["COP"], ["PTY"], ["ELI"])
_RECENT = 4  # sentences that "the two leaders" look back
_LOOK_BACK = 400  # mentions that a definite phrase looks back over


class Nominals:
    """Finds or opens the entity of each nominal phrase of one document."""

    def __init__(self, columns: Columns, lexicon: Lexicon, register: Register, scene: Scene) -> None:
        self.recent: list[Candidate] = []
        """What was mentioned so far, in text order."""
        self.columns = columns
        self.lexicon = lexicon
        self.register = register
        self.nationality = Nationality(columns, lexicon, register, scene, self.recent)
        self.territory: tuple[str, tuple[str, ...]] | None = None
        """Code and sectors of the partially recognised territory that the document is about, if any."""

    def entities(self, description: Description, owner: Dossier | None) -> list[Dossier]:
        """Give the entities of a phrase: one mostly, several for "US and Iraqi forces" and "the two leaders".

        Args:
            description: what the phrase says.
            owner: the entity of a possessive pronoun in the phrase ("his government").
        """
        several = self._several(description)
        if several:
            return several
        known = self._antecedent(description)
        if known is not None:
            return [known]
        age = self._age(description)
        known = self.register.known("aged", f"{age} {description.lemma}") if age else None
        if known is not None:
            return [known]
        found = self._opened(description, owner)
        if age and len(found) == 1:
            self.register.alias("aged", f"{age} {description.lemma}", found[0])
        return found

    def _age(self, description: Description) -> str:
        """Give the age in "an 11-year-old boy", which is the same boy each time; empty if there is none."""
        columns = self.columns
        for i in range(description.start, description.head - 2):
            if columns.lower[i].isdigit() and "year" in columns.lower[i + 1 : i + 3] and not description.plural:
                return columns.lower[i]
        return ""

    def _opened(self, description: Description, owner: Dossier | None) -> list[Dossier]:
        """Open the entities of a phrase that takes up none."""
        codes = [origin.code for origin in description.origins if origin.code]
        if len(codes) > 1 and not any(origin.actor for origin in description.origins):
            return [self._open(description, code, firm=True) for code in codes]
        if codes and description.shared:
            bearers = self.lexicon.maps["shared_offices"].get(description.shared, "")
            return [self._open(description, self.nationality.scene.bearer(codes[0], bearers), firm=True)]
        if codes:
            return [self._open(description, codes[0], firm=True)]
        if description.plural and self.lexicon.maps["hypernyms"].get(description.lemma) == "country":
            return [self._open(description, None, firm=False)]
        if owner is not None and owner.code and not description.apart:
            return [self._open(description, owner.code, firm=True)]
        open_side = description.apart and not description.origins  # "our Kurdish allies" are of the scene
        nowhere = open_side or description.worldwide or not description.sector
        code = None if nowhere else self.nationality.guess(description)
        return [self._open(description, code, firm=False)]

    def antecedent(self, description: Description) -> Dossier | None:
        """Give what a definite phrase takes up, where its noun alone denotes no actor ("the secretary")."""
        return self._antecedent(description)

    def _open(self, description: Description, code: str | None, *, firm: bool) -> Dossier:
        sector = list(description.sector)
        code, sector = self._territorial(description, code, sector)
        agent_kind = description.agent.kind if description.agent else "person"
        kind_type = "PERSON" if agent_kind == "person" and not description.plural else "GROUP"
        if agent_kind == "institution" and not description.plural:
            kind_type = "ORG"
        lemma = description.agent.noun if description.agent else description.lemma
        number = "several" if description.plural and agent_kind == "person" else "one"
        key = f"{lemma}|{number}|{code}|{'|'.join(sector)}"
        indefinite = description.counted or description.determiner in _NEW
        dossier = None if indefinite else self.register.known("nominal", key)
        if dossier is None:
            dossier = self.register.new("nominal", kind_type, code, sector, firm=firm)
            dossier.plural = description.plural
            self.register.alias("nominal", key, dossier)
        elif firm:
            dossier.firm = True
        words = self.lexicon.words
        if description.lemma in words["male_nouns"]:
            dossier.gender = "m"
        elif description.lemma in words["female_nouns"]:
            dossier.gender = "f"
        dossier.lemmas.add(description.lemma)
        dossier.names.append((1, self.text(description)))
        return dossier

    def text(self, description: Description) -> str:
        """Give the words of a phrase as a name: without a determiner, not too long."""
        start = description.start
        if self.columns.tag[start] in ("DT", "PDT") and start < description.head:
            start += 1
        end = max(description.head + 1, min(description.end, start + _TEXT_TOKENS))
        return self.columns.span_text(start, end)

    def _territorial(
        self, description: Description, code: str | None, sector: list[str]
    ) -> tuple[str | None, list[str]]:
        """Give fighters and authorities of a partially recognised territory the sovereign's code and PRE."""
        if self.territory is None or "PRE" in sector or not sector:
            return code, sector
        marked = any(
            word in self.lexicon.words["de_facto_words"] for word in (*description.modifiers, description.lemma)
        )
        rebels = sector[0] in ("REB", "UAF", "PRM") and (code is None or marked or code != self.territory[0])
        authorities = marked and sector[0] in STATE_SECTORS
        if not rebels and not authorities:
            return code, sector
        return self.territory[0], [*sector, "PRE"]

    def _several(self, description: Description) -> list[Dossier]:
        """Find the actors of "both countries", "the two leaders"."""
        columns = self.columns
        number = next(
            (
                int(self.lexicon.maps["number_words"][columns.lower[i]])
                for i in range(description.start, description.head)
                if columns.lower[i] in self.lexicon.maps.get("number_words", {})
            ),
            0,
        )
        wanted = self.lexicon.maps.get("hypernyms", {}).get(description.lemma)
        definite = description.determiner in _DEFINITE or columns.lower[description.start] == "both"
        if number < 2 or not definite or not description.plural:
            return []
        if wanted is None:
            return self._of_each(description, number)
        found: list[Dossier] = []
        sentence = columns.sentence[description.head]
        for candidate in reversed(self.recent):
            if sentence - columns.sentence[candidate.head] > _RECENT or len(found) == number:
                break
            if candidate.entity is None:
                continue
            dossier = self.register.dossiers[candidate.entity]
            if dossier.kind == wanted and dossier not in found and self._agrees(description, dossier):
                found.append(dossier)
        return found[::-1] if len(found) == number else []

    def _agrees(self, description: Description, dossier: Dossier) -> bool:
        """Tell whether somebody can be one of "the two women", "the two suspects": by gender, and not in office."""
        told = (*description.modifiers, description.lemma)
        for gender, other in (("female_nouns", "m"), ("male_nouns", "f")):
            if any(word in self.lexicon.words[gender] for word in told) and dossier.gender == other:
                return False
        return description.sector[:1] != ["CRM"] or dossier.sector[:1] not in _IN_OFFICE

    def _of_each(self, description: Description, number: int) -> list[Dossier]:
        """Open the bodies of "the two armies", one of each country named last."""
        if description.lemma not in self.lexicon.words["state_nouns"] or description.origins:
            return []
        sentence, codes = self.columns.sentence[description.head], dict[str, None]()
        for candidate in reversed(self.recent):
            if sentence - self.columns.sentence[candidate.head] > _RECENT or len(codes) == number:
                break
            for entity in reversed(self.register.all_at_head.get(candidate.head, ())):
                dossier = self.register.dossiers[entity]
                if dossier.firm and dossier.code and dossier.code not in NON_STATE_CODES:
                    codes[dossier.code] = None
        if len(codes) < number:
            return []
        return [self._open(description, code, firm=True) for code in list(codes)[number - 1 :: -1]]

    def _antecedent(self, description: Description) -> Dossier | None:
        """Find what a definite phrase takes up: a person by the title, an organisation by a word of its name, the
        country or armed group named last.
        """
        if description.counted or description.determiner not in _DEFINITE:
            return None
        lemma = description.lemma
        wanted = self.lexicon.maps.get("hypernyms", {}).get(lemma)
        armed = lemma in self.lexicon.words["armed_nouns"]
        if wanted is None and not armed:
            return None
        if description.plural and not (armed and description.sector[:1] == ["REB"]):
            return None
        code = description.code
        sentence = self.columns.sentence[description.head]
        for candidate in self.recent[: -_LOOK_BACK - 1 : -1]:
            if candidate.entity is None or not candidate.named:
                continue
            dossier = self.register.dossiers[candidate.entity]
            if code is not None and dossier.code != code:
                continue
            near = sentence - self.columns.sentence[candidate.head] <= _RECENT
            if wanted == "person" and dossier.kind == "person" and lemma in dossier.lemmas:
                return dossier
            if wanted == dossier.kind == "organisation" and (
                lemma in dossier.lemmas or any(lemma in tokens for tokens in dossier.tokens)
            ):
                return dossier
            close = sentence - self.columns.sentence[candidate.head] <= 2
            generic = lemma in self.lexicon.words["generic_bodies"] and not description.modifiers
            if wanted == dossier.kind == "organisation" and close and generic and dossier.code in _BODIES:
                return dossier
            if wanted == dossier.kind == "organisation" and near and dossier.code in self._unions(description):
                return dossier
            if wanted == dossier.kind == "organisation" and near and self._same_trade(description, dossier):
                return dossier
            fits = lemma not in self.lexicon.words["local_fighters"] or dossier.code not in NON_STATE_CODES
            if lemma in self.lexicon.words["state_nouns"]:  # "the army" is a rebel one only by name
                fits = fits and any(lemma in tokens for tokens in dossier.tokens)
            if armed and fits and dossier.kind == "armed" and near and not self._says_more(description):
                return dossier
            if wanted == "country" and dossier.kind == "country" and near and not description.modifiers:
                return dossier
        if wanted != "person":
            return None
        return self._titled(description) or self._recent_official(description) or self._of_country(description)

    def _says_more(self, description: Description) -> bool:
        """Tell whether a phrase has a name before its noun that is not the adjective of its country."""
        named = sum(word[:1].isupper() for word in self.columns.words[description.start + 1 : description.head])
        return self.nationality.says_more(description) and (description.code is None or named > 1)

    def _unions(self, description: Description) -> tuple[str, ...]:
        """Give the codes of the bodies that "the alliance", "the bloc" stand for."""
        return tuple(self.lexicon.maps["union_nouns"].get(description.lemma, "").split("|"))

    def _same_trade(self, description: Description, dossier: Dossier) -> bool:
        """Tell whether a plain "the company" fits an organisation by its primary sector."""
        plain = description.start + 2 == description.head + 1
        return plain and bool(description.sector) and description.sector[:1] == dossier.sector[:1]

    def _recent_official(self, description: Description) -> Dossier | None:
        """Find whom "the leader" takes up: the official named last, for "the Turkish leader" one of that country."""
        if description.lemma not in self.lexicon.words["official_nouns"]:
            return None
        sentence = self.columns.sentence[description.head]
        for candidate in reversed(self.recent):
            if sentence - self.columns.sentence[candidate.head] > 2:
                break
            dossier = self.register.dossiers[candidate.entity] if candidate.entity is not None else None
            if dossier is None or dossier.type != "PERSON" or dossier.plural:
                continue
            if description.code is None and (dossier.kind != "person" or dossier.sector[:1] not in _POLITICAL):
                continue
            if description.code is not None and (dossier.code, dossier.sector[:1]) != (description.code, ["GOV"]):
                continue
            return dossier
        return None

    def _of_country(self, description: Description) -> Dossier | None:
        """Find whom "the Greek minister" takes up: the one of that country who is called so, or counterpart."""
        if description.code is None or not description.sector:
            return None
        noun = description.lemma
        found = [
            dossier
            for dossier in self.register.dossiers
            if dossier.type == "PERSON"
            and not dossier.plural
            and dossier.code == description.code
            and dossier.sector[:1] == description.sector[:1]
            and dossier.mentions
            and self.register.entries[dossier.mentions[0]].head < description.head
        ]
        if len(found) != 1 or not any(lemma.split()[-1] in (noun, "counterpart") for lemma in found[0].lemmas if lemma):
            return None
        return found[0]

    def _titled(self, description: Description) -> Dossier | None:
        """Find the one person that the document names with this title further on."""
        noun = description.agent.noun if description.agent else description.lemma
        found = [d for d in self.register.dossiers if d.kind == "person" and noun in d.lemmas]
        found = [d for d in found if description.code in (None, d.code)]
        if any(word in self.lexicon.words["former_words"] for word in description.modifiers):
            found = [d for d in found if "ELI" in d.sector]
        return found[0] if len(found) == 1 else None
