"""The `dateline_actors` component: who acts in the text, with country code and sectors, all mentions together.

Three passes: names (tables and named entities, with titles, appositions and predicates), then nominal phrases
and pronouns from left to right, then what is still open gets its country from the scene.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import dateline.code.layers  # noqa: F401  registers the extension attributes
from dateline.code.actors.amounts import Amounts
from dateline.code.actors.columns import Columns
from dateline.code.actors.context import Scene, home_by_words, main_territory
from dateline.code.actors.description import Description
from dateline.code.actors.displaced import mark_displaced
from dateline.code.actors.lexicon import MODIFIER_LIKE, NON_STATE_CODES, Lexicon, load_lexicon
from dateline.code.actors.named import NamedActors
from dateline.code.actors.names import NameFinder, NameHit
from dateline.code.actors.nominals import Nominals
from dateline.code.actors.offenders import mark_offenders
from dateline.code.actors.phrases import Phrases
from dateline.code.actors.pronouns import Pronouns
from dateline.code.actors.register import Dossier, Register
from dateline.code.actors.venues import is_speaking_place, is_venue
from dateline.code.layers import Actors

_NOUNS = frozenset({"NOUN", "PROPN"})
_ACTING_SECTORS = frozenset({"GOV", "MIL", "REB", "COP", "PRM", "UAF", "SPY", "JUD", "LEG", "OPP"})
_CIVIL = frozenset({"CVL", "REF", "BUS", "REL", "REB", "CRM"})
_COMPETING = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "pobj"})
_OWNING = frozenset({"poss", "compound", "nmod"})
_BE = frozenset({"be", "become", "remain"})


class _Reading:
    """The work on one document."""

    def __init__(self, doc: Doc, lexicon: Lexicon, finder: NameFinder) -> None:
        self.lexicon = lexicon
        self.columns = Columns(doc)
        places = doc._.dateline_places
        self.hits = finder.names(self.columns, places, doc._.dateline_published)
        agents = finder.agents(self.columns)
        self.register = Register(lexicon)
        self.scene = Scene(len(self.columns.sentence_start))
        self.phrases = Phrases(self.columns, lexicon, self.register, self.hits, agents, places)
        self.named = NamedActors(self.columns, lexicon, self.register, self.phrases, self.scene)
        self.named.persons.published = doc._.dateline_published
        self.nominals = Nominals(self.columns, lexicon, self.register, self.scene)
        self.amounts = Amounts(self.columns, lexicon, self.register, self.scene)
        for place in places or ():
            if (
                place.record is not None
                and place.record.country_code
                and place.kind == "literal"
                and (place.record.resolution > 1 or self.phrases.is_located(place.end - 1))
                and not is_speaking_place(self.columns, lexicon, place.end - 1)
                and not is_venue(self.columns, lexicon, place.end - 1)
            ):
                self.scene.add_place(self.columns.sentence[place.start], place.start, place.record.country_code)
        self.nominals.territory = main_territory(self.hits)
        home, self.scene.official = finder.home(doc._.dateline_publisher)
        self.scene.home = doc._.dateline_home or home
        if self.scene.home is None:
            self.scene.home = home_by_words(self.columns, lexicon)

    def actors(self) -> Actors:
        """Read the document."""
        columns = self.columns
        if not columns.n:
            return Actors()
        self.named.enter_all(self.hits)
        self._described()
        self._settle()
        self.pronouns = Pronouns(columns, self.lexicon, self.register, self._author())
        self.nominals.recent = self.nominals.nationality.recent = self.pronouns.candidates
        self.pronouns.enter_nominal = self._noun
        self._name_states()
        for i in range(columns.n):
            self._read(i)
        mark_offenders(columns, self.lexicon, self.register)
        mark_displaced(columns, self.lexicon, self.register)
        ends = [offset + len(word) for offset, word in zip(columns.offset, columns.words, strict=True)]
        return self.register.actors(columns.offset, ends, columns.n)

    def _name_states(self) -> None:
        """Note whose the regimes of the text are, where its words say so."""
        columns, wanted = self.columns, self.lexicon.words["loose_state_nouns"]
        for i, hit in self.phrases.agent_at.items():
            if hit.agent.noun in wanted and hit.end - 1 == i:
                description = self.phrases.describe(i)
                if description is not None and description.code and description.code not in NON_STATE_CODES:
                    self.nominals.nationality.named_later.setdefault(columns.lemma[i].lower(), description.code)

    def _author(self) -> tuple[Dossier | None, Dossier | None]:
        """Give who "we" and "I" are outside quotations, in the text of a public body: the country, and the first
        official of it who is named.
        """
        home = self.scene.home
        if home is None or not self.scene.official:
            return None, None
        country = self.register.keyed("country", home, "country", "GPE", home, ["GOV"])
        country.names.append((2, self.lexicon.country_names.get(home, home)))
        officials = (d for d in self.register.dossiers if d.kind == "person" and d.code == home and d.sector != ["CVL"])
        return country, next(officials, country)

    def _described(self) -> None:
        """Let appositions ("X, the minister"), predicates ("X is a minister") and appended names ("the minister, X")
        say what a named person or organisation is.
        """
        columns, register = self.columns, self.register
        for index in range(len(register.entries)):
            entry = register.entries[index]
            dossier = register.dossiers[entry.entity]
            if dossier.kind not in ("person", "organisation"):
                continue
            heads = [c for c in columns.children[entry.head] if columns.dep[c] == "appos" and c > entry.head]
            up = columns.head[entry.head]
            if columns.dep[entry.head] == "appos" and columns.pos[up] in _NOUNS:
                heads.append(up)
                if dossier.kind == "person" and columns.dep[up] == "pobj":
                    heads.append(columns.head[columns.head[up]])  # "the spokesman for X, Ann Lee"
            heads += self._identified_as(entry.head)
            if columns.dep[entry.head] == "nsubj" and columns.lemma[up].lower() in _BE:
                heads += [c for c in columns.children[up] if columns.dep[c] == "attr"]
            for head in heads:
                if head in register.at_head or not self._is_noun(head):
                    continue
                description = self.phrases.describe(head) or self.phrases.describe_role(head)
                if description is None or description.plural:
                    continue
                if dossier.kind == "organisation" and description.agent and description.agent.kind == "person":
                    continue
                self.named.persons.apply(
                    dossier, description, strong=not dossier.firm or not (dossier.sector or dossier.fact)
                )
                register.enter(description.start, description.end, head, dossier, "nominal")

    def _identified_as(self, head: int) -> list[int]:
        """Give the noun in "police identified the gunman as X", "the gunman, identified as X"."""
        columns = self.columns
        up = columns.head[head]
        verb = columns.head[up]
        if columns.dep[head] != "pobj" or columns.lower[up] != "as":
            return []
        if columns.lemma[verb].lower() not in self.lexicon.words["naming_verbs"]:
            return []
        if columns.dep[verb] in ("acl", "relcl"):
            return [columns.head[verb]]
        return [c for c in columns.children[verb] if columns.dep[c] in ("dobj", "nsubjpass")]

    def _is_noun(self, token: int) -> bool:
        return self.columns.pos[token] in _NOUNS

    def _settle(self) -> None:
        """Give persons and organisations without a country that of the publisher, if it is a public body, else
        the one of the scene where they are first named.
        """
        scene = self.scene
        shared = {**self.lexicon.maps["shared_offices"], **self.lexicon.maps["shared_bodies"]}
        for dossier in self.register.dossiers:
            if dossier.loose and dossier.code is not None:
                dossier.code = scene.bearer(dossier.code, shared.get(dossier.loose, ""))
            first = self.register.entries[dossier.mentions[0]].head if dossier.mentions else 0
            if dossier.code is None and (
                dossier.kind == "person" or (dossier.kind == "organisation" and dossier.sector)
            ):
                own = scene.official and not dossier.lemmas & self.lexicon.words["head_of_state_titles"]
                own = own and (dossier.kind == "person" or not _CIVIL.intersection(dossier.sector))
                dossier.code = scene.home if own else scene.country(self.columns.sentence[first], first)
            if dossier.kind == "person" and not dossier.sector and dossier.code not in NON_STATE_CODES:
                dossier.sector = ["CVL"]

    def _read(self, i: int) -> None:
        """Enter what a token heads, if it is an actor; note it for later pronouns either way."""
        columns, register = self.columns, self.register
        pos = columns.pos[i]
        known = register.at_head.get(i)
        if known is not None:
            entry = register.entries[known]
            self.pronouns.note(i, entry.entity, named=entry.form == "name")
        elif pos == "PRON" or columns.tag[i] == "PRP$":
            self._pronoun(i)
        elif self.amounts.stands_for_people(i):
            dossier = self.amounts.open(i)
            self.pronouns.note(i, dossier.number, plural=True)
        elif pos in _NOUNS or pos == "ADJ":
            self._noun(i)

    def _pronoun(self, i: int) -> None:
        columns, register = self.columns, self.register
        lower = columns.lower[i]
        if lower in self.lexicon.words["relatives"] and columns.tag[i] in ("WP", "WDT", "WP$"):
            found = [self._relative(i)]
        else:
            found = [*self.pronouns.resolve_all(i)] or [self._those(i)]
        for dossier in found:
            if dossier is not None:
                register.enter(i, i + 1, i, dossier, "pronoun")
                self.pronouns.note(i, dossier.number)

    def _those(self, i: int) -> Dossier | None:
        """Open an entity for "those who fled", "those in need"."""
        columns = self.columns
        if columns.lower[i] != "those" or columns.dep[i] == "det":
            return None
        parts = [c for c in columns.children[i] if c > i and columns.dep[c] in ("relcl", "acl", "prep")]
        if not parts or (columns.dep[parts[0]] == "prep" and columns.lower[parts[0]] == "of"):
            return None
        dossier = self.register.new("nominal", "GROUP", None, ["CVL"])
        dossier.plural = True
        dossier.names.append((1, columns.span_text(i, min(columns.last[parts[0]], i + 7) + 1)))
        return dossier

    def _relative(self, i: int) -> Dossier | None:
        """Give the entity of the noun that a relative clause hangs on."""
        columns, at = self.columns, i
        for _ in range(12):
            if columns.dep[at] == "relcl":
                return self.register.entity_at(columns.head[at])
            if columns.head[at] == at:
                return None
            at = columns.head[at]
        return None

    def _noun(self, i: int) -> None:
        columns = self.columns
        name = self.phrases.name_at.get(i)
        if name is not None and name.term.kind in MODIFIER_LIKE:
            self._origin_word(i, name)
            return
        if name is not None:
            return
        if self._campaign(i):
            return
        agent = self.phrases.agent_at.get(i)
        if agent is not None and self._is_power(i):
            return
        if agent is None:
            if self._takes_up(i) or self._half_of_country(i):
                return
            if columns.pos[i] in _NOUNS and columns.dep[i] in _COMPETING:
                self.pronouns.note(i, None, plural=columns.tag[i] in ("NNS", "NNPS"))
            return
        if columns.head_of(agent.start, agent.end) != i or i in self.phrases.inside:
            return
        noun = columns.modified(i)
        if noun is not None and i > 0 and columns.lower[i - 1] == "-":
            return
        noun = noun if noun is not None and noun > i else None
        if noun is not None and (noun in self.phrases.agent_at or self.named.spans.is_person(noun)):
            return
        if noun is not None and (
            columns.pos[i] == "ADJ"
            or not _ACTING_SECTORS.intersection(agent.agent.sector)
            or columns.ent[i] in ("FAC", "LOC", "GPE", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT")
        ):
            return
        if columns.pos[i] == "ADJ" and columns.dep[i] in ("acomp", "advcl", "ROOT", "ccomp", "xcomp"):
            return
        description = self.phrases.describe(i)
        if description is not None and self._says_what_most_are(description):
            return
        if description is not None and not (
            description.apart and not description.plural and self._named_ally(description)
        ):
            self._enter(description)

    def _is_power(self, i: int) -> bool:
        """Tell whether a noun is what somebody has rather than who has it ("under the authority of the army")."""
        columns, words = self.columns, self.lexicon.words
        held = columns.dep[i] == "pobj" and columns.lower[columns.head[i]] in words["holding_prepositions"]
        return held and columns.lower[i] in words["powers"] and columns.lower[i + 1 : i + 2] == ["of"]

    def _says_what_most_are(self, description: Description) -> bool:
        """Let "mostly soldiers" say what "twenty people" before it are; tell whether it does."""
        columns, i = self.columns, description.head
        mostly = self.lexicon.words["mostly_words"]
        if columns.dep[i] != "appos" or not any(columns.lower[c] in mostly for c in columns.children[i]):
            return False
        dossier = self.register.entity_at(columns.head[i])
        if dossier is None or not dossier.plural:
            return False
        dossier.sector = list(description.sector) or dossier.sector
        self.register.enter(description.start, description.end, i, dossier, "nominal")
        return True

    def _named_ally(self, description: Description) -> bool:
        """Enter "our ally X" as the actor X, whatever the parser makes of the name."""
        columns, head = self.columns, description.head
        after = head + 2 if head + 1 < columns.n and columns.words[head + 1] == "," else head + 1
        for entry in self.register.entries:
            if entry.start != after or entry.form != "name" or columns.sentence[after] != columns.sentence[head]:
                continue
            if after == head + 1 or columns.dep[entry.head] == "appos":
                self.register.enter(description.start, head + 1, head, self.register.dossiers[entry.entity], "nominal")
                self.pronouns.note(head, entry.entity, named=True)
                return True
        return False

    def _takes_up(self, i: int) -> bool:
        """Enter a definite phrase whose noun is no agent noun but takes up an actor ("the secretary")."""
        columns, words = self.columns, self.lexicon.words
        lemma = columns.lemma[i].lower()
        if lemma not in self.lexicon.maps["hypernyms"] and lemma not in words["armed_nouns"]:
            return False
        left = columns.left_bound(i)
        if left == i or columns.lower[left] not in ("the", "this", "that"):
            return False
        description = Description(left, i + 1, i, lemma, [], determiner=columns.lower[left])
        description.plural = columns.tag[i] in ("NNS", "NNPS")
        description.modifiers = tuple(columns.lower[left + 1 : i])
        if lemma in words["armed_nouns"]:  # "the Lebanese group"; "the Lebanon committee" need not be of that country
            description.origins = self.phrases.origins_between(left, i)
        dossier = None if description.plural else self.nominals.antecedent(description)
        if dossier is None:
            return False
        self.register.enter(left, i + 1, i, dossier, "nominal")
        self.pronouns.note(i, dossier.number)
        return True

    def _campaign(self, i: int) -> bool:
        """Enter "the Jones campaign", "his campaign" as the campaign of that person."""
        columns = self.columns
        if columns.lemma[i].lower() not in self.lexicon.words["campaign_nouns"]:
            return False
        for child in columns.children[i]:
            owner = self.register.entity_at(child) if child < i else None
            if owner is None or owner.type != "PERSON" or owner.plural or columns.dep[child] not in _OWNING:
                continue
            if owner.kind != "person" or owner.sector[:1] == ["MIL"]:
                continue
            dossier = self.register.keyed("campaign", str(owner.number), "organisation", "ORG", owner.code, ["PTY"])
            dossier.fact = ""
            start = columns.left_bound(i)
            dossier.names.append((1, f"{owner.name}'s {columns.lower[i]}"))
            self.register.enter(start, i + 1, i, dossier, "nominal")
            self.pronouns.note(i, dossier.number)
            return True
        return False

    def _half_of_country(self, i: int) -> bool:
        """Enter "the North" as the country of the document whose name begins with that word."""
        columns = self.columns
        if columns.lower[i] not in self.lexicon.words["directions"] or not columns.words[i][:1].isupper():
            return False
        if i == 0 or columns.lower[i - 1] != "the" or columns.modified(i) is not None:
            return False
        beginning = columns.words[i] + " "
        for dossier in self.register.dossiers:
            if dossier.kind == "country" and any(name.startswith(beginning) for _, name in dossier.names):
                self.register.enter(i - 1, i + 1, i, dossier, "nominal")
                self.pronouns.note(i, dossier.number)
                return True
        return False

    def _origin_word(self, i: int, name: NameHit) -> None:
        """Enter "Syrians" and "the French" as people, "Russian" before a noun that is no actor as the country."""
        columns, register = self.columns, self.register
        if name.end - 1 != i and columns.head_of(name.start, name.end) != i:
            return
        if self.phrases.is_topic(name.start, name.end) or self.phrases.is_joined(name):
            return
        head = columns.modified(i)
        if head is not None and head > i:
            if head in self.phrases.agent_at or head in register.at_head or columns.pos[head] not in _NOUNS:
                return
            if name.code is None or columns.ent[head] in ("ORG", "PERSON"):
                return
            dossier = register.keyed("country", name.code, "country", "GPE", name.code, ["GOV"])
            dossier.names.append((2, self.lexicon.country_names.get(name.code, name.term.name)))
            register.enter(name.start, name.end, i, dossier, "name")
            self.pronouns.note(i, dossier.number)
            return
        plural = columns.tag[i] in ("NNS", "NNPS", "JJ") or columns.lower[i].endswith("s")
        if name.term.kind == "people":  # "three Hazara", "the Rohingya"
            plural = plural or columns.lower[columns.left_bound(i)] not in self.lexicon.words["of_one"]
        description = Description(
            columns.left_bound(i), name.end, i, columns.lemma[i].lower(), list(name.sector) or ["CVL"], plural=plural
        )
        if name.term.kind == "adjective":
            description.sector = ["CVL"]
        description.origins = [*self.phrases.origins_between(name.start, name.end)]
        description.counted = any(columns.dep[c] == "nummod" for c in columns.children[i])
        self._enter(description)

    def _enter(self, description: Description) -> None:
        owner = self.register.entity_at(description.possessor) if description.possessor is not None else None
        for dossier in self.nominals.entities(description, owner):
            self.register.enter(description.start, description.end, description.head, dossier, "nominal")
            self.pronouns.note(description.head, dossier.number, plural=description.plural)


class ActorsLayer:
    """Sets `doc._.dateline_actors`.

    Args:
        lexicon: the actor tables.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.finder = NameFinder(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of a parsed document."""
        doc._.dateline_actors = _Reading(doc, self.lexicon, self.finder).actors()
        return doc


@Language.factory("dateline_actors", default_config={"knowledge": []})
def make_actors(nlp: Language, name: str, knowledge: list[str]) -> ActorsLayer:
    """Make the component; it comes after the parser, the named-entity layer and `dateline_places`."""
    return ActorsLayer(load_lexicon(tuple(knowledge)))
