"""Time that each layer takes, as a share of the bare spaCy pipeline in the same run.

    python benchmarks/layers.py DOCUMENTS.jsonl [--rounds N] [--rules-only] [--gazetteer FILE]

The documents go through the bare pipeline, and then, parsed, through each of our components, `--rounds` times; the
first round, which fills caches, is not counted. Times are of the processor, so that other work on the machine counts
little; the median of the rounds is printed. `sentences` stands before the parser and is timed alone on unparsed
documents.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import spacy
from throughput import read

from dateline import Coder, Document
from dateline.code.coder import DEFAULT_MODEL, LAYERS

WHERE_AND_WHEN = ("dateline_places", "dateline_times")


def round_of(bare: spacy.language.Language, coder: Coder, documents: list[Document]) -> dict[str, float]:
    """Give the seconds of the bare pipeline ("bare") and of each of our components for all documents."""
    began = time.process_time()
    for _ in bare.pipe((document.text for document in documents), batch_size=16):
        pass
    seconds = {"bare": time.process_time() - began, "dateline_sentences": 0.0, **dict.fromkeys(LAYERS, 0.0)}
    with coder.nlp.select_pipes(disable=list(LAYERS)):
        parsed = list(coder.nlp.pipe([document.text for document in documents], batch_size=16))
    for doc, document in zip(parsed, documents, strict=True):
        doc._.dateline_published, doc._.dateline_publisher = document.published, document.publisher
        unparsed = coder.nlp.make_doc(document.text)
        for name, component in coder.nlp.pipeline:
            if name in seconds:
                began = time.process_time()
                component(unparsed if name == "dateline_sentences" else doc)
                seconds[name] += time.process_time() - began
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rules-only", action="store_true", help="time the events without the learned core")
    parser.add_argument("--gazetteer", help="compiled gazetteer to resolve places with, or full")
    args = parser.parse_args()
    documents = read(args.documents, 1)
    words = sum(len(document.text.split()) for document in documents)
    bare, coder = spacy.load(DEFAULT_MODEL), Coder(rules_only=args.rules_only, gazetteer=args.gazetteer)
    rounds = [round_of(bare, coder, documents) for _ in range(args.rounds + 1)][1:]
    print(f"{len(documents)} documents, {words} words, {args.rounds} rounds")
    print(f"{'bare spaCy pipeline':24} {statistics.median(1e3 * r['bare'] / words for r in rounds):6.3f} ms/word")
    for name in rounds[0]:
        if name != "bare":
            share = statistics.median(r[name] / r["bare"] for r in rounds)
            print(f"{name:24} {100 * share:6.1f} %")
    both = statistics.median(sum(r[name] for name in WHERE_AND_WHEN) / r["bare"] for r in rounds)
    print(f"{'places and times':24} {100 * both:6.1f} %")


if __name__ == "__main__":
    main()
