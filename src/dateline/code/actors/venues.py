"""Places that are not where the story is: where somebody speaks, where others meet."""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import Lexicon

_STEPS = 3  # from "Geneva" over "in" to "round" and "talks"


def is_speaking_place(columns: Columns, lexicon: Lexicon, token: int) -> bool:
    """Tell whether a place is only where somebody speaks ("told reporters in Geneva")."""
    up = columns.head[token]
    speaks = columns.lemma[columns.head[up]].lower() in lexicon.words["speech_words"]
    return columns.dep[token] == "pobj" and speaks


def is_venue(columns: Columns, lexicon: Lexicon, token: int) -> bool:
    """Tell whether a place is one where others meet ("talks in Geneva"), and are not at home."""
    if columns.lower[token] not in lexicon.words["venues"]:
        return False
    up = token
    for _ in range(_STEPS):
        up = columns.head[up]
        if columns.lemma[up].lower() in lexicon.words["gathering_words"]:
            return True
    return False
