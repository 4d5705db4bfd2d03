"""Named actors: table names and the named-entity layer's persons and organisations become entities."""

from __future__ import annotations

from dateline.code.actors.columns import MODIFIER_DEPS, Columns
from dateline.code.actors.context import Scene
from dateline.code.actors.lexicon import MODIFIER_LIKE, NON_STATE_CODES, PLACE_LIKE, TABLES, Lexicon, without_accents
from dateline.code.actors.names import NameHit
from dateline.code.actors.persons import Persons
from dateline.code.actors.phrases import Phrases
from dateline.code.actors.register import Dossier, Register
from dateline.code.actors.spans import EntitySpans


class NamedActors:
    """Enters the named actors of one document."""

    def __init__(self, columns: Columns, lexicon: Lexicon, register: Register, phrases: Phrases, scene: Scene) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.register = register
        self.phrases = phrases
        self.scene = scene
        self.spans = EntitySpans(columns, lexicon, phrases)
        self._ships: dict[str, Dossier] = {}
        self.persons = Persons(columns, lexicon, register, phrases, scene)

    def enter_all(self, hits: list[NameHit]) -> None:
        """Enter table names and named entities in text order, then what appositions and copulas say of them."""
        spans: list[tuple[int, int, NameHit | None]] = [(hit.start, hit.end, hit) for hit in hits]
        spans += [(start, end, None) for start, end in self.spans.find(hits)]
        for start, end, hit in sorted(spans, key=lambda span: span[:2]):
            if hit is not None:
                self._enter_hit(hit)
            elif start in self.spans.ships:
                self._enter_ship(start, end)
            elif end - start == 1 and self.columns.lower[start] in self._ships:
                self._enter_ship(start, end, self._ships[self.columns.lower[start]])
            elif self._titled(start, end) or (
                self.spans.is_person(start) and start not in self.spans.joined and not self._is_company(start, end)
            ):
                self.persons.enter(start, end)
            else:
                self._enter_organisation(start, end)

    def _titled(self, start: int, end: int) -> bool:
        """Tell whether a name begins with a title that only persons have, whatever its label ("Ms Arslan")."""
        title = self.columns.lower[start].rstrip(".")
        return 1 < end - start < 4 and title in self.lexicon.words["forms_of_address"]

    def _enter_hit(self, hit: NameHit) -> None:
        kind = hit.term.kind
        if hit.sector[:1] == ("JRN",) and self.columns.is_bracketed(hit.start, hit.end):
            return  # "(Reuters)" is a credit
        if kind == "person":
            self.persons.enter(hit.start, hit.end, hit)
        elif kind in PLACE_LIKE:
            self._enter_country(hit)
        elif kind in ("organisation", "armed"):
            self._enter_listed(hit)
        elif hit.code and not self.phrases.is_topic(hit.start, hit.end):
            self.scene.add_name(self.columns.sentence[hit.start], hit.code)
        elif hit.code:
            self._enter_leader(hit)

    def _enter_country(self, hit: NameHit) -> None:
        columns = self.columns
        head = columns.head_of(hit.start, hit.end)
        code, kind = hit.code, hit.term.kind
        if code is not None and self._enter_leader(hit):
            return
        if code is None or self.phrases.is_topic(hit.start, hit.end):
            return
        if kind == "country" and self.phrases.is_located(head):
            self.scene.add_place(columns.sentence[head], head, code)
        elif kind == "country":
            self.scene.add_name(columns.sentence[head], code)
        if kind == "capital" and not self._acts(head):
            return
        if kind == "country" and self._body_of(hit) is not None:
            return
        noun = columns.modified(head)
        if noun is not None and (columns.ent[head] == "ORG" or (noun > head and self._is_actor(noun))):
            return
        family = "territory" if kind == "territory" else "country"
        key = hit.term.name if kind == "territory" else code
        dossier = self.register.keyed(family, key, "country", "GPE", code, list(hit.sector))
        text = self.columns.span_text(hit.start, hit.end)
        dossier.names.append((0 if kind in ("country", "territory") else 3, text))
        dossier.names.append((2, self.lexicon.country_names.get(code, text)))
        start = hit.start
        if start > 0 and columns.lower[start - 1] == "the" and columns.head[start - 1] == head:
            start -= 1
        self.register.enter(start, hit.end, head, dossier, "name")

    def _body_of(self, country: NameHit) -> NameHit | None:
        """Give the listed body whose name a country ends ("the Liberal Party of Togo"): it takes its code from the
        country, which is no actor beside it.
        """
        body = self.phrases.name_at.get(country.start - 2)
        if body is None or body.end != country.start - 1 or self.columns.lower[body.end] != "of":
            return None
        listed = body.term.kind == "organisation" and self.columns.words[body.start][:1].isupper()
        return body if listed and (body.code in (None, country.code) or body.end - 1 in self.phrases.agent_at) else None

    def _enter_leader(self, hit: NameHit) -> bool:
        """Enter the country of "X-led air strikes", with the participle as its head."""
        columns, led = self.columns, hit.end + 1
        if led >= columns.n or columns.lower[led] != "led" or columns.words[hit.end] != "-" or hit.code is None:
            return False
        noun = columns.modified(led)
        if noun is not None and not self._is_actor(noun) and columns.pos[noun] == "NOUN":
            dossier = self.register.keyed("country", hit.code, "country", "GPE", hit.code, ["GOV"])
            dossier.names.append((2, self.lexicon.country_names.get(hit.code, hit.term.name)))
            self.register.enter(hit.start, led + 1, led, dossier, "name")
        return True

    def _is_actor(self, head: int) -> bool:
        """Tell whether a noun is an actor itself, so that a country before it only says whose ("US forces")."""
        hit = self.phrases.name_at.get(head)
        listed = hit is not None and hit.term.kind in ("organisation", "armed", "person")
        return listed or head in self.phrases.agent_at or self.columns.ent[head] in ("PERSON", "ORG")

    def _acts(self, head: int) -> bool:
        """Tell whether a name stands where an actor does: subject, possessor, object of with, by, against, or of a verb
        like "warn".
        """
        columns, words = self.columns, self.lexicon.words
        dep, up = columns.dep[head], columns.head[head]
        while dep == "conj" and up != head:
            head, dep, up = up, columns.dep[up], columns.head[up]
        if dep in ("nsubj", "agent"):
            return bool(columns.pos[up] == "VERB")
        if dep == "poss":
            return True
        if dep in ("dobj", "nsubjpass", "dative"):
            return columns.lemma[up] in words["state_object_verbs"]
        if dep == "pobj":
            calling = f"{columns.lemma[columns.head[up]]} {columns.lower[up]}"
            return columns.lower[up] in words["acting_prepositions"] or calling in words["state_called_on"]
        return dep in MODIFIER_DEPS and columns.ent[up] != "ORG" and columns.pos[up] == "NOUN"

    def _enter_listed(self, hit: NameHit) -> None:
        columns = self.columns
        head = columns.head_of(hit.start, hit.end)
        code, sector = hit.code, list(hit.sector)
        local = self._local_origin(hit.start, hit.end, head)
        firm = code is not None
        joined = hit.start > 0 and columns.pos[hit.start - 1] == "CCONJ"
        if local and local != code and (self._names_country(hit) or (joined and code)):
            self._enter_companion(hit, head, local)
            local = None
        local_body = self._local_body(hit)
        if local_body is not None:
            self.register.enter(self._with_left(hit.start, head), hit.end, head, local_body, "name")
            return None
        if local and code in NON_STATE_CODES and self._is_national(hit):
            return self._enter_organisation(hit.start - 1, hit.end)
        if local and (code is None or (code not in NON_STATE_CODES and self.phrases.agent_at.get(head))):
            code, firm = local, True
        shared = " ".join(columns.lower[hit.start : hit.end]) in self.lexicon.maps["shared_bodies"]
        if code and not (shared and code == hit.code):
            self.scene.add_name(columns.sentence[head], code)
        key = hit.term.name if firm and hit.code == code else f"{hit.term.name}|{code}"
        kind = "armed" if hit.term.kind == "armed" or "REB" in sector else "organisation"
        dossier = self.register.keyed("listed", key, kind, "ORG", code, sector)
        dossier.fact = f"{TABLES[hit.term.kind]}: {hit.term.name}"
        dossier.firm = firm
        if not dossier.mentions:
            dossier.loose = hit.term.written.lower() if shared and code == hit.code else ""
        elif not shared:
            dossier.loose = ""
        text = self.columns.span_text(hit.start, hit.end)
        dossier.names.append((0, text))
        self.register.learn(dossier, tuple(columns.lower[hit.start : hit.end]))
        self._learn_initials(hit.start, hit.end, dossier)
        country = self.phrases.name_at.get(hit.end + 1)
        whole = country is not None and country.term.kind == "country" and self._body_of(country) is hit
        end = country.end if country is not None and whole else hit.end
        self.phrases.inside.update(range(hit.start, end))
        self.register.enter(self._with_left(hit.start, head), end, head, dossier, "name")
        self._bracketed_acronym(end, dossier)

    def _local_body(self, hit: NameHit) -> Dossier | None:
        """Give the body named in full before ("Lima Metropolitan Police") that a listed name is short for."""
        columns, end = self.columns, hit.end
        while end < columns.n and columns.pos[end] == "PROPN" and columns.ent[end] == "ORG":
            end += 1
        known = self.register.organisation(tuple(columns.lower[hit.start : end]))
        if known is None or known.kind != "organisation" or (known.firm and known.code == hit.code):
            return None
        if any(term == hit.term.name for _, term in known.names):
            return None
        size = hit.end - hit.start
        if size < 2 or len(known.tokens[0]) <= size:
            return None
        hit.code = known.code
        return known

    def _names_country(self, hit: NameHit) -> bool:
        """Tell whether a listed name says its country itself ("Iraqi forces")."""
        words = self.columns.lower[hit.start : hit.end]
        return any(t.kind in ("country", "adjective") for word in words for t in self.lexicon.names.get(word, ()))

    def _enter_companion(self, hit: NameHit, head: int, code: str) -> None:
        """Enter the other actor of "US and Iraqi forces", where "Iraqi forces" is a listed name."""
        if self.columns.pos[hit.start - 1] != "CCONJ":
            return
        dossier = self.register.new("nominal", "GROUP", code, list(hit.sector), firm=True)
        dossier.plural = True
        start = self._with_left(hit.start, head)
        dossier.names.append((1, self.columns.span_text(start, hit.end)))
        self.register.enter(start, hit.end, head, dossier, "nominal")

    def _is_national(self, hit: NameHit) -> bool:
        """Tell whether a listed name is only the end of another name that begins with a country's adjective."""
        before = hit.start - 1
        adjective = self.phrases.name_at.get(before)
        columns = self.columns
        return (
            adjective is not None
            and adjective.term.kind in MODIFIER_LIKE
            and adjective.end == hit.start
            and columns.ent[before] == columns.ent[hit.start] == "ORG"
            and not columns.ent_begins[hit.start]
        )

    def _local_origin(self, start: int, end: int, head: int) -> str | None:
        left = min(start, self.columns.left_bound(head))
        for origin in self.phrases.origins_between(left, start):
            if origin.code:
                return origin.code
        owner = self.columns.child(head, "poss")
        if owner is not None and not start <= owner < end:
            dossier = self.register.entity_at(owner)
            if dossier is not None:
                return dossier.code
        for inner in self.columns.prepositional(head, frozenset({"of"})):
            if inner >= end and inner in self.phrases.name_at:
                return self.phrases.name_at[inner].code
        return None

    def _with_left(self, start: int, head: int) -> int:
        """Give where a name's phrase begins, with "the" and its modifiers."""
        return min(start, self.columns.left_bound(head))

    def _enter_ship(self, start: int, end: int, dossier: Dossier | None = None) -> None:
        """Enter a warship as a part of its navy; `dossier` is the ship, if it is named without its prefix."""
        name = self.columns.span_text(start, end)
        if dossier is None:
            code = self.lexicon.maps["ship_prefixes"][self.columns.lower[start]]
            dossier = self.register.keyed("ship", name, "organisation", "ORG", code, ["MIL"])
            self._ships[self.columns.lower[end - 1]] = dossier
        dossier.names.append((0, name))
        head = self.columns.head_of(start, end)
        self.phrases.inside.update(range(start, end))
        self.register.enter(self._with_left(start, head), end, head, dossier, "name")

    def _tells_of_body(self, i: int) -> bool:
        """Tell whether a word within a name says what is named, as "General" in "General Assembly" does not."""
        return i in self.phrases.agent_at and self.columns.lower[i] not in self.lexicon.words["common_adjectives"]

    def _enter_organisation(self, start: int, end: int) -> None:
        columns = self.columns
        head = columns.head_of(start, end)
        if not any(word[:1].isupper() for word in columns.words[start:end]):
            return
        tokens = tuple(columns.lower[start:end])
        if end - start <= 3 and self._is_person(start, end):
            return self.persons.enter(start, end)
        agent = self.phrases.agent_at.get(head) or next(
            (self.phrases.agent_at[i] for i in range(end - 1, start - 1, -1) if self._tells_of_body(i)), None
        )
        hit = self.phrases.name_at.get(head)
        if hit is not None and hit.start <= start and hit.end >= end:
            return
        sector = list(agent.agent.sector) if agent else []
        if tokens[-1].rstrip(".") in self.lexicon.words["company_suffixes"] and end - start > 1:
            sector = sector if "BUS" in sector or "JRN" in sector else ["BUS"]
        origins = self.phrases.origins_between(start, end)
        code = next((o.code for o in origins if o.code), None) or self._local_origin(start, end, head)
        if agent is not None and agent.agent.code and code is None:
            code = agent.agent.code
        short = len(tokens) == 1 and columns.words[start].isupper()
        dossier = self.register.known("acronym", tokens[0]) if short else None
        if len(tokens) == 2 and tokens[0][:1].isdigit() and columns.words[end - 1].isupper():
            unit = self.register.known("acronym", tokens[1])  # "407th AEG"
            if unit is not None and any(tokens[0] in known for known in unit.tokens):
                dossier = unit
        dossier = dossier or self.register.organisation(tokens)
        if dossier is None or (code and dossier.code and dossier.firm and code != dossier.code):
            dossier = self.register.new("organisation", "ORG", code, sector, firm=code is not None)
        if code and not dossier.firm:
            dossier.code, dossier.firm = code, True
        if sector and not dossier.sector and not dossier.fact:
            dossier.sector = sector
        dossier.names.append((0, self.columns.span_text(start, end)))
        dossier.lemmas.add(columns.lemma[head].lower())
        self.register.learn(dossier, tokens)
        self._learn_initials(start, end, dossier)
        if code:
            self.scene.add_name(columns.sentence[head], code)
        self.phrases.inside.update(range(start, end))
        self.register.enter(self._with_left(start, head), end, head, dossier, "name")
        self._bracketed_acronym(end, dossier)

    def _is_company(self, start: int, end: int) -> bool:
        """Tell whether a name labelled as a person's is a company's: it ends as companies do, or is the beginning of
        the name of a company named before, and of no person.
        """
        columns, suffixes = self.columns, self.lexicon.words["company_suffixes"]
        if columns.lower[end - 1].rstrip(".") in suffixes:
            return end - start > 1
        tokens = tuple(columns.lower[start:end])
        if start > 0 and columns.lower[start - 1].rstrip(".") in self.lexicon.words["personal_titles"]:
            return False
        known = self.register.organisation(tokens)
        return (
            known is not None
            and any(each[: end - start] == tokens and each[-1].rstrip(".") in suffixes for each in known.tokens)
            and self.register.person(tokens) is None
        )

    def _is_person(self, start: int, end: int) -> bool:
        """Tell whether a name labelled as an organisation is a person's: one already known, or after a title."""
        columns = self.columns
        if any(i in self.phrases.agent_at or columns.pos[i] != "PROPN" for i in range(start, end)):
            return False
        if not columns.words[start].isupper():
            tokens = tuple(columns.lower[start:end])
            person = self.register.person(tokens) is not None or (end - start == 1 and tokens[0] in self.spans.surnames)
            if (person or self._looks_like_person(start, end)) and self.register.organisation(tokens) is None:
                return True
        before = self.phrases.agent_at.get(start - 1)
        return (
            before is not None
            and before.agent.kind == "person"
            and end - start > 1
            and columns.head[start - 1] == end - 1
        )

    def _learn_initials(self, start: int, end: int, dossier: Dossier) -> None:
        """Remember the initials of a name as its short form, also without what stands before it ("U.S.")."""
        columns = self.columns
        for first in range(start, end - 2):
            if columns.words[first][:1].isupper():
                capitals = [word[0] for word in columns.words[first:end] if word[:1].isupper()]
                self.register.alias("acronym", "".join(capitals).lower(), dossier)

    def _looks_like_person(self, start: int, end: int) -> bool:
        """Tell whether a name begins with a given name and ends like a family name."""
        columns, words = self.columns, self.lexicon.words
        last = columns.lower[end - 1]
        return (
            end - start > 1
            and without_accents(columns.lower[start]) in self.lexicon.genders
            and columns.words[end - 1][1:].islower()
            and last not in self.phrases.vocabulary_of_nouns
            and last.rstrip(".") not in words["company_suffixes"]
            and last not in words["not_person_words"]
        )

    def _bracketed_acronym(self, end: int, dossier: Dossier) -> None:
        """Remember "(ICRC)" after a name as its short form."""
        columns = self.columns
        if end + 2 < columns.n and columns.lower[end] == "(" and columns.lower[end + 2] == ")":
            acronym = columns.words[end + 1]
            if sum(map(str.isupper, acronym)) >= 2:
                self.register.alias("acronym", columns.lower[end + 1], dossier)
                self.register.learn(dossier, (columns.lower[end + 1],))
