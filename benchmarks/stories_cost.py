"""What it costs to put one more document into stories, as their number grows.

    python benchmarks/stories_cost.py [--documents 20000] [--early 2000] [--db FILE]

A stream is made up: words drawn as often as they are frequent in English, stories with own names and words whose
numbers of documents follow a heavy-tailed law (many of one, some of hundreds), each told over some days, and themes
whose names many stories share, as a war or a city does. Compared is the processor time per document around the early
number and around the last one: medians of 10 runs of 20 documents each. With --db, documents go into that SQLite file
as they would with `dateline add`, and are put into stories there.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import wordfreq

from dateline.link import ReportIndex, StoryIndex
from dateline.model import CodedDocument
from dateline.store import open_store

RUN, RUNS = 20, 10
START = date(2020, 1, 1)


def stream(count: int, seed: int = 1) -> Iterator[CodedDocument]:
    """Yield documents in order of publication."""
    rng = random.Random(seed)
    frequencies = [
        (word, value) for word, value in wordfreq.get_frequency_dict("en", "large").items() if word.isalpha()
    ]
    frequencies.sort(key=lambda item: -item[1])
    words = [word for word, _ in frequencies[:40_000]]
    weights = [value for _, value in frequencies[:40_000]]
    rare = [word.capitalize() for word, _ in frequencies[20_000:200_000] if len(word) > 3]
    themes = [rng.sample(rare, 12) for _ in range(60)]
    told: list[tuple[int, int, int]] = []
    story = 0
    while len(told) < count * 1.2:  # so that the last days are as full as others
        day = story * 40 // 100  # about 100 documents a day
        for _ in range(min(300, int(rng.paretovariate(1.1)))):
            told.append((day + min(30, int(rng.expovariate(0.3))), rng.getrandbits(32), story))
        story += 1
    told.sort()
    for number, (day, _, story) in enumerate(told[:count]):
        own = random.Random(story)
        names, topic = own.sample(rare, 15), own.choices(words, weights, k=60)
        theme = themes[own.randrange(len(themes))]
        text = []
        for _ in range(14):
            sentence = rng.choices(words, weights, k=9) + rng.sample(topic, 3)
            sentence.insert(rng.randrange(1, 12), rng.choice(names))
            sentence.insert(rng.randrange(1, 12), rng.choice(names if rng.random() < 0.7 else theme))
            text.append(" ".join(sentence).capitalize() if rng.random() < 0.1 else "The " + " ".join(sentence))
        yield CodedDocument(
            id=f"d{number}",
            title=" ".join(rng.sample(names, 2) + rng.sample(topic, 3)),
            published=(START + timedelta(days=day)).isoformat(),
            publisher=f"paper {rng.randrange(40)}",
            text=". ".join(text) + ".",
        )


def costs(documents: Iterator[CodedDocument], db: Path | None) -> Iterator[float]:
    """Yield the seconds of processor time that each document took, once it is read."""
    if db is None:
        reports, stories = ReportIndex(), StoryIndex()
        for document in documents:
            started = time.process_time()
            reports.add(document)
            stories.add(document)
            yield time.process_time() - started
        return
    with open_store(db) as store:
        for document in documents:
            store.add(document, coder_version="benchmark")
            started = time.process_time()
            list(store.link_stories())
            yield time.process_time() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--early", type=int, default=2_000)
    parser.add_argument("--db", type=Path)
    arguments = parser.parse_args()
    taken = list(costs(stream(arguments.documents), arguments.db))

    def around(last: int) -> float:
        runs = [taken[last - RUN * (at + 1) : last - RUN * at] for at in range(RUNS)]
        return statistics.median(statistics.mean(run) for run in runs)

    early, late = around(arguments.early), around(arguments.documents)
    print(f"around document {arguments.early:,}: {1000 * early:.1f} ms, around {arguments.documents:,}: ", end="")
    print(f"{1000 * late:.1f} ms, {late / early:.2f} times as much")


if __name__ == "__main__":
    main()
