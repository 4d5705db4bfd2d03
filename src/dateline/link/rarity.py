"""How rare a word is in English: what two texts have in common says the more, the rarer it is.

Rarity comes from a fixed table (wordfreq, its large English list), not from the documents at hand, so that how alike
two documents are depends on them alone, and not on what else was read or when.
"""

from __future__ import annotations

import math
from functools import cache

import wordfreq

_UNKNOWN = 3e-9
_COMMON = 10**-3.2


@cache
def _frequencies() -> dict[str, float]:
    return wordfreq.get_frequency_dict("en", wordlist="large")


@cache
def rarity(word: str) -> float:
    """Give how rare a word in lower case is: 0 for one in 300 words, 1 more for each tenth of that, 6 at most."""
    return max(0.0, -math.log10(_frequencies().get(word, _UNKNOWN)) - 2.5)


def is_common(word: str) -> bool:
    """Tell whether a word in lower case is so frequent (one in 1,600 and more) that it says nothing about a text."""
    return _frequencies().get(word, 0.0) > _COMMON
