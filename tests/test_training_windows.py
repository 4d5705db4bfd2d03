"""Windows of texts for the training: which word pieces a range covers."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from windows import Window, _covered

PIECES = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), max_size=30)
"""Length of each word piece, and the gap before it."""
RANGES = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=5)


@given(pieces=PIECES, ranges=RANGES)
def test_a_range_covers_the_pieces_that_share_characters_with_it(
    pieces: list[tuple[int, int]], ranges: list[tuple[int, int]]
) -> None:
    offsets, at = [(0, 0)], 0
    for length, gap in pieces:
        offsets.append((at + gap, at + gap + length))
        at += gap + length
    offsets.append((0, 0))
    window = Window([0] * len(offsets), offsets, [False] * len(offsets), [], [])
    spans = [(start, start + length) for start, length in ranges]
    shared = [i for i, (a, b) in enumerate(offsets) if b > a and any(a < end and start < b for start, end in spans)]
    assert _covered(window, spans) == shared
