"""The actor tables as look-up structures: names (countries, peoples, organisations, armed groups, people) and
the common nouns that denote actors (agents), read once per set of knowledge folders.

A name is keyed by its characters without white space, lower-cased, so that a match does not depend on how a
pipeline cuts "U.S." or "al-Qaida" into tokens; `prefixes` holds every key prefix that ends at a piece of the
name, which makes the search a walk over tokens.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge

_PIECE = re.compile(r"\w+|[^\w\s]")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "\u200b": "", "\u200e": "", "\u200f": "", "\ufeff": ""}
)

NON_STATE_CODES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
TABLES = {
    "country": "countries.csv",
    "territory": "territories.csv",
    "people": "peoples.csv",
    "organisation": "organisations.csv",
    "armed": "armed_groups.csv",
    "person": "people.csv",
}
"""The table in `data/actors` that a sort of terms stands in."""
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Sectors whose members stand for their country."""
PLACE_LIKE = frozenset({"country", "capital", "seat", "territory"})
_SORTS = {"armed": "organisation"}
"""Tables that are one as to which entry of a name counts."""
MODIFIER_LIKE = frozenset({"adjective", "demonym", "people"})


@dataclass(slots=True, frozen=True)
class Office:
    """A stretch of time in which a person had a code and sectors; ISO dates as precise as known, "" if open.
    `role` names the office in words.
    """

    code: str | None
    sector: tuple[str, ...]
    start: str
    end: str
    role: str = ""


@dataclass(slots=True, frozen=True)
class Term:
    """One named actor of the tables. `kind` is the table's sense of the words: country, adjective, demonym,
    capital, seat, people, territory, organisation, armed or person; `written` is the form it was listed in.
    """

    name: str
    kind: str
    type: str
    code: str | None
    sector: tuple[str, ...]
    written: str
    offices: tuple[Office, ...] = ()


@dataclass(slots=True, frozen=True)
class Agent:
    """A common noun that denotes actors ("policeman"): its sectors and the code it implies, if any."""

    noun: str
    sector: tuple[str, ...]
    code: str | None
    kind: str


@dataclass(slots=True)
class Lexicon:
    """All the actor knowledge of one set of folders."""

    names: dict[str, list[Term]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    agents: dict[str, Agent] = field(default_factory=dict)
    agent_prefixes: set[str] = field(default_factory=set)
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    surnames: dict[str, list[Term]] = field(default_factory=dict)
    """People who held office, by the last word of their names in lower case."""
    genders: dict[str, str] = field(default_factory=dict)
    """m or f by given name, lower-case and without accents."""
    country_names: dict[str, str] = field(default_factory=dict)
    territories: dict[str, Term] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    """Word sets of `actors/*.yaml` by their name there."""
    maps: dict[str, dict[str, str]] = field(default_factory=dict)
    """Mappings of `actors/*.yaml` by their name there."""

    _folders: dict[tuple[str, str], int] = field(default_factory=dict)
    """The number of the last knowledge folder that lists a form, by key and sort, where it is not ours."""

    def add_name(self, written: str, term: Term, folder: int = 0) -> None:
        """List a term under one of its forms. Terms of a later knowledge folder (by its number) replace terms of the
        same sort that earlier folders list under that form.
        """
        pieces = _PIECE.findall(written.translate(_QUOTES).lower())
        if not pieces:
            return
        key = "".join(pieces)
        terms = self.names.setdefault(key, [])
        sort = _SORTS.get(term.kind, term.kind)
        last = self._folders.get((key, sort), 0)
        if folder < last:
            return
        if folder > last:
            terms[:] = [old for old in terms if _SORTS.get(old.kind, old.kind) != sort]
            self._folders[key, sort] = folder
        terms.append(term)
        self.prefixes.update("".join(pieces[:n]) for n in range(1, len(pieces)))

    def add_agent(self, noun: str, agent: Agent) -> None:
        """List an agent noun; the last word may be inflected in the text, the others stand as they are."""
        words = noun.lower().replace("-", " - ").split()
        if words:
            self.agents[" ".join(words)] = agent
            self.agent_prefixes.update(" ".join(words[:n]) for n in range(1, len(words)))


def squeeze(text: str) -> str:
    """Give the look-up key of a word or name: lower case, plain apostrophes and hyphens, no invisible marks.

    >>> squeeze("Da’esh")
    "da'esh"
    """
    return text.translate(_QUOTES).lower()


def without_accents(word: str) -> str:
    """Give a word without its accents.

    >>> without_accents("josé")
    'jose'
    """
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def spells(term: Term, text: str) -> bool:
    """Tell whether a text is written like the listed form, as to capitals: a short acronym letter by letter,
    a longer one with a capital, any other name with a capital where the listed form has one at its start.

    >>> spells(Term("Turkey", "country", "GPE", "TUR", ("GOV",), "Turkey"), "turkey")
    False
    """
    written = term.written
    if len(written) <= 3 and written.isupper():
        return text.isupper()
    if written[:1].isupper():
        return text[:1].isupper()
    return True


def _cells(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _codes(cell: str) -> str | None:
    return cell.strip() or None


_NAMED = ("aliases", "code", "sector")
_DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?\Z")


def _add_countries(lexicon: Lexicon, knowledge: Knowledge) -> None:
    columns = ("name", "aliases", "adjectives", "demonyms", "capital", "seats")
    for folder, _, row in knowledge.keyed_rows("actors/countries.csv", key="code", required=columns):
        code, name = row["code"], row["name"]
        lexicon.country_names.setdefault(code, name)
        forms = [
            ("country", [name, *_cells(row["aliases"])], ("GOV",)),
            ("adjective", _cells(row["adjectives"]), ("GOV",)),
            ("demonym", _cells(row["demonyms"]), ("CVL",)),
            ("capital", _cells(row["capital"]), ("GOV",)),
            ("seat", _cells(row["seats"]), ("GOV",)),
        ]
        for kind, writtens, sector in forms:
            for written in writtens:
                lexicon.add_name(written, Term(name, kind, "GPE", code, sector, written), folder)


def _add_table(lexicon: Lexicon, knowledge: Knowledge, table: str, kind: str, kind_type: str) -> None:
    for folder, _, row in knowledge.keyed_rows(f"actors/{table}.csv", key="name", required=_NAMED):
        sector = tuple(_cells(row["sector"]))
        for written in (row["name"], *_cells(row["aliases"])):
            term = Term(row["name"], kind, row.get("type") or kind_type, _codes(row["code"]), sector, written)
            lexicon.add_name(written, term, folder)
            if kind == "territory":
                lexicon.territories[squeeze("".join(written.split()))] = term


def _add_people(lexicon: Lexicon, knowledge: Knowledge) -> None:
    offices: dict[tuple[str, int], list[Office]] = {}
    aliases: dict[str, list[str]] = {}
    required = (*_NAMED, "start", "end")
    for folder, path, row in knowledge.keyed_rows("actors/people.csv", key="name", required=required):
        name = row["name"]
        office = Office(
            _codes(row["code"]),
            tuple(_cells(row["sector"])),
            row["start"].strip(),
            row["end"].strip(),
            (row.get("role") or "").strip().lower(),
        )
        if not _DATE.match(office.start) or not _DATE.match(office.end):
            raise KnowledgeError(f"{path}: {name}: start and end are dates (2014, 2014-05, 2014-05-25) or empty")
        offices.setdefault((name, folder), []).append(office)
        for alias in (name, *_cells(row["aliases"])):
            if alias not in aliases.setdefault(name, []):
                aliases[name].append(alias)
    for (name, folder), held in offices.items():
        for written in aliases[name]:
            term = Term(name, "person", "PERSON", held[-1].code, held[-1].sector, written, tuple(held))
            lexicon.add_name(written, term, folder)
        last = {squeeze(written.split()[-1]): None for written in aliases[name] if written.strip()}
        for surname in last:
            lexicon.surnames.setdefault(surname, []).append(Term(name, "person", "PERSON", None, (), name, tuple(held)))


@lru_cache(maxsize=4)
def load_lexicon(folders: tuple[str, ...]) -> Lexicon:
    """Read the actor tables of our folder and the user's; cached per set of folders. A row of a later folder replaces
    those of earlier ones with the same name (countries: code; agents: noun; titles: title).

    Raises:
        KnowledgeError: a table or word list is broken.
    """
    knowledge = Knowledge(*folders)
    lexicon = Lexicon()
    _add_countries(lexicon, knowledge)
    _add_table(lexicon, knowledge, "territories", "territory", "GPE")
    _add_table(lexicon, knowledge, "peoples", "people", "NORP")
    _add_table(lexicon, knowledge, "organisations", "organisation", "ORG")
    _add_table(lexicon, knowledge, "armed_groups", "armed", "ORG")
    _add_people(lexicon, knowledge)
    for _, _, row in knowledge.keyed_rows("actors/agents*.csv", key="noun", required=(*_NAMED, "kind")):
        agent = Agent(row["noun"], tuple(_cells(row["sector"])), _codes(row["code"]), row["kind"].strip())
        for noun in (row["noun"], *_cells(row["aliases"])):
            lexicon.add_agent(noun, agent)
    for _, _, row in knowledge.keyed_rows("actors/titles.csv", key="title", required=("aliases", "sector")):
        for title in (row["title"], *_cells(row["aliases"])):
            words = squeeze(title).replace("-", " - ").split()
            lexicon.titles[" ".join(word.rstrip(".") for word in words)] = tuple(_cells(row["sector"]))
    for _, _, row in knowledge.keyed_rows("actors/given_names*.csv", key="name", required=("gender",)):
        lexicon.genders[row["name"]] = row["gender"]
    for name, content in knowledge.merged("actors/*.yaml").items():
        if isinstance(content, dict):
            lexicon.maps[name] = {str(key): str(value) for key, value in content.items()}
        else:
            lexicon.words[name] = frozenset(map(str, content))
    return lexicon
