"""Noun phrases that denote actors by a common noun: whom they are of (code) and what they are (sector)."""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.description import Description, Origin
from dateline.code.actors.lexicon import MODIFIER_LIKE, NON_STATE_CODES, STATE_SECTORS, Lexicon
from dateline.code.actors.names import AgentHit, NameHit
from dateline.code.actors.postings import postings
from dateline.code.actors.register import Register
from dateline.code.layers import PlaceMention

_OF = frozenset({"of"})
_FROM = frozenset({"from", "in", "at", "for", "with", "to", "within", "inside"})
_ABROAD = frozenset({"from"})
_WORLDLY = ((), ("GOV",), ("JRN",), ("BUS",))
_TIED = frozenset({"with", "to"})
_BODIES = frozenset({"UNO", "IGO", "EUR"})
_SENT = frozenset({"for", "to", "on"})
_OUT_OF = frozenset({"from", "of"})
_FIGHTERS = frozenset({"REB", "UAF", "CRM"})
_EMPLOYED = frozenset({"of", "at", "with", "for", "from"})
_ARMED_SECTORS = frozenset({"REB", "UAF", "PRM", "MIL"})
_DEEP = 3  # "the head of the office of the president of X": inner phrases read at most


class Phrases:
    """Reads noun phrases of one document."""

    def __init__(
        self,
        columns: Columns,
        lexicon: Lexicon,
        register: Register,
        names: list[NameHit],
        agents: list[AgentHit],
        places: list[PlaceMention] | None,
    ) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.register = register
        self.name_at: dict[int, NameHit] = {i: hit for hit in names for i in range(hit.start, hit.end)}
        self.agent_at: dict[int, AgentHit] = {i: hit for hit in agents for i in range(hit.start, hit.end)}
        self.place_at: dict[int, str] = {}
        self.literal: set[int] = set()
        """Tokens of places that are meant as such."""
        self.regions: set[int] = set()
        """Tokens of places that lie in several countries."""
        for place in places or ():
            if place.record is not None and not place.record.country_code:
                self.regions.update(range(place.start, place.end))
            if place.record is not None and place.record.country_code and place.kind != "demonym":
                for i in range(place.start, place.end):
                    self.place_at[i] = place.record.country_code
                if place.kind == "literal":
                    self.literal.update(range(place.start, place.end))
        self.vocabulary = frozenset(columns.lower)
        self.vocabulary_of_nouns = frozenset(
            lower for lower, pos in zip(columns.lower, columns.pos, strict=True) if pos in ("NOUN", "VERB", "ADJ")
        )
        self.inside: set[int] = set()
        """Tokens inside the names of persons and organisations."""
        self.postings = postings(columns, lexicon, self.name_at, self.agent_at, self.place_at)
        """By first token of a name after a post ("envoy to Togo Kofi Asante"): where it ends, and the post's noun."""

    def describe(self, head: int, *, start: int | None = None, depth: int = 0) -> Description | None:
        """Read the noun phrase of a head token as an actor; None where its nouns denote none.

        Args:
            head: the head token.
            start: where the phrase begins, when it is a part of a longer one ("Foreign Minister" before a name).
            depth: how many phrases this one is inside of.
        """
        columns = self.columns
        hit = self.agent_at.get(head)
        if hit is None or columns.pos[head] not in ("NOUN", "PROPN", "ADJ"):
            return None
        left = columns.left_bound(head) if start is None else start
        left = min(left, hit.start)
        if left - 1 in self.name_at and columns.pos[left - 1] in ("AUX", "PRON"):
            left -= 1  # an acronym that the tagger took for a verb ("IS fighters")
        left = self._with_joined(left)
        lemma = columns.lemma[head].lower()
        description = Description(
            left,
            max(hit.end, head + 1),
            head,
            lemma,
            [],
            agent=hit.agent,
            plural=columns.tag[head] in ("NNS", "NNPS") or columns.lower[head] == "police",
        )
        self._determine(description, left, hit.start)
        self._origins(description, left, hit, depth)
        description.sector = self._sector(description, left, hit)
        for inner in columns.prepositional(head, _OF):
            if columns.sentence[inner] == columns.sentence[head] and columns.dep[inner] != "conj":
                description.end = max(description.end, inner + 1)
        return description

    def describe_role(self, head: int, *, start: int | None = None) -> Description | None:
        """Read a noun of role that is no agent noun by the body that it belongs to ("Amnesty's regional director");
        None where no body is named.
        """
        columns, lemma = self.columns, self.columns.lemma[head].lower()
        if lemma not in self.lexicon.words["role_nouns"] or columns.tag[head] in ("NNS", "NNPS"):
            return None
        left = columns.left_bound(head) if start is None else start
        origins: list[Origin] = []
        for owner in (columns.child(head, "poss"), *columns.prepositional(head, _EMPLOYED)):
            origins += self._origin_of(owner, 0) if owner is not None else []
        origins += self.origins_between(left, head)
        body = next((o for o in origins if o.actor and o.code and (o.sector or o.code in _BODIES)), None)
        if body is None:
            return None
        return Description(left, head + 1, head, lemma, list(body.sector), [body])

    def _with_joined(self, left: int) -> int:
        """Give where a phrase begins with the adjective that the parser cut off ("Czech and Slovak refugees")."""
        first = self.name_at.get(left)
        if first is None or first.term.kind not in MODIFIER_LIKE or left < 2 or self.columns.lower[left - 1] != "and":
            return left
        other = self.name_at.get(left - 2)
        if other is None or not self.is_joined(other):
            return left
        return other.start

    def is_joined(self, adjective: NameHit) -> bool:
        """Tell whether an adjective goes with the agent noun after another one ("Czech" in "Czech and Slovak
        refugees").
        """
        columns, after = self.columns, adjective.end + 1
        if adjective.term.kind not in MODIFIER_LIKE or after >= columns.n or columns.lower[after - 1] != "and":
            return False
        if columns.tag[adjective.end - 1] in ("NNS", "NNPS") or columns.lower[adjective.end - 1].endswith("s"):
            return False
        other = self.name_at.get(after)
        if other is None or other.term.kind not in MODIFIER_LIKE or other.end not in self.agent_at:
            return False
        return columns.tag[other.end] in ("NNS", "NNPS") and columns.dep[after] in ("amod", "compound", "nmod", "conj")

    def _determine(self, description: Description, left: int, stop: int) -> None:
        columns = self.columns
        first = columns.words[left].lower() if left < stop else ""
        if columns.tag[left] in ("DT", "PRP$", "PDT", "WP$") and left < description.head:
            description.determiner = first
        for child in columns.children[description.head]:
            if columns.dep[child] == "poss":
                if columns.tag[child] in ("PRP$", "WP$"):
                    description.possessor = child
                description.determiner = description.determiner or "the"
            elif columns.dep[child] == "nummod":
                description.counted = True
        description.modifiers = tuple(
            columns.lower[i] for i in range(left, stop) if columns.pos[i] in ("ADJ", "NOUN", "PROPN", "VERB")
        )

    def _origins(self, description: Description, left: int, hit: AgentHit, depth: int) -> None:
        columns, head = self.columns, description.head
        words = self.lexicon.words
        found = self.origins_between(left, hit.start)
        posted = description.lemma in words["mediators"] and bool(columns.prepositional(head, _SENT))
        if description.lemma in words["topic_nouns"] and self._is_country_noun(hit.start - 1) and not posted:
            found = []  # "a Russia expert", but "the US envoy for Russia"
        if hit.agent.code and any(word in words["leading_words"] for word in columns.lower[left : hit.end]):
            found = []  # "the French-led coalition" is one of states
        if not found and not hit.agent.code and hit.end - hit.start > 1:
            found = self.origins_between(hit.start, hit.end)
        description.apart = description.lemma in words["relation_nouns"] and not self._is_private(description)
        if description.lemma in words["domestic_relations"]:
            description.apart = description.lemma != "opponent" and not self._belongs(description)
        description.worldwide = any(
            word in words["worldwide_words"] for word in (*description.modifiers, *hit.agent.noun.split()[:-1])
        ) or any(
            columns.lower[i] in words["region_words"]
            and columns.words[i][:1].isupper()
            and columns.lower[i + 1] != "-"
            and i not in self.inside
            and hit.agent.sector[:1] in _WORLDLY
            for i in range(left, hit.end - 1)
        )
        kind = self.lexicon.maps["hypernyms"].get(
            description.lemma, "country" if description.lemma == "government" else ""
        )
        if kind == "country" and hit.start - 1 in self.regions:
            description.worldwide = True  # "the Horn of Africa nation" may be any of them
        if description.worldwide and description.plural and kind == "country":
            found = []  # "European countries", "Baltic states"
        if description.apart:
            description.origins = found
            return
        if not found:
            owner = columns.child(head, "poss")
            if owner is not None:
                found = self._origin_of(owner, depth)
        if not found:
            for inner in columns.prepositional(head, _OF):
                found += self._origin_of(inner, depth)
        if not found:
            voice = description.lemma in words["voice_nouns"]
            abroad = description.lemma in words["mission_nouns"] or hit.agent.code in NON_STATE_CODES
            foreign = hit.agent.noun in words["people_from_abroad"]
            for inner in () if abroad else columns.prepositional(head, _ABROAD if foreign else _FROM):
                found += [o for o in self._origin_of(inner, depth) if o.code and (voice or not o.actor)]
        if not _FIGHTERS.isdisjoint(hit.agent.sector[:1]):  # "gunmen from Hamas", whatever country that was read in
            named = columns.prepositional(head, _OUT_OF)
            named += [c for i in named for c in columns.children[i] if columns.dep[c] == "appos"]
            groups = [o for i in named for o in self._origin_of(i, depth)]
            found = [o for o in groups if o.code and o.actor and o.sector[:1] == ["REB"]] or found
        if not found and hit.agent.kind == "person" and description.lemma in words["employed_nouns"]:
            for inner in columns.prepositional(head, _EMPLOYED):
                found += [o for o in self._origin_of(inner, depth) if o.code and o.actor]
        if not found:
            found = self._linked(head, depth)
        if hit.agent.code and (description.possessor is not None or not any(origin.code for origin in found)):
            loose = hit.agent.noun in self.lexicon.maps["shared_offices"]
            found = [Origin(hit.agent.code, list(hit.agent.sector), True, loose)]
        description.origins = found

    def _is_country_noun(self, token: int) -> bool:
        """Tell whether a token is the name of a country, not its adjective."""
        hit = self.name_at.get(token)
        return hit is not None and hit.term.kind in ("country", "capital")

    def _linked(self, head: int, depth: int) -> list[Origin]:
        """Give whom a participle ties somebody to ("terrorists associated with X")."""
        columns, found = self.columns, list[Origin]()
        for child in columns.children[head]:
            tied = child > head and columns.lower[child] in self.lexicon.words["link_words"]
            if tied and columns.dep[child] in ("acl", "amod", "relcl"):
                for inner in columns.prepositional(child, _TIED):
                    found += [o for o in self._origin_of(inner, depth) if o.actor]
        return found

    def origins_between(self, start: int, end: int) -> list[Origin]:
        """Give the countries and actors named between two tokens, in text order, each code once."""
        columns, found, leaders = self.columns, list[Origin](), list[Origin]()
        i = start
        while i < end:
            hit = self.name_at.get(i)
            if hit is not None:
                if not self.is_topic(hit.start, hit.end):
                    found.append(_origin(hit))
                elif not self.is_topic(hit.start, hit.end, leading=False):
                    leaders.append(_origin(hit))
                i = hit.end
                continue
            dossier = self.register.entity_at(i)
            if dossier is not None and dossier.code and columns.dep[i] != "poss":
                found.append(Origin(dossier.code, list(dossier.sector), dossier.kind != "country"))
            elif i in self.agent_at and self.agent_at[i].agent.code and self.agent_at[i].agent.code in NON_STATE_CODES:
                found.append(Origin(self.agent_at[i].agent.code, list(self.agent_at[i].agent.sector), True))
            elif i in self.place_at and not self.is_topic(i, i + 1):
                found.append(Origin(self.place_at[i], [], False))
            i += 1
        unique: list[Origin] = []
        for origin in found or leaders:
            if all(origin.code != other.code for other in unique):
                unique.append(origin)
        return unique

    def is_located(self, head: int) -> bool:
        """Tell whether a name stands where places do: "near X", "the city of X"."""
        columns = self.columns
        up = columns.head[head]
        if columns.dep[head] != "pobj":
            return False
        if columns.lower[up] == "of":
            return columns.lemma[columns.head[up]].lower() in self.lexicon.words["place_nouns"]
        return columns.lower[up] in self.lexicon.words["place_prepositions"]

    def is_topic(self, start: int, end: int, *, leading: bool = True) -> bool:
        """Tell whether a name is what people are for or against ("anti-Russian", "Iran-backed"), not whose.

        Args:
            start: first token of the name.
            end: the token after it.
            leading: count "French-led" too.
        """
        lower, n = self.columns.lower, self.columns.n
        if start >= 2 and lower[start - 1] == "-" and lower[start - 2] in self.lexicon.words["stance_prefixes"]:
            return True
        if start >= 1 and lower[start - 1] in self.lexicon.words["stance_words"]:
            return True
        if end + 1 >= n or lower[end] != "-" or self.columns.tag[end + 1] not in ("VBN", "VBD", "JJ"):
            return False
        return leading or lower[end + 1] not in self.lexicon.words["leading_words"]

    def _origin_of(self, head: int, depth: int) -> list[Origin]:
        dossier = self.register.entity_at(head)
        if dossier is not None:
            if dossier.code is None and not dossier.sector:
                return []
            return [Origin(dossier.code, list(dossier.sector), dossier.kind != "country")]
        hit = self.name_at.get(head)
        if hit is not None:
            return [_origin(hit)]
        if head in self.place_at:
            return [Origin(self.place_at[head], [], False)]
        if depth < _DEEP:
            inner = self.describe(head, depth=depth + 1)
            if inner is not None:
                return [Origin(inner.code, inner.sector, True)]
            return self.origins_between(self.columns.left_bound(head), head)
        return []

    def _belongs(self, description: Description) -> bool:
        """Tell whether a phrase says whose it is."""
        head = description.head
        return (
            description.possessor is not None
            or self.columns.child(head, "poss", "compound", "nmod") is not None
            or bool(self.columns.prepositional(head, _OF))
        )

    def _is_private(self, description: Description) -> bool:
        """Tell whether "his partner", "her friend" is somebody's in private life: one of one person."""
        owner = description.possessor
        return not description.plural and owner is not None and self.columns.lower[owner] in ("his", "her", "my")

    def _sector(self, description: Description, left: int, hit: AgentHit) -> list[str]:
        """Put the sectors of a phrase together from its noun, the nouns before it and whom it is of."""
        words = self.lexicon.words
        own = list(hit.agent.sector)
        noun = hit.agent.noun
        if description.lemma in words["personal_relations"] and self._is_private(description):
            own = ["CVL"]
        sense = self.lexicon.maps["local_senses"].get(noun)
        if sense is not None:
            word, sector_there = sense.split()
            own = [sector_there] if word in self.vocabulary else own
        kin = description.lemma in words["kin"] or description.lemma in words["domestic_relations"]
        inner: list[str] = []
        for i in range(hit.start - 1, left - 1, -1):
            modifier = self.agent_at.get(i)
            if modifier is not None and modifier.agent.noun in words["attributive_agents"]:
                continue  # "veteran journalist"
            if kin and "POS" in self.columns.tag[i + 1 : hit.start]:
                break  # "the minister's son"
            if modifier is not None and not inner and i not in self.name_at:
                inner = list(modifier.agent.sector)
        affiliated = next((o for o in description.origins if o.actor), None)
        role = noun in words["role_nouns"] or description.lemma in words["role_nouns"]
        group = noun in words["group_nouns"] or description.lemma in words["group_nouns"]
        if own and " " in noun and noun not in words["role_nouns"] and noun not in words["group_nouns"]:
            role = group = False  # "campaign team" says more than "team"
        sector = own
        armed = bool(own) and own[0] in _ARMED_SECTORS
        rebel = any(word in words["rebel_words"] for word in description.modifiers)
        if affiliated is not None and affiliated.code in NON_STATE_CODES:
            if role or group or armed or (own and own[0] in STATE_SECTORS):
                sector = list(affiliated.sector)
                if own[:1] in (["MIL"], ["JUD"]) and "REB" not in sector and own[0] not in sector:
                    sector.append(own[0])
            elif affiliated.code != hit.agent.code and description.lemma not in words["employed_nouns"]:
                description.origins = []
        elif armed and rebel:
            sector = ["REB", *(s for s in own if s not in ("MIL", "UAF", "REB", "GOV"))]
        elif inner and (role or group or not own or own == ["CVL"]) and noun not in words["inhabitants"]:
            sector = inner if "CVL" not in inner or not own else own
        elif affiliated is not None and affiliated.sector and (role or group or (armed and "REB" in affiliated.sector)):
            serving = armed and group and affiliated.sector[0] in ("GOV", "LEG")  # "the government's forces"
            sector = own if serving else list(affiliated.sector)
        ruled = affiliated is not None and affiliated.sector[:1] == ["GOV"]
        if not sector and ruled and description.lemma in words["domestic_relations"]:
            sector = ["OPP"]  # "critics of the president"
        if sector == ["CVL"] and any(word in words["migrant_words"] for word in description.modifiers):
            sector = ["REF"]
        owner = self.columns.child(description.head, "poss")
        own_words = self.columns.lower[left if owner is None else owner : hit.start]
        served = not sector or (sector[0] in STATE_SECTORS and hit.agent.kind == "person")
        if served and any(word in words["former_words"] for word in own_words):
            sector = ["ELI", *(s for s in sector if s not in ("ELI", "GOV"))]
        for origin in description.origins:
            if "PRE" in origin.sector and "PRE" not in sector:
                sector = [*sector, "PRE"]
        return sector


def _origin(hit: NameHit) -> Origin:
    kind = hit.term.kind
    if kind in ("country", "adjective", "demonym", "capital"):
        return Origin(hit.code, [], False)
    if kind in ("people", "territory"):
        return Origin(hit.code, [s for s in hit.sector if s == "PRE"], False)
    return Origin(hit.code, list(hit.sector), True)
