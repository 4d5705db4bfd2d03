"""A store of many made-up events, written in SQL by the database itself, or incidents, to try queries on."""

from __future__ import annotations

import random
from typing import Any

from sqlalchemy import Engine, insert, text

from dateline.knowledge.outlines import load_outlines
from dateline.store import schema

EVENTS_PER_DOCUMENT = 10

_NUMBERS = {
    "sqlite": "(with recursive n(i) as (select {first} union all select i + 1 from n where i < {last}) select i from n)",  # noqa: E501
    "postgresql": "(select i from generate_series({first}::bigint, {last}) as n(i))",
}


def _draw(prime: int, below: int) -> str:
    """Give SQL for a number from 0 up to `below` that looks random, and independent of those of other primes."""
    return f"((i * {pow(31, prime, 65_521)} % {prime}) % {below})"


TYPES = (
    "ASSAULT", "ACCUSE", "CONSULT", "COERCE", "SUPPORT", "AGREE", "PROTEST", "REQUEST", "RETREAT", "AID", "REJECT",
    "SANCTION", "MOBILIZE", "THREATEN", "COOPERATE", "CONCEDE",
)  # fmt: skip
COUNTRIES = (
    "UKR", "RUS", "SYR", "ISR", "PSE", "SDN", "MMR", "AZE", "ARM", "YEM", "COD", "MLI", "NGA", "ETH", "SOM", "AFG",
    "IRQ", "LBN", "HTI", "COL", "MEX", "IND", "PAK", "FRA", "USA", "GEO", "TCD", "NER", "BFA", "MOZ",
)  # fmt: skip
_PLACES = (
    (39.82, 46.75), (48.46, 35.05), (50.45, 30.52), (36.2, 37.16), (31.5, 34.47), (15.6, 32.53), (21.97, 96.08),
    (40.18, 44.51), (13.58, 44.02), (-1.68, 29.22), (16.77, -3.0), (11.83, 13.15), (13.5, 39.47), (2.05, 45.32),
    (34.53, 69.17), (36.34, 43.13), (33.89, 35.5), (18.54, -72.34), (3.45, -76.53), (24.8, -107.39),
)  # fmt: skip
_WORDS = (
    "troops", "talks", "village", "convoy", "bridge", "hospital", "border", "ceasefire", "minister", "shelling",
    "protest", "aid", "port", "school", "police", "market", "drone", "hostages", "fuel", "election",
)  # fmt: skip


def fill(engine: Engine, events: int) -> None:
    """Add documents and events until there are `events` of them (up to a million): types, countries, places and words
    very unequal in number as in news, dates over ten years, one event in five without a place.
    """
    numbers = _NUMBERS[engine.dialect.name]
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("pragma cache_size = -1000000"))
        have = connection.execute(text("select coalesce(max(key), 0) from events")).scalar_one()
        first, last = have + 1, events
        documents = numbers.format(first=have // EVENTS_PER_DOCUMENT + 1, last=-(-events // EVENTS_PER_DOCUMENT))
        yes = "1" if engine.dialect.name == "sqlite" else "true"
        connection.execute(
            text(
                "insert into documents (key, id, content_hash, coder_version, current, title, text, coded) "
                f"select i, 'd' || i, 'h' || i, '1', {yes}, 'Report ' || i, 'Report ' || i, "
                f"{_bytes(engine.dialect.name)} from {documents} as n"
            )
        )
        rows = numbers.format(first=first, last=last)
        connection.execute(
            text(
                "insert into events (key, document, current, id, event, mode, context, status, quad_code, event_scale, "
                "date, actors, actor_codes, recipients, recipient_codes, country, lat, lon, sources, "
                'trigger, start, "end", text, confidence) '
                f"select i, (i - 1) / {EVENTS_PER_DOCUMENT} + 1, {yes}, 'e' || (i % {EVENTS_PER_DOCUMENT}), "
                f"{_chosen(TYPES, _draw(99991, 1000))}, '', '', {_status()}, 4, -5, {_date(engine.dialect.name)}, '', "
                f"{_chosen(COUNTRIES, _draw(99989, 1000))}, '', '', {_chosen(COUNTRIES, _draw(99971, 1000))}, "
                f"{_coordinate(0)}, {_coordinate(1)}, '', 'left', 0, 10, "
                f"'Officials said that the ' || {_chosen(_WORDS, _draw(99961, 1000))} || ' near the ' || "
                f"{_chosen(_WORDS, _draw(99929, 1000))} || ' was reported again in part ' || (i % 997), 0.8 "
                f"from {rows} as n"
            )
        )
        cell = {
            "sqlite": "cast(lat + 90 as integer) * 360 + cast(lon + 180 as integer)",
            "postgresql": "floor(lat + 90)::integer * 360 + floor(lon + 180)::integer",
        }[engine.dialect.name]
        for country, condition in (("''", ""), ("country", ""), ("actor_codes", " and actor_codes <> country")):
            connection.execute(
                text(
                    f"insert into event_index select {country}, key, event, status, date, {cell}, lat, lon from events "
                    f"where key between {first} and {last}{condition}"
                )
            )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("analyze" if engine.dialect.name == "sqlite" else "vacuum analyze"))


def fill_incidents(engine: Engine, count: int) -> None:
    """Add so many incidents to an empty ledger: seven in ten at a point around one of the places, the others of a
    district, province or country.
    """
    drawn = random.Random(1)
    names = {country: [o.name for o in load_outlines().provinces(country)] or [None] for country in COUNTRIES}
    rows = []
    for key in range(1, count + 1):
        place = drawn.choice(_PLACES)
        country = COUNTRIES[int(len(COUNTRIES) * drawn.random() ** 2)]
        text = f"Officials said that the {drawn.choice(_WORDS)} near the {drawn.choice(_WORDS)} was reported again"
        row: dict[str, Any] = dict.fromkeys(("mode", "context", "recipient_codes", "sources"), "")
        rows.append(
            row | {
                "key": key, "id": f"i{key}", "event": TYPES[int(len(TYPES) * drawn.random() ** 2)],
                "status": "actual" if drawn.random() < 0.8 else "future",
                "date": f"{drawn.randint(2015, 2024)}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}",
                "actors": "Officials", "actor_codes": country, "recipients": "residents", "place": f"Place {key % 997}",
                "country": country, "province": drawn.choice(names[country]), "lat": place[0] + drawn.gauss(0, 1),
                "lon": place[1] + drawn.gauss(0, 1), "resolution": drawn.choice((4, 4, 4, 4, 4, 4, 4, 3, 2, 1)),
                "mentions": 2, "documents": 2, "reports": 2, "denied": 0, "publishers": "One; Two",
                "since": "2024-01-01", "disputed": False, "confidence": 0.8, "text": text,
            }
        )  # fmt: skip
    countries = [{"country": row["country"], "incident": row["key"]} for row in rows]
    with engine.begin() as connection:
        connection.execute(insert(schema.incidents), rows)
        connection.execute(insert(schema.incident_countries), countries)


def _chosen(names: tuple[object, ...], draw: str) -> str:
    """Give SQL for one of the names by a draw below 1000, the first ones much more often than the last."""
    cases = " ".join(
        f"when {draw} < {round(1000 * ((position + 1) / len(names)) ** 0.5)} then '{name}'"
        for position, name in enumerate(names[:-1])
    )
    return f"case {cases} else '{names[-1]}' end"


def _status() -> str:
    draw = _draw(99923, 100)
    return (
        f"case when {draw} < 75 then 'actual' when {draw} < 85 then 'future' when {draw} < 92 then 'hypothetical' "
        f"when {draw} < 97 then 'historical' else 'negated' end"
    )


def _date(dialect: str) -> str:
    year, month, day = f"2015 + {_draw(99907, 10)}", f"1 + {_draw(99901, 12)}", f"1 + {_draw(99881, 28)}"
    if dialect == "sqlite":
        return f"printf('%04d-%02d-%02d', {year}, {month}, {day})"
    return f"to_char(make_date(({year})::integer, ({month})::integer, ({day})::integer), 'YYYY-MM-DD')"


def _coordinate(which: int) -> str:
    draw = _draw(99877, 25)
    cases = " ".join(f"when {draw} = {n} then {place[which]} + (i % 100) / 200.0" for n, place in enumerate(_PLACES))
    return f"case {cases} end"


def _bytes(dialect: str) -> str:
    return "x'00'" if dialect == "sqlite" else r"'\x00'::bytea"
