"""The numbers within temporal expressions: "two and a half", "210", "several", "a couple of"."""

from __future__ import annotations

from dateline.code.times.hit import Hit
from dateline.code.times.lexer import Lexicon

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def number_of(words: list[str], lexicon: Lexicon) -> float | str | None:
    """Give the number that words spell, "X" for a vague amount, None if there is none.

    "two hundred and ten" is 210, "2 1/2" 2.5, "a couple of" 2, "half an" 0.5, "several" X, "a" 1.
    """
    if any(lexicon.value("vague", word) is not None for word in words):
        if words[:1] == ["some"] and len(words) > 1:
            words = words[1:]
        else:
            return "X"
    total: float = 0
    current: float = 0
    seen = False
    for at, word in enumerate(words):
        if word in ("half",):
            current += 0.5
        elif word == "couple":
            current = 2
        elif word in _FRACTIONS:
            current += _FRACTIONS[word]
        elif "/" in word and word.replace("/", "").isdigit():
            above, below = word.split("/")
            current += int(above) / max(1, int(below))
        elif word[0].isdigit():
            try:
                current = float(word.replace(",", ""))
            except ValueError:
                continue
        elif (known := lexicon.value("number", word)) is not None:
            if known in (100, 1000):
                current = (current or 1) * known
                if known == 1000:
                    total, current = total + current, 0
            elif known == 12 and word == "dozen":
                current = (current or 1) * 12
            else:
                current += known
        elif word in ("a", "an") and at == 0 and len(words) == 1:
            current = 1
        else:
            continue
        seen = True
    return total + current if seen else None


def amount(hit: Hit, label: str = "a") -> float | str | None:
    """Give the number under a label, see `number_of`."""
    return number_of(hit.words(label), hit.context.lexicon)


def unit_of(hit: Hit, label: str = "u") -> str:
    """Give the unit under a label: D, W, M, Q, Y, E (decade), C, L, 2W, WE, or TH, TM, TS for parts of a day."""
    return str(hit.any_value(label, "units", "unit", "long_unit", "vague_units") or "D")
