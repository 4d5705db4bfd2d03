"""Fit the weights by which two triggers of one type in a sentence are taken for two events, and say how well they hold.

    python benchmarks/fit_twins.py GOLD.jsonl... [--rules-only] [--write]

Every trigger that the coder finds beside a surer one of its type in a sentence of GOLD (documents in the contract's
form, with gold `events`) is an example (`dateline.code.events.twins.furthers`), unless syntax binds it to that one; it
is an event of its own where gold has more events of that type in that sentence than there are surer ones. Logistic
regression with a ridge penalty. Prints, from cross-validation by document, how many would be kept apart above several
scores, and how many of these rightly.
With `--rules-only` the weights for use without the network are fitted, else those beside it; for these, leave out
texts on which the network was trained. `--write` puts the weights of the fit on all documents into the package's data.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from fit_confidence import fit
from weight_files import event_layer, fitting_parser, layered, write

from dateline import Coder
from dateline.code.events.component import EventDocument
from dateline.code.events.twins import APART, BIAS, Further, furthers

Examples = list[tuple[Further, bool]]
SCORES = (-1.0, -0.8, APART, -0.4, -0.2, 0.0)


def documents(coder: Coder, documents: Iterable[dict[str, Any]]) -> Iterator[Examples]:
    """Yield the examples of gold documents: a further trigger, and whether it is an event of its own."""
    layer = event_layer(coder)
    for gold in documents:
        doc = layered(coder, gold)
        reading = None if layer.core is None else layer.core.read(doc)
        events = layer.told(EventDocument(doc, layer.frames, layer.words, reading))
        surer: Counter[tuple[int, str]] = Counter()
        examples = []
        for further in furthers(doc, events, reading):
            event = events[further.event]
            here = range(event.sentence.start_char, event.sentence.end_char)
            surer[here.start, event.event] += 1
            count = sum(e["event"] == event.event and e["trigger"]["start"] in here for e in gold["events"])
            if not further.bound:
                examples.append((further, count > surer[here.start, event.event]))
        yield examples


def weights_of(examples: Examples, least: int, ridge: float) -> dict[str, float]:
    """Fit a weight for each sign that is seen often enough."""
    seen = Counter(name for further, _ in examples for name in further.signs)
    names = [BIAS, *sorted(name for name, count in seen.items() if count >= least and name != BIAS)]
    x = np.array([[further.signs.get(name, 0.0) for name in names] for further, _ in examples])
    y = np.array([float(apart) for _, apart in examples])
    return dict(zip(names, map(float, fit(x, y, np.ones(len(y)), ridge)), strict=True))


def main() -> int:
    """Fit, validate, print, and write when asked."""
    parser = fitting_parser(__doc__)
    args = parser.parse_args()
    coder = Coder(rules_only=args.rules_only)
    gold = [json.loads(line) for path in args.gold for line in path.read_text("utf-8").splitlines()]
    found = list(documents(coder, gold))
    if not any(found):
        parser.error("the coder finds no two triggers of one type in a sentence of these files: give more")
    order = {one: n for n, one in enumerate(dict.fromkeys(one["id"] for one in gold))}  # a document given twice is one
    fold = [order[one["id"]] % args.folds for one in gold]
    kept: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for k in range(args.folds):
        rest = [example for n, examples in enumerate(found) if fold[n] != k for example in examples]
        weights = weights_of(rest, args.least, args.ridge)
        for further, apart in (example for n, examples in enumerate(found) if fold[n] == k for example in examples):
            for score in SCORES:
                chosen = further.score(weights) > score
                kept[score] += chosen
                right[score] += apart and chosen
    everything = [example for examples in found for example in examples]
    print(f"{len(everything)} further triggers, {sum(apart for _, apart in everything)} of them events of their own")
    for score in SCORES:
        print(f"  above {score:+.1f}: {kept[score]} kept apart, {right[score]} rightly")
    if args.write:
        fitted = weights_of(everything, args.least, args.ridge)
        write("twins.yaml", "twin_weights", fitted, rules_only=args.rules_only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
