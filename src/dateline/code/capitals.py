"""Words in capitals: names and acronyms, or headlines and shouting, where capitals say nothing."""

from __future__ import annotations

from collections.abc import Sequence

_NEAR = 4  # tokens before and after a word that are looked at


def among_capitals(words: Sequence[str], at: int) -> bool:
    """Tell whether most of the words around the one at an index are in capitals."""
    around = [*words[max(0, at - _NEAR) : at], *words[at + 1 : at + 1 + _NEAR]]
    spelt = [word for word in around if word.isalpha() and len(word) > 1]
    return len(spelt) > 1 and sum(map(str.isupper, spelt)) > len(spelt) / 2
