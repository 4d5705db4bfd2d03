"""Names of sites within towns: what is one, where it begins and ends, and in which known place it lies."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dateline import Coder
from tests.code.places.test_places import places

SITES = [
    ("Shells hit the al-Nur mosque in Homs.", "al-Nur mosque"),
    ("Police searched a shop at 12 Mill Lane in Leeds.", "12 Mill Lane"),
    ("Two people were shot on the Rue Verte in Lille.", "Rue Verte"),
    ("Soldiers seized the Ibn Rushd hospital complex in Ramadi.", "Ibn Rushd hospital complex"),
    ("Shots were heard at the Lakeside shopping mall in Nairobi.", "Lakeside shopping mall"),
    ("MEGIDDO PRISON, Israel (Reuters) - Two men were freed on Sunday.", "MEGIDDO PRISON"),
    ("Police shot the man near Fourth Avenue and Oak Street in Seattle.", "Fourth Avenue and Oak Street"),
    ("A body was found at 221B Baker Street, London.", "221B Baker Street"),
    ("Shots rang out in the 1200 block of Elm Street in Dallas.", "1200 block of Elm Street"),
    ("Protesters stormed the US embassy in Baghdad.", "US embassy"),
    ("Thousands marched outside the Israeli embassy in London.", "Israeli embassy"),
    ("The frigate patrols the U.S. 7th Fleet area of operations.", "U.S. 7th Fleet area of operations"),
    ("Soldiers stormed the presidential palace in Libreville.", "presidential palace"),
    ("The envoys met at the state house in Nairobi.", "state house"),
    ("Jets bombed a school in a southern district of the city.", "southern district of the city"),
    ("Police shot a man in the south valley on Saturday.", "south valley"),
    ("Fighting raged on the outskirts of the capital.", "outskirts of the capital"),
    ("Rockets hit the capital's eastern suburbs.", "capital's eastern suburbs"),
    ("Protests were held in many cities across the country.", "many cities across the country"),
]
NONE = [
    "The mosque was closed on Monday.",
    "He went to school in 1998.",
    "She won 12 medals in Leeds.",
    "The US embassy said that it would close.",
    "The presidential palace said that talks would go on.",
    "He lives in a quiet part of town.",
    "The southern district court ruled on Monday.",
    "Prices fell in the third quarter.",
    "On the other side of the debate he was alone.",
    "The town Mayor Bob Hill spoke.",
    "The path runs between Berry Lane and the river.",
]
AROUND = [
    ("Shells hit the al-Nur mosque in Homs.", "al-Nur mosque", ("SYR", 4)),
    ("Protesters stormed the US embassy in Baghdad.", "US embassy", ("IRQ", 4)),
    ("Baghdad was tense. Protesters stormed the US embassy.", "US embassy", ("IRQ", 4)),
    ("Baghdad was tense. The Geneva talks failed. Protesters stormed the US embassy.", "US embassy", ("IRQ", 4)),
    ("Bombers left Whitman Air Force Base, Missouri, on Tuesday.", "Whitman Air Force Base", ("USA", 2)),
    ("The frigate left Japan for the U.S. 7th Fleet area of operations.", "U.S. 7th Fleet area of operations", None),
    ("Greeks went on strike. Protests were held in many towns across the country.", "many towns across the country",
     ("GRC", 1)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "site"), SITES)
def test_a_site_is_a_place(base_nlp: Language, text: str, site: str) -> None:
    assert site in [name for name, place in places(base_nlp, text) if place.kind == "literal"]


@pytest.mark.parametrize("text", NONE)
def test_a_common_noun_a_speaker_or_a_number_is_no_site(base_nlp: Language, text: str) -> None:
    assert [name for name, place in places(base_nlp, text) if place.record is None and " and " not in name] in (
        [],
        ["Berry Lane"],
    )


@pytest.mark.parametrize(("text", "site", "around"), AROUND)
def test_a_site_lies_in_a_known_place(base_nlp: Language, text: str, site: str, around: tuple[str, int] | None) -> None:
    [place] = [place for name, place in places(base_nlp, text) if name == site]
    assert place.record is None
    within = place.within
    assert (None if within is None else (within.country_code, within.resolution)) == around


def test_a_coded_site_has_the_country_and_province_of_the_town_it_lies_in() -> None:
    coded = Coder(rules_only=True).code("Gunmen attacked the al-Nur mosque in Homs on Friday.", published="2020-01-05")
    [site] = [place for place in coded.places if place.text == "al-Nur mosque"]
    assert (site.country_code, site.province, site.lat, site.geonameid) == ("SYR", "Homs", None, None)
    assert site.reason is not None
    where = coded.events[0].event_loc
    assert where is not None
    assert (where.text, where.name, where.resolution) == ("al-Nur mosque", "Homs", 4)
    assert where.reason is None
