from __future__ import annotations

import numpy as np

from dateline.link.story_grouping import Scores, group


def matrix(size: int, pairs: dict[tuple[int, int], float], rest: float = -4.0) -> Scores:
    scores = np.full((size, size), rest)
    for (a, b), value in pairs.items():
        scores[a, b] = scores[b, a] = value
    return scores


def test_nothing_and_one() -> None:
    assert group(np.zeros((0, 0)), threshold=0, looser=0, tighter=0) == []
    assert group(np.zeros((1, 1)), threshold=0, looser=0, tighter=0) == [[0]]


def test_groups_are_joined_by_the_mean_between_them() -> None:
    chain = {(0, 1): 3.0, (1, 2): 2.0, (0, 2): -3.0}
    assert group(matrix(3, chain), threshold=0, looser=0, tighter=0) == [[0, 1], [2]]
    assert group(matrix(3, chain | {(0, 2): -1.0}), threshold=0, looser=0, tighter=0) == [[0, 1, 2]]


def test_two_close_groups_stay_apart_where_a_loose_one_holds_together() -> None:
    close = {(0, 1): 8.0, (2, 3): 8.0} | {(a, b): 1.0 for a in (0, 1) for b in (2, 3)}
    loose = {(0, 1): 1.5, (2, 3): 1.5} | {(a, b): 1.0 for a in (0, 1) for b in (2, 3)}
    assert group(matrix(4, close), threshold=0, looser=0.5, tighter=0) == [[0, 1], [2, 3]]
    assert group(matrix(4, close), threshold=0, looser=0, tighter=0) == [[0, 1, 2, 3]]
    assert group(matrix(4, loose), threshold=0, looser=0.5, tighter=0) == [[0, 1, 2, 3]]


def test_a_document_joins_a_loose_group_rather_than_a_tight_one() -> None:
    tight = {(0, 1): 8.0, (0, 2): 1.0, (1, 2): 1.0}
    loose = {(0, 1): 1.5, (0, 2): 1.0, (1, 2): 1.0}
    assert group(matrix(3, tight), threshold=0.5, looser=0, tighter=0.3) == [[0, 1], [2]]
    assert group(matrix(3, loose), threshold=0.5, looser=0, tighter=0.3) == [[0, 1, 2]]


def test_scores_are_left_as_they_were() -> None:
    scores = matrix(3, {(0, 1): 1.0})
    before = scores.copy()
    group(scores, threshold=0, looser=0.5, tighter=0)
    assert (scores == before).all()
