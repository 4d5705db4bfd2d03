"""The words of the figures layer, read from `data/figures` and made ready for use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.knowledge import Knowledge


def any_of(words: Iterable[str]) -> str:
    """Give a regular expression for any of the words, longest first, white space free."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


class NumberWords:
    """Number words, bounds, currencies and units, as compiled patterns (`data/figures/numbers.yaml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.values: dict[str, float] = {**table["small"], **table["tens"], **table["scales"]}
        self.scale_suffixes: dict[str, float] = table["scale_suffixes"]
        scales = any_of(table["scales"])
        loose = any_of(table["vague_before_scale"])
        quantifiers = any_of(q for q in table["vague_quantifier"] if q not in table["vague_before_scale"])
        plural = any_of(table["vague_plural"])
        signs, codes = table["currency_signs"], table["currency_codes"]
        glued = "".join(rf"|(?<={re.escape(sign)})" for sign in [*signs, *codes] if sign[-1].isalpha())
        spoken = [*table["small"], *table["tens"], *table["scales"], *table["vague_quantifier"], *table["vague_plural"]]
        first = "".join(sorted({word[0].lower() for word in spoken} | {"h", "t", "a"}))
        self.atom = re.compile(
            rf"(?:(?=\d)(?:(?<!\w){glued})(?<!\d[.,])"
            r"(?P<digits>(?>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+(?:\.\d+)?))"
            rf"(?=\W|$|(?:{any_of(table['scale_suffixes'])}|{scales})(?!\w))"
            rf"|(?<!\w)(?=[{first}])(?:"
            r"(?P<fraction>(?:half(?:\s+of)?\s+an?|three[\s-]quarters\s+of\s+an?|a\s+quarter\s+of\s+an?|half)"
            rf"(?=\s+(?:{scales})\b))"
            rf"|(?P<small>{any_of(table['small'])})|(?P<tens>{any_of(table['tens'])})|(?P<scale>{scales})"
            rf"|(?P<quantifier>(?:{loose})(?=\s+(?:{scales}|{plural})\b)|{quantifiers})"
            rf"|(?P<vague>{plural})"
            r")(?!\w))",
            re.IGNORECASE,
        )
        self.suffix = re.compile(rf"\s?({any_of(table['scale_suffixes'])})(?!\w)", re.IGNORECASE)
        self.currency: dict[str, str] = {
            **{sign.upper(): unit for sign, unit in signs.items()},
            **codes,
            **table["currency_words"],
        }
        sign = rf"{any_of(signs)}|{any_of(codes)}"
        self.sign = re.compile(rf"(?<![A-Za-z])({sign})\s?$")
        self.sign_ahead = re.compile(rf"(?:{sign})\s?")
        self.doubtful = frozenset(table["currency_doubtful"])
        self.plain_adjectives = frozenset(table["currency_plain_adjectives"])
        self.currency_behind = re.compile(
            r"(?:\s+of)?[\s-]\s?(?P<adjective>(?:US|U\.S\.|[A-Z][a-z]+)\s)?"
            rf"(?P<name>{any_of(codes)}|(?i:{any_of(table['currency_words'])})s?)(?!\w)"
        )
        self.units: dict[str, str] = table["units"]
        self.unit_behind = re.compile(
            rf"(?:\s+of)?[\s-]?(?P<name>(?:{any_of(table['units'])})s?)(?![\w])", re.IGNORECASE
        )
        self.bound_before, self.before = self._bounds(table["bounds_before"], r"(?<!\w)({})\s+(?:the\s+)?$")
        self.bound_after, self.after = self._bounds(table["bounds_after"], r"(?:\s+|(?=[+-]))({})(?!\w)")

    @staticmethod
    def _bounds(sides: Mapping[str, list[str]], pattern: str) -> tuple[dict[str, str], re.Pattern[str]]:
        by_word = {word: side for side, words in sides.items() for word in words}
        return by_word, re.compile(pattern.format(any_of(by_word)), re.IGNORECASE)


@dataclass(slots=True)
class _Forms:
    """Word forms to kinds of figure, one table for counts of one, one for all others."""

    one: dict[str, str]
    many: dict[str, str]


def plural(noun: str) -> str:
    """Give the regular English plural of a noun.

    >>> plural("lorry"), plural("bus"), plural("suicide belt")
    ('lorries', 'buses', 'suicide belts')
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def _entries(nouns: Iterable[str | Mapping[str, str]]) -> Iterable[tuple[str, str]]:
    for noun in nouns:
        if isinstance(noun, str):
            yield noun, plural(noun)
        else:
            yield from noun.items()


class CountedNouns:
    """The nouns that figures count (`data/figures/counted.yaml`)."""

    KINDS = (
        "people",
        "personnel",
        "dead",
        "injured",
        "missing",
        "displaced",
        "detained",
        "evacuated",
        "weapons",
        "vehicles",
        "aid",
    )

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.forms = _Forms({}, {})
        for kind in (*self.KINDS, "aid_when_given"):
            for one, many in _entries(table.get(kind, ())):
                self.forms.one[one] = self.forms.many[many] = kind
        for kind, nouns in table["invariant"].items():
            for noun in nouns:
                self.forms.many[noun] = kind
        self.with_modifier: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for noun, kinds in table["with_modifier"].items():
            rules = [(kind, frozenset(words)) for kind, words in kinds.items()]
            many = "lives" if noun == "life" else plural(noun)
            self.with_modifier[noun] = self.with_modifier[many] = rules
        self.plurals = frozenset(plural(noun) for noun in table["with_modifier"]) | {"lives"}
        self.not_with: dict[str, frozenset[str]] = {}
        for noun, words in table["not_with"].items():
            self.not_with[noun] = self.not_with[plural(noun)] = frozenset(words)
        self.person_endings: tuple[str, ...] = tuple(table["person_endings"])
        self.not_people = frozenset(table["not_people"])


class Cues:
    """The words around a figure that tell its kind (`data/figures/cues.yaml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.done_to = self._by_word(table["done_to"])
        self.weak_done_to = self._by_word(table["weak_done_to"])
        self.weak_passive = self._by_word(table["weak_passive"])
        self.does = self._by_word(table["does"])
        self.does_with: dict[str, str] = table["does_with"]
        self.said_of = self._by_word(table["said_of"])
        self.nouns = self._by_word(table["nouns"])
        self.tolls = self._by_word(table["tolls"])
        self.counts = frozenset(table["counts"])
        self.giving = frozenset(table["giving"])
        self.aid_words = frozenset(table["aid_words"])
        self.weapon_words = frozenset(table["weapon_words"])
        self.speech = frozenset(table["speech"])
        self.labels = frozenset(table["labels"])
        self.name_labels = frozenset(table["name_labels"])
        self.months = frozenset(table["months"])
        self.year_before = frozenset(table["year_before"])
        self.people_do = frozenset(table["people_do"])
        self.people_done_to = frozenset(table["people_done_to"])
        self.perpetrators = frozenset(table["perpetrators"])
        self.rising = frozenset(table["rising"])
        self.falling = frozenset(table["falling"])
        self.part_before = frozenset(table["part_before"])
        self.part_behind = frozenset(table["part_behind"])
        self.wholes = frozenset(table["wholes"])
        self.grammar = {use: frozenset(words) for use, words in table["grammar"].items()}
        self.not_before = frozenset(table["not_before"])
        self.clause = self._by_word(table["clause"])
        self.crowds = self._by_word(table["crowds"])
        self.groups = frozenset(table["groups"])

    @staticmethod
    def _by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
        return {word: kind for kind, words in table.items() for word in words}


@dataclass(frozen=True)
class FigureLexicon:
    """All words of the layer."""

    numbers: NumberWords
    counted: CountedNouns
    cues: Cues
    table: Mapping[str, Any]


@lru_cache(maxsize=4)
def load(folders: tuple[str, ...]) -> FigureLexicon:
    """Read the tables of the built-in knowledge and the user's folders; cached."""
    table = Knowledge(*folders).merged("figures/*.yaml")
    return FigureLexicon(NumberWords(table), CountedNouns(table), Cues(table), table)
