"""Rough sentences of a text that comes without any."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give rough sentence ranges of a text that comes without any."""
    ends = [m.start() for m in _SENTENCE_END.finditer(text)] + [len(text)]
    starts = [0] + [m.end() for m in _SENTENCE_END.finditer(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b > a]
