"""Fit the weights by which the place of an event is chosen, and say how well they hold across documents.

    python benchmarks/fit_places.py GOLD.jsonl [--nowhere-less 2.0] [--write]

Every event of GOLD (documents in the contract's form, with gold `events`) that the coder finds is an example: its
signs for each place of the document, and for nowhere, with the places that gold gives the events before it. Multinomial
logistic regression with a ridge penalty. Prints, from cross-validation by document in which events take the places
chosen for those before, how often the place is right where gold has one (a word in common), and nowhere where none.
`--nowhere-less` is taken off the weight of nowhere: readers miss a place more than they mind a doubtful one.
`--write` puts the weights of the fit on all documents into the package's data.
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

from dateline import Coder, Document
from dateline.code.events.where import PlaceChoice, Signs, Spot
from dateline.code.events.words import EventWords, load_event_words
from dateline.code.layers import EventMention
from dateline.knowledge import BUILT_IN

Array = np.ndarray[Any, Any]


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
        places = [self.choice.places[m] for m in spot.mentions]
        found = [self.choice.doc.text[place.start_char : place.end_char] for place in places]
        return found + [place.record.name for place in places if place.record is not None]

    def true_spots(self, n: int) -> list[Spot]:
        """Give the places that are right for an event, those of the very name if there are any."""
        gold = self.gold.get(n)
        if gold is None:
            return []
        hits = [spot for spot in self.choice.spots if self.right(spot, gold["text"])]
        return [spot for spot in hits if gold["text"] in self.names(spot)] or hits


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2 and word not in ("the", "and", "for")}


def coded(coder: Coder, path: Path) -> Iterator[Coded]:
    """Yield the documents of a file."""
    words = load_event_words(())
    for gold in map(json.loads, path.read_text("utf-8").splitlines()):
        yield _coded(coder, gold, words)


def _coded(coder: Coder, gold: dict[str, Any], words: EventWords) -> Coded:
    document = Document.model_validate(gold)
    doc = coder.nlp.make_doc(document.text)
    doc._.dateline_published = document.published
    doc._.dateline_publisher = document.publisher
    events: list[EventMention] = coder.nlp(doc)._.dateline_events
    return Coded(PlaceChoice(doc, events, words), _aligned(gold["events"], events))


def _aligned(gold: list[dict[str, Any]], events: list[EventMention]) -> dict[int, dict[str, Any] | None]:
    """Give the gold place of each event that a gold event of its type and sentence takes, nearest triggers first."""
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
    return {n: gold[k].get("event_loc") for n, k in taken.items()}


def examples(document: Coded) -> Iterator[tuple[list[Signs], list[bool]]]:
    """Yield for each event the signs of nowhere and of every place, and which of them are right."""
    choice = document.choice
    told: list[Spot | None] = []
    for n in range(len(choice.events)):
        true = document.true_spots(n)
        if n in document.gold:
            right = [document.gold[n] is None, *(spot in true for spot in choice.spots)]
            if any(right):
                yield [choice.signs(n, spot, told) for spot in (None, *choice.spots)], right
        told.append(true[0] if true else None)


def fit(data: list[tuple[Array, Array]], size: int, ridge: float) -> Array:
    """Give the weights of a ridge-penalised multinomial regression by Newton's method with bounded steps."""
    weights: Array = np.zeros(size)
    for _ in range(60):
        gradient, hessian = -ridge * weights, ridge * np.eye(size)
        for x, y in data:
            p = _probabilities(x @ weights)
            q = p * y / (p * y).sum()
            mean = p @ x
            gradient = gradient + q @ x - mean
            hessian = hessian + (x * p[:, None]).T @ x - np.outer(mean, mean)
        step = np.linalg.solve(hessian, gradient)
        weights += step * min(1.0, 2.0 / max(1e-9, float(np.abs(step).max())))
        if np.abs(step).max() < 1e-5:
            break
    return weights


def _probabilities(scores: Array) -> Array:
    raised: Array = np.exp(scores - scores.max())
    shares: Array = raised / raised.sum()
    return shares


def main() -> int:
    """Fit, validate, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--nowhere-less", type=float, default=2.0)
    parser.add_argument("--ridge", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    coder = Coder()
    documents = list(coded(coder, args.gold))
    told = [list(examples(document)) for document in documents]
    names = sorted({name for found in told for signs, _ in found for one in signs for name in one})
    data = [
        [
            (np.array([[one.get(name, 0.0) for name in names] for one in signs]), np.array(right))
            for signs, right in found
        ]
        for found in told
    ]
    counts = {"placed": 0, "right": 0, "nowhere": 0, "left": 0, "given": 0}
    for k in range(args.folds):
        rest = [one for n, found in enumerate(data) if n % args.folds != k for one in found]
        weights = _named(names, fit(rest, len(names), args.ridge), args.nowhere_less)
        for document in documents[k :: args.folds]:
            _count(document, weights, counts)
    print(f"{sum(map(len, data))} events, {len(names)} signs; across documents:")
    print(
        f"  right place, where gold has one   {counts['right'] / max(1, counts['placed']):.3f} (of {counts['placed']})"
    )
    print(
        f"  nowhere, where gold has none      {counts['left'] / max(1, counts['nowhere']):.3f} (of {counts['nowhere']})"
    )
    print(f"  right, of places given            {counts['right'] / max(1, counts['given']):.3f} (of {counts['given']})")
    weights = _named(names, fit([one for found in data for one in found], len(names), args.ridge), args.nowhere_less)
    print(json.dumps(dict(sorted(weights.items(), key=lambda item: -item[1])), indent=1))
    if args.write:
        path = BUILT_IN / "events" / "places.yaml"
        head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        lines = [f"  {json.dumps(name)}: {weight}" for name, weight in weights.items() if weight]
        path.write_text("\n".join([*head, "place_weights:", *lines]) + "\n", "utf-8")
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
            spot = next(spot for spot in choice.spots if place in spot.mentions)
            counts["right"] += document.right(spot, gold["text"])


if __name__ == "__main__":
    sys.exit(main())
