"""When and where: expressions of time and place, the month of publication, places carried over.

The notation of what is told is explained in `telling.py`.
"""

from __future__ import annotations

import pytest

from dateline import Coder
from tests.code.events.telling import differences

PUBLISHED = "2024-03-14"
"""A Thursday."""

DATES: list[tuple[str, list[str]]] = [
    ("Troops stormed the palace in Niamey on Wednesday.", ["ASSAULT on 2024-03-13"]),
    ("Troops stormed the palace in Niamey yesterday.", ["ASSAULT on 2024-03-13"]),
    ("Gunmen attacked the prison on March 3.", ["ASSAULT * on 2024-03-03"]),
    ("Gunmen attacked the prison last month.", ["ASSAULT * on 2024-02"]),
    ("Gunmen attacked the prison.", ["ASSAULT * on 2024-03"]),
    ("Gunmen attacked the prison in January.", ["ASSAULT * on 2024-01"]),
    ("Police arrested the banker in 2017.", ["COERCE arrest on 2017 | historical"]),
    ("The rebels freed the nurse two days ago.", ["RETREAT release on 2024-03-12"]),
    ("Rebels shelled the market on Tuesday night.", ["ASSAULT heavy-weapons on 2024-03-12"]),
    ("The rebels freed the nurse last week.", ["RETREAT release on 2024-03"]),
    ("The rebels freed the nurse late on Monday.", ["RETREAT release on 2024-03-11"]),
    ("The envoys met this month.", ["CONSULT on 2024-03"]),
    ("Police arrested the banker on Friday, March 1.", ["COERCE arrest on 2024-03-01"]),
    ("Police arrested the banker this morning.", ["COERCE arrest on 2024-03-14"]),
    ("Soldiers burned a village in late February.", ["ASSAULT * on 2024-02"]),
    ("The presidents will meet on 20 March.", ["AGREE: ? GOV on 2024-03-20"]),
    (
        "The troops withdrew on Sunday after they had burned a village on Saturday.",
        ["RETREAT withdraw: ? MIL on 2024-03-10", "ASSAULT * on 2024-03-09"],
    ),
]

PUBLISHED_THEN: list[tuple[str, str | None, list[str]]] = [
    ("Gunmen attacked the prison.", None, ["ASSAULT * on -"]),
    ("Gunmen attacked the prison on 5 May 2021.", None, ["ASSAULT * on 2021-05-05"]),
    ("Gunmen attacked the prison on December 29.", "2024-01-03", ["ASSAULT * on 2023-12-29"]),
    ("The minister resigned on Thursday.", "2024-03-15T08:30:00Z", ["RETREAT resign on 2024-03-14"]),
]

PLACES: list[tuple[str, list[str]]] = [
    ("Rebels attacked an army post near Kidal in northern Mali.", ["ASSAULT @ Kidal"]),
    ("Three people were shot dead in a café in Medellín, Colombia.", ["ASSAULT * @ Medellín"]),
    ("A tribunal in Arusha convicted the Rwandan general.", ["SANCTION convict @ Arusha"]),
    ("Police in Sofia arrested a man wanted in Hamburg.", ["COERCE arrest @ Sofia"]),
    ("Protesters gathered outside the parliament in Chisinau.", ["PROTEST demo @ Chisinau"]),
    ("Soldiers searched houses in Cizre. They arrested six men.", ["COERCE * @ Cizre", "COERCE arrest @ Cizre"]),
    (
        "Militants attacked Palma. The fighters killed eleven people. Hundreds of residents fled.",
        ["ASSAULT @ Palma", "ASSAULT * @ Palma", "SANCTION expel @ Palma"],
    ),
    ("Germany's chancellor met the Chinese premier in Beijing.", ["CONSULT visit: DEU GOV > CHN GOV @ Beijing"]),
    ("Fighting broke out in Khartoum on Monday.", ["ASSAULT @ Khartoum on 2024-03-11"]),
    ("Two soldiers were killed in Bamenda, in the north-west of Cameroon.", ["ASSAULT * @ Bamenda"]),
    ("Iran condemned Pakistan.", ["ACCUSE disapprove: IRN GOV > PAK GOV @ -"]),
    ("Police arrested a Syrian man at the airport in Larnaca.", ["COERCE arrest: CYP COP @ Larnaca"]),
    (
        "The army shelled rebel positions in the hills around Taiz.",
        ["ASSAULT heavy-weapons: YEM MIL > YEM REB @ Taiz"],
    ),
    (
        "A bomb exploded in Peshawar. The blast killed five policemen.",
        ["ASSAULT explosives @ Peshawar", "ASSAULT explosives > PAK COP @ Peshawar"],
    ),
    (
        "The rebels hold a hill outside Saada. On Tuesday they attacked a convoy.",
        ["ASSAULT: YEM REB @ Saada on 2024-03-12"],
    ),
    ("A court in Bogotá convicted the former senator.", ["SANCTION convict: COL JUD > COL ELI @ Bogotá"]),
    ("Thousands of people protested in Budapest on Saturday.", ["PROTEST demo: HUN CVL @ Budapest on 2024-03-09"]),
    ("Russia struck a power station in the Kharkiv region with missiles.", ["ASSAULT *: RUS MIL @ Kharkiv"]),
    ("Iraqi police arrested two Turks in Kirkuk.", ["COERCE arrest: IRQ COP > TUR CVL @ Kirkuk"]),
]


@pytest.mark.parametrize(("text", "told"), DATES)
def test_an_event_has_the_date_that_is_told(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)


@pytest.mark.parametrize(("text", "published", "told"), PUBLISHED_THEN)
def test_dates_count_from_publication(coder: Coder, text: str, published: str | None, told: list[str]) -> None:
    assert not differences(coder.code(text, published=published), told)


@pytest.mark.parametrize(("text", "told"), PLACES)
def test_an_event_is_where_the_text_says(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)
