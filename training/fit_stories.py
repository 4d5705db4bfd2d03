"""Fit the weights by which documents are put together to stories, and measure them on stories left out of the fit.

    python training/fit_stories.py GOLD CODED [GOLD CODED ...] [--write]

GOLD is JSONL with `id` and `incidents` (ids of what the document tells of), CODED what `dateline code --rules-only
--format jsonl` makes of the same documents. Several sets count alike. Printed is B-cubed F1 per set: fitted on all,
with the stories of each of three parts left out of the fit in turn, and with the set itself left out. Groups are made
by the setting that has the best mean F1 where stories are left out, or by the one given; `--write` writes it with the
weights fitted on all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy import optimize
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from dateline.link.story_grouping import group
from dateline.link.story_profile import StoryProfile
from dateline.link.story_signs import LEAST_OVERLAP, key_overlap, signs
from dateline.model import CodedDocument

Floats = NDArray[np.float64]


class Setting(NamedTuple):
    """How groups are made of scores, as `dateline.link.story_grouping.group` takes it."""

    threshold: float
    looser: float
    tighter: float


WEIGHTS = Path(__file__).parent.parent / "src/dateline/data/link/stories.yaml"
PARTS = 3
FLOOR, CEILING = -4.0, 12.0
SETTINGS = tuple(
    Setting(float(threshold), looser, tighter)
    for threshold in (-1.6, -1.5, -1.4, -1.2, -1.0, -0.75)
    for looser, tighter in ((0.4, 0.1), (0.4, 0.15), (0.35, 0.2), (0.3, 0.25))
)
RIDGE = 1.0
ALIKE, USUAL = -2.5, 2.0
ROUNDS = 3

NAMES = (
    "words", "names", "pairs", "lead", "numbers", "names_contained", "lead_contained", "undated", "gap",
    "names_by_gap", "not_borne_out", "both_apart", "no_days", "days_apart", "no_first_days", "first_days_apart",
    "other_age", "same_region", "other_region",
)  # fmt: skip


@dataclass
class Set:
    """The pairs of one gold file: their signs, which belong together, and the part that each document is in."""

    name: str
    labels: list[set[str]]
    part: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    found: Floats
    together: NDArray[np.bool_]


def read(gold: Path, coded: Path) -> Set:
    """Read a gold file and the coded documents, and compute the signs of all pairs that may belong together."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    profiles = {}
    with coded.open(encoding="utf-8") as lines:
        for line in lines:
            document = CodedDocument.model_validate_json(line)
            profiles[document.id] = StoryProfile.of(document)
    kept = [profiles[row["id"]] for row in rows]
    labels = [set(row["incidents"]) for row in rows]
    first, second, found = [], [], []
    for i, a in enumerate(kept):
        for j, b in enumerate(kept[:i]):
            if key_overlap(a.keys, b.keys) >= LEAST_OVERLAP:
                values = signs(a, b)
                first.append(i)
                second.append(j)
                found.append([values[name] for name in NAMES])
    one, two = np.array(first), np.array(second)
    together = np.array([bool(labels[i] & labels[j]) for i, j in zip(first, second, strict=True)])
    return Set(gold.name, labels, _parts(labels), one, two, np.array(found), together)


def _parts(labels: Sequence[set[str]]) -> NDArray[np.int64]:
    """Stories that a document links are in one part; so are those whose labels differ in the last "_" word alone."""
    root: dict[str, str] = {}

    def find(label: str) -> str:
        while root.setdefault(label, label) != label:
            label = root[label]
        return label

    for found in labels:
        names = sorted(found) + [label.rsplit("_", 1)[0] for label in found]
        for name in names[1:]:
            root[find(name)] = find(names[0])
    return np.array(
        [int(hashlib.sha256(find(min(found)).encode()).hexdigest(), 16) % PARTS for found in labels], dtype=np.int64
    )


def fit(sets: Iterable[Set], keep: Callable[[Set], NDArray[np.bool_]]) -> Floats:
    """Fit a logistic model, the crowds and the constant last; each set counts alike, in it positive and negative
    pairs do, and each document among the positive.
    """
    kept_pairs = [(data, kept) for data in sets if (kept := keep(data)).any()]
    weights = _fit([(data, kept, np.zeros(len(data.first))) for data, kept in kept_pairs])
    for _ in range(ROUNDS):  # the crowds depend on the weights that they go into
        weights = _fit([(data, kept, _crowds(data, weights)) for data, kept in kept_pairs])
    return weights


def _crowds(data: Set, weights: Floats) -> Floats:
    """Give the crowds of both documents of each pair, together, as `dateline.link.story_score.crowd` has them."""
    alike = _alone(data, weights) > ALIKE
    likes = np.bincount(np.r_[data.first[alike], data.second[alike]], minlength=len(data.labels))
    beyond = np.log1p(likes) - USUAL
    result: Floats = beyond[data.first] + beyond[data.second]
    return result


def _alone(data: Set, weights: Floats) -> Floats:
    """Give the scores of the pairs without their crowds."""
    result: Floats = np.clip(data.found @ weights[:-2] + weights[-1], FLOOR, CEILING)
    return result


def _fit(parts: Iterable[tuple[Set, NDArray[np.bool_], Floats]]) -> Floats:
    all_found, all_together, all_weights = [], [], []
    for data, kept, crowds in parts:
        one, two, together = data.first[kept], data.second[kept], data.together[kept]
        held = np.bincount(np.r_[one[together], two[together]], minlength=len(data.labels))
        weights = np.where(together, 0.5 / np.maximum(held[one], 1) + 0.5 / np.maximum(held[two], 1), 0.0)
        weights[~together] = weights.sum() / max(1, int((~together).sum()))
        all_found.append(np.c_[data.found, crowds][kept])
        all_together.append(together)
        all_weights.append(weights * 1000 / weights.sum())
    return _logistic(np.concatenate(all_found), np.concatenate(all_together), np.concatenate(all_weights))


def _logistic(found: Floats, together: NDArray[np.bool_], weights: Floats) -> Floats:
    mean = np.average(found, axis=0, weights=weights)
    spread = np.sqrt(np.average((found - mean) ** 2, axis=0, weights=weights)) + 1e-6
    scaled = np.c_[(found - mean) / spread, np.ones(len(found))]

    def loss(coefficients: Floats) -> tuple[float, Floats]:
        odds = scaled @ coefficients
        lost = np.where(together, np.logaddexp(0, -odds), np.logaddexp(0, odds))
        free = np.r_[coefficients[:-1], 0.0]
        slope = scaled.T @ (weights * (1 / (1 + np.exp(-odds)) - together)) + RIDGE * free
        return float((weights * lost).sum() + RIDGE / 2 * free @ free), slope

    best = optimize.minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    result: Floats = np.r_[best[:-1] / spread, best[-1] - (best[:-1] * mean / spread).sum()]
    return result


def scores(data: Set, weights: Floats) -> Floats:
    """Give the matrix of scores of a set."""
    matrix = np.full((len(data.labels), len(data.labels)), FLOOR)
    alone = _alone(data, weights)
    values = np.where(alone > FLOOR, np.maximum(FLOOR, alone + weights[-2] * _crowds(data, weights)), FLOOR)
    matrix[data.first, data.second] = matrix[data.second, data.first] = values
    return matrix


def rows_of(labels: Sequence[set[str]], groups: Iterable[Sequence[int]]) -> Floats:
    """Give precision and recall of each document's neighbourhood (B-cubed)."""
    members: dict[str, set[int]] = defaultdict(set)
    for number, found in enumerate(labels):
        for label in found:
            members[label].add(number)
    rows = np.zeros((len(labels), 2))
    for found_group in groups:
        together = set(found_group)
        for number in found_group:
            right = set().union(*(members[label] for label in labels[number]))
            rows[number] = len(together & right) / len(together), len(together & right) / len(right)
    return rows


def f1(rows: Floats) -> float:
    """Give F1 of the mean precision and the mean recall."""
    precision, recall = rows.mean(axis=0)
    return float(2 * precision * recall / (precision + recall))


def _groups(matrix: Floats, at: Setting) -> list[list[int]]:
    """Group what hangs together by scores above the threshold, each for itself: it comes to the same, and is faster."""
    found = []
    number, component = connected_components(csr_matrix(matrix >= at.threshold), directed=False)
    for one in range(number):
        members = np.flatnonzero(component == one)
        part = matrix[np.ix_(members, members)]
        for group_ in group(part, threshold=at.threshold, looser=at.looser, tighter=at.tighter):
            found.append([int(members[at_]) for at_ in group_])
    return found


Way = Callable[[Set, Setting], Floats]


def ways(sets: Sequence[Set]) -> dict[str, Way]:
    """Give the ways to measure: each makes the rows of a set at a threshold and a cohesion."""

    def ready(fitted: Sequence[tuple[Floats, Callable[[Set], NDArray[np.bool_]]]]) -> Way:
        kept: dict[tuple[int, str], Floats] = {}

        def rows(data: Set, at: Setting) -> Floats:
            result = np.zeros((len(data.labels), 2))
            for number, (weights, counts) in enumerate(fitted):
                which = counts(data)
                if which.any():
                    key = (number, data.name)
                    if key not in kept:
                        kept[key] = scores(data, weights)
                    groups = _groups(kept[key], at)
                    result[which] = rows_of(data.labels, groups)[which]
            return result

        return rows

    def every(data: Set) -> NDArray[np.bool_]:
        return np.ones(len(data.labels), dtype=bool)

    def in_part(part: int) -> Callable[[Set], NDArray[np.bool_]]:
        return lambda data: data.part == part

    def outside(part: int) -> Callable[[Set], NDArray[np.bool_]]:
        return lambda data: (data.part[data.first] != part) & (data.part[data.second] != part)

    def is_set(name: str) -> Callable[[Set], NDArray[np.bool_]]:
        return lambda data: np.full(len(data.labels), data.name == name)

    def all_pairs(data: Set) -> NDArray[np.bool_]:
        return np.ones(len(data.first), dtype=bool)

    found = {
        "fitted on all": ready([(fit(sets, all_pairs), every)]),
        "stories left out": ready([(fit(sets, outside(part)), in_part(part)) for part in range(PARTS)]),
    }
    if len(sets) > 1:
        found["set left out"] = ready(
            [(fit([s for s in sets if s is not left], all_pairs), is_set(left.name)) for left in sets]
        )
    return found


def main() -> None:
    """Fit, measure and, if told to, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="GOLD CODED")
    parser.add_argument(
        "--setting", nargs=3, type=float, metavar=("THRESHOLD", "LOOSER", "TIGHTER"), help="instead of the best"
    )
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    arguments = parser.parse_args()
    sets = [read(gold, coded) for gold, coded in zip(arguments.files[::2], arguments.files[1::2], strict=True)]
    chosen = Setting(*arguments.setting) if arguments.setting else None
    measures = ways(sets)
    for name in sorted(measures, key=lambda way: way != "stories left out"):
        settings = SETTINGS if chosen is None else (chosen,)
        table = {setting: [f1(measures[name](data, setting)) for data in sets] for setting in settings}
        if chosen is None:
            chosen = max(table, key=lambda at: sum(table[at]))
        print(name, *(f"{data.name} {value:.3f}" for data, value in zip(sets, table[chosen], strict=True)), sep="  ")
    assert chosen is not None
    print(chosen)
    if arguments.write:
        weights = fit(sets, lambda data: np.ones(len(data.first), dtype=bool))
        _write(weights, chosen)


def _write(weights: Floats, setting: Setting) -> None:
    head = "".join(line for line in WEIGHTS.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    content: dict[str, Any] = {
        **setting._asdict(),
        "crowd": round(float(weights[-2]), 3),
        "usual": USUAL,
        "alike": ALIKE,
        "floor": FLOOR,
        "ceiling": CEILING,
        "constant": round(float(weights[-1]), 3),
        "signs": {name: round(float(weight), 3) for name, weight in zip(NAMES, weights[:-2], strict=True)},
    }
    WEIGHTS.write_text(head + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
