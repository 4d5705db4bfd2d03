"""How often the state of a commitment is right, after each document of the stories in `tests/link/commitments.yaml`.

    python benchmarks/commitments.py [STORIES] [--part dev|check] [--show]

A commitment is right when one of its kind and party is found whose state as of the day of publication is the one
expected, and whose deadline is, where one is expected. What is found and not expected is counted beside it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from dateline import Coder, Document
from dateline.link.commitments import as_of, commitments_of
from dateline.link.commitments_acts import Act, acts_of
from dateline.link.model import Commitment
from dateline.model import CodedDocument

STORIES = Path(__file__).parents[1] / "tests" / "link" / "commitments.yaml"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, nargs="?", default=STORIES)
    parser.add_argument("--part", choices=["dev", "check"])
    parser.add_argument("--show", action="store_true", help="show what is wrong")
    parser.add_argument("--rules-only", action="store_true", help="without the learned core")
    arguments = parser.parse_args()
    stories = yaml.safe_load(arguments.stories.read_text(encoding="utf-8"))["stories"]
    coder = Coder(rules_only=arguments.rules_only)
    coded = {document.id: document for document in coder.pipe(documents(stories))}
    for part in [arguments.part] if arguments.part else ["dev", "check"]:
        wanted = [story for story in stories if story["part"] == part]
        right, expected, extra = measure(wanted, coded, show=arguments.show)
        share = f"{right} of {expected} states right ({right / expected:.1%})"
        print(f"{part}: {len(wanted)} stories, {share}, {extra} commitments not expected")


def documents(stories: Iterable[dict[str, Any]]) -> Iterable[Document]:
    """Yield the documents of the stories."""
    for story in stories:
        for number, said in enumerate(story["documents"]):
            yield Document(
                id=f"{story['id']}/{number}",
                text=said["text"],
                published=str(said["published"]),
                publisher=said["publisher"],
            )


def measure(
    stories: Iterable[dict[str, Any]], coded: dict[str, CodedDocument], *, show: bool = False
) -> tuple[int, int, int]:
    """Give how many states are right, how many are expected, and how many commitments are found beside those."""
    right = expected = extra = 0
    for story in stories:
        acts: list[Act] = []
        for number, said in enumerate(story["documents"]):
            acts += acts_of(coded[f"{story['id']}/{number}"])
            found = states(acts, str(said["published"]))
            met: set[str] = set()
            for line in said["expect"]:
                kind, who, state, *deadline = line.split()
                of = [c for c in found if c.kind == kind and is_party(c, who)]
                met.update(c.id for c in of)
                expected += 1
                if any(c.state == state and (not deadline or c.deadline == deadline[0]) for c in of):
                    right += 1
                elif show:
                    print(f"{story['id']}/{number} {line}: {[(c.state, c.deadline) for c in of]}\n    {said['text']}")
            others = [c for c in found if c.id not in met]
            extra += len(others)
            if show:
                for c in others:
                    print(f"{story['id']}/{number} not expected: {c.kind} {[w.name for w in c.by]} {c.state}: {c.text}")
    return right, expected, extra


def states(acts: Iterable[Act], day: str) -> list[Commitment]:
    """Give the commitments of all threads of some acts as of a day."""
    threads: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        threads[act.thread].append(act)
    return [as_of(found, day) for of in threads.values() for found in commitments_of(of)]


def is_party(commitment: Commitment, said: str) -> bool:
    """Tell whether a commitment binds who is named by code or by a part of the name."""
    return any(said == who.code or said.lower() in who.name.lower() for who in commitment.by)


if __name__ == "__main__":
    main()
