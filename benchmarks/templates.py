"""Made-up news documents from templates: as many as wanted, each different, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from dateline import Document

_PLACES = (
    ("Armenia", "Goris", "Syunik"), ("Ukraine", "Kherson", "Kherson"), ("Sudan", "El Fasher", "North Darfur"),
    ("Mali", "Gao", "Gao"), ("Myanmar", "Lashio", "Shan"), ("Colombia", "Tumaco", "Nariño"), ("Yemen", "Mokha", "Taiz"),
    ("Iraq", "Mosul", "Nineveh"), ("Nigeria", "Maiduguri", "Borno"), ("Haiti", "Jacmel", "Sud-Est"),
    ("Ethiopia", "Gondar", "Amhara"), ("Lebanon", "Tyre", "South"), ("Pakistan", "Quetta", "Balochistan"),
)  # fmt: skip
_ARMED = ("rebels", "the army", "gunmen", "government troops", "militia fighters", "security forces", "separatists")
_CIVIL = ("villagers", "students", "farmers", "protesters", "teachers", "fishermen", "displaced families", "nurses")
_SPEAKERS = (
    "the mayor", "a police spokesman", "the defence ministry", "local officials", "a hospital director", "aid workers",
    "witnesses", "the foreign minister",
)  # fmt: skip
_STATES = ("France", "Turkey", "Qatar", "Kenya", "Norway", "Japan", "Brazil", "Egypt", "Germany")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SENTENCES = (
    "{Armed} shelled the town of {town} on {day}, killing {n} {civil} and wounding {m}, {speaker} said.",
    "At least {n} people were killed when {armed} attacked a market near {town} in {province} province.",
    "{Speaker} accused {armed} of burning {m} houses in {town}.",
    "Hundreds of {civil} marched through {town} on {day} to demand the release of {n} detainees.",
    "Police in {town} detained {m} {civil} after the rally, {speaker} said.",
    "{state} will send {m} tonnes of flour to {country}, its embassy announced on {day}.",
    "The president of {country} met the ambassador of {state} in {town}.",
    "{Armed} withdrew from {town} after talks with {speaker}.",
    "“We lost everything,” said one of the {civil} in {town}.",
    "{Armed} freed {n} hostages near {town} on {day}.",
    "The government of {country} rejected a call by {state} for a ceasefire.",
    "{Speaker} denied that {armed} had fired on {civil}.",
    "More than {m} families have fled {province} since {day}, according to {speaker}.",
    "{state} condemned the attack on {town} and called on {country} to investigate it.",
    "A drone struck a fuel depot outside {town}, wounding {n} workers, {speaker} said.",
    "{country} and {state} signed an agreement on trade and water.",
    "A curfew was imposed in {town} after clashes between {civil} and {armed}.",
    "{Armed} blocked the road from {town} to the border, {speaker} said.",
    "The head of the party said he would resign if the vote in {province} was cancelled.",
    "The harvest around {town} was better than in the year before.",
    "{state} imposed sanctions on {m} companies from {country}.",
    "Aid agencies opened {n} clinics in {province} on {day}.",
)  # fmt: skip


def documents(number: int, *, sentences: tuple[int, int] = (5, 14)) -> Iterator[Document]:
    """Yield documents of some paragraphs each, with so many sentences at least and at most."""
    for at in range(number):
        draw = random.Random(at)
        country, town, province = draw.choice(_PLACES)
        published = date(2023, 1, 1) + timedelta(days=at % 700)
        chosen = [draw.choice(_SENTENCES) for _ in range(draw.randint(*sentences))]
        said = [_filled(sentence, draw, country, town, province) for sentence in chosen]
        paragraphs = [" ".join(said[first : first + 3]) for first in range(0, len(said), 3)]
        yield Document(
            id=f"made-{at}",
            title=f"Report {at} from {town}",
            text="\n\n".join(paragraphs),
            published=published.isoformat(),
            publisher="Made-up Wire",
            language="en",
        )


def _filled(sentence: str, draw: random.Random, country: str, town: str, province: str) -> str:
    armed, speaker = draw.choice(_ARMED), draw.choice(_SPEAKERS)
    filled = sentence.format(
        armed=armed, Armed=armed[0].upper() + armed[1:], speaker=speaker, Speaker=speaker[0].upper() + speaker[1:],
        civil=draw.choice(_CIVIL), country=country, town=town, province=province, state=draw.choice(_STATES),
        day=draw.choice(_DAYS), n=draw.randint(2, 40), m=draw.randint(41, 900),
    )  # fmt: skip
    return filled
