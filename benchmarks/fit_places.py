"""Fit the weights by which the place of an event is chosen, and say how well they hold across documents.

    python benchmarks/fit_places.py GOLD.jsonl… [--rules-only] [--nowhere-less 2.2] [--write]

Every event of GOLD (documents in the contract's form, with gold `events`) that the coder finds is an example, if its
own words do not settle its place: its reasons (`PlaceChoice.reasons`), those that lead to a place that gold gives being
right. The other events of the document have the places that their words or gold give them.
Multinomial logistic regression over the reasons with a ridge penalty, by Newton's method. Prints, from
cross-validation by document in which events take the places chosen for those before, how often the place is right
where gold has one (a word in common), and nowhere where none.
`--nowhere-less` is taken off the weight of nowhere (by default 2.2, and 1 by rules alone, whose doubtful places are
oftener wrong): readers miss a place more than they mind a doubtful one.
With `--rules-only` the weights for use without the network are fitted, else those beside it: near the former, on texts
that the network was not trained on. `--write` puts the weights of the fit on all documents into the package's data.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc
from weight_files import event_layer, layered, write, written

from dateline import Coder
from dateline.code.events.learned import Reading
from dateline.code.events.spots import Spot
from dateline.code.events.where import PlaceChoice, Signs
from dateline.code.events.words import EventWords, load_event_words
from dateline.code.layers import EventMention

Array = np.ndarray[Any, Any]
RULES_LESS, BOTH_LESS = 1.0, 2.2
"""What is taken off the weight of nowhere by rules alone, and beside the network."""


@dataclass(slots=True)
class Coded:
    """One document: its choice of places, and for events that gold has, its place (None for nowhere)."""

    choice: PlaceChoice
    gold: dict[int, dict[str, Any] | None]

    def right(self, spot: Spot, text: str) -> bool:
        """Tell whether a place is one that gold names so."""
        return any(_words(text) & _words(name) for name in self.names(spot))

    def names(self, spot: Spot) -> list[str]:
        """Give the texts of a place's mentions and its name in the gazetteer."""
        places = [self.choice.spots.places[m] for m in spot.mentions]
        found = [self.choice.doc.text[place.start_char : place.end_char] for place in places]
        return found + [place.record.name for place in places if place.record is not None]

    def true_spots(self, n: int) -> list[Spot]:
        """Give the places that are right for an event, those of the very name if there are any."""
        gold = self.gold.get(n)
        if gold is None:
            return []
        hits = [spot for spot in self.choice.spots.spots if self.right(spot, gold["text"])]
        return [spot for spot in hits if gold["text"] in self.names(spot)] or hits

    def given(self) -> dict[int, Spot | None]:
        """Give the place of each event that is known: gold's, or for others what their own words tell."""
        found: dict[int, Spot | None] = {}
        for n in range(len(self.choice.events)):
            true = self.true_spots(n)
            if self.choice.settled(n):
                found[n] = self.choice.told[n]
            elif true:
                found[n] = true[0]
            elif n in self.gold and self.gold[n] is None:
                found[n] = None
        return found


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2 and word not in ("the", "and", "for")}


def coded(coder: Coder, path: Path) -> Iterator[Coded]:
    """Yield the documents of a file."""
    words = load_event_words(())
    core = event_layer(coder).core
    for gold in map(json.loads, path.read_text("utf-8").splitlines()):
        doc = layered(coder, gold, events=True)
        yield chosen(doc, gold, words, None if core is None else core.read(doc))


def chosen(doc: Doc, gold: dict[str, Any], words: EventWords, reading: Reading | None) -> Coded:
    """Give a coded document with the gold places of its events."""
    events: list[EventMention] = doc._.dateline_events
    true = {n: event.get("event_loc") for n, event in aligned(gold["events"], events).items()}
    return Coded(PlaceChoice(doc, events, words, reading), true)


def aligned(gold: list[dict[str, Any]], events: list[EventMention]) -> dict[int, dict[str, Any]]:
    """Give by index the gold event that each event takes: one of its type and sentence, nearest triggers first."""
    pairs = sorted(
        (abs(g["trigger"]["start"] - event.trigger.start_char), k, n)
        for k, g in enumerate(gold)
        for n, event in enumerate(events)
        if g["event"] == event.event and g["start"] <= event.trigger.start_char < g["end"]
    )
    taken: dict[int, int] = {}
    for _, k, n in pairs:
        if k not in taken.values() and n not in taken:
            taken[n] = k
    return {n: gold[k] for n, k in sorted(taken.items())}


def examples(document: Coded) -> Iterator[tuple[list[Signs], list[bool]]]:
    """Yield for each event the signs of its reasons, and which of them lead to a right answer."""
    given = document.given()
    for n, gold in document.gold.items():
        if document.choice.settled(n):
            continue
        true = {id(spot) for spot in document.true_spots(n)}
        reasons = list(document.choice.reasons(n, given))
        right = [gold is None if spot is None else id(spot) in true for spot, _ in reasons]
        if any(right):
            yield [signs for _, signs in reasons], right


@dataclass(slots=True)
class Table:
    """Examples as one matrix: a row per reason, `right` those that are, `begins` the first row of each example."""

    rows: Array
    right: Array
    begins: Array

    @classmethod
    def of(cls, data: list[tuple[list[Signs], list[bool]]], names: list[str]) -> Table:
        """Make the matrix of examples, with a column for each name."""
        column = {name: k for k, name in enumerate(names)}
        rows: Array = np.zeros((sum(len(right) for _, right in data), len(names)))
        r = 0
        for signs, _ in data:
            for one in signs:
                for name, value in one.items():
                    if name in column:
                        rows[r, column[name]] = value
                r += 1
        begins = np.cumsum([0, *(len(right) for _, right in data[:-1])])
        return cls(rows, np.concatenate([np.array(right) for _, right in data]), begins)


def fit(table: Table, ridge: float, prior: Array | None = None) -> Array:
    """Give the weights of a ridge-penalised regression over reasons by Newton's method with bounded steps.

    The penalty is on how far the weights are from `prior`, from none if that is not given.
    """
    x, begins = table.rows, table.begins
    size = x.shape[1]
    lengths = np.diff([*begins, len(x)])
    start: Array = np.zeros(size) if prior is None else prior
    weights: Array = start.copy()
    for _ in range(30):
        scores = x @ weights
        p = np.exp(scores - np.repeat(np.maximum.reduceat(scores, begins), lengths))
        q = p * table.right
        p /= np.repeat(np.add.reduceat(p, begins), lengths)
        q /= np.repeat(np.add.reduceat(q, begins), lengths)
        weighted = x * p[:, None]
        means = np.add.reduceat(weighted, begins, axis=0)
        hessian = x.T @ weighted - means.T @ means + ridge * np.eye(size)
        step = np.linalg.solve(hessian, x.T @ (q - p) - ridge * (weights - start))
        weights += step * min(1.0, 2.0 / max(1e-9, float(np.abs(step).max())))
        if np.abs(step).max() < 1e-3:
            break
    return weights


def main() -> int:
    """Fit, validate, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--nowhere-less", type=float)
    parser.add_argument("--ridge", type=float, default=5.0)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.nowhere_less is None:
        args.nowhere_less = RULES_LESS if args.rules_only else BOTH_LESS
    coder = Coder(rules_only=args.rules_only)
    documents = [document for path in args.gold for document in coded(coder, path)]
    told = [list(examples(document)) for document in documents]
    names = sorted({name for found in told for signs, _ in found for one in signs for name in one})
    prior = None
    if not args.rules_only:
        before = written("places.yaml", "place_weights", rules_only=True)
        before["nowhere"] += RULES_LESS
        prior = np.array([before.get(name, 0.0) for name in names])
    counts = {"placed": 0, "right": 0, "nowhere": 0, "left": 0, "given": 0}
    for k in range(args.folds):
        rest = [one for n, found in enumerate(told) if n % args.folds != k for one in found]
        weights = _named(names, fit(Table.of(rest, names), args.ridge, prior), args.nowhere_less)
        for document in documents[k :: args.folds]:
            _count(document, weights, counts)
    print(f"{sum(map(len, told))} events, {len(names)} signs; across documents:")
    print(
        f"  right place, where gold has one   {counts['right'] / max(1, counts['placed']):.3f} (of {counts['placed']})"
    )
    print(
        f"  nowhere, where gold has none      {counts['left'] / max(1, counts['nowhere']):.3f} (of {counts['nowhere']})"
    )
    print(f"  right, of places given            {counts['right'] / max(1, counts['given']):.3f} (of {counts['given']})")
    weights = _named(
        names, fit(Table.of([one for found in told for one in found], names), args.ridge, prior), args.nowhere_less
    )
    print(json.dumps(dict(sorted(weights.items(), key=lambda item: -item[1])), indent=1))
    if args.write:
        write("places.yaml", "place_weights", weights, rules_only=args.rules_only)
    return 0


def _named(names: list[str], weights: Array, nowhere_less: float) -> dict[str, float]:
    named = {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}
    named["nowhere"] = round(named["nowhere"] - nowhere_less, 2)
    return named


def _count(document: Coded, weights: dict[str, float], counts: dict[str, int]) -> None:
    choice = document.choice
    choice.assign(weights)
    for n, gold in document.gold.items():
        place = choice.events[n].place
        counts["given"] += place is not None
        counts["placed" if gold else "nowhere"] += 1
        if gold is None:
            counts["left"] += place is None
        elif place is not None:
            spot = next(spot for spot in choice.spots.spots if place in spot.mentions)
            counts["right"] += document.right(spot, gold["text"])


if __name__ == "__main__":
    sys.exit(main())
