"""Throughput of `dateline code --ray local` as a ratio to `--processes N` on the same machine and documents.

    python benchmarks/cluster.py ../shared/eval/crisis/train.jsonl --documents 1500 --processes 2

Both are timed from the first coded chunk's end to the last's, so that starting costs neither; and whole, with starting.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from dateline import Coder
from dateline.cluster import Tally, code_on_ray
from dateline.read import read_documents


def main() -> None:
    """Time both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSONL of documents; repeated until there are enough")
    parser.add_argument("--documents", type=int, default=1500)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rules-only", action="store_true")
    arguments = parser.parse_args()
    settings = {"rules_only": arguments.rules_only}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        texts = [json.loads(line)["text"] for line in arguments.corpus.open(encoding="utf-8")]
        with corpus.open("w", encoding="utf-8") as stream:
            for text in islice(cycle(texts), arguments.documents):
                stream.write(json.dumps({"text": text}) + "\n")
        started = time.perf_counter()
        marks: list[tuple[float, int]] = []
        coder = Coder(rules_only=arguments.rules_only)
        for n, _ in enumerate(
            coder.pipe(read_documents([corpus], report=print), processes=arguments.processes), start=1
        ):
            marks.append((time.perf_counter() - started, n))
        pool = _report(f"{arguments.processes} processes", marks)
        started = time.perf_counter()
        marks = []

        def advance(tally: Tally) -> None:
            marks.append((time.perf_counter() - started, tally.coded))

        code_on_ray([str(corpus)], f"{folder}/out", settings=settings, coders=arguments.processes, advance=advance)
        cluster = _report(f"Ray, {arguments.processes} coders", marks)
        print(f"ratio {cluster / pool:.2f}")


def _report(name: str, marks: list[tuple[float, int]]) -> float:
    (first, before), (last, total) = marks[min(len(marks) - 1, len(marks) // 10)], marks[-1]
    rate = (total - before) / (last - first)
    print(f"{name}: {rate:.2f} documents/s once started; {total} in {last:.1f} s with starting")
    return rate


if __name__ == "__main__":
    main()
