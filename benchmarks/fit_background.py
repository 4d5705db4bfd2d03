"""Fit the weights by which events are taken for news or for background, and say how well they hold across documents.

    python benchmarks/fit_background.py GOLD.jsonl... [--rules-only] [--write]

Every event of GOLD (documents in the contract's form, with gold `events`) that the coder finds and takes for real is an
example, unless its own words date it plainly, if gold has it as actual or historical. Logistic regression over its
signs (`BackgroundChoice.signs`) with a ridge penalty, by Newton's method; signs seen less than `--least` times are left
out. Prints, from cross-validation by document, how often the status of events is right, before this choice and after
it, of all events that gold has too, whatever their status.
With `--rules-only` the weights for use without the network are fitted, else those beside it; for these, leave out
texts on which the network was trained. `--write` puts the weights of the fit on all documents into the package's data.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from fit_confidence import fit
from fit_places import aligned
from weight_files import event_layer, fitting_parser, layered, write

from dateline import Coder
from dateline.code.events.background import BackgroundChoice, Signs
from dateline.code.events.component import EventDocument
from dateline.code.events.weights import weighed


@dataclass(slots=True)
class Told:
    """What one document gives: for the events that the choice is about their signs, first status and gold's, and of all
    others how many there are, how many were right at first, and how many are.
    """

    events: list[tuple[Signs, str, str]] = field(default_factory=list)
    others: int = 0
    first_right: int = 0
    right: int = 0


def documents(coder: Coder, path: Path) -> Iterator[Told]:
    """Yield the examples of each document of a file."""
    layer = event_layer(coder)
    for gold in map(json.loads, path.read_text("utf-8").splitlines()):
        doc = layered(coder, gold)
        reading = None if layer.core is None else layer.core.read(doc)
        read = EventDocument(doc, layer.frames, layer.words, reading)
        found = layer.likely(read)
        choice = BackgroundChoice(doc, found, layer.words, reading, read.timeline)
        told = Told()
        for n, true in aligned(gold["events"], [candidate.event for candidate in found]).items():
            status = true["status"]
            if choice.is_open(n) and not choice.is_plain(n):
                told.events.append((choice.signs(n), found[n].event.status, status))
            else:
                told.others += 1
                first = found[n].event.status
                told.first_right += first == status
                told.right += ("historical" if choice.is_open(n) else first) == status
        yield told


def weights_of(told: list[Told], names: list[str], ridge: float) -> dict[str, float]:
    """Fit the weight of each sign."""
    rows = [(signs, gold) for one in told for signs, _, gold in one.events if gold in ("actual", "historical")]
    x = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in rows])
    y = np.array([float(gold == "historical") for _, gold in rows])
    return dict(zip(names, map(float, fit(x, y, np.ones(len(y)), ridge, biased=False)), strict=True))


def main() -> int:
    """Fit, validate, print, and write when asked."""
    parser = fitting_parser(__doc__)
    args = parser.parse_args()
    coder = Coder(rules_only=args.rules_only)
    told = {path: list(documents(coder, path)) for path in args.gold}
    everything = [one for found in told.values() for one in found]
    seen = Counter(name for one in everything for signs, _, _ in one.events for name in signs)
    names = sorted(name for name, count in seen.items() if count >= args.least)
    held = [weights_of([o for n, o in enumerate(everything) if n % args.folds != k], names, args.ridge)
            for k in range(args.folds)]  # fmt: skip
    number = 0
    for path, found in told.items():
        before = after = count = 0
        for one in found:
            weights = held[number % args.folds]
            number += 1
            count += one.others + len(one.events)
            before += one.first_right + sum(first == gold for _, first, gold in one.events)
            after += one.right + sum(_chosen(signs, weights) == gold for signs, _, gold in one.events)
        print(f"{path.name}: {count} events, status right {before / max(1, count):.3f} before, "
              f"{after / max(1, count):.3f} after, across documents")  # fmt: skip
    if args.write:
        fitted = weights_of(everything, names, args.ridge)
        write("background.yaml", "background_weights", fitted, rules_only=args.rules_only)
    return 0


def _chosen(signs: Signs, weights: dict[str, float]) -> str:
    return "historical" if weighed(signs, weights) > 0.0 else "actual"


if __name__ == "__main__":
    sys.exit(main())
