"""Fit how frames and network are combined, on coded texts that the network was not trained on.

    python training/fit.py --model FOLDER [--real GOLD.jsonl …] [--texts TEXTS.jsonl …] [--write]

FOLDER is what `training/train.py --held-out I/N` wrote: a network, and the ids of the texts kept from it. On these
texts, fits the weights of event confidence, of parties and of status, and the thresholds of modes; prints how well they
do across texts (five folds) and, with `--write`, puts them into the package's data.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from material import Event, Example, Party, load

from dateline import Coder
from dateline.code.events.combination import weighed_status
from dateline.code.events.completion import Candidate, complete
from dateline.code.events.component import EventDocument, EventLayer
from dateline.code.events.learned import LearnedCore
from dateline.code.events.parties import PartyCandidate, PartyChoice
from dateline.code.events.weights import weighed
from dateline.model import Status

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from fit_confidence import calibration_error, fit
from weight_files import event_layer, layered, write_tree

Array = np.ndarray[Any, Any]
FOLDS = 5
FILL, TAKEN = -0.9, 0.4
"""The logit from which the likeliest entity fills a role, and that from which further ones take it too; chosen by the
share of crisis training events of which both roles are right. (Readers of other news name parties more freely: -1.4.)
"""
PARTY_RIDGE = 20.0
"""The penalty on weights of signs of parties, many of which are rare."""
PRIORS = {"off_topic": -0.64}
"""Weights of signs that say nothing beside stronger ones on these texts: as fitted before "apolitical" was one."""
WEIGHT = {"documents": 1.0, "sentences": 0.4, "codings": 1.0, "real": 1.5}
"""Importance of an example by the kind of its text."""


@dataclass(slots=True)
class Found:
    """A candidate with what is needed to fit on it: text number, signs, the gold event it is, or None."""

    text: int
    signs: dict[str, float]
    gold: Event | None
    rule_status: Status
    rule_modes: list[str]
    plain: bool
    event: str
    status: dict[str, float]
    modes: dict[str, float]


@dataclass(slots=True)
class Data:
    """All that is fitted on."""

    kinds: list[str] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    parties: list[tuple[int, dict[str, float], bool]] = field(default_factory=list)
    lost_parties: Counter[str] = field(default_factory=Counter)
    gold: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def rows(layer: EventLayer, coder: Coder, example: Example, number: int, data: Data) -> None:
    """Add what one text gives."""
    doc = layered(coder, {"text": example.text, "published": example.published, "publisher": example.publisher})
    data.gold[example.kind] += len(example.events)
    assert layer.core is not None
    reading = layer.core.read(doc)
    document = EventDocument(doc, layer.frames, layer.words, reading)
    candidates = layer.candidates(document)
    before = [(c.event.status, list(c.event.mode)) for c in candidates]
    for candidate in candidates:
        layer.weigh(candidate, document)
    matched = align(example.events, candidates)
    for i, candidate in enumerate(candidates):
        token = candidate.predicate.token.i
        data.found.append(
            Found(
                number,
                candidate.event.signs,
                matched.get(i),
                *before[i],
                candidate.plain,
                candidate.event.event,
                reading.status(token),
                reading.modes(token, candidate.event.event),
            )
        )
    kept = [i for i, c in enumerate(candidates) if c.event.confidence >= layer.min_confidence or i in matched]
    found = [candidates[i] for i in kept]
    complete(doc, found, document.roles, layer.words)
    choice = PartyChoice(document.roles, reading, layer.combination.parties, layer.words, found)
    for i in kept:
        if i in matched:
            add_parties(choice, candidates[i], matched[i], number, data)


def align(gold: list[Event], candidates: list[Candidate]) -> dict[int, Event]:
    """Give the gold event of each candidate that is one: of its type, in its sentence, nearest triggers first."""
    pairs = sorted(
        (abs(g.trigger[0] - c.event.trigger.start_char), -c.event.confidence, n, i)
        for n, g in enumerate(gold)
        for i, c in enumerate(candidates)
        if g.event == c.event.event and c.event.sentence.start_char <= g.trigger[0] < c.event.sentence.end_char
    )
    found: dict[int, Event] = {}
    used: set[int] = set()
    for _, _, n, i in pairs:
        if n not in used and i not in found:
            used.add(n)
            found[i] = gold[n]
    return found


def add_parties(choice: PartyChoice, candidate: Candidate, gold: Event, number: int, data: Data) -> None:
    """Add the party candidates of one event, right or wrong."""
    listed = choice.candidates(candidate.event)
    for role, wanted in (("actor", gold.actor), ("recipient", gold.recipient)):
        offered = [each for each in listed if each.role == role]
        right = named(choice, offered, wanted)
        data.parties += [(number, each.signs, n in right) for n, each in enumerate(offered)]
        data.lost_parties["offered"] += len(right)
        data.lost_parties["not offered"] += len(wanted) - len(right)


def named(choice: PartyChoice, offered: list[PartyCandidate], wanted: list[Party]) -> set[int]:
    """Give the numbers of the candidates that are the wanted parties, one for each at most: its very words, else whom
    the weights of today prefer among those of its country. Others of that country are wrong beside it.
    """
    pairs = []
    for n, each in enumerate(offered):
        for k, party in enumerate(wanted):
            same = each.party.entity in entities(choice, [party])
            country = party.code is not None and party.code == each.party.code
            if same or country:
                pairs.append((same, country, weighed(each.signs, choice.weights), n, k))
    found: dict[int, int] = {}
    for *_, n, k in sorted(pairs, reverse=True):
        if n not in found and k not in found.values():
            found[n] = k
    return set(found)


def entities(choice: PartyChoice, parties: list[Party]) -> set[int | None]:
    """Give the entities that gold parties are, as our actors have them."""
    actors, doc = choice.roles.actors, choice.roles.doc
    found: set[int | None] = set()
    for start, end in (place for party in parties for place in party.at):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        mention = actors.by_head.get(span.root.i)
        if mention is None:
            mention = next((actors.by_head[i] for i in range(span.start, span.end) if i in actors.by_head), None)
        if mention is not None:
            found.add(actors.mentions[mention].entity)
    return found


def table(rows: list[tuple[int, dict[str, float]]]) -> tuple[Array, list[str]]:
    """Give signs as a matrix with a bias column, and the names of the others."""
    names = sorted({name for _, signs in rows for name in signs})
    return np.array([[1.0, *(signs.get(name, 0.0) for name in names)] for _, signs in rows]), names


def cross_fit(x: Array, y: Array, weight: Array, fold: Array, ridge: float = 1.0) -> tuple[Array, Array]:
    """Give the weights fitted on all, and each row's probability by weights fitted without its fold."""
    out = np.zeros(len(y))
    for k in range(FOLDS):
        rest = fold != k
        out[~rest] = 1 / (1 + np.exp(-x[~rest] @ fit(x[rest], y[rest], weight[rest], ridge)))
    return fit(x, y, weight, ridge), out


def fit_confidence(data: Data) -> dict[str, float]:
    """Fit event confidence; print F1 by threshold and kind of text, and calibration."""
    x, names = table([(f.text, {k: v for k, v in f.signs.items() if k not in PRIORS}) for f in data.found])
    y = np.array([float(f.gold is not None) for f in data.found])
    kinds = np.array([data.kinds[f.text] for f in data.found])
    weight = np.array([WEIGHT[k] for k in kinds])
    fold = np.array([f.text % FOLDS for f in data.found])
    weights, out = cross_fit(x, y, weight, fold)
    for kind in sorted(set(data.kinds)):
        here = kinds == kind
        gold = data.gold[kind]
        for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
            kept = here & (out >= threshold)
            hits = y[kept].sum()
            print(
                f"  {kind:<10} threshold {threshold:.2f}  P {hits / max(1, kept.sum()):.3f}  R {hits / gold:.3f}"
                f"  F1 {2 * hits / (kept.sum() + gold):.3f}"
            )
        error = calibration_error(out[here], y[here])
        print(f"  {kind:<10} expected calibration error {error:.3f}; candidates reach {y[here].sum() / gold:.3f}")
    return dict(zip(["bias", *names], (round(float(w), 3) for w in weights), strict=True)) | PRIORS


def fit_parties(data: Data) -> dict[str, float]:
    """Fit who takes which role; print the F1 of entities in roles."""
    x, names = table([(n, signs) for n, signs, _ in data.parties])
    y = np.array([float(right) for *_, right in data.parties])
    weight = np.array([WEIGHT[data.kinds[n]] for n, *_ in data.parties])
    fold = np.array([n % FOLDS for n, *_ in data.parties])
    weights, out = cross_fit(x, y, weight, fold, PARTY_RIDGE)
    print(f"  parties: {len(y)} candidates, {dict(data.lost_parties)}")
    for kind in sorted(set(data.kinds)):
        here = np.array([data.kinds[n] == kind for n, *_ in data.parties])
        hits = y[here & (out >= 0.5)].sum()
        chosen, gold = (here & (out >= 0.5)).sum(), y[here].sum()
        print(f"  {kind:<10} chosen P {hits / max(1, chosen):.3f} R {hits / max(1, gold):.3f}")
    return dict(zip(["bias", *names], (round(float(w), 3) for w in weights), strict=True))


def fit_status(data: Data, *, plain: bool) -> dict[str, float]:
    """Fit how much the rules' status counts beside the network's, status by status; print the accuracy."""
    matched = [(f, f.gold.status) for f in data.found if f.gold is not None and f.plain == plain]
    weights = dict.fromkeys(("actual", "historical", "future", "hypothetical", "negated"), 0.0)

    def right(trial: dict[str, float]) -> float:
        return sum(WEIGHT[data.kinds[f.text]] * (_status(f, trial) == gold) for f, gold in matched)

    for _ in range(2):
        for status in weights:
            weights[status] = max(
                (round(step * 0.25, 2) for step in range(17)), key=lambda w: (right({**weights, status: w}), -w)
            )
    for kind in sorted(set(data.kinds)):
        here = [(f, gold) for f, gold in matched if data.kinds[f.text] == kind]
        if here:
            both = sum(_status(f, weights) == gold for f, gold in here)
            rules = sum(f.rule_status == gold for f, gold in here)
            network = sum(_status(f, {}) == gold for f, gold in here)
            print(
                f"  status {'network' if plain else 'frames'} {kind:<10} rules {rules / len(here):.3f} "
                f"network {network / len(here):.3f} both {both / len(here):.3f} of {len(here)}"
            )
    return weights


def _status(found: Found, weights: dict[str, float]) -> str:
    return weighed_status(found.status, found.rule_status, weights)


def fit_modes(data: Data) -> tuple[float, float]:
    """Fit the thresholds of modes; print their F1."""
    matched = [(f, set(f.gold.mode)) for f in data.found if f.gold is not None]

    def score(kept: float, added: float, kinds: set[str]) -> float:
        hit = total = 0
        for f, gold in matched:
            if data.kinds[f.text] in kinds:
                modes = {m for m in f.rule_modes if f.modes.get(m, 0.0) > kept}
                modes |= {m for m, logit in f.modes.items() if logit > added}
                hit += len(modes & gold)
                total += len(modes) + len(gold)
        return 2 * hit / max(1, total)

    grid = [(k / 2, a / 2) for k in range(-12, 1) for a in range(-4, 7)]
    best = max(grid, key=lambda pair: score(pair[0], pair[1], {"documents", "real"}))
    for kind in sorted(set(data.kinds)):
        print(
            f"  modes {kind:<10} rules {score(-99, 99, {kind}):.3f} network {score(99, 0, {kind}):.3f} "
            f"both {score(best[0], best[1], {kind}):.3f}"
        )
    return best


def main() -> int:
    """Fit, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--real", type=Path, nargs="*", default=[])
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    held = set(json.loads((args.model / "held-out.json").read_text("utf-8")))
    coder = Coder()
    layer = event_layer(coder)
    layer.core = LearnedCore(args.model)
    data, told = Data(), list[bool]()
    for example in load(args.real, args.texts):
        if example.id in held:
            told.append(example.told)
            rows(layer, coder, example, len(data.kinds), data)
            data.kinds.append(example.kind)
    print(f"{len(data.kinds)} texts, {len(data.found)} candidates")
    tree: dict[str, Any] = {"confidence": fit_confidence(data), "parties": fit_parties(data)}
    with_status = replace(data, found=[found for found in data.found if told[found.text]])
    tree["status_of_rules"] = fit_status(with_status, plain=False)
    tree["status_alone"] = fit_status(with_status, plain=True)
    tree["parties"] |= {"fill": FILL, "taken": TAKEN}
    kept, added = fit_modes(data)
    tree["modes"] = {"kept": kept, "added": added}
    print(json.dumps(tree, indent=1))
    if args.write:
        write_tree("learned.yaml", {"learned": tree})
    return 0


if __name__ == "__main__":
    sys.exit(main())
