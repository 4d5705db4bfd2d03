"""Whose an actor is that names no country itself, and who bears a title: states spoken of, senders, embassies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dateline.code.actors.lexicon import load_lexicon
from dateline.code.actors.offices import holder
from dateline.code.layers import ActorEntity, Actors

Read = Callable[..., Doc]


def last(doc: Doc, head: str) -> list[ActorEntity]:
    """Give the entities that the last mention with this head stands for."""
    actors: Actors = doc._.dateline_actors
    heads = [m.head for m in actors.mentions if doc[m.head].text == head]
    return [actors.entities[m.entity] for m in actors.mentions if heads and m.head == heads[-1]]


@pytest.mark.parametrize(
    ("text", "head", "codes"),
    [
        # forces of the one country whose forces were named nearby
        ("Israeli forces shot two men. The army said it was looking into it.", "army", ["ISR"]),
        ("U.S. soldiers fired at a car in Iraq. The military opened an inquiry.", "military", ["USA"]),
        ("Hezbollah fired rockets. Israel answered. The Israeli army said so. The army left.", "army", ["ISR"]),
        # ... or in the whole text so far, wherever they are
        (
            "Hana hit an Israeli soldier. She lives there. Ana saw it. Ben left. The soldier left Nablus.",
            "soldier",
            ["ISR"],
        ),
        ("French soldiers came to Gao. Ana left. Ben left. Eva left. Two soldiers died in Mali.", "soldiers", ["FRA"]),
        ("Malian and French soldiers left Gao. Two soldiers died in Niger.", "soldiers", ["NER"]),
        ("French soldiers left. Local soldiers died in Mali.", "soldiers", ["MLI"]),
        # embassies
        ("The embassy in Kabul was closed.", "embassy", [None]),
        ("The Indian embassy in Kabul stayed open. The embassy has ten rooms.", "embassy", ["IND"]),
        ("The embassy of Chile in Rome was closed.", "embassy", ["CHL"]),
        # who sends
        ("France decided to send troops to Chad.", "troops", ["FRA"]),
        ("Rwanda deployed soldiers in Mozambique.", "soldiers", ["RWA"]),
        ("Rebels in Chad attacked troops.", "troops", ["TCD"]),
        ("Rwanda sent Kenyan soldiers home.", "soldiers", ["KEN"]),
        # unions
        ("NATO ministers met. The alliance will grow.", "alliance", ["IGO"]),
        ("The EU agreed on a fund. The bloc will meet in May.", "bloc", ["EUR"]),
        ("Kenya and Uganda met. The alliance will grow.", "alliance", [None]),
        # the two armies
        ("French and Malian troops met. The two armies train together.", "armies", ["FRA", "MLI"]),
        ("Kenyan and Ugandan police raided a farm. The two governments signed a pact.", "governments", ["KEN", "UGA"]),
        # one noun for people of two countries
        ("Senior Hungarian and Romanian officials met.", "officials", ["HUN", "ROU"]),
        ("Sierra Leonean and Liberian refugees fled.", "refugees", ["SLE", "LBR"]),
        # who leads
        ("Vietnamese-led forces shelled camps near the Thai border.", "forces", ["VNM"]),
        ("A US-led coalition bombed a depot.", "coalition", ["IGO"]),
        ("Iran-backed fighters left Syria.", "fighters", ["SYR"]),
        # the press of one country
        ("Talks with China failed. American envoys left. Administration officials were angry.", "officials", ["USA"]),
        ("The Kenyan administration is new. Administration officials were angry.", "officials", ["KEN"]),
        # of no single country
        ("World leaders came to Paris.", "leaders", [None]),
        ("Aid groups said that food was short in Sudan.", "groups", ["NGO"]),
        ("A Sudanese rights group disagreed.", "group", ["SDN"]),
        ("The Pope prayed for Ukraine.", "Pope", ["VAT"]),
        ("Allied forces bombed Belgrade.", "forces", ["IGO"]),
        # the pronoun of what is joined to its antecedent
        ("M23 rebels came. The Congolese army and its allies left.", "its", ["COD"]),
    ],
)
def test_actor_gets_country(read: Read, text: str, head: str, codes: list[str | None]) -> None:
    assert [found.code for found in last(read(text), head)] == codes


@pytest.mark.parametrize(
    ("text", "head", "published", "code", "sector"),
    [
        ("President Bush spoke.", "Bush", "1991-05-05", "USA", ["GOV"]),
        ("Chancellor Kohl spoke in Russia.", "Kohl", "1991-05-05", "DEU", ["GOV"]),
        ("President Carver spoke in Kenya.", "Carver", "1991-05-05", "KEN", ["GOV"]),
        ("King Hassan of Morocco sent a letter to Spain.", "Hassan", None, "MAR", ["GOV"]),
        ("Former president Carlos Menem was charged.", "Menem", None, "ARG", ["ELI", "GOV"]),
        ("Reuters' Ann Lee reported from Norway.", "Lee", None, "GBR", ["JRN"]),
        ("Ukrainian Leonyd Kuchma met traders. Kuchma spoke.", "Kuchma", "2000-03-05", "UKR", ["GOV"]),
        ("Ukrainian Yulia Kuchma met traders. Kuchma spoke.", "Kuchma", "2000-03-05", "UKR", ["CVL"]),
        ("Ukrainian trader Lev Kuchma left. Kuchma spoke.", "Kuchma", "2000-03-05", "UKR", ["BUS"]),
    ],
)
def test_person_gets_office(
    read: Read, text: str, head: str, published: str | None, code: str, sector: list[str]
) -> None:
    found = last(read(text, published), head)[0]
    assert (found.code, found.sector) == (code, sector)


@pytest.mark.parametrize("text", ["Sales fell in general.", "He lives in exile.", "Kuwait bought a jet fighter."])
def test_words_that_hold_an_agent_noun_are_no_actor(read: Read, text: str) -> None:
    doc = read(text)
    assert not [m for m in doc._.dateline_actors.mentions if doc[m.head].text in ("general", "exile", "fighter")]


@pytest.mark.parametrize(
    ("text", "head", "sector"),
    [
        ("Gunmen killed 12 villagers in Mali.", "Gunmen", ["UAF"]),
        ("A gunman shot two people in Ohio.", "gunman", ["CRM"]),
        ("Acme Holdings Ltd. appealed.", "Ltd.", ["BUS"]),
    ],
)
def test_sector(read: Read, text: str, head: str, sector: list[str]) -> None:
    assert last(read(text), head)[0].sector == sector


def test_holder_needs_title_date_and_country() -> None:
    lexicon = load_lexicon(())
    title = frozenset({"president"})
    early = holder(lexicon, "bush", title, "1991", frozenset())
    late = holder(lexicon, "bush", title, "2005", frozenset())
    assert early is not None and early[0].name == "George H. W. Bush"
    assert late is not None and late[0].name == "George W. Bush"
    assert holder(lexicon, "bush", title, "2019", frozenset()) is None
    assert holder(lexicon, "bush", frozenset({"king"}), "1991", frozenset()) is None


def test_the_government_is_of_the_country_that_the_story_is_about(read: Read) -> None:
    story = (
        "Nigeria said that Boko Haram had freed the girls. The talks in Nigeria were led by Nigerian officials and "
        "helped by the Swiss government. The girls were taken to Abuja. Doctors in Abuja saw them. "
        "The government said that it would go on."
    )
    assert [entity.code for entity in last(read(story), "government")] == ["NGA"]


def test_the_government_named_in_the_sentence_before_goes_on(read: Read) -> None:
    story = (
        "Nigeria said that Boko Haram had freed the girls. The talks in Nigeria were led by Nigerian officials. The "
        "girls were taken to Abuja. Doctors saw them there. The Swiss government sent an envoy. The government paid."
    )
    assert [entity.code for entity in last(read(story), "government")] == ["CHE"]
