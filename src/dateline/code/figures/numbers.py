"""Amounts in running text: numerals and number words with their bounds, currency and unit.

Works on the bare text, so that it does not depend on how a pipeline cuts "$100m" or "2,000-strong" into tokens.
It does not ask what is counted: most amounts found here are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.code.figures.lexicon import NumberWords

_GAP = re.compile(r"[ \u00a0\u202f-]|[ \u00a0]and[ \u00a0]")
_RANGE = re.compile(r"\s?[-–—‑]\s?|\s(?:to|or|and)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\S{0,4}$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+\S{0,4}$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<!\w)an?\s$", re.IGNORECASE)
_HALF = re.compile(r"\s+and\s+a\s+half(?!\w)", re.IGNORECASE)
_STRONG = re.compile(r"[-‑ ]strong(?!\w)", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[-‑]\s?[^\W\d_]")
_LOOK_BACK = 32
_LONGEST = 12  # words in a number; longer runs of number words are no number
_LARGEST = 1e18


@dataclass(slots=True)
class Amount:
    """An amount: characters `start`..`end` with bound words, sign and unit, `core_start`..`core_end` the bare number.

    `value` is None for vague amounts and ranges. `strong` marks "2,000-strong". `money` and `measure` say what
    `unit` is.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    money: bool = False
    measure: bool = False
    strong: bool = False
    vague: bool = False


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    kind: str
    value: float


@dataclass(slots=True)
class _Number:
    """A number put together from atoms; `coefficient` is what stands before its last scale word."""

    start: int
    end: int
    next: int
    value: float | None
    coefficient: float | None = None
    scale: float = 1
    digits: bool = False
    bare_scale: bool = False


def find_amounts(text: str, words: NumberWords) -> list[Amount]:
    """Give the amounts of a text in order, without overlaps."""
    atoms = [_atom(match, words) for match in words.atom.finditer(text)]
    found: list[Amount] = []
    at = 0
    while at < len(atoms):
        number = _number(text, atoms, at)
        if number is None:
            at += 1
            continue
        amount, at = _amount(text, atoms, number, words)
        if amount is not None:
            found.append(amount)
    return found


def _atom(match: re.Match[str], words: NumberWords) -> _Atom:
    kind = match.lastgroup or ""
    written = match.group(kind)
    if kind == "digits":
        value = float(re.sub(r"[,\s]", "", written))
    elif kind in ("vague", "quantifier"):
        value = 0.0
    elif kind == "fraction":
        value = 0.75 if written[0] in "tT" else 0.25 if "uarter" in written else 0.5
    else:
        value = words.values[" ".join(written.lower().split())]
    return _Atom(match.start(), match.end(), kind, value)


def _number(text: str, atoms: list[_Atom], at: int) -> _Number | None:
    """Read the number that begins with atom `at`, as long as it grows."""
    first = atoms[at]
    if first.kind in ("vague", "quantifier"):
        return _vague(text, atoms, at)
    start, end, index = first.start, first.end, at + 1
    total, current, scale = 0.0, first.value, 1.0
    bare = first.kind == "scale"
    last = first
    while index < min(len(atoms), at + _LONGEST):
        atom = atoms[index]
        gap = text[end : atom.start]
        if not (_GAP.fullmatch(gap) or (not gap and last.kind in ("digits", "fraction"))):
            break
        if atom.kind == "scale" and (last.kind != "scale" or atom.value > last.value) and "and" not in gap:
            if last.kind == "scale":
                total, current = 0.0, total + current
            if atom.value == 100 and scale == 1 and last.kind != "scale":
                current *= 100
            else:
                total, current = total + current * atom.value, 0.0
                scale = atom.value
        elif (
            atom.kind in ("small", "tens")
            and last.kind != "digits"
            and last.kind != "fraction"
            and _may_follow(last, atom)
        ):
            if "and" in gap and last.kind != "scale":
                break
            current += atom.value
        else:
            break
        last, end, index = atom, atom.end, index + 1
    if first.kind == "fraction" and scale == 1:
        return None
    half = _HALF.match(text, end)
    if half and last.kind in ("small", "scale"):
        while index < len(atoms) and atoms[index].start < half.end():
            index += 1
        after = atoms[index] if index < len(atoms) else None
        if last.kind == "small" and after and after.kind == "scale" and text[half.end() : after.start].isspace():
            total += (current + 0.5) * after.value
            current, scale, end, index = 0.0, after.value, after.end, index + 1
        elif last.kind == "scale":
            total, end = total + 0.5 * last.value, half.end()
    value = total + current
    article = _ARTICLE.search(text, max(0, start - 3), start) if first.kind == "scale" else None
    if article:
        start, bare = article.start(), False
    return _Number(start, end, index, value, value / scale, scale, first.kind == "digits", bare)


def _may_follow(last: _Atom, atom: _Atom) -> bool:
    return last.kind == "scale" or (last.kind == "tens" and atom.kind == "small" and 0 < atom.value < 10)


def _vague(text: str, atoms: list[_Atom], at: int) -> _Number:
    """Read "hundreds of thousands", "several thousand", "dozens", "a few"."""
    end, index, last = atoms[at].end, at + 1, atoms[at].kind
    while index < min(len(atoms), at + _LONGEST):
        atom = atoms[index]
        gap = text[end : atom.start].lower()
        chained = (gap == " of " and last == "vague" and atom.kind == "vague") or (
            gap in (" ", " of ") and last != "vague" and atom.kind in ("scale", "vague")
        )
        if not chained:
            break
        end, index, last = atom.end, index + 1, atom.kind
    return _Number(atoms[at].start, end, index, None)


def _amount(text: str, atoms: list[_Atom], number: _Number, words: NumberWords) -> tuple[Amount | None, int]:
    """Complete a number: range, currency, unit; None if what stands around it shows that it is no amount."""
    start, end, index = number.start, number.end, number.next
    value, low, high = number.value, None, None
    before = text[max(0, start - 2) : start]
    if before and before[-1] in "-‑–/#@:.+_" and (before[-1] in "/#@_+" or before[:1].isalnum()):
        return None, index
    suffix = words.suffix.match(text, end) if number.digits and number.scale == 1 else None
    if suffix and value is not None:
        number.scale = words.scale_suffixes[suffix[1].lower()]
        value, end = value * number.scale, suffix.end()
    if value is not None and index < len(atoms) and atoms[index].start < end + 10:
        other = _range_end(text, atoms, number, end, words)
        if other is not None and other.value is not None:
            low, high, end, index = _scaled(value, number, other), other.value, other.end, other.next
            value = None
            between = _BETWEEN.search(text, max(0, start - 14), start)
            if between:
                start = between.start()
    if _broken(text, end):
        return None, index
    amount = Amount(start, end, number.start, end, value, low, high, vague=number.value is None)
    _add_unit(text, amount, words)
    strong = _STRONG.match(text, amount.end)
    if strong:
        amount.end, amount.strong = strong.end(), True
    elif _NEXT_WORD.match(text, amount.end) and amount.unit is None:
        plus = words.after.match(text, amount.end)
        if not plus:
            return None, index
    if max(number.value or 0, value or 0, high or 0) > _LARGEST:
        return None, index
    if number.bare_scale and not amount.money and number.value and number.value > 100:
        return None, index
    return amount, index


def _scaled(value: float, number: _Number, other: _Number) -> float:
    """Give the lower end of a range, where "10 to 15 million" means ten million."""
    if number.scale == 1 and other.scale > 1 and other.coefficient is not None and value < other.coefficient:
        return value * other.scale
    return value


def _range_end(text: str, atoms: list[_Atom], number: _Number, end: int, words: NumberWords) -> _Number | None:
    """Give the second number of a range "10 to 15", "10-15", "between 10 and 15", "two or three"."""
    gap = _RANGE.match(text, end)
    if gap is None:
        return None
    link = gap.group().strip().lower()
    sign = words.sign_ahead.match(text, gap.end())
    at = sign.end() if sign else gap.end()
    if atoms[number.next].start != at:
        return None
    other = _number(text, atoms, number.next)
    if other is None or other.value is None or number.value is None:
        return None
    suffix = words.suffix.match(text, other.end) if other.digits and other.scale == 1 else None
    if suffix:
        other.coefficient = other.value
        other.scale = words.scale_suffixes[suffix[1].lower()]
        other.value, other.end = other.value * other.scale, suffix.end()
    low = _scaled(
        number.value * (number.scale if number.digits and number.coefficient == number.value else 1), number, other
    )
    back = max(0, number.start - 14)
    if low >= other.value or (link == "and" and not _BETWEEN.search(text, back, number.start)):
        return None
    if link == "to" and _FROM.search(text, back, number.start):
        return None
    if sign and link != "and" and other.value > 20 * low:
        return None
    if link == "or" and other.value > 3 * max(low, 1):
        return None
    return other


def _broken(text: str, end: int) -> bool:
    """Tell whether a number goes on as a date, time, telephone number, percentage or possessive."""
    after = text[end : end + 2]
    if not after:
        return False
    if after[0] in "%‰°′″/_\\":
        return True
    if after[0] in "-–‑:." and after[1:].isdigit():
        return True
    return after[0] in "'’" and after[1:] in ("s", "S")


def _add_unit(text: str, amount: Amount, words: NumberWords) -> None:
    """Extend an amount over the currency sign before it, or the currency word or unit behind it."""
    sign = words.sign.search(text, max(0, amount.start - 6), amount.start)
    if sign:
        amount.start, amount.unit, amount.money = sign.start(), words.currency[sign[1].upper()], True
    word = words.currency_behind.match(text, amount.end)
    if word:
        name = word["name"].lower()
        name = name if name in words.currency else name[:-1]
        code = word["name"].isupper() and word["name"] in words.currency
        if word["name"].isupper() and not code:
            return
        large = amount.vague or (amount.value or amount.high or 0) >= 1000
        if name in words.doubtful and not large:
            return
        unit = words.currency[word["name"] if code else name]
        adjective = (word["adjective"] or "").strip()
        if adjective and adjective.lower() not in words.plain_adjectives and "_" not in unit.removesuffix("_sterling"):
            unit = f"{adjective.lower()}_{unit.removesuffix('_sterling')}"
        weight = re.compile(r"s?\s+of\s").match(text, word.end() - 1) or text[amount.end] in "-‑"
        if name == "pound" and not amount.money and weight:
            amount.end, amount.unit, amount.measure = word.end(), "pound", True
            return
        amount.end, amount.money = word.end(), True
        amount.unit = amount.unit or unit
    elif amount.unit is None:
        unit_word = words.unit_behind.match(text, amount.end)
        if unit_word:
            name = unit_word["name"].lower()
            unit = words.units.get(name) or words.units[name.removesuffix("s")]
            amount.end, amount.unit, amount.measure = unit_word.end(), unit, True


_THAN = re.compile(r"\s*than\b", re.IGNORECASE)


def bind(text: str, amount: Amount, words: NumberWords, *, stops: Iterable[int] = ()) -> None:
    """Extend an amount over its bound words ("more than", "or more") and set `low` and `high` from them."""
    for _ in range(2):
        back = max(0, amount.start - _LOOK_BACK)
        match = words.before.search(text, back, amount.start)
        if match is None or (match.start(1) > 0 and text[match.start(1) - 1].isalnum()):
            break
        amount.start = match.start(1)
        _set_bound(amount, words.bound_before[" ".join(match[1].lower().split())])
    match = words.after.match(text, amount.end)
    if match is not None and not _THAN.match(text, match.end()):  # "two and more than 12" are two amounts
        amount.end = match.end()
        _set_bound(amount, words.bound_after[" ".join(match[1].lower().split())])


def _set_bound(amount: Amount, side: str) -> None:
    if amount.value is None:
        return
    if side == "low":
        amount.low = amount.value
    elif side == "high":
        amount.high = amount.value
