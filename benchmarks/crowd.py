"""Two writers and ten readers at once on one SQLite store: every reader sees whole documents alone, nothing is lost.

python benchmarks/crowd.py [--seconds 60]
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from templates import documents

from dateline import Coder
from dateline.model import CodedDocument
from dateline.store import EventQuery, open_store

_FORK = multiprocessing.get_context("fork")


def crowd(where: str, coded: Sequence[CodedDocument], *, seconds: float, writers: int, readers: int) -> dict[str, int]:
    """Let processes write and read for so many seconds; give how many documents were added, read and are there, and how
    many errors and broken documents there were.
    """
    open_store(where).close()
    results: Any = _FORK.Queue()
    end = time.time() + seconds
    processes = [
        _FORK.Process(target=_write, args=(where, coded, number, end, results), daemon=True)
        for number in range(writers)
    ] + [_FORK.Process(target=_read, args=(where, end, results), daemon=True) for _ in range(readers)]
    for process in processes:
        process.start()
    total = {"added": 0, "read": 0, "errors": 0, "broken": 0}
    for _ in processes:
        for name, count in results.get().items():
            total[name] += count
    for process in processes:
        process.join()
    with open_store(where) as store:
        total["there"] = sum(1 for _ in store.documents())
    return total


def _write(where: str, coded: Sequence[CodedDocument], number: int, end: float, results: Any) -> None:
    added = errors = 0
    with open_store(where) as store:
        while time.time() < end:
            document = coded[added % len(coded)].model_copy(update={"id": f"w{number}-{added}"})
            try:
                added += store.add(document, coder_version="1")
            except Exception:
                errors += 1
    results.put({"added": added, "errors": errors})


def _read(where: str, end: float, results: Any) -> None:
    read = errors = broken = 0
    queries = (EventQuery(), EventQuery(type="ASSAULT", limit=20), EventQuery(text="town", since="2023-06"))
    with open_store(where) as store:
        while time.time() < end:
            try:
                for query in queries:
                    store.events(query)
                _, rows = store.read(
                    "select d.id, d.coded, (select count(*) from events e where e.document = d.key) from documents d "
                    "order by d.key desc limit 5"
                )
                for id_, _, events in list(rows):
                    (document,) = store.documents(id=id_)
                    broken += len(document.events) != events
                    read += 1
            except Exception:
                errors += 1
    results.put({"read": read, "errors": errors, "broken": broken})


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    arguments = parser.parse_args()
    coded = list(Coder(rules_only=True).pipe(documents(40)))
    with tempfile.TemporaryDirectory() as folder:
        where = str(Path(folder) / "dateline.db")
        found = crowd(where, coded, seconds=arguments.seconds, writers=2, readers=10)
    lost = found["added"] - found["there"]
    print(f"{arguments.seconds:.0f} s, two writers and ten readers on SQLite: {found}; lost: {lost}")


if __name__ == "__main__":
    main()
