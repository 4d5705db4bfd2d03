"""Which side of an event its parties stand on: who visits and who meets, who works with whom, before whom one protests.

The notation of what is told is explained in `telling.py`.
"""

from __future__ import annotations

import pytest

from dateline import Coder
from tests.code.events.telling import differences

PUBLISHED = "2024-03-14"
"""A Thursday."""

SIDES: list[tuple[str, list[str]]] = [
    (
        "Peru's foreign minister talked with his Chilean counterpart in Geneva.",
        ["CONSULT: PER GOV + CHL GOV > - @ Geneva"],
    ),
    ("Kenya's president visited Juba on Sunday.", ["CONSULT visit: KEN GOV > SSD GOV @ Juba"]),
    (
        "Peru's president met Chile's president in Geneva on the sidelines of a UN summit.",
        ["CONSULT *: PER GOV + CHL GOV > -"],
    ),
    (
        "Peru's president held talks with Chile's president on the fringes of a summit in Geneva.",
        ["CONSULT *: PER GOV + CHL GOV > -"],
    ),
    (
        "Peru's president held talks with Chile's president in Lima.",
        ["CONSULT visit: CHL GOV > PER GOV @ Lima"],
    ),
    (
        "Peru's president met Chile's president in Lima.",
        ["CONSULT visit: CHL GOV > PER GOV @ Lima"],
    ),
    (
        "Kenya's president paid a visit to South Sudan's embassy in Nairobi.",
        ["CONSULT visit: KEN GOV > SSD GOV @ Nairobi"],
    ),
    ("Finland and Estonia held joint naval drills.", ["COOPERATE: FIN ? > EST ?"]),
    (
        "Nurses marched through Lisbon on Monday. Portugal has few of them.",
        ["PROTEST demo: PRT MED > PRT GOV @ Lisbon"],
    ),
    (
        "Nine Peruvian journalists were arrested in Lima. Peru has few papers.",
        ["COERCE arrest: PER GOV > PER JRN @ Lima"],
    ),
    (
        "Chile bombed a port in Peru. “We demand an explanation,” said Peru's president, Ana Ruiz.",
        ["ASSAULT aerial: CHL MIL", "REQUEST *: PER GOV > ?"],
    ),
    ("Protests in Lima alarmed Chile's president.", ["PROTEST demo: - > ? GOV @ Lima"]),
    ("Kenyan judges went on strike.", ["PROTEST strike: KEN JUD > ?"]),
    ("Chile's general is facing allegations of fraud.", ["ACCUSE allege: - > CHL MIL"]),
    (
        "Farmers demonstrated against a mine of the firm Glencore in Peru.",
        ["PROTEST demo: PER AGR > ? BUS"],
    ),
]


@pytest.mark.parametrize(("text", "told"), SIDES)
def test_parties_stand_on_the_side_that_type_and_mode_say(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)
