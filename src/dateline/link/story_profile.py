"""What is kept of a document to tell which story it belongs to: its telling words, names, numbers, dates and places."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Self

import yaml

from dateline.link.rarity import is_common, rarity
from dateline.link.reports import outlet_of
from dateline.model import CodedDocument, Document

KEYS = 40
"""How many of its most telling words a document is filed under."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_SENTENCE = re.compile(r"(?<=[.!?][\"”’)])\s+|(?<=[.!?])\s+(?=[\"“A-Z0-9])|\n+|(?<=[a-z][.!?])(?=[A-Z])")
_POSSESSIVE = re.compile(r"['’]s$")
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old|[A-Z]\w+, (\d{1,2}),")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!-?[WQHS])")
_LEAD_TOKENS = 60
_LEAD_CHARACTERS = 600
_HEAD_CHARACTERS = 400
_HEADING = 0.6
_BACK, _AHEAD = 400, 3

Vector = dict[str, float]


@dataclass(frozen=True)
class StoryProfile:
    """What tells of a document's story. Vectors have length 1; days are ordinals as in `datetime.date.toordinal`.

    `words` are all telling words, `names` those written as names, `pairs` neighbours, `lead` the words of headline and
    opening, `numbers` the figures with what follows them. `ages` are all ages given. `dates` are the days and months
    named, as first and last day, those near the publication alone; of a document that is not coded, whose days are
    not known, the day of publication. `regions` are the provinces of places. What begins with `first_` is the same at
    the start of the text. `keys` are the words that it is filed under, with their weight.
    """

    id: str
    outlet: str | None
    published: int | None
    length: int
    words: Vector
    names: Vector
    pairs: Vector
    lead: Vector
    numbers: Vector
    ages: frozenset[int]
    first_ages: frozenset[int]
    dates: tuple[tuple[int, int], ...]
    first_dates: tuple[tuple[int, int], ...]
    regions: frozenset[str]
    first_regions: frozenset[str]
    keys: Vector

    @classmethod
    def of(cls, document: Document | CodedDocument) -> Self:
        """Read the profile from a document; dates and places named in the text are known of a coded one alone."""
        title = document.title or ""
        sentences = [_tokens(part) for part in _SENTENCE.split(document.text) if part and part.strip()]
        names_written = _names(sentences)
        words: Counter[str] = Counter()
        names: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        numbers: Counter[str] = Counter()
        heading = _tokens(title)
        for tokens in (*sentences, heading):
            _count(tokens, names_written, words=words, names=names, pairs=pairs, numbers=numbers)
        opening = heading + [token for tokens in sentences for token in tokens][:_LEAD_TOKENS]
        published = _day(document.published)
        everything = f"{title} . {document.text}"
        unit = _unit({word: (1 + math.log(count)) * rarity(word) for word, count in words.items()})
        return cls(
            id=document.id,
            outlet=outlet_of(document),
            published=published,
            length=sum(map(len, sentences)),
            words=unit,
            names=_unit({word: (1 + math.log(count)) * rarity(word) for word, count in names.items()}),
            pairs=_unit({pair: (1 + math.log(count)) * _pair_rarity(pair) for pair, count in pairs.items()}),
            lead=_unit({word: (1 + math.log(count)) * rarity(word) for word, count in _content(opening).items()}),
            numbers=_unit({number: (1 + math.log(count)) * _telling(number) for number, count in numbers.items()}),
            ages=_ages(everything),
            first_ages=_ages(everything[:_HEAD_CHARACTERS]),
            dates=_all_dates(document, published),
            first_dates=_dates(document, published, _HEAD_CHARACTERS),
            regions=_regions(document, len(document.text)),
            first_regions=_regions(document, _LEAD_CHARACTERS),
            keys=dict(sorted(unit.items(), key=lambda item: (-item[1], item[0]))[:KEYS]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the profile as plain data that JSON takes."""
        plain = asdict(self)
        for name in ("ages", "first_ages", "regions", "first_regions"):
            plain[name] = sorted(plain[name])
        del plain["keys"]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Make the profile from what `to_dict` gave."""
        sets = {name: frozenset(plain[name]) for name in ("ages", "first_ages", "regions", "first_regions")}
        keys = dict(sorted(plain["words"].items(), key=lambda item: (-item[1], item[0]))[:KEYS])
        dates = {name: tuple((first, last) for first, last in plain[name]) for name in ("dates", "first_dates")}
        return cls(**{**plain, **sets, **dates, "keys": keys})


@cache
def _no_names() -> frozenset[str]:
    text = files("dateline.data").joinpath("link/words.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)["no_names"])


def _tokens(text: str) -> list[str]:
    return [_POSSESSIVE.sub("", token) for token in _TOKEN.findall(text)]


def _names(sentences: Iterable[list[str]]) -> frozenset[str]:
    """Words that are written as names: capitalised inside sentences (not headings) at least as often as not."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for tokens in sentences:
        heading = len(tokens) > 3 and sum(token[0].isupper() for token in tokens) > _HEADING * len(tokens)
        for at, token in enumerate(tokens):
            if token[0].islower():
                small[token] += 1
            elif token[0].isupper() and at > 0 and not heading:
                capital[token.lower()] += 1
    return frozenset(
        word
        for word, count in capital.items()
        if count >= small[word] and word not in _no_names() and not is_common(word)
    )


def _count(
    tokens: list[str],
    written: frozenset[str],
    *,
    words: Counter[str],
    names: Counter[str],
    pairs: Counter[str],
    numbers: Counter[str],
) -> None:
    before: str | None = None
    for at, token in enumerate(tokens):
        word = token.lower()
        if word[0].isdigit():
            following = tokens[at + 1].lower() if at + 1 < len(tokens) else None
            numbers["age" + word if following in ("year", "years") else word] += 1
            if following:
                numbers[f"{word}_{following}"] += 1
            before = word
            continue
        if is_common(word):
            before = None
            continue
        words[word] += 1
        if before:
            pairs[f"{before} {word}"] += 1
        before = word
        if token[0].isupper() and word in written:
            names[word] += 1


def _content(tokens: Iterable[str]) -> Counter[str]:
    return Counter(word for word in map(str.lower, tokens) if not word[0].isdigit() and not is_common(word))


def _pair_rarity(pair: str) -> float:
    return 0.7 * sum(rarity(word) for word in pair.split())


def _telling(number: str) -> float:
    return 1.0 + (sum(c.isdigit() for c in number) > 2) + ("_" in number or number.startswith("age"))


def _unit(weights: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: round(weight / length, 4) for key, weight in weights.items() if weight > 0} if length else {}


def _ages(text: str) -> frozenset[int]:
    return frozenset(int(old or named) for old, named in _AGE.findall(text))


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _all_dates(document: Document | CodedDocument, published: int | None) -> tuple[tuple[int, int], ...]:
    if isinstance(document, CodedDocument) or published is None:
        return _dates(document, published, len(document.text))
    return ((published, published),)


def _dates(document: Document | CodedDocument, published: int | None, end: int) -> tuple[tuple[int, int], ...]:
    if not isinstance(document, CodedDocument):
        return ()
    found = {
        days
        for time in document.times
        if time.start < end and time.type in ("DATE", "TIME") and (days := _days(time.value)) is not None
        if published is None or (published - _BACK <= days[1] and days[0] <= published + _AHEAD)
    }
    return tuple(sorted(found))


def _days(value: str | None) -> tuple[int, int] | None:
    """First and last day of a TIMEX value that names a day or a month; of others nothing."""
    match = _DATE.match(value or "")
    if match is None or match[2] is None:
        return None
    year, month = int(match[1]), int(match[2])
    try:
        if match[3] is not None:
            day = date(year, month, int(match[3])).toordinal()
            return day, day
        following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
        return date(year, month, 1).toordinal(), following.toordinal() - 1
    except ValueError:
        return None


def _regions(document: Document | CodedDocument, end: int) -> frozenset[str]:
    if not isinstance(document, CodedDocument):
        return frozenset()
    return frozenset(
        f"{place.country_code} {place.province}"
        for place in document.places
        if place.country_code and place.province and place.kind != "demonym" and place.start < end
    )
