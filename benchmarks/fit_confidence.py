"""Fit the weights of event confidence on coded documents, and say how well they hold across documents.

    python benchmarks/fit_confidence.py GOLD.jsonl … [--sentences FILE.jsonl …] [--write]

Every candidate that the coder sees in GOLD (documents in the contract's form, with gold `events`) is an example:
right if a gold event of its type in its sentence is nearest to it. Logistic regression with a ridge penalty; then, on
what it leaves unexplained, how far each frame, and each word of a type, is right oftener or rarer in GOLD (a logit of
its own each, drawn towards 0 by a ridge penalty, so that what was seen twice says little). Prints, from
cross-validation by document and for GOLD, type F1 by sentence at each threshold, and the expected calibration error
(ten equal bins).
`--write` puts the fit on all documents into the package's data: `events/confidence.yaml` and `events/reliability.yaml`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc
from weight_files import event_layer, layered, write_tree

from dateline import Coder
from dateline.code.events.confidence import Reliability, word_of
from dateline.code.layers import EventMention

PRIORS = {"off_topic": -4.0, "apolitical": -1.5}
"""Weights of signs that coded documents of conflict never show; set so that a text dense with the words of sport or
business and without political actors has to have very clear events; the second
as fitted with the network (`training/fit.py`)."""

Array = np.ndarray[Any, Any]
LEAST = 0.1
"""What changes a frame's logit by less is not kept."""
FRAME_RIDGE, WORD_RIDGE = 3.0, 2.0
"""How strongly the logit of a frame, and of a word of a type, is drawn towards 0; best across documents."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: document number, signs, whether a gold event stands behind it, its frame, and its word."""

    document: int
    signs: dict[str, float]
    right: bool
    frame: str
    word: str


def examples(coder: Coder, path: Path, number: int) -> tuple[list[Example], int, int]:
    """Give every candidate, the next document number, and the number of gold events."""
    found: list[Example] = []
    gold_events = 0
    for line in path.read_text("utf-8").splitlines():
        number += 1
        gold: dict[str, Any] = json.loads(line)
        events = [_in_contract_form(gold["text"], event) for event in gold["events"]]
        gold_events += len(events)
        found += examples_of(layered(coder, gold, events=True), events, number)
    return found, number, gold_events


def examples_of(doc: Doc, gold: list[dict[str, Any]], number: int) -> list[Example]:
    """Give the candidates of a coded document, with what its gold events say of them."""
    candidates: list[EventMention] = doc._.dateline_events
    right = _aligned(gold, candidates)
    return [
        Example(number, event.signs, i in right, event.frame, _word(doc, event)) for i, event in enumerate(candidates)
    ]


def _word(doc: Doc, event: EventMention) -> str:
    kind = next((kind for kind in ("noun", "adjective") if kind in event.signs), "verb")
    return word_of(event.frame.partition("/")[0], kind, doc[event.trigger.start])


def _in_contract_form(text: str, event: dict[str, Any]) -> dict[str, Any]:
    """Give a gold event with offsets; those of `training/sentences` name their trigger by its words."""
    if isinstance(event["trigger"], dict):
        return event
    at = -1
    for _ in range(event.get("trigger_n", 1)):
        at = text.find(event["trigger"], at + 1)
    return {**event, "trigger": {"start": at}, "start": max(0, at - 150), "end": at + 150}


def _aligned(gold: list[dict[str, Any]], events: list[EventMention]) -> set[int]:
    """Give the indices of candidates that a gold event of their type and sentence takes, nearest triggers first."""
    pairs = sorted(
        (abs(g["trigger"]["start"] - event.trigger.start_char), n, i)
        for n, g in enumerate(gold)
        for i, event in enumerate(events)
        if g["event"] == event.event and g["start"] <= event.trigger.start_char < g["end"]
    )
    taken: dict[int, int] = {}
    for _, n, i in pairs:
        if n not in taken and i not in taken.values():
            taken[n] = i
    return set(taken.values())


def fit(x: Array, y: Array, importance: Array, ridge: float, *, biased: bool = True) -> Array:
    """Give the weights of a ridge-penalised logistic regression by Newton's method.

    Where `biased` the first column is the bias, which the penalty leaves out.
    """
    weights: Array = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    if biased:
        penalty[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (importance * (y - p)) - penalty * weights
        hessian = (x * (importance * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by sign, and logits by frame and by word."""

    weights: dict[str, float]
    frames: dict[str, float]
    words: dict[str, float]

    def logit(self, example: Example) -> float:
        """Give the logit of a candidate's confidence."""
        score = self.weights["bias"] + sum(v * self.weights.get(name, 0.0) for name, v in example.signs.items())
        return score + self.frames.get(example.frame, 0.0) + self.words.get(example.word, 0.0)


def fit_all(found: list[Example], own: set[int], weight: float, ridge: float) -> Fit:
    """Fit the weights of the signs, then the logits of frames and words on the documents that are not our own."""
    names = sorted({name for example in found for name in example.signs} - PRIORS.keys())
    # The last column takes up that our own sentences hold events more or less often than real text; it is not kept.
    x = np.array([[1.0, *(e.signs.get(name, 0.0) for name in names), float(e.document in own)] for e in found])
    y = np.array([float(example.right) for example in found])
    importance = np.array([weight if example.document in own else 1.0 for example in found])
    weights = fit(x, y, importance, ridge)
    real = np.array([example.document not in own for example in found])
    logits, y = (x @ weights)[real], y[real]
    there = [example for example in found if example.document not in own]
    frames = effects(logits, y, [example.frame for example in there], FRAME_RIDGE)
    logits = logits + np.array([frames.get(example.frame, 0.0) for example in there])
    words = effects(logits, y, [example.word for example in there], WORD_RIDGE)
    return Fit(dict(zip(["bias", *names], map(float, weights), strict=False)), frames, words)


def effects(logits: Array, right: Array, keys: Sequence[str], ridge: float) -> dict[str, float]:
    """Give for each key the logit to add to those of its candidates, by Newton's method with a ridge penalty."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        members[key].append(i)
    found: dict[str, float] = {}
    for key, indices in members.items():
        effect = 0.0
        for _ in range(20):
            p = 1 / (1 + np.exp(-(logits[indices] + effect)))
            effect += (float((right[indices] - p).sum()) - ridge * effect) / (float((p * (1 - p)).sum()) + ridge)
        found[key] = effect
    return found


def calibration_error(believed: Array, right: Array) -> float:
    """Give the expected calibration error, over ten bins of equal width."""
    bins = np.minimum((believed * 10).astype(int), 9)
    return float(
        sum(abs(believed[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    )


def write(fitted: Fit) -> None:
    """Put a fit into the package's data; logits that would hardly change anything are left out."""
    weights = {name: round(weight, 3) for name, weight in fitted.weights.items()} | PRIORS
    write_tree("confidence.yaml", {"weights": weights})
    unit = fitted.weights["frame"]
    told = {
        part: {name: round(logit / unit, 2) for name, logit in sorted(logits.items()) if abs(logit / unit) >= LEAST}
        for part, logits in (("frames", fitted.frames), ("words", fitted.words))
    }
    write_tree("reliability.yaml", told)


def main() -> int:
    """Fit, validate, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--sentences", type=Path, nargs="*", default=[], help="files of training/sentences")
    parser.add_argument("--weight", type=float, default=0.5, help="importance of one of our own sentences")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--ridge", type=float, default=1.0)
    args = parser.parse_args()
    coder = Coder(rules_only=True)
    layer = event_layer(coder)
    layer.min_confidence, layer.reliability = 0.0, Reliability({}, {})
    found, gold_events, number, own = [], 0, 0, set[int]()
    for path in args.gold + args.sentences:
        more, last, events = examples(coder, path, number)
        found += more
        if path in args.sentences:
            own |= set(range(number + 1, last + 1))
        else:
            gold_events += events
        number = last
    y = np.array([float(example.right) for example in found])
    fold = np.array([example.document % args.folds for example in found])
    out = np.zeros(len(y))
    for k in range(args.folds):
        fitted = fit_all([e for e in found if e.document % args.folds != k], own, args.weight, args.ridge)
        logits = np.array([fitted.logit(e) for e in found if e.document % args.folds == k])
        out[fold == k] = 1 / (1 + np.exp(-logits))
    print(f"{len(y)} candidates, {int(y.sum())} right; in GOLD, {gold_events} events:")
    real = np.array([example.document not in own for example in found])
    out, y = out[real], y[real]
    for threshold in np.arange(0.2, 0.7, 0.05):
        kept = out >= threshold
        hits = y[kept].sum()
        precision, recall = hits / max(1, kept.sum()), hits / gold_events
        f1 = 2 * hits / (kept.sum() + gold_events)
        print(f"  threshold {threshold:.2f}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    print(f"  expected calibration error {calibration_error(out, y):.3f}")
    fitted = fit_all(found, own, args.weight, args.ridge)
    print(json.dumps(fitted.weights, indent=1))
    if args.write:
        write(fitted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
