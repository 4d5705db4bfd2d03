"""Names of places that no gazetteer has, told by the words around them, and in which country they are taken to lie."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.code.places.test_places import places

TOLD = [
    ("Fighters killed ten people in the village of Tuloul Qasr in Iraq.", {"Tuloul Qasr": ("IRQ", None)}),
    ("Gunmen raided the village of Umm Qadir, about 20km south of Mosul.", {"Umm Qadir": ("IRQ", "Nineveh")}),
    ("Soldiers raided the Iraqi town of Tashqani.", {"Tashqani": ("IRQ", None)}),
    ("Gunmen attacked a wedding in Qarmazi, a town near Kirkuk.", {"Qarmazi": ("IRQ", "Kirkuk")}),
    ("Fighting raged in the coastal town Marsa Qarza in Libya.", {"Marsa Qarza": ("LBY", None)}),
    ("The towns of Qarmil and Dabrik in Syria were shelled.", {"Qarmil": ("SYR", None), "Dabrik": ("SYR", None)}),
    ("Villagers fled Abu Qasra, 15 km (9 miles) west of Tikrit.", {"Abu Qasra": ("IRQ", "Salah al-Din")}),
    ("Troops reached Beit Qassam, a small village. They left Beit Qassam.", {"Beit Qassam": None}),
    ("Syrian jets struck. He was killed in Shibl al-Qadi on Sunday.", {"Shibl al-Qadi": ("SYR", None)}),
]
NOT_TOLD = [
    "He starred in Harry Potter.",
    "She believes in Jesus Christ.",
    "Investors bought shares in Facebook.",
    "Police arrested Ahmed Khan, a village elder.",
    "Bob Miller, a city councilman, spoke.",
    "Jamie Smith, the city's spokesman, spoke.",
    "He fought in Hezbollah and in Hamas.",
    "In Congress the bill failed.",
    "Support in Trump country is strong.",
    "Voters lost confidence in Theresa Brown.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_name_that_is_told_to_be_a_place_is_one(
    base_nlp: Language, text: str, expected: dict[str, tuple[str, str | None] | None]
) -> None:
    found = {
        name: None if place.within is None else (place.within.country_code, place.within.province)
        for name, place in places(base_nlp, text)
        if place.record is None
    }
    assert {name: found.get(name, "missed") for name in expected} == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_names_of_persons_and_bodies_are_left(base_nlp: Language, text: str) -> None:
    assert [name for name, place in places(base_nlp, text) if place.kind == "literal"] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We call for an end to attacks on Aleppo and Daraya.", ["Aleppo", "Daraya"]),
        ("The army shelled al-Bab and Manbij in Syria.", ["al-Bab", "Manbij", "Syria"]),
        ("Militants are active in Iraq and Syria.", ["Iraq", "Syria"]),
        ("Attacks were reported in Djibo, Menaka and Gao.", ["Djibo", "Menaka", "Gao"]),
        ("Troops welcomed the liberation of Mosul\u200e in Iraq.", ["Mosul\u200e", "Iraq"]),
    ],
)
def test_each_place_of_a_list_is_found(base_nlp: Language, text: str, names: list[str]) -> None:
    assert [name for name, _ in places(base_nlp, text)] == names
