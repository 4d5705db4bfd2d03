"""Codes and sectors of names and phrases; sentences made up in the style of news reports."""

from __future__ import annotations

from typing import Protocol

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import make_actors
from dateline.code.layers import ActorEntity, Actors, PlaceMention
from dateline.knowledge.gazetteer_record import GazetteerRecord


class Read(Protocol):
    """Parses a text and finds its actors."""

    def __call__(self, text: str, *, published: str | None = None, publisher: str | None = None) -> Doc: ...


def entity(doc: Doc, head: str) -> ActorEntity:
    """Give the entity that the first token with this text stands for."""
    token = next(t for t in doc if t.text == head and t.i in doc._.dateline_actors.by_head)
    actors: Actors = doc._.dateline_actors
    return actors.entities[actors.mentions[actors.by_head[token.i]].entity]


@pytest.mark.parametrize(
    ("text", "head", "code", "sector"),
    [
        ("Russian peacekeepers left the valley.", "peacekeepers", "RUS", ["MIL"]),
        ("Kenya's foreign minister arrived on Monday.", "minister", "KEN", ["GOV"]),
        ("The president of France opened the talks.", "president", "FRA", ["GOV"]),
        ("The French army sent troops to the border.", "army", "FRA", ["MIL"]),
        ("Moscow's troops shelled two villages.", "troops", "RUS", ["MIL"]),
        ("Hezbollah fighters crossed the river.", "fighters", "LBN", ["REB"]),
        ("Islamic State militants killed two shepherds.", "militants", "IMG", ["REB"]),
        ("UN officials met the families.", "officials", "UNO", []),
        ("Norway said it would pay.", "Norway", "NOR", ["GOV"]),
        ("The United States condemned the attack.", "States", "USA", ["GOV"]),
        ("The Syrians danced in the hills.", "Syrians", "SYR", ["CVL"]),
        ("Egyptian opposition leaders were arrested.", "leaders", "EGY", ["OPP"]),
        ("Fifty former Iraqi police officers were found dead.", "officers", "IRQ", ["ELI", "COP"]),
        ("The US-led coalition bombed a depot.", "coalition", "IGO", ["MIL"]),
        ("Ambulances took the wounded to Oslo, the Norwegian army said.", "wounded", "NOR", ["CVL"]),
        ("Turkish police detained nine lawyers.", "police", "TUR", ["COP"]),
    ],
)
def test_phrase_gets_code_and_sector(read: Read, text: str, head: str, code: str, sector: list[str]) -> None:
    found = entity(read(text), head)
    assert (found.code, found.sector) == (code, sector)


@pytest.mark.parametrize(
    ("text", "head", "name", "code", "sector"),
    [
        ("Norwegian Foreign Minister Kari Solberg flew to Oslo.", "Solberg", "Kari Solberg", "NOR", "GOV"),
        ("Anna Petrova, the Bulgarian president, spoke first.", "Petrova", "Anna Petrova", "BGR", "GOV"),
        ("Maria Lopez is the spokeswoman of the Peruvian army.", "Lopez", "Maria Lopez", "PER", "MIL"),
        ("Sen. Joe Brown criticised the plan.", "Brown", "Joe Brown", "USA", "LEG"),
    ],
)
def test_person_takes_code_and_sector_from_the_words_about_him(
    read: Read, text: str, head: str, name: str, code: str, sector: str
) -> None:
    found = entity(read(text), head)
    assert (found.name, found.type, found.code, found.sector[0]) == (name, "PERSON", code, sector)


def test_fighters_of_an_unrecognised_territory_take_the_sovereigns_code(read: Read) -> None:
    doc = read("Armenian separatists in Nagorno-Karabakh opened fire. The separatists then withdrew.")
    found = entity(doc, "separatists")
    assert (found.code, found.sector) == ("AZE", ["REB", "PRE"])
    assert len(found.mentions) == 2


def test_rebels_elsewhere_are_not_partially_recognised(read: Read) -> None:
    assert entity(read("Congolese rebels took the town."), "rebels").sector == ["REB"]


def test_capital_is_an_actor_only_where_it_acts(read: Read) -> None:
    doc = read("Moscow rejected the offer. The envoys met in Moscow.")
    actors = doc._.dateline_actors
    assert [doc[m.start : m.end].text for m in actors.mentions if actors.entities[m.entity].code == "RUS"] == ["Moscow"]
    assert actors.mentions[0].start == 0


def test_two_countries_before_one_noun_are_two_actors(read: Read) -> None:
    doc = read("French and Italian troops trained together.")
    assert [e.code for e in doc._.dateline_actors.entities] == ["FRA", "ITA"]


def test_word_of_attitude_does_not_give_the_country(read: Read) -> None:
    assert entity(read("Anti-French protesters burned tyres in Mali."), "protesters").code == "MLI"


def test_unmarked_actor_takes_the_country_of_the_place(read: Read, base_nlp: Language) -> None:
    doc = base_nlp("In Springfield, police arrested a driver.")
    record = GazetteerRecord("Springfield", 1, 39.8, -89.6, "USA", "Illinois", None, "P", "PPLA", 1, 4)
    doc._.dateline_places = [PlaceMention(1, 2, 3, 14, "literal", record)]
    doc = make_actors(base_nlp, "dateline_actors", [])(doc)
    found = entity(doc, "police")
    assert (found.code, found.sector) == ("USA", ["COP"])


def test_place_below_country_level_is_not_the_country_of_that_name(base_nlp: Language) -> None:
    doc = base_nlp("Georgia executed a prisoner.")
    record = GazetteerRecord("Georgia", 2, 32.8, -83.5, "USA", "Georgia", None, "A", "ADM1", 1, 2)
    doc._.dateline_places = [PlaceMention(0, 1, 0, 7, "literal", record)]
    doc = make_actors(base_nlp, "dateline_actors", [])(doc)
    assert "GEO" not in [e.code for e in doc._.dateline_actors.entities]


def test_public_body_speaks_of_itself_as_we(read: Read) -> None:
    doc = read("We condemn the bombing in Lagos.", publisher="UK Government")
    assert entity(doc, "We").code == "GBR"
