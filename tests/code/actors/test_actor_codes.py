"""Whose an actor is: fighters, regimes, allies, international officials, places labelled as persons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import make_actors
from dateline.code.actors.lexicon import Office, Term
from dateline.code.actors.names import office_at
from dateline.code.layers import ActorEntity, Actors, PlaceMention
from dateline.knowledge.gazetteer_record import GazetteerRecord

Read = Callable[[str], Doc]
TOWNS = {"Kobani": "SYR", "Ramadi": "IRQ", "Geneva": "CHE", "Mosul": "IRQ", "Bamako": "MLI", "Lachin": "AZE"}


@pytest.fixture(scope="module")
def read(base_nlp: Language) -> Read:
    layer = make_actors(base_nlp, "dateline_actors", [])

    def parse(text: str) -> Doc:
        doc = base_nlp(text)
        doc._.dateline_places = [
            PlaceMention(t.i, t.i + 1, t.idx, t.idx + len(t.text), "literal", _town(t.text))
            for t in doc
            if t.text in TOWNS
        ]
        doc._.dateline_publisher = None
        result: Doc = layer(doc)
        return result

    return parse


def _town(name: str) -> GazetteerRecord:
    return GazetteerRecord(name, 1, 0.0, 0.0, TOWNS[name], None, None, "P", "PPL", 1, 4)


def last(doc: Doc, head: str) -> ActorEntity | None:
    """Give the entity that the last mention with this head stands for."""
    actors: Actors = doc._.dateline_actors
    heads = [t.i for t in doc if t.text == head and t.i in actors.by_head]
    return actors.entities[actors.mentions[actors.by_head[heads[-1]]].entity] if heads else None


@pytest.mark.parametrize(
    ("text", "head", "code"),
    [
        # fighters of a group, of a people, of no one named
        ("Islamic State fighters burned a mill. On Monday militants came back.", "militants", "IMG"),
        ("IS fighters burned a mill in Ramadi.", "fighters", "IMG"),
        ("Kurdish fighters took Kobani with help from the United States.", "fighters", "SYR"),
        ("US jets covered Kurdish fighters near Kobani.", "fighters", "SYR"),
        ("The envoy saw terrorists associated with al-Qaeda.", "terrorists", "IMG"),
        ("Islamic State and Syrian rebels clashed. The rebels lost a village.", "rebels", "SYR"),
        ("Malian rebels fled to Bamako.", "rebels", "MLI"),
        # bodies of the state that the text speaks of
        ("The Syrian regime shelled a town. Russia backed it, and Britain told the regime to stop.", "regime", "SYR"),
        ("Turkey said the regime fell. The Libyan regime had ruled for years.", "regime", "LBY"),
        ("Egypt's military took over. France warned that the military must leave.", "military", "EGY"),
        ("Syrian refugees left for Jordan. Refugees drowned.", "Refugees", "SYR"),
        ("The French military trained with the German army.", "army", "DEU"),
        ("Nigerian police came. The Kenyan police left.", "police", "KEN"),
        # allies by name
        ("We thank our ally Poland.", "ally", "POL"),
        ("We thank our ally, Poland, for its help.", "ally", "POL"),
        ("Our Kurdish partners held Kobani.", "partners", "SYR"),
        ("Our partners held the bridge.", "partners", None),
        ("Our Turkish allies held the bridge.", "allies", "TUR"),
        # international bodies
        ("A spokesman for the coalition, Col. Steve Warren, spoke.", "Warren", "IGO"),
        ("A spokeswoman for the UN, Ravina Olsen, spoke in Geneva.", "Olsen", "UNO"),
        ("European leaders promised money.", "leaders", "EUR"),
        ("The Counter ISIL Coalition met in Oslo.", "Coalition", "IGO"),
        ("The Norwegian ambassador to the UN, Kari Solberg, spoke.", "Solberg", "NOR"),
        # where somebody speaks is not where the story is
        ("She told reporters in Geneva that children had died in Mosul.", "children", "IRQ"),
        # navies, ships and units
        ("HMS Dover left port. Dover will return.", "Dover", "GBR"),
        ("Dozens of countries sent aid to Kobani.", "countries", None),
        ("Berlin - EU officials raided a firm.", "officials", "EUR"),
    ],
)
def test_country_of_an_actor(read: Read, text: str, head: str, code: str | None) -> None:
    found = last(read(text), head)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "head", "code"),
    [
        ("Saudi-led air strikes hit a market.", "led", "SAU"),
        ("A series of precision U.S. airstrikes killed ten men.", "U.S.", "USA"),
        ("Russian bombardment destroyed the mill.", "Russian", "RUS"),
        ("Islamic State attacks killed two.", "State", "IMG"),
        ("The Saudi-led coalition bombed a depot.", "coalition", "IGO"),
    ],
)
def test_country_before_a_deed_is_an_actor(read: Read, text: str, head: str, code: str) -> None:
    found = last(read(text), head)
    assert found is not None
    assert found.code == code


def test_navy_after_another_country_keeps_its_own(read: Read) -> None:
    doc = read("The U.S. and Royal Navy trained together.")
    actors: Actors = doc._.dateline_actors
    assert {actors.entities[m.entity].code for m in actors.mentions if doc[m.head].text == "Navy"} == {"USA", "GBR"}


def test_backer_is_no_actor(read: Read) -> None:
    doc = read("Iran-backed strikes hit a market.")
    assert [e.code for e in doc._.dateline_actors.entities] == []


@pytest.mark.parametrize(
    "text",
    [
        "Troops reached the city of Lachin. Lachin was quiet.",
        "They fought near Lachin. Lachin fell.",
        "Shells hit Lachin and the road in Lachin.",
    ],
)
def test_town_is_no_person(read: Read, text: str) -> None:
    assert [e for e in read(text)._.dateline_actors.entities if "Lachin" in e.name] == []


@pytest.mark.parametrize("text", ["Kari Lachin resigned. Lachin left.", "Mr. Lachin resigned in Lachin."])
def test_person_may_be_called_like_a_town(read: Read, text: str) -> None:
    assert any(e.type == "PERSON" for e in read(text)._.dateline_actors.entities)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("“We will rebuild the bridge,” the Italian government said.", "Italian government", "ITA"),
        ("The Dutch cabinet resigned. “We failed,” it said.", "Dutch cabinet", "NLD"),
        ("“We won,” the Dutch prime minister said.", "Dutch prime minister", "NLD"),
        ("The Red Cross said: “We need help.”", "The Red Cross", "NGO"),
    ],
)
def test_quoted_we_is_the_speaker(read: Read, text: str, name: str, code: str) -> None:
    found = last(read(text), "We")
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Police identified the gunman as Mark Olsen.", "CRM"),
        ("The suspect, identified as Mark Olsen, fled.", "CRM"),
        ("The suspect, Mark Olsen, fled.", "CRM"),
        ("Police identified the victim as Mark Olsen.", "CVL"),
        ("Police spoke of a gunman as Mark Olsen left.", "CVL"),
    ],
)
def test_person_is_what_the_text_identifies_him_as(read: Read, text: str, sector: str) -> None:
    found = last(read(text), "Olsen")
    assert found is not None
    assert found.sector == [sector]


def test_title_cut_off_by_its_dot_belongs_to_the_name(read: Read) -> None:
    found = last(read("Navy Capt. Jeff Rowe spoke."), "Rowe")
    assert found is not None
    assert found.sector == ["MIL"]


_OFFICES = (
    Office("ITA", ("LEG",), "2010", "2014", "senator"),
    Office("ITA", ("GOV",), "2014", "2015", "foreign minister"),
    Office("EUR", (), "2015", "", "eu foreign policy chief"),
)


@pytest.mark.parametrize(
    ("words", "code", "sector"),
    [
        ("a b", "ITA", ("GOV",)),
        ("the senator spoke", "ITA", ("LEG",)),
        ("an eu plan", "EUR", ()),
    ],
)
def test_office_without_a_date_is_what_the_text_says(words: str, code: str, sector: tuple[str, ...]) -> None:
    term = Term("A. Rossi", "person", "PERSON", "EUR", (), "Rossi", _OFFICES)
    assert office_at(term, None, frozenset(words.split())) == (code, sector)
