"""From how likely pairs belong together to groups: average linkage that asks more of groups that hang together well."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def group(scores: Scores, *, threshold: float, looser: float, tighter: float) -> list[list[int]]:
    """Give groups of the documents 0 to n-1, each in order, the one with the lowest number first.

    `scores` is a symmetric matrix of log odds. The two groups with the highest mean score between them are joined,
    less `looser` times the mean score inside the looser of the two and `tighter` times that inside the tighter (shrunk
    towards 0 as by one more pair of score 0; a single document has none), as long as that is at least `threshold`: two
    happenings of one kind, each told by like texts, stay apart although they are as like as two texts of one loosely
    told story. Of equal values the pair with the lowest numbers is joined first.
    """
    count = len(scores)
    between = scores.astype(np.float64)
    np.fill_diagonal(between, 0.0)
    sizes = np.ones(count)
    inside = np.zeros(count)
    members = [[number] for number in range(count)]
    value = between.copy()
    np.fill_diagonal(value, -np.inf)
    while count > 1:
        a, b = divmod(int(np.argmax(value)), len(scores))
        if value[a, b] < threshold:
            break
        a, b = min(a, b), max(a, b)
        inside[a] += inside[b] + between[a, b]
        sizes[a] += sizes[b]
        between[a] += between[b]
        between[:, a] = between[a]
        members[a] += members[b]
        members[b] = []
        value[b, :] = value[:, b] = -np.inf
        mean = np.maximum(0.0, inside / (sizes * (sizes - 1) / 2 + 1))
        row = between[a] / (sizes[a] * sizes)
        row -= looser * np.minimum(mean[a], mean) + tighter * np.maximum(mean[a], mean)
        row[[not found for found in members]] = -np.inf
        row[a] = -np.inf
        value[a] = value[:, a] = row
        count -= 1
    return sorted(sorted(found) for found in members if found)
