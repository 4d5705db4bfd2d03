"""Fit the weights by which the date of an event is chosen, and say how well they hold across documents.

    python benchmarks/fit_dates.py GOLD.jsonl... [--rules-only] [--write]

Every event of GOLD (documents in the contract's form, with gold `events` and dates) that the coder finds is an example,
if its date is not plainly told: its reasons (`DateChoice.reasons`), those that give the date that gold gives, as
precisely as any does, being right.
Multinomial logistic regression over the reasons with a ridge penalty, by Newton's method.
Prints, from cross-validation by document and before other mentions are asked, how often the chosen date is right (one a
prefix of the other, or both none), by ground, and for comparison how often any reason is.
With `--rules-only` the weights for use without the network are fitted, else those beside it: near the former, on texts
that the network was not trained on. `--write` puts the weights of the fit on all documents into the package's data.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from fit_places import Table, aligned, fit
from weight_files import event_layer, layered, write, written

from dateline import Coder
from dateline.code.events.component import EventDocument
from dateline.code.events.dates import DateChoice, Signs, Told
from dateline.code.events.weights import weighed

PRIOR = {
    "publication, formerly": -2.0,
    "publication, habitual": -2.5,
    "publication, lasting": -2.0,
    "publication, perfect progressive": -1.5,
    "publication, present": -1.0,
    "publication, since": -2.0,
    "publication, title": 1.0,
    "told, before": -1.5,
    "told, later, actual": -1.0,
    "told, of a noun in it": -1.5,
    "told, report, past perfect": -1.0,
    "told, since": -1.5,
    "told, under another event": -1.5,
    "told, until": -1.5,
}
"""What is known of English news before anything is counted; the material has few cases of each."""


@dataclass(slots=True)
class Example:
    """The reasons for the date of one event, which of them are right, and whether its document has a date."""

    reasons: list[tuple[Told, Signs]]
    gold: str | None
    dated: bool
    text: str

    def right(self) -> list[bool]:
        """Tell for each reason whether it gives gold's date as precisely as any does."""
        shared = [_shared(told.date, self.gold) for told, _ in self.reasons]
        best = max(shared)
        return [one == best and one >= 0 for one in shared]

    def chosen(self, weights: dict[str, float]) -> Told:
        """Give the answer with the best reason."""
        return max(self.reasons, key=lambda reason: weighed(reason[1], weights))[0]


def _shared(one: str | None, other: str | None) -> int:
    """Give how many characters two dates share where one is a prefix of the other, 0 for no date twice, else -1."""
    if not one or not other:
        return 0 if not one and not other else -1
    n = min(len(one), len(other))
    return n if one[:n] == other[:n] else -1


def examples(coder: Coder, documents: Iterable[dict[str, Any]]) -> Iterator[list[Example]]:
    """Yield the examples of gold documents."""
    layer = event_layer(coder)
    for gold in documents:
        doc = layered(coder, gold)
        read = EventDocument(doc, layer.frames, layer.words, layer.core.read(doc) if layer.core else None)
        found = layer.found(read)
        choice = DateChoice(doc, found, layer.words, read.timeline, read.reading)
        yield [
            Example(list(choice.reasons(found[n])), true["date"], bool(gold.get("published")), _shown(gold, true))
            for n, true in aligned(gold["events"], [candidate.event for candidate in found]).items()
        ]


def _shown(gold: dict[str, Any], event: dict[str, Any]) -> str:
    text = " ".join(gold["text"][event["start"] : event["end"]].split())
    what = f"{event['event']} {event['status']} '{event['trigger']['text']}'"
    return f"{gold['id']} [{gold['published']}] {what}: {text[:300]}"


def weights_of(documents: list[list[Example]], ridge: float, prior: dict[str, float]) -> dict[str, float]:
    """Fit weights near a prior on the events of documents for which any reason is right."""
    data = [([signs for _, signs in one.reasons], one.right()) for found in documents for one in found]
    data = [(signs, right) for signs, right in data if any(right) and len(right) > 1]
    counts = Counter(name for signs, _ in data for name in {name for one in signs for name in one})
    names = sorted({name for name, count in counts.items() if count > 1} | set(prior))
    fitted = fit(Table.of(data, names), ridge, np.array([prior.get(name, 0.0) for name in names]))
    return {name: round(float(weight), 2) for name, weight in zip(names, fitted, strict=True)}


def main() -> int:
    """Fit, validate, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--folds", type=int, default=12)
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print the events that are wrong in cross-validation")
    args = parser.parse_args()
    coder = Coder(rules_only=args.rules_only)
    prior = PRIOR if args.rules_only else written("dates.yaml", "date_weights", rules_only=True)
    gold = {path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in args.gold}
    names = [name for name, file in gold.items() for _ in file]
    ids = [one["id"] for one in chain.from_iterable(gold.values())]
    documents = list(examples(coder, chain.from_iterable(gold.values())))
    if not any(one.dated and len(one.reasons) > 1 for found in documents for one in found):
        parser.error("the coder finds no event of these files whose date is in question: give files with dates")
    order = {one: n for n, one in enumerate(dict.fromkeys(ids))}  # a document given twice is held out as one
    fold = [order[one] % args.folds for one in ids]
    scores: dict[str, list[bool]] = {}
    for k in range(args.folds):
        weights = weights_of([found for n, found in enumerate(documents) if fold[n] != k], args.ridge, prior)
        for n in (n for n in range(len(documents)) if fold[n] == k):
            for example in documents[n]:
                _count(example, weights, names[n], scores, show=args.errors)
    for name, rights in sorted(scores.items()):
        print(f"  {name:<50} {sum(rights) / len(rights):.3f} (of {len(rights)})")
    if args.write:
        fitted = weights_of(documents, args.ridge, prior)
        write("dates.yaml", "date_weights", fitted, rules_only=args.rules_only)
    return 0


def _count(
    example: Example, weights: dict[str, float], name: str, scores: dict[str, list[bool]], *, show: bool
) -> None:
    told = example.chosen(weights)
    right = _shared(told.date, example.gold) >= 0
    if not example.dated:
        scores.setdefault(f"{name}, undated documents", []).append(right)
        return
    reachable = any(example.right())
    scores.setdefault(f"{name}, dated documents", []).append(right)
    scores.setdefault(f"{name}, dated documents, {told.ground}", []).append(right)
    scores.setdefault(f"{name}, dated documents, any reason", []).append(reachable)
    if show and not right:
        found = "" if reachable else " (no reason)"
        print(f"{example.text}\n    gold {example.gold}, chosen {told.ground} {told.date}{found}")


if __name__ == "__main__":
    sys.exit(main())
