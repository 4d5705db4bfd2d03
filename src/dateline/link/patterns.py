"""Words and phrases of data files, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable

_GAP = r"\W+(?:[\w'’-]+\W+){0,5}?"
_NEVER = re.compile(r"(?!)")


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Compile words: `*` stands for any ending, `..` for up to five words between."""
    made = []
    for phrase in words:
        parts = [
            r"\W+".join(re.escape(word).replace(r"\*", r"[\w'’-]*") for word in part.split())
            for part in phrase.split(" .. ")
        ]
        made.append(_GAP.join(parts))
    return re.compile(r"(?<![\w-])(?:" + "|".join(made) + r")(?![\w])") if made else _NEVER
