"""From text to lexemes: each word, number and mark becomes one character that stands for its categories.

Shapes that the lexer knows besides the words of `data/times/words.yaml` (all usable as categories in rules):
`iso`, `slash_date`, `clock`, `decade` (1990s), `decade_short` (90s), `ordinal_digits` (23rd), `digits` (any
number), `day` (1 to 31), `year` (1000 to 2100, four figures), `military` (0735), `fraction`, `quarter_code` (Q3),
`comma`, `dot`, `hyphen`, `slash`, `possessive` ('s), `apostrophe`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.code.times.notation import OTHER, Alphabet

# fmt: off
_LEXEME = re.compile(r"""
    (?P<word>[^\W\d_]+(?![\w]))
  | (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?
        (?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-]))
  | (?P<slash_date>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![\w/])|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}(?![\w/])
        |[0-9]{1,2}[.-][0-9]{1,2}[.-](?:19|20)[0-9]{2}(?![\w-]))
  | (?P<clock>[012]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9])|[012]?[0-9]\.[0-5][0-9](?=\s?[ap]\.?m\b))
  | (?P<decade>[0-9]{3}0['’]?s\b)
  | (?P<decade_short>[0-9]{1,2}0s\b)
  | (?P<ordinal_digits>[0-9]{1,2}(?:st|nd|rd|th)\b)
  | (?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]+(?!\w)|[0-9]{1,3}(?:,[0-9]{3})+(?!\w))
  | (?P<fraction>[0-9]/[0-9](?![\w/])|[½¼¾])
  | (?P<integer>[0-9]+(?=[ap]m\b)|[0-9]+(?!\w))
  | (?P<quarter_code>Q[1-4](?!\w))
  | (?P<possessive>['’]s\b)
  | (?P<mark>[,.\-‑–—/'’‘`])
  | (?P<skip>[\w]+)
  | (?P<gap>\n[^\S\n]*\n|[$£€¥#%°:;()\[\]"“”!?•|*])
""", re.VERBOSE)
_MARKS = {",": "comma", ".": "dot", "-": "hyphen", "‑": "hyphen", "–": "hyphen", "—": "dash", "/": "slash",
          "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe", "`": "apostrophe"}
# fmt: on
SHAPES = (
    "iso",
    "slash_date",
    "clock",
    "decade",
    "decade_short",
    "ordinal_digits",
    "fraction",
    "quarter_code",
    "possessive",
    "comma",
    "dot",
    "hyphen",
    "dash",
    "slash",
    "apostrophe",
)  # fmt: skip
_MONEY = frozenset("$£€¥#")


@dataclass(slots=True)
class Lexemes:
    """The lexemes of a text: characters (`encoded`), character offsets and the texts themselves (lower case)."""

    encoded: str
    starts: list[int]
    ends: list[int]
    words: list[str]


@dataclass(slots=True)
class Lexicon:
    """The words that rules speak of, and the alphabet of their categories."""

    words: Mapping[str, Mapping[str, Any]]
    alphabet: Alphabet
    characters: dict[str, str] = field(default_factory=dict)
    phrase_heads: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def value(self, category: str, word: str) -> Any:
        """Give what a word means in a category, None if it is not in it."""
        return self.words.get(category, {}).get(word)


def build_lexicon(words: Mapping[str, Mapping[str, Any]], literals: Iterable[str]) -> Lexicon:
    """Give the lexicon of the categories `words` and of the quoted words that rules use.

    Args:
        words: category -> word -> meaning; words are lower case and may hold blanks, dots or apostrophes.
        literals: quoted words of rules, without the quotes.
    """
    categories: dict[str, set[str]] = {}
    for category, members in words.items():
        if category != "capital":
            for word in members:
                categories.setdefault(str(word), set()).add(category)
    for literal in literals:
        categories.setdefault(literal, set()).add(f"'{literal}'")
    lexicon = Lexicon(words, Alphabet())
    capital = words.get("capital", {})
    dated = {"month", "weekday", "doubtful_month"}
    phrases: dict[str, list[str]] = {}
    for word in sorted(categories):
        character = lexicon.alphabet.character(categories[word])
        small = lexicon.alphabet.character(categories[word] - dated) if word in capital else character
        for form in (word.upper(), word.title(), word.capitalize()):
            lexicon.characters[form.replace("'S", "'s")] = character
        lexicon.characters[word] = small
        if not word.isalpha():
            head = re.split(r"[^\w]", word, maxsplit=1)[0]
            phrases.setdefault(head, []).append(word)
    for head, found in sorted(phrases.items()):
        options = "|".join(
            re.escape(phrase).replace("'", "['’]").replace(r"\ ", r"\s+")
            for phrase in sorted(found, key=len, reverse=True)
        )
        pattern = re.compile(rf"(?:{options})(?!\w)", re.IGNORECASE)
        for form in (head, head.upper(), head.title()):
            lexicon.phrase_heads[form] = pattern
    for shape in SHAPES:
        lexicon.alphabet.character([shape])
    for integer in ("1", "12", "31", "45", "310", "0735", "1234", "1999", "2100", "99999"):
        lexicon.alphabet.character(integer_categories(integer))
    return lexicon


def integer_categories(text: str) -> list[str]:
    """Give the categories of a number in figures without marks."""
    number = int(text[:9])
    if len(text) > 9:
        return []
    found = ["digits"]
    if len(text) <= 2 and 1 <= number <= 31:
        found.append("day")
    if len(text) == 4:
        if 1000 <= number <= 2100:
            found.append("year")
        if number < 2400 and number % 100 < 60:
            found.append("military")
    return found


def read_lexemes(text: str, lexicon: Lexicon) -> Lexemes:
    """Give the lexemes of a text."""
    characters, heads, alphabet = lexicon.characters, lexicon.phrase_heads, lexicon.alphabet
    shapes = {shape: alphabet.character([shape]) for shape in SHAPES}
    digits = alphabet.character(["digits"])
    encoded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    until = 0
    for match in _LEXEME.finditer(text):
        start, end = match.span()
        if start < until:
            continue
        kind = match.lastgroup
        word = text[start:end]
        if kind == "word":
            character = characters.get(word, OTHER)
            if word in heads and (phrase := heads[word].match(text, start)):
                end = until = phrase.end()
                word = re.sub(r"\s+", " ", phrase[0].lower().replace("’", "'"))
                character = characters[word]
            elif character != OTHER:
                word = word.lower()
        elif kind == "mark":
            character = shapes[_MARKS[word]]
        elif kind == "integer":
            if (start and text[start - 1] in _MONEY) or text[end : end + 1] == "%":
                character = OTHER
            else:
                character = alphabet.character(integer_categories(word))
        elif kind == "number":
            other = (start and text[start - 1] in _MONEY) or text[end : end + 1] == "%" or end - start > 20
            character = OTHER if other else digits
        elif kind in ("skip", "gap"):
            character = OTHER
        else:
            character = shapes[kind or ""]
        encoded.append(character)
        starts.append(start)
        ends.append(end)
        words.append(word)
    return Lexemes("".join(encoded), starts, ends, words)
