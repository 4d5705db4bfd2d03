"""How often the reconciled range of dead and injured covers the final count of an incident.

    python benchmarks/figures.py GOLD [--show] [--rules-only]

GOLD is JSONL of documents with `incidents` (ids; the first is the document's incident) and `incident_facts` (by id:
`dead`, `injured`, the final counts), such as gvc-dev.jsonl. Asked are incidents and kinds of which the documents give a
figure as far as we see; it is covered when low <= count <= high. Two groupings: the gold's (all assaults that the
documents of an incident report are one), and ours (of the incidents that linking makes of all documents together, the
one with the most mentions in the documents of the gold incident).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline import Coder
from dateline.link.figures import lines
from dateline.link.incidents import MemoryIndex, place
from dateline.link.incidents_mentions import mentions_of
from dateline.link.incidents_score import score
from dateline.link.incidents_tellings import tellings_of
from dateline.link.model import FigureLine, Mention
from dateline.model import CodedDocument, FigureKind
from dateline.read import read_documents

KINDS: tuple[FigureKind, ...] = ("dead", "injured")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--show", action="store_true", help="show what is not covered")
    parser.add_argument("--rules-only", action="store_true", help="without the learned core")
    arguments = parser.parse_args()
    coder = Coder(rules_only=arguments.rules_only)
    coded = {document.id: document for document in coder.pipe(read_documents([arguments.gold], report=print))}
    gold = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    report(gold, coded, show=arguments.show)


def report(gold: list[dict[str, Any]], coded: dict[str, CodedDocument], *, show: bool = False) -> None:
    """Print the share of covered counts with both groupings."""
    facts: dict[str, dict[str, Any]] = {}
    of: dict[str, list[str]] = defaultdict(list)
    for document in gold:
        name = document["incidents"][0]
        facts[name] = document["incident_facts"][name]
        if document["id"] in coded:
            of[name].append(document["id"])
    mentions = {name: mentions_of(document) for name, document in coded.items()}
    by_gold = {
        name: [m for document in documents for m in mentions[document] if m.event == "ASSAULT"]
        for name, documents in of.items()
    }
    for title, groups in (("gold grouping", by_gold), ("our grouping", ours(of, coded, mentions))):
        asked = covered = missing = 0
        for name, members in groups.items():
            found = {line.kind: line for line in lines(name, members)}
            for kind in KINDS:
                count = facts[name][kind]
                line = found.get(kind)
                if line is None:
                    missing += count > 0
                    continue
                asked += 1
                if covers(line, count):
                    covered += 1
                elif show:
                    values = [(r.text, r.value, r.low, r.high) for r in line.reports]
                    print(f"{title} {name} {kind} {count}: {line.low}-{line.high} of {values}")
        share = f"{covered} of {asked} counts covered ({covered / asked:.1%})"
        print(f"{title}: {share}; {missing} counts above zero without a figure")


def covers(line: FigureLine, count: float) -> bool:
    """Tell whether the range covers a count."""
    return (line.low or 0.0) <= count <= (line.high if line.high is not None else float("inf"))


def ours(
    of: dict[str, list[str]], coded: dict[str, CodedDocument], mentions: dict[str, list[Mention]]
) -> dict[str, list[Mention]]:
    """Give, for each gold incident, the mentions of our incident that has most of its documents' assaults."""
    group_of = link(coded.values(), mentions)
    members: dict[str, list[Mention]] = defaultdict(list)
    for found in mentions.values():
        for mention in found:
            members[group_of[mention.id]].append(mention)
    chosen = {}
    for name, documents in of.items():
        counts = Counter(group_of[m.id] for d in documents for m in mentions[d] if m.event == "ASSAULT")
        best = min(counts, key=lambda group: (-counts[group], group), default=None)
        chosen[name] = [m for m in members[best] if m.event == "ASSAULT"] if best else []
    return chosen


def link(documents: Iterable[CodedDocument], mentions: dict[str, list[Mention]]) -> dict[str, str]:
    """Give the group of each mention."""
    index = MemoryIndex()
    group_of: dict[str, str] = {}
    inside: dict[str, tuple[str, ...]] = {}
    for document in documents:
        tellings = tellings_of(mentions[document.id], document, score=score)
        inside.update({telling.id: telling.mentions for telling in tellings})
        for members in place(tellings, index):
            group_of.update({name: members[0] for telling in members for name in inside[telling]})
    return group_of


if __name__ == "__main__":
    main()
