"""Where events were, over several sentences, and what their dates rest on."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.model import Event


def _by_trigger(coder: Coder, text: str) -> dict[str, Event]:
    return {event.trigger.text: event for event in coder.code(text, published="2024-03-14").events}


def test_a_site_is_the_place_with_the_record_of_its_town(coder: Coder) -> None:
    place = _by_trigger(coder, "Rebels shelled the al-Nur mosque in Homs on Monday.")["shelled"].event_loc
    assert place is not None
    assert (place.text, place.country_code, place.resolution) == ("al-Nur mosque", "SYR", 4)


def test_an_incident_keeps_its_place(coder: Coder) -> None:
    events = _by_trigger(coder, "Gunmen attacked a bank in Kaduna. Two guards were killed. Police arrested four men.")
    assert {event.event_loc.text for event in events.values() if event.event_loc} == {"Kaduna"}


def test_a_statement_is_nowhere(coder: Coder) -> None:
    events = _by_trigger(coder, "Rebels shelled Homs on Monday. France condemned the rebels.")
    assert events["condemned"].event_loc is None
    assert events["shelled"].event_loc is not None


def test_what_says_how_far_off_a_place_lies_is_not_where_it_was(coder: Coder) -> None:
    place = _by_trigger(coder, "Troops killed six men in Homs, 160 km north of Damascus.")["killed"].event_loc
    assert place is not None
    assert place.text == "Homs"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Rebels shelled Homs on 3 March.", "explicit"),
        ("Rebels shelled Homs on Tuesday.", "relative"),
        ("Rebels shelled Homs.", "publication"),
    ],
)
def test_a_date_says_what_it_rests_on(coder: Coder, text: str, basis: str) -> None:
    assert _by_trigger(coder, text)["shelled"].date_basis == basis


def test_without_publication_there_is_no_date(coder: Coder) -> None:
    (event,) = coder.code("Rebels shelled Homs.").events
    assert (event.date, event.date_basis) == (None, "none")


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Soldiers stayed in Kaduna. Gunmen shot dead four farmers in the streets of the city of Jos.", "shot", "Jos"),
        ("Rebels shelled Homs. Envoys of both sides met in Geneva on Friday.", "met", "Geneva"),
        ("Iran's foreign minister met with President Bashar al-Assad in Damascus.", "met", "Damascus"),
        ("Soldiers killed two men in Goma. Militants shot dead nine people in Beni.", "killed", "Goma"),
        ("Police fired tear gas in Lagos. Gunmen abducted a teacher in Kano.", "abducted", "Kano"),
        ("The army began a campaign to retake the town of Mocha. Nine soldiers were killed.", "campaign", "Mocha"),
        ("Gunmen attacked a convoy in Gao. A bomb killed two people in Timbuktu.", "bomb", "Timbuktu"),
        ("Jets bombed the outskirts of Taiz on Sunday.", "bombed", "Taiz"),
        ("Protesters marched through the centre of Nairobi on Monday.", "marched", "Nairobi"),
        # a clause with "where" behind the last of several nouns for one place
        (
            "A court met in Ramallah on Monday. It happened at a home in the West Bank village of Nabi Saleh, where "
            "weekly protests against the settlement have been held for years.",
            "protests",
            "Nabi Saleh",
        ),
        (
            "A court met in Goma. Ana Silva lives at a hotel in the city of Beni, where troops shot two men in March.",
            "shot",
            "Beni",
        ),
        # "South" of a name is no direction
        ("Envoys met in Juba. Troops shelled the South Sudan town of Bor on Monday.", "shelled", "Bor"),
        ("Troops shelled a village 30 km south of Mosul on Monday.", "shelled", "Mosul"),
    ],
)
def test_an_act_is_where_its_own_words_say(coder: Coder, text: str, trigger: str, place: str) -> None:
    found = _by_trigger(coder, text)[trigger].event_loc
    assert found is not None
    assert found.text == place


def test_what_is_discussed_is_not_where_it_is_discussed(coder: Coder) -> None:
    places = [e.event_loc for e in coder.code("Ministers discussed the fighting in Aleppo at talks in Vienna.").events]
    consulted = [e for e in coder.code("Ministers met in Vienna for talks on Aleppo.").events if e.event == "CONSULT"]
    assert places
    assert {e.event_loc.text for e in consulted if e.event_loc} == {"Vienna"}


def test_a_place_that_no_gazetteer_has_lies_where_the_text_puts_it(coder: Coder) -> None:
    text = "Rebels hold Raqqa. Gunmen killed nine people at Camp Larbu, 20 km south of Mosul."
    place = _by_trigger(coder, text)["killed"].event_loc
    assert place is not None
    assert (place.text, place.country_code) == ("Camp Larbu", "IRQ")


def test_a_noun_stands_for_the_place_named_before(coder: Coder) -> None:
    text = "Troops are based at Kweres airfield. Rebels control Aleppo. Jets bombed the airfield on Friday."
    place = _by_trigger(coder, text)["bombed"].event_loc
    assert place is not None
    assert "Kweres" in place.text


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        # one scene, told coarsely and finely
        (
            "Gunmen killed nine people in Kaduna on Sunday. They attacked the Alheri Hospital in Kaduna, police said. "
            "Three guards were also killed.",
            "killed",
            "Alheri Hospital",
        ),
        # two scenes: the coarser telling stays
        (
            "Troops killed nine people in Kaduna on Sunday. They attacked the Alheri Hospital in Kaduna. In Jos, other "
            "soldiers shot four men.",
            "killed",
            "Kaduna",
        ),
        # a country that its words tell stays
        ("Rebels killed four men in Homs. Rebels have killed hundreds in Syria this year.", "killed#2", "Syria"),
        # a dateline is not "the city"
        (
            "BEIRUT - Weeks after the Homs attack the army said gunmen had killed four men in the city.",
            "killed",
            "Homs",
        ),
        ("ALEPPO, Syria (AP) - Government forces shelled the city on Monday.", "shelled", "ALEPPO"),
    ],
)
def test_the_finest_place_of_one_scene_is_that_of_all_its_tellings(
    coder: Coder, text: str, trigger: str, place: str
) -> None:
    word, _, number = trigger.partition("#")
    events = [event for event in coder.code(text, published="2024-03-14").events if event.trigger.text == word]
    found = events[int(number or 1) - 1].event_loc
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    ("text", "trigger", "place", "country"),
    [
        ("The coalition carried out air strikes in Iraq and Syria on Tuesday.", "strikes", "Iraq and Syria", None),
        ("Rebels attacked villages in Mali, Niger and Chad.", "attacked", "Mali, Niger and Chad", None),
        ("Rebels attacked villages in Mali and shelled Gao.", "attacked", "Mali", "MLI"),
        ("Talks between Iraq and Syria were held in Geneva.", "Talks", "Geneva", "CHE"),
        ("Troops from Kenya and Uganda shelled rebels in Somalia.", "shelled", "Somalia", "SOM"),
        ("Gunmen killed four men in Kaduna and Jos.", "killed", "Kaduna", "NGA"),
    ],
)
def test_countries_of_a_list_are_one_place_in_no_single_country(
    coder: Coder, text: str, trigger: str, place: str, country: str | None
) -> None:
    found = _by_trigger(coder, text)[trigger].event_loc
    assert found is not None
    assert (found.text, found.country_code) == (place, country)
    assert text[found.start : found.end] == place
    assert (found.reason == "several countries") == (country is None)
