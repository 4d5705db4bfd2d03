"""Fit the weights of event confidence on coded documents, and say how well they hold across documents.

    python benchmarks/fit_confidence.py GOLD.jsonl … [--sentences FILE.jsonl …] [--write]

Every candidate that the coder sees in GOLD (documents in the contract's form, with gold `events`) is an example:
right if a gold event of its type in its sentence is nearest to it. Logistic regression with a ridge penalty. Prints,
from cross-validation by document and for GOLD, type F1 by sentence at each threshold, and the expected calibration
error (ten equal bins). `--write` puts the weights of the fit on all documents into the package's data.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from dateline import Coder, Document
from dateline.code.layers import EventMention
from dateline.knowledge import BUILT_IN

PRIORS = {"off_topic": -4.0, "apolitical": -1.5}
"""Weights of signs that coded documents of conflict never show; set so that a text dense with the words of sport or
business and without political actors has to have very clear events; the second
as fitted with the network (`training/fit.py`)."""

Example = tuple[int, dict[str, float], bool]
Array = np.ndarray[Any, Any]


def examples(coder: Coder, path: Path, number: int) -> tuple[list[Example], int, int]:
    """Give (document, signs, right?) of every candidate, the next document number, and the number of gold events."""
    found: list[Example] = []
    gold_events = 0
    for line in path.read_text("utf-8").splitlines():
        number += 1
        gold: dict[str, Any] = {"id": str(number), **json.loads(line)}
        events = [_in_contract_form(gold["text"], event) for event in gold["events"]]
        gold_events += len(events)
        document = Document.model_validate(gold)
        doc = coder.nlp.make_doc(document.text)
        doc._.dateline_published = document.published
        doc._.dateline_publisher = document.publisher
        candidates = coder.nlp(doc)._.dateline_events
        right = _aligned(events, candidates)
        found += [(number, event.signs, i in right) for i, event in enumerate(candidates)]
    return found, number, gold_events


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


def fit(x: Array, y: Array, importance: Array, ridge: float) -> Array:
    """Give the weights of a ridge-penalised logistic regression by Newton's method; the first column is the bias."""
    weights: Array = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
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


def calibration_error(believed: Array, right: Array) -> float:
    """Give the expected calibration error, over ten bins of equal width."""
    bins = np.minimum((believed * 10).astype(int), 9)
    return float(
        sum(abs(believed[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    )


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
    coder.nlp.get_pipe("dateline_events").min_confidence = 0.0  # type: ignore[attr-defined]
    found, gold_events, number, own = [], 0, 0, set[int]()
    for path in args.gold + args.sentences:
        more, last, events = examples(coder, path, number)
        found += more
        if path in args.sentences:
            own |= set(range(number + 1, last + 1))
        else:
            gold_events += events
        number = last
    names = sorted({name for _, signs, _ in found for name in signs} - PRIORS.keys())
    # The last column takes up that our own sentences hold events more or less often than real text; it is not kept.
    x = np.array([[1.0, *(signs.get(name, 0.0) for name in names), float(n in own)] for n, signs, _ in found])
    y = np.array([float(right) for _, _, right in found])
    fold = np.array([number % args.folds for number, _, _ in found])
    weight = np.array([args.weight if number in own else 1.0 for number, _, _ in found])
    out = np.zeros(len(y))
    for k in range(args.folds):
        rest = fold != k
        out[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[rest], y[rest], weight[rest], args.ridge)))
    print(f"{len(y)} candidates, {int(y.sum())} right, {len(names)} signs; in GOLD, {gold_events} events:")
    real = np.array([number not in own for number, _, _ in found])
    x_all, y_all = x, y
    out, y = out[real], y[real]
    for threshold in np.arange(0.2, 0.7, 0.05):
        kept = out >= threshold
        hits = y[kept].sum()
        precision, recall = hits / max(1, kept.sum()), hits / gold_events
        f1 = 2 * hits / (kept.sum() + gold_events)
        print(f"  threshold {threshold:.2f}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    print(f"  expected calibration error {calibration_error(out, y):.3f}")
    fitted = fit(x_all, y_all, weight, args.ridge)
    weights = {name: round(float(w), 3) for name, w in zip(["bias", *names], fitted, strict=False)}
    print(json.dumps(weights, indent=1))
    weights |= PRIORS
    if args.write:
        path = BUILT_IN / "events" / "confidence.yaml"
        head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        path.write_text("\n".join([*head, "weights:", *(f"  {n}: {w}" for n, w in weights.items())]) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
