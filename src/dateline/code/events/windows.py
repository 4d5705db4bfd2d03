"""The windows in which the network reads a text: whole sentences, with some of what stands before as context.

Training cuts its texts by the same rule, so that the network meets in use what it has learned on.
"""

from __future__ import annotations

from collections.abc import Sequence

WINDOW, OVERLAP = 320, 96
"""Word pieces of a window, and how many of the one before it repeats at most as context."""


def extent(lengths: Sequence[int], first: int) -> tuple[int, int]:
    """Give where a window that begins with a sentence takes its context from, and where it ends (exclusive).

    Args:
        lengths: the word pieces of each sentence of the text, each at most `WINDOW` - 2.
        first: the index of the first sentence that counts in the window.
    """
    context, room = first, OVERLAP
    while context > 0 and lengths[context - 1] <= room:
        context -= 1
        room -= lengths[context]
    last, length = first, sum(lengths[context:first]) + 2
    while last < len(lengths) and (last == first or length + lengths[last] <= WINDOW):
        length += lengths[last]
        last += 1
    return (first if length > WINDOW else context), last
