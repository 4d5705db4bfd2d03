"""Throughput of the whole coder as a ratio to the bare spaCy pipeline, memory, and cold start.

    python benchmarks/throughput.py DOCUMENTS.jsonl [--repeat N] [--rounds N] [--processes N]

The same documents go through both in turn, in one process, `--rounds` times; the medians of words per second and
of the ratio are printed. Then the coder alone with one and with `--processes` processes (start-up of the workers
not counted: a first small batch warms them), the peak memory of one coding process, and one article from a cold
start.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import spacy

from dateline import Coder, Document
from dateline.code.coder import DEFAULT_MODEL


def read(path: Path, repeat: int) -> list[Document]:
    """Give the documents of a JSONL file, `repeat` times over with ids of their own."""
    once = [Document.model_validate(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]
    return [doc.model_copy(update={"id": f"{doc.id}#{n}"}) for n in range(repeat) for doc in once]


def seconds_bare(nlp: spacy.language.Language, documents: list[Document]) -> float:
    """Give the seconds that the bare pipeline takes."""
    began = time.perf_counter()
    for _ in nlp.pipe((doc.text for doc in documents), batch_size=16):
        pass
    return time.perf_counter() - began


def seconds_coder(coder: Coder, documents: list[Document]) -> float:
    """Give the seconds that the whole coder takes in this process."""
    began = time.perf_counter()
    for _ in coder.pipe(documents):
        pass
    return time.perf_counter() - began


def seconds_processes(coder: Coder, documents: list[Document], processes: int) -> float:
    """Give the seconds from the first coded document to the last with several processes."""
    results = coder.pipe(documents, processes=processes)
    next(results)
    began = time.perf_counter()
    for _ in results:
        pass
    return time.perf_counter() - began


def peak_megabytes(path: Path) -> float:
    """Give the peak resident memory of a fresh process that codes the file once."""
    script = (
        "import sys, resource; from dateline.cli import main; sys.argv = ['dateline', 'code', sys.argv[1], "
        "'--format', 'jsonl', '--quiet', '--out', sys.argv[2]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", script, str(path), str(Path(folder) / "out.jsonl")],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    return int(done.stdout.split()[-1]) / 1024


def cold_start(documents: list[Document]) -> float:
    """Give the seconds of `dateline code` on one article in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(documents[0].text, "utf-8")
        command = [sys.executable, "-m", "dateline", "code", str(article), "--format", "jsonl"]
        times = []
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rules-only", action="store_true", help="time the coder without the learned core")
    args = parser.parse_args()
    documents = read(args.documents, args.repeat)
    words = sum(len(doc.text.split()) for doc in documents)
    bare, coder = spacy.load(DEFAULT_MODEL), Coder(rules_only=args.rules_only)
    seconds_bare(bare, documents[:8]), seconds_coder(coder, documents[:8])
    pairs = [(seconds_bare(bare, documents), seconds_coder(coder, documents)) for _ in range(args.rounds)]
    print(f"{len(documents)} documents, {words} words, {args.rounds} rounds, {os.cpu_count()} processors")
    print(f"bare spaCy pipeline  {statistics.median(words / b for b, _ in pairs):8.0f} words/s")
    print(f"whole coder          {statistics.median(words / c for _, c in pairs):8.0f} words/s")
    print(f"ratio, pair by pair  {statistics.median(b / c for b, c in pairs):8.2f}")
    many = read(args.documents, max(args.repeat, 8))
    ratios = []
    for _ in range(max(1, args.rounds // 2)):
        one = seconds_coder(coder, many)
        ratios.append(one / seconds_processes(coder, many, args.processes))
    print(f"{args.processes} processes : 1      {statistics.median(ratios):8.2f}")
    print(f"peak memory          {peak_megabytes(args.documents):8.0f} MB")
    print(f"cold start           {cold_start(documents):8.1f} s")
    print(f"peak of this script  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
