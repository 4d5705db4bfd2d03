"""Who a mention stands for and what it says: short names, groups taken up, kin, friends, those who served once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import make_actors
from dateline.code.layers import ActorEntity, Actors

Read = Callable[[str], Doc]


def entities(doc: Doc, head: str) -> list[ActorEntity]:
    """Give the entities of the mentions with a head, in text order."""
    actors: Actors = doc._.dateline_actors
    return [actors.entities[mention.entity] for mention in actors.mentions if doc[mention.head].text == head]


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("Hamas fired rockets. The Palestinian organisation vowed revenge.", "organisation", "Hamas"),
        ("Hezbollah fired rockets. The Lebanese group killed two soldiers.", "group", "Hezbollah"),
        ("Hamas fired rockets. The movement vowed revenge.", "movement", "Hamas"),
        ("Hamas fired rockets. The Lebanese group vowed revenge.", "group", None),
        ("Hamas fired rockets. The Palestinian government condemned it.", "government", "Palestinian government"),
    ],
)
def test_a_group_is_taken_up_by_its_nationality(read: Read, text: str, head: str, name: str | None) -> None:
    found = entities(read(text), head)
    assert [entity.name for entity in found] == ([] if name is None else [name])


@pytest.mark.parametrize(
    ("text", "head", "code"),
    [
        ("Gangs in Central America killed dozens.", "America", None),
        ("Leaders from Latin America met on Monday.", "America", None),
        ("South American presidents condemned the coup.", "presidents", None),
        ("American presidents condemned the coup.", "presidents", "USA"),
        ("America condemned the coup.", "America", "USA"),
        ("The US Central Command said it struck a convoy.", "Command", "USA"),
        ("The US said it struck a convoy.", "US", "USA"),
        ("JEM rebels attacked Khartoum.", "rebels", "SDN"),
        ("JeM fighters attacked Srinagar.", "fighters", "PAK"),
        ("Two gunmen from Hamas fired at a bus.", "gunmen", "PSE"),
        ("Gunmen belonging to Hamas fired at a bus.", "Gunmen", "PSE"),
        ("Soldiers from Chad fired at a bus.", "Soldiers", "TCD"),
        ("The UN envoy for Libya met leaders.", "envoy", "UNO"),
        ("The US envoy for North Korea resigned.", "envoy", "USA"),
        ("A Libya expert in Rome resigned.", "expert", "ITA"),
        ("The regional director for the World Food Programme left Damascus.", "director", "UNO"),
        ("UNICEF director Ann Lee left Damascus.", "Lee", "UNO"),
        ("The director of the Turkish company Koc left Damascus.", "director", "TUR"),
    ],
)
def test_the_country_of_names_and_of_who_comes_from_them(read: Read, text: str, head: str, code: str | None) -> None:
    assert {entity.code for entity in entities(read(text), head)} <= {code}


@pytest.mark.parametrize(
    ("text", "head", "sector"),
    [
        ("The minister's son was kidnapped.", "son", "CVL"),
        ("A soldier's mother was killed.", "mother", "CVL"),
        ("Police questioned the bomber's father.", "father", "CVL"),
        ("The government minister's convoy left.", "minister", "GOV"),
        ("A former nurse was shot.", "nurse", "MED"),
        ("A former editor was jailed.", "editor", "JRN"),
        ("A former minister was jailed.", "minister", "ELI"),
        ("A former general was jailed.", "general", "ELI"),
        ("Deputy spokesman Farhan Haq condemned the raid.", "Haq", None),
        ("Turkey detained the country's citizens.", "citizens", "CVL"),
        ("The UN's top court condemned Israel.", "court", "JUD"),
        ("UN officials condemned Israel.", "officials", None),
        ("The UN General Assembly voted. The General Assembly condemned Israel.", "Assembly", None),
        ("The Teachers Union went on strike.", "Union", "LAB"),
        ("Senator Richard Burr spoke. Chairman Burr left.", "Burr", "LEG"),
        ("Chairman Jack Ma left.", "Ma", "BUS"),
        ("A woman who accused the doctor of rape testified.", "woman", "CVL"),
        ("A woman who was accused of murder testified.", "woman", "CRM"),
        ("A man charged with murder testified.", "man", "CRM"),
        ("Airline passengers were held in Lima.", "passengers", "CVL"),
        ("Marine Le Pen spoke. Jean-Marie Le Pen left.", "Pen", "PTY"),
        ("An Italian neo-Nazi was arrested.", "Nazi", "CRM"),
        ("An Iranian technician was detained.", "technician", "LAB"),
        ("A colleague of the murdered journalist accused Russia.", "colleague", "CVL"),
        ("A bomb killed 20 people, mostly soldiers.", "people", "MIL"),
        ("Militants seized 30 hostages, mainly teachers.", "hostages", "EDU"),
        ("Ten people, mostly women, were killed.", "people", "CVL"),
        ("Police freed 200 prisoners, including two soldiers.", "prisoners", "CRM"),
        ("Jets of the US coalition bombed Raqqa.", "coalition", "MIL"),
        ("Two gunmen from Hamas fired at a bus.", "gunmen", "REB"),
        ("Two gunmen from Gaza fired at a bus.", "gunmen", "UAF"),
        ("Critics of the president were arrested.", "Critics", "OPP"),
        ("Critics called the dam a waste.", "Critics", None),
        ("The deals were signed under the authority of the army.", "army", "MIL"),
        ("The National Bank of Ukraine froze the assets.", "Bank", "GOV"),
    ],
)
def test_the_sector_of_a_mention(read: Read, text: str, head: str, sector: str | None) -> None:
    assert [next(iter(entity.sector), None) for entity in entities(read(text), head)][-1] == sector


@pytest.mark.parametrize(
    ("text", "head", "several"),
    [
        ("Former president Bill Clinton spoke. Mrs Clinton disagreed.", "Clinton", True),
        ("Patrick McCarthy spoke. Ms McCarthy disagreed.", "McCarthy", True),
        ("Angela Merkel spoke. Mrs Merkel left.", "Merkel", False),
        ("Bill Clinton spoke. Mr Clinton left.", "Clinton", False),
        ("Robin Smith spoke. Mr Smith left.", "Smith", False),
    ],
)
def test_who_is_told_to_be_of_the_other_gender_is_somebody_else(
    read: Read, text: str, head: str, several: bool
) -> None:
    assert (len({id(entity) for entity in entities(read(text), head)}) > 1) == several


def test_a_medium_in_brackets_is_a_credit(read: Read) -> None:
    assert entities(read("LONDON (Reuters) - The army left."), "Reuters") == []
    assert entities(read("Reuters said that the army left."), "Reuters") != []


def test_third_parties_are_no_party(read: Read) -> None:
    assert entities(read("Third parties blocked the bank."), "parties") == []
    assert entities(read("Opposition parties blocked the bank."), "parties")[0].sector == ["PTY", "OPP"]


def test_one_official_is_not_several(read: Read) -> None:
    doc = read("A senior Israeli official said that senior Israeli officials were shot.")
    assert entities(doc, "official")[0] is not entities(doc, "officials")[0]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Theresa May and Angela Merkel met. The two women left.", {"May", "Merkel"}),
        ("Mr Putin and Mr Trump met. The two men left.", {"Putin", "Trump"}),
        ("Prime Minister Najib Razak and President Win Myint spoke. The two suspects were charged.", set()),
    ],
)
def test_the_two_are_people_who_can_be_called_so(read: Read, text: str, heads: set[str]) -> None:
    doc = read(text)
    head = next(word for word in ("women", "men", "suspects") if word in text)
    found = {entity.name.split()[-1] for entity in entities(doc, head)}
    assert found & {"May", "Merkel", "Putin", "Trump", "Razak", "Myint"} == heads


@pytest.mark.parametrize(
    ("text", "head", "plural"),
    [
        ("The Rohingya fled. They were hungry.", "They", "Rohingya"),
        ("Three Hazara were killed. They were teachers.", "They", "Three Hazara"),
        ("A Rohingya was shot. He died.", "He", "Rohingya"),
    ],
)
def test_a_people_is_several_people(read: Read, text: str, head: str, plural: str) -> None:
    assert [entity.name for entity in entities(read(text), head)] == [plural]


def test_forces_that_are_named_once_more_with_their_country_are_known(read: Read) -> None:
    doc = read("Burmese troops burned a village. Ugandan police left. Later the troops returned.")
    assert entities(doc, "troops")[-1].code == "MMR"


def test_a_text_without_countries_is_of_its_publishers(base_nlp: Language) -> None:
    doc = base_nlp("Police questioned a man.")
    doc._.dateline_home = "IRL"
    make_actors(base_nlp, "dateline_actors", [])(doc)
    assert {entity.code for entity in doc._.dateline_actors.entities} == {"IRL"}
