"""How well documents are put together to reports and stories, in order of arrival and in random orders.

    python benchmarks/stories.py GOLD [--coded CODED] [--scorer SCRIPT] [--orders 3]

GOLD is JSONL of documents with `incidents` (ids of what each tells of) and `duplicate_of`. Without CODED (what
`dateline code --rules-only --format jsonl` makes of them) they are coded first. SCRIPT, if
given, is called with GOLD and the prediction, and its output printed.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import Coder
from dateline.link import ReportIndex, StoryIndex
from dateline.model import CodedDocument, Document

FIELDS = ("id", "title", "text", "published", "publisher", "url", "language")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--coded", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--orders", type=int, default=3, metavar="N", help="random orders besides that of arrival")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    coded = {document.id: document for document in _coded(rows, arguments.coded)}
    arrival = sorted(range(len(rows)), key=lambda n: (rows[n]["published"] is None, rows[n]["published"] or "", n))
    orders = {"arrival": arrival}
    for seed in range(arguments.orders):
        orders[f"random {seed}"] = random.Random(seed).sample(arrival, len(arrival))
    partitions = []
    for name, order in orders.items():
        reports, stories = ReportIndex(), StoryIndex()
        started = time.perf_counter()
        for number in order:
            document = coded[rows[number]["id"]]
            reports.add(document)
            stories.add(document)
        seconds = time.perf_counter() - started
        found = stories.shelf.stories(coded)
        partitions.append(_partition(found))
        predicted = [{"id": id_, "incidents": [found[id_]], "duplicate_of": reports.duplicate_of(id_)} for id_ in coded]
        print(f"{name}: B-cubed P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*b_cubed(rows, found)), end="  ")
        print(f"{len(set(found.values()))} stories, {1000 * seconds / len(rows):.1f} ms per document")
        if arguments.scorer is not None and name == "arrival":
            _score(arguments.gold, arguments.scorer, predicted)
    same = sum(partition == partitions[0] for partition in partitions[1:])
    print(f"{same} of {len(partitions) - 1} random orders give the same stories as arrival")


def b_cubed(rows: list[dict[str, Any]], found: dict[str, str]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the stories found."""
    gold: dict[str, set[str]] = {}
    predicted: dict[str, set[str]] = {}
    for row in rows:
        for label in row["incidents"]:
            gold.setdefault(label, set()).add(row["id"])
        predicted.setdefault(found[row["id"]], set()).add(row["id"])
    precision = recall = 0.0
    for row in rows:
        right = set().union(*(gold[label] for label in row["incidents"]))
        together = predicted[found[row["id"]]]
        precision += len(right & together) / len(together) / len(rows)
        recall += len(right & together) / len(right) / len(rows)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _coded(rows: list[dict[str, Any]], path: Path | None) -> Iterator[CodedDocument]:
    if path is None:
        yield from Coder(rules_only=True).pipe(Document(**{name: row.get(name) for name in FIELDS}) for row in rows)
        return
    with path.open(encoding="utf-8") as lines:
        yield from map(CodedDocument.model_validate_json, lines)


def _partition(found: dict[str, str]) -> set[frozenset[str]]:
    members: dict[str, set[str]] = {}
    for document, story in found.items():
        members.setdefault(story, set()).add(document)
    return {frozenset(ids) for ids in members.values()}


def _score(gold: Path, scorer: Path, predicted: list[dict[str, Any]]) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in predicted)
        file.flush()
        subprocess.run([sys.executable, str(scorer), str(gold), file.name], check=True)


if __name__ == "__main__":
    main()
