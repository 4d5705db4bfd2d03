"""Score whom subject pronouns are taken to mean, on passages of our own.

    python benchmarks/coreference.py [PASSAGES.yaml] [--set passages|check] [--errors]

PASSAGES (by default `data/coreference.yaml` beside this script, which says how it is laid out) has one pronoun asked
for in each passage. It is right when the entity that has a mention there also has one in the words that it `means`, and
none in the words of the `other` actor.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from dateline import Coder
from dateline.model import CodedDocument

_MARK = re.compile(r"<(\w+)>")
PASSAGES = Path(__file__).parent / "data" / "coreference.yaml"


@dataclass(frozen=True)
class Passage:
    """A text without marks, where its last marked pronoun stands, whose words it means and whose it might."""

    text: str
    pronoun: int
    means: str
    other: str | None


def read(path: Path, part: str) -> list[Passage]:
    """Read one part of a file of passages."""
    found = []
    for row in yaml.safe_load(path.read_text("utf-8"))[part]:
        marks = list(_MARK.finditer(row["text"]))
        pronoun = marks[-1].start() - 2 * (len(marks) - 1)
        text = _MARK.sub(r"\1", row["text"])
        if row["means"] not in text or (row.get("other") or "") not in text:
            raise ValueError(f"{path}: {row['text']}: `means` and `other` are words of the passage")
        found.append(Passage(text, pronoun, row["means"], row.get("other")))
    return found


def is_right(passage: Passage, coded: CodedDocument) -> bool:
    """Tell whether the pronoun of a passage has the entity that it means."""
    means = passage.text.index(passage.means)
    meant = (means, means + len(passage.means))
    other = None if passage.other is None else passage.text.index(passage.other)
    rival = None if other is None or passage.other is None else (other, other + len(passage.other))
    taken = [e.mentions for e in coded.entities if any(m.start == passage.pronoun for m in e.mentions)]
    spans = [[(m.start, m.end) for m in mentions] for mentions in taken]
    right = any(any(_overlap(span, meant) for span in entity) for entity in spans)
    return right and not any(rival is not None and any(_overlap(s, rival) for s in entity) for entity in spans)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main() -> None:
    """Code the passages and print how many pronouns are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, nargs="?", default=PASSAGES)
    parser.add_argument("--set", default="passages", dest="part")
    parser.add_argument("--errors", action="store_true", help="print the passages that are wrong")
    args = parser.parse_args()
    coder = Coder(rules_only=True)
    passages = read(args.passages, args.part)
    right = 0
    for passage in passages:
        coded = coder.code(passage.text)
        good = is_right(passage, coded)
        right += good
        if args.errors and not good:
            taken = [e.name for e in coded.entities if any(m.start == passage.pronoun for m in e.mentions)]
            marked = f"{passage.text[: passage.pronoun]}<{passage.text[passage.pronoun :]}"
            print(f"{marked}\n    means {passage.means!r}, taken for {', '.join(taken) or 'nobody'}")
    print(f"{args.part}: {right} of {len(passages)} right, {right / len(passages):.3f}")


if __name__ == "__main__":
    main()
