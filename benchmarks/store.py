"""What the store costs: its share of adding documents, whether that stays flat, and how queries grow with the events.

    python benchmarks/store.py ../shared/eval/crisis/train.jsonl [--documents 10000] [--events 1000000] [--db URL]

The documents of the corpus are coded once and stored many times under new ids, so that the share is that of the
store's time in coding and storing together (`--rules-only`, one process: the fastest coding, the hardest case).
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, text

from dateline import Coder, Document
from dateline.model import CodedDocument
from dateline.read import read_documents
from dateline.store import EventQuery, Store, open_store

COUNTRIES = ("AZE", "ARM", "UKR", "RUS", "SYR", "SDN", "ISR", "PSE", "MMR", "COD")
QUERIES = {
    "country": EventQuery(country="AZE"),
    "type": EventQuery(type="RETREAT"),
    "status": EventQuery(status="actual"),
    "since": EventQuery(since="2023-09-19"),
    "text": EventQuery(text="convoy"),
    "near": EventQuery(near=(39.8, 46.75), within_km=50),
    "all": EventQuery(country="AZE", type="RETREAT", status="actual", since="2021-09-19"),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", help="an empty database; by default a new SQLite file")
    arguments = parser.parse_args()
    coder = Coder(rules_only=True)
    documents = list(read_documents([arguments.corpus], report=print))
    list(coder.pipe(documents[:5]))
    began = time.perf_counter()
    coded = list(coder.pipe(documents))
    coding = (time.perf_counter() - began) / len(documents)
    with tempfile.TemporaryDirectory() as folder, open_store(arguments.db or f"{folder}/dateline.db") as store:
        _adding(store, coded, coder.version, arguments.documents, coding)
        sizes = (10_000, arguments.events)
        times = [_query_times(store, coded, size, arguments.db or f"sqlite:///{folder}/dateline.db") for size in sizes]
        for name in QUERIES:
            small, large = (found[name] * 1000 for found in times)
            print(
                f"query {name}: {small:.1f} ms on {sizes[0]:,}, {large:.1f} ms on {sizes[1]:,}: {large / small:.1f} x"
            )


def _adding(store: Store, coded: list[CodedDocument], version: str, wanted: int, coding: float) -> None:
    taken = []
    for number in range(wanted):
        document = coded[number % len(coded)].model_copy(update={"id": f"d{number}"})
        known = Document(id=document.id, text=document.text)
        began = time.perf_counter()
        store.knows(known, version)
        store.add(document, coder_version=version)
        taken.append(time.perf_counter() - began)
    part = max(1, wanted // 10)
    whole = sum(taken) / wanted
    print(f"storing {whole * 1000:.2f} ms, coding {coding * 1000:.1f} ms a document: {whole / (whole + coding):.1%}")
    print(f"last tenth : first tenth = {sum(taken[-part:]) / sum(taken[:part]):.2f}")


def _query_times(store: Store, coded: list[CodedDocument], size: int, url: str) -> dict[str, float]:
    """Fill the store up to `size` events by copying rows, spread over countries, dates and places; time first pages."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    rng = random.Random(7)
    with engine.begin() as connection:
        names = list(connection.execute(text("select * from events limit 0")).keys())
        columns = [name for name in names if name != "key"]
        quoted = ", ".join(f'"{name}"' for name in columns)
        holders = ", ".join(f":{name}" for name in columns)
        have = connection.execute(text("select count(*) from events")).scalar_one()
        sample = [dict(row) for row in connection.execute(text(f"select {quoted} from events limit 2000")).mappings()]
        while have < size:
            rows = []
            for _ in range(min(20_000, size - have)):
                row = dict(rng.choice(sample))
                row |= {
                    "country": rng.choice(COUNTRIES),
                    "date": f"20{rng.randrange(15, 25)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
                    "lat": rng.uniform(-60, 70),
                    "lon": rng.uniform(-180, 180),
                }
                rows.append(row)
            connection.execute(text(f"insert into events ({quoted}) values ({holders})"), rows)
            have += len(rows)
        connection.execute(text("delete from event_countries"))
        connection.execute(
            text(
                "insert into event_countries (country, event, type) "
                "select country, key, event from events where country is not null"
            )
        )
        connection.execute(text("analyze"))
    engine.dispose()
    return {name: _timed(lambda query=query: store.events(query)) for name, query in QUERIES.items()}  # type: ignore[misc]


def _timed(ask: Callable[[], object]) -> float:
    ask()
    taken = []
    for _ in range(15):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return median(taken)


if __name__ == "__main__":
    main()
