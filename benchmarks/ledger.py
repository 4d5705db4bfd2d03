"""What linking costs per document as the ledger grows, on a synthetic stream of coded documents.

    python benchmarks/ledger.py [--documents 20000] [--early 2000] [--window 500] [--db URL]
    python benchmarks/ledger.py --orders 20

Stories have sizes as news has (a few are told by a hundred documents, most by one or two); each happens on a day at a
place between two parties, and its documents follow over the next days in other words, with other figures, some without
date or place. A hundred documents come a day. Each tells its story's event, one of another story of these days, and
promises or keeps something now and then. Printed is processor time per document, adding and linking, around the
2,000th and the last document, and their ratio.

With --orders, a hundred documents of one story, which tell of four others beside, are linked in so many random orders,
and the number of different results is printed: it should be 1.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median
from typing import Any

from dateline.knowledge.gazetteer import open_gazetteer
from dateline.link.incidents import MemoryIndex, place
from dateline.link.incidents_mentions import mentions_of
from dateline.link.incidents_score import score
from dateline.link.incidents_tellings import tellings_of
from dateline.model import CodedDocument
from dateline.store import open_store

A_DAY = 100
FIRST = date(2023, 1, 1)
COUNTRIES = (
    "UKR", "RUS", "SYR", "SDN", "ISR", "PSE", "MMR", "COD", "AZE", "ARM", "NGA", "MLI", "YEM", "AFG", "ETH", "COL",
    "USA", "MEX", "IND", "PAK", "IRQ", "LBN", "SOM", "HTI", "FRA", "GBR", "DEU", "TUR", "IRN", "CHN",
)  # fmt: skip
SECTORS = ("MIL", "GOV", "REB", "CVL", "COP", "OPP")
TYPES = (
    ("ASSAULT", "heavy-weapons"), ("ASSAULT", "firearms"), ("PROTEST", "demo"), ("COERCE", "arrest"),
    ("CONSULT", "visit"), ("ACCUSE", "allege"), ("AID", ""), ("RETREAT", "withdraw"), ("RETREAT", "release"),
    ("AGREE", ""), ("REQUEST", "change"),
)  # fmt: skip
CITIES = (
    "Kyiv", "Aleppo", "Khartoum", "Gaza", "Goma", "Mandalay", "Stepanakert", "Kano", "Bamako", "Taiz", "Kandahar",
    "Mekele", "Cali", "Chicago", "Lahore", "Mosul", "Beirut", "Mogadishu", "Paris", "Ankara", "Tehran", "Kharkiv",
    "Odesa", "Homs", "Baku", "Yerevan", "Goris", "Donetsk", "Sanaa", "Kabul",
)  # fmt: skip
WORDS = [
    f"{a}{b}{c}" for a in ("bar", "mel", "tor", "sin", "kal", "dov") for b in "aeiou" for c in ("n", "st", "rek", "lo")
]


@dataclass(frozen=True)
class Story:
    """A happening: what, when, where, who, how many, and the words it is told in."""

    event: tuple[str, str]
    day: int
    place: dict[str, Any]
    actor: tuple[str, str, str]
    recipient: tuple[str, str, str]
    dead: int
    words: list[str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--early", type=int, default=2_000)
    parser.add_argument("--window", type=int, default=500, help="documents on either side that are averaged")
    parser.add_argument("--db", help="an empty database; by default a new SQLite file")
    parser.add_argument("--orders", type=int, help="link a hundred documents of a story in so many orders instead")
    arguments = parser.parse_args()
    if arguments.orders:
        print(f"{arguments.orders} orders: {len(orders(one_story(), arguments.orders))} different results")
        return
    taken: list[float] = []
    with tempfile.TemporaryDirectory() as folder, open_store(arguments.db or f"{folder}/ledger.db") as store:
        for number, document in enumerate(stream(arguments.documents), start=1):
            began = time.process_time()
            store.add(document, coder_version="synthetic")
            for _ in store.link():
                pass
            taken.append(time.process_time() - began)
            if number % 1000 == 0:
                print(f"{number:,} documents: {mean(taken[-1000:]) * 1000:.1f} ms each", flush=True)
        _, counts = store.read(
            "select (select count(*) from incidents), (select count(*) from mentions), "
            "(select count(*) from commitments)"
        )
        incidents, mentions, commitments = next(counts)
    early = taken[max(0, arguments.early - arguments.window) : arguments.early + arguments.window]
    late = taken[-2 * arguments.window :]
    print(f"{mentions:,} mentions in {incidents:,} incidents, {commitments:,} commitments")
    for name, of in (("mean", mean), ("median", median)):
        print(f"{name}: {of(early) * 1000:.1f} ms, then {of(late) * 1000:.1f} ms: {of(late) / of(early):.2f} x")


def stream(documents: int) -> Iterator[CodedDocument]:
    """Yield documents in the order of publication, the same at every run."""
    rng = random.Random(11)
    cities = _cities()
    told: dict[int, list[Story]] = {}
    number = day = 0
    while number < documents:
        while sum(len(stories) for stories in told.values()) < 40 * A_DAY:
            story = _story(rng, day + rng.randrange(3), cities)
            for _ in range(min(100, int(rng.paretovariate(1.1)))):
                told.setdefault(story.day + int(rng.expovariate(0.5)), []).append(story)
        today = told.pop(day, [])
        rng.shuffle(today)
        for story in today[:A_DAY]:
            yield _document(rng, number, day, story, rng.choice(today))
            number += 1
            if number == documents:
                return
        day += 1


def one_story(documents: int = 100) -> list[CodedDocument]:
    """Give documents of one story, each with a word on one of four others of its days."""
    rng = random.Random(3)
    cities = _cities()
    story, *others = (_story(rng, 5, cities) for _ in range(5))
    return [_document(rng, number, 5 + number % 6, story, rng.choice(others)) for number in range(documents)]


def orders(documents: list[CodedDocument], number: int) -> set[str]:
    """Link documents in so many random orders; give the different results there are."""
    told = [tellings_of(mentions_of(document), document, score=score) for document in documents]
    results = set()
    for seed in range(number):
        random.Random(seed).shuffle(told)
        index = MemoryIndex()
        incidents: dict[str, tuple[str, ...]] = {}
        for tellings in told:
            for members in place(tellings, index):
                incidents.update(dict.fromkeys(members, tuple(members)))
        results.add(str(sorted(set(incidents.values()))))
    return results


def _cities() -> list[dict[str, Any]]:
    gazetteer = open_gazetteer()
    found = []
    for name in CITIES:
        place = gazetteer.lookup(name)[0]
        found.append(
            {
                "name": place.name, "lat": place.lat, "lon": place.lon, "country_code": place.country_code,
                "geonameid": place.geonameid, "resolution": 4,
            }
        )  # fmt: skip
    return found


def _story(rng: random.Random, day: int, cities: list[dict[str, Any]]) -> Story:
    place = rng.choice(cities)
    code, other = place["country_code"] or rng.choice(COUNTRIES), rng.choice(COUNTRIES)
    first, second = rng.choice(SECTORS), rng.choice(SECTORS)
    return Story(
        event=rng.choice(TYPES),
        day=day,
        place=place,
        actor=(f"{rng.choice(WORDS).title()} {rng.choice(WORDS).title()}", rng.choice((code, other)), first),
        recipient=(f"{rng.choice(WORDS).title()} group", code, second),
        dead=rng.randrange(1, 60),
        words=rng.sample(WORDS, 12),
    )


def _document(rng: random.Random, number: int, day: int, story: Story, other: Story) -> CodedDocument:
    text = ""
    events, figures = [], []
    for index, told in enumerate((story, other)):
        start = len(text)
        sentence = f"{told.actor[0]} {' '.join(rng.sample(told.words, 8))} {told.recipient[0]}."
        if told.event[0] == "AGREE":
            sentence = f"{told.actor[0]} promised to release {told.dead} prisoners of {told.recipient[0]}."
        text += sentence + " "
        span = {"start": start, "end": start + len(sentence), "text": sentence}
        if told.event[0] == "ASSAULT":
            figures.append(
                {
                    "start": start, "end": start + 4, "text": str(told.dead), "kind": "dead", "event": f"e{index}",
                    "value": float(max(0, told.dead + rng.choice((0, 0, 0, 2, -1)))),
                }
            )  # fmt: skip
        place = rng.random() < 0.8 and {"start": start, "end": start + 4, "text": told.place["name"], "kind": "literal"}
        events.append(
            {
                "id": f"e{index}", "event": told.event[0], "mode": [told.event[1]] if told.event[1] else [],
                "quad_code": 4, "event_scale": -9.0,
                "date": (FIRST + timedelta(told.day)).isoformat() if rng.random() < 0.7 else None,
                "actor": [_party(told.actor)], "recipient": [_party(told.recipient)],
                "event_loc": (place and place | told.place) or None,
                "trigger": {"start": start, "end": start + 5, "text": text[start : start + 5]},
                "confidence": 0.8, **span,
            }
        )  # fmt: skip
    published = (FIRST + timedelta(day)).isoformat()
    return CodedDocument.model_validate(
        {
            "id": f"d{number}", "text": text, "title": " ".join(rng.sample(story.words, 5)).title(),
            "published": published, "publisher": f"Paper {rng.randrange(60)}", "figures": figures, "events": events,
        }
    )  # fmt: skip


def _party(said: tuple[str, str, str]) -> dict[str, Any]:
    return {"text": said[0], "start": 0, "end": 4, "code": said[1], "sector": [said[2]]}


if __name__ == "__main__":
    main()
