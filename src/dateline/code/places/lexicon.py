"""The words that the recognition of place names goes by, read from the knowledge folders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer_names import fold

_COUNTRY_WORDS_THAT_ARE_NAMES = frozenset({"us", "uk", "uae", "drc", "usa"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, folded (see `gazetteer_names.fold`) unless said otherwise."""

    features: dict[str, str]
    """Feature word -> kind of place (A1 country .. A3 district, P, L, H, T, S)."""
    directions: frozenset[str]
    prepositions: frozenset[str]
    strong_prepositions: frozenset[str]
    located: frozenset[str]
    """Prepositions that say where something is ("outside the embassy") ..."""
    aims: frozenset[str]
    """... and those that do so behind a word of attack ("an attack on")."""
    naming_nouns: frozenset[str]
    """Nouns that name a place before "of" or right before its name ("the village of X")."""
    distances: frozenset[str]
    """Measures and directions with which a place is told from another."""
    lying: frozenset[str]
    """Participles between a place and the one it lies in ("located in")."""
    not_where: frozenset[str]
    """Words behind which "in X" says nothing of where something is ("confidence in X")."""
    taking_verbs: frozenset[str]
    taking_nouns: frozenset[str]
    part_nouns: frozenset[str]
    """People, offices and parts that places have, before "of" and the name."""
    connectors: frozenset[str]
    doubtful: frozenset[str]
    person_names: frozenset[str]
    given_names: frozenset[str]
    bodies: frozenset[str]
    """Names of one word of organisations and armed groups."""
    speech_verbs: frozenset[str]
    place_heads: frozenset[str]
    body_words: frozenset[str]
    body_starts: frozenset[str]
    """Words that end the name of a place, or begin that of its body ("the Durham City Council")."""
    part_of_name: frozenset[str]
    """Feature words that with a capital belong to the name ("Nyanza Province")."""
    community: frozenset[str]
    """Words behind a town's name ("Longview woman", "Torrington firefighters")."""
    titles: frozenset[str]
    """Words behind a town's name with a capital ("Mansfield Mayor Curtis McCoy")."""
    eponym_heads: frozenset[str]
    """Words that a place name before them only gives its name to ("Marburg virus")."""
    saint_words: frozenset[str]
    dedicated: frozenset[str]
    """What bears the name of a saint ("church")."""
    country_words: frozenset[str]
    """Words for countries behind the name of a region of the world ("Gulf states")."""
    word_acronyms: frozenset[str]
    """Acronyms that are words too: no names among other words in capitals ("THE CAR")."""
    languages: frozenset[str]
    """Demonyms that are languages, too ..."""
    before_languages: frozenset[str]
    """... and the words behind which they are nothing else ("in English")."""
    parties: frozenset[str]
    """Party letters before a legislator's seat, as written ("R" in "R-Florence")."""
    demonyms: dict[str, tuple[str, str | None]]
    """Adjective or name of a people -> the place's name in the gazetteer, the country's code if it is a country."""
    demonym_starts: frozenset[str]
    """First words of the demonyms of two words."""
    abbreviations: dict[str, tuple[str, bool]]
    """Abbreviation as written -> province (its GeoNames code) or country; whether it may stand alone."""
    paper_words: frozenset[str]
    """Words in the names of newspapers and sites that are no part of a place's name."""
    american_words: frozenset[str]
    """Words of American local news: of its offices, districts, roads and schools."""
    town_heads: frozenset[str]
    """Words behind a town's name that countries do not have ("Jordan Elementary", "Lebanon Mayor")."""
    publishers: tuple[tuple[str, str, str | None, str], ...]
    """(end of the address or name, place, province, country) of newspapers and sites."""


def load(folders: tuple[str, ...]) -> Lexicon:
    """Read the word lists of the built-in and the user's knowledge folders, once per set of folders.

    Raises:
        KnowledgeError: a file is broken.
    """
    return _load(folders)


@lru_cache(maxsize=4)
def _load(folders: tuple[str, ...]) -> Lexicon:
    knowledge = Knowledge(*folders)
    words = knowledge.merged("places/words.yaml")

    def listed(name: str) -> frozenset[str]:
        return frozenset(str(word).lower() for word in words.get(name, []))

    demonyms = _demonyms(knowledge)
    return Lexicon(
        features={str(word): str(kind) for word, kind in words.get("features", {}).items()},
        directions=listed("directions"),
        prepositions=listed("prepositions"),
        strong_prepositions=listed("strong_prepositions"),
        located=listed("located"),
        aims=listed("aims"),
        naming_nouns=listed("naming_nouns"),
        distances=listed("distances") | listed("directions"),
        lying=listed("lying"),
        not_where=listed("not_where"),
        taking_verbs=listed("taking_verbs"),
        taking_nouns=listed("taking_nouns"),
        part_nouns=listed("part_nouns") | listed("directions"),
        connectors=listed("connectors"),
        doubtful=listed("doubtful"),
        person_names=listed("person_names"),
        bodies=_bodies(knowledge),
        given_names=frozenset(row["name"] for row in knowledge.rows("actors/given_names*.csv")),
        speech_verbs=listed("speech_verbs"),
        place_heads=listed("place_heads"),
        body_words=listed("body_words"),
        body_starts=listed("body_starts"),
        part_of_name=listed("part_of_name"),
        community=listed("community"),
        titles=listed("titles"),
        eponym_heads=listed("eponym_heads"),
        saint_words=listed("saint_words"),
        dedicated=listed("dedicated"),
        country_words=listed("country_words"),
        word_acronyms=frozenset(map(str, knowledge.merged("actors/reference.yaml").get("word_acronyms", []))),
        languages=listed("languages"),
        before_languages=listed("before_languages"),
        parties=frozenset(map(str, words.get("parties", []))),
        paper_words=listed("paper_words"),
        american_words=listed("american_words"),
        town_heads=listed("town_heads"),
        demonyms=demonyms,
        demonym_starts=frozenset(word.split()[0] for word in demonyms if " " in word),
        abbreviations={
            row["text"]: (row["place"], row["alone"] == "yes") for row in knowledge.rows("places/abbreviations*.csv")
        },
        publishers=tuple(
            (row["publisher"].lower(), row["place"], row["province"] or None, row["country"])
            for row in knowledge.rows("places/publishers*.csv")
        ),
    )


def _bodies(knowledge: Knowledge) -> frozenset[str]:
    names: set[str] = set()
    for table in ("actors/organisations.csv", "actors/armed_groups.csv"):
        for row in knowledge.rows(table):
            names.update(fold(name) for name in (row["name"], *row["aliases"].split("|")))
    return frozenset(name for name in names if name and " " not in name)


def _demonyms(knowledge: Knowledge) -> dict[str, tuple[str, str | None]]:
    demonyms: dict[str, tuple[str, str | None]] = {}
    first: set[str] = set()
    for row in knowledge.rows("actors/countries.csv"):
        code = row["code"] if row["code"] not in first else None
        first.add(row["code"])
        names = {fold(name) for name in (row["name"], *row["aliases"].split("|"))}
        for word in (*row["adjectives"].split("|"), *row["demonyms"].split("|")):
            folded = fold(word)
            if folded and folded not in names and folded not in _COUNTRY_WORDS_THAT_ARE_NAMES:
                demonyms.setdefault(folded, (row["name"], code))
    for row in knowledge.rows("places/demonyms*.csv"):
        for word in row["words"].split("|"):
            demonyms[fold(word)] = (row["place"], None)
    return demonyms
