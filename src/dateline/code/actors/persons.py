"""Persons: names with their titles become entities, and titles, appositions and predicates say who they are."""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.context import Scene
from dateline.code.actors.description import Description, Origin
from dateline.code.actors.lexicon import Lexicon, without_accents
from dateline.code.actors.names import NameHit
from dateline.code.actors.offices import holder
from dateline.code.actors.phrases import Phrases
from dateline.code.actors.register import Dossier, Register

_INNER_MARKS = frozenset({"-", ".", '"', "“", "”", "'"})
_LONGEST_TITLE = 4  # tokens


class Persons:
    """Enters the persons of one document."""

    def __init__(self, columns: Columns, lexicon: Lexicon, register: Register, phrases: Phrases, scene: Scene) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.register = register
        self.phrases = phrases
        self.scene = scene
        self.published: str | None = None
        """When the document was published, an ISO date, None if unknown."""

    def enter(self, start: int, end: int, hit: NameHit | None = None) -> None:
        """Enter a person's name, found in the tables (`hit`) or by the named-entity layer."""
        columns = self.columns
        words = self.lexicon.words
        if hit is None:  # "Marine" is no rank in "Marine Le Pen"
            start, end = self._skip_titles(start, end)
        head = columns.head_of(start, end)
        tokens = tuple(w for w in columns.lower[start:end] if w not in _INNER_MARKS)
        if not tokens or not columns.words[start][:1].isalpha():
            return
        if hit is None and (columns.words[start][:1].islower() and len(tokens) == 1):
            return
        if hit is None and any(word in words["not_person_words"] for word in tokens):
            return
        left = min(start, columns.left_bound(head)) if columns.head[head] != head else start
        left = self._cut_off_title(left)
        left = max(left, columns.sentence_start[columns.sentence[start]])
        gender = self._told_gender(left, start)
        dossier = self.register.known("person", hit.term.name) if hit else None
        dossier = dossier or self.register.person(tokens, gender, listed=hit is not None)
        if dossier is None:
            if hit is None:
                dossier = self.register.new("person", "PERSON", None, [])
            else:
                dossier = self.register.keyed("person", hit.term.name, "person", "PERSON", hit.code, list(hit.sector))
        elif hit is not None:
            self.register.alias("person", hit.term.name, dossier)
            if not dossier.firm or (dossier.code == hit.code and _is_spelt_otherwise(dossier, hit)):
                dossier.code, dossier.sector, dossier.firm = hit.code, list(hit.sector), hit.code is not None
        if hit is not None:
            dossier.offices = hit.term.offices
        dossier.names.append((0, self.columns.span_text(start, end)))
        self.register.learn(dossier, tokens)
        posted = self.phrases.postings.get(start)
        title = self.phrases.describe(posted[1]) if posted is not None else self._title(left, start)
        if posted is not None and title is not None:
            left = start
            self.register.enter(title.start, posted[1] + 1, posted[1], dossier, "nominal")
        if title is not None:
            self.apply(dossier, title, strong=hit is None and not dossier.offices)
            if hit is not None and self.published is None and "ELI" in title.sector and "ELI" not in dossier.sector:
                dossier.sector = ["ELI", *dossier.sector]
        self._affiliation(dossier, start, end)
        if hit is None and not dossier.firm:
            self._seat(dossier, frozenset(columns.lower[left:start]), tokens)
        dossier.gender = gender or dossier.gender
        if dossier.gender is None and dossier.leaning is None and len(tokens) > 1:
            dossier.leaning = self.lexicon.genders.get(without_accents(tokens[0]))
        if dossier.code and not dossier.loose:
            self.scene.add_name(columns.sentence[head], dossier.code)
        self.phrases.inside.update(range(start, end))
        self.register.enter(left, end, head, dossier, "name")

    def _seat(self, dossier: Dossier, title: frozenset[str], tokens: tuple[str, ...]) -> None:
        """Let title and surname say who somebody is, where the tables know one holder of the office of that name."""
        if len(tokens) != 1 or not title:
            return
        countries = frozenset(hit.code for hit in self.phrases.name_at.values() if hit.code)
        found = holder(self.lexicon, tokens[0], title, self.published, countries)
        if found is None:
            return
        term, office = found
        former = [s for s in ("ELI",) if title & self.lexicon.words["former_words"]]
        dossier.code, dossier.sector, dossier.firm = office.code, [*former, *office.sector], True
        dossier.title_sector = True
        dossier.offices = term.offices
        self.register.alias("person", term.name, dossier)

    def _affiliation(self, dossier: Dossier, start: int, end: int) -> None:
        """Let "King X of Y" say the country, "Reuters' X" the employer."""
        columns = self.columns
        if dossier.firm:
            return
        after = self.phrases.name_at.get(end + 1) if end < columns.n and columns.lower[end] == "of" else None
        if after is not None and after.term.kind == "country" and after.code:
            dossier.code, dossier.firm = after.code, True
            return
        owner = self.phrases.name_at.get(start - 2) if start > 1 and columns.tag[start - 1] == "POS" else None
        if owner is not None and owner.term.kind in ("organisation", "armed") and owner.end == start - 1:
            dossier.code, dossier.firm = owner.code, owner.code is not None
            dossier.sector = dossier.sector or list(owner.sector)

    def _cut_off_title(self, left: int) -> int:
        """Give where a name's phrase begins with an abbreviated title that the parser cut off ("Navy Capt. X")."""
        columns = self.columns
        at = left
        if at >= 2 and columns.words[at - 1] == ".":
            at -= 1
        title = columns.lower[at - 1].rstrip(".") if at >= 1 else ""
        if title not in self.lexicon.words["personal_titles"] or not columns.words[at - 1][:1].isupper():
            return left
        at = min(at - 1, columns.left_bound(at - 1))
        self.phrases.inside.update(range(at, left))
        return at

    def _skip_titles(self, start: int, end: int) -> tuple[int, int]:
        """Cut title words and places off the front of a person's name ("President Obama"), and take in the rest
        of a hyphenated one.
        """
        columns, at = self.columns, start
        if start > 0 and columns.lower[start - 1] == "the" and end - start > 3:
            at = end - 2  # people take no article: "for the Far East Ann Lee"
        while at < end - 1:
            agent = self.phrases.agent_at.get(at)
            size = self._title_size(at, end - 1)
            if at + 2 == end and columns.lower[at] in self.lexicon.words["given_names"]:
                break
            if size:
                at += size
            elif agent is not None and agent.start == at and agent.end < end:
                at = agent.end
            else:
                break
        while end + 1 < columns.n and columns.lower[end] == "-" and columns.offset[end + 1] == columns.offset[end] + 1:
            if columns.offset[end] != columns.offset[end - 1] + len(columns.words[end - 1]):
                break
            end += 2
        return at, end

    def _title_size(self, start: int, stop: int) -> int:
        """Give how many tokens from `start` are a title, at most up to `stop`, 0 if none."""
        for size in range(min(_LONGEST_TITLE, stop - start), 0, -1):
            if self._title_words(start, start + size) in self.lexicon.titles:
                return size
        return 0

    def _title_words(self, start: int, end: int) -> str:
        return " ".join(word.rstrip(".") for word in self.columns.lower[start:end])

    def _title(self, left: int, start: int) -> Description | None:
        """Read the title before a name: the agent noun or title that ends where the name begins."""
        columns, titles = self.columns, self.lexicon.titles
        last = start - 1
        while last >= left and columns.pos[last] == "PUNCT":
            last -= 1
        if last < left:
            return None
        description = self.phrases.describe(last, start=left)
        compound = description is not None and description.agent is not None and " " in description.agent.noun
        if description is None or not (description.sector or compound):
            for first in range(max(left, last - 3), last + 1):
                sector = titles.get(self._title_words(first, last + 1))
                if sector:
                    description = Description(left, start, last, columns.lower[last], list(sector))
                    description.origins = self.phrases.origins_between(left, start)
                    code = self.lexicon.maps["title_codes"].get(columns.lower[last].rstrip("."))
                    if code and not description.origins:
                        description.origins = [Origin(code, [], False, loose=True)]
                    break
        if description is None or not (description.sector or compound):
            description = self.phrases.describe_role(last, start=left) or description
        if description is None:
            hit = self.phrases.name_at.get(last)
            origins = self.phrases.origins_between(left, start) if hit is not None else []
            if not origins:
                return None
            description = Description(left, start, last, columns.lower[last], [])
            description.origins = origins
        return description

    def _told_gender(self, left: int, start: int) -> str | None:
        """Give the gender that the words before a name tell, the last of them."""
        words, told = self.lexicon.words, None
        for word in self.columns.lower[left:start]:
            if word in words["male_titles"] or word in words["male_nouns"]:
                told = "m"
            elif word in words["female_titles"] or word in words["female_nouns"]:
                told = "f"
        return told

    def apply(self, dossier: Dossier, description: Description, *, strong: bool) -> None:
        """Let a title, apposition or predicate say what a person or organisation is.

        Args:
            dossier: who is described.
            description: what the words say.
            strong: replace what is known already (False for people of the tables, whose office is known).
        """
        dossier.lemmas.add(description.lemma)
        if description.agent is not None:
            dossier.lemmas.add(description.agent.noun)
        words = self.lexicon.words
        if description.lemma in words["male_nouns"]:
            dossier.gender = "m"
        elif description.lemma in words["female_nouns"]:
            dossier.gender = "f"
        if description.code and (not dossier.firm or (strong and dossier.code is None)):
            dossier.code, dossier.firm = description.code, True
            dossier.loose = description.shared
        if dossier.fact and not dossier.sector and not strong:
            return  # of the tables, and without a sector: heads of international bodies
        if description.sector and (not dossier.sector or (strong and not dossier.title_sector)):
            dossier.sector = list(description.sector)
            dossier.title_sector = True


def _is_spelt_otherwise(dossier: Dossier, hit: NameHit) -> bool:
    """Tell whether somebody of whom only the country is known may be the person of the tables with that surname:
    by the first letter of the given name ("Leonyd" for "Leonid").
    """
    initials = {name[0][:1] for name in dossier.tokens if len(name) > 1}
    return not dossier.title_sector and hit.term.name[:1].lower() in initials
