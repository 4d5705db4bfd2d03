"""Participants that a reader supplies: carried over, the speaker, the party spoken of.

The notation of what is told is explained in `telling.py`.
"""

from __future__ import annotations

import pytest

from dateline import Coder
from tests.code.events.telling import differences

PUBLISHED = "2024-03-14"
"""A Thursday."""

CARRIED: list[tuple[str, list[str]]] = [
    (
        "Rebels of the M23 group attacked a village near Goma on Monday. The attack killed nine farmers.",
        ["ASSAULT: COD REB @ Goma on 2024-03-11", "ASSAULT *: COD REB > COD AGR @ Goma"],
    ),
    (
        "Ukrainian drones hit an oil depot in Bryansk on Tuesday. It was the second strike on the depot this month.",
        ["ASSAULT drone: UKR MIL @ Bryansk on 2024-03-12", "ASSAULT *: UKR MIL @ Bryansk"],
    ),
    (
        "Iran seized a tanker in the Strait of Hormuz. It later released the ship's crew.",
        ["COERCE seize: IRN GOV @ Strait of Hormuz", "RETREAT release: IRN GOV"],
    ),
    (
        "The Kenyan president arrived in Juba on Sunday. He met South Sudan's leader.",
        ["CONSULT visit: KEN GOV @ Juba on 2024-03-10", "CONSULT *: KEN GOV + SSD GOV @ Juba"],
    ),
    (
        "Police raided a mosque in Mombasa. They arrested nine worshippers.",
        ["COERCE *: KEN COP @ Mombasa", "COERCE arrest: KEN COP > ? ?"],
    ),
    (
        "“We demand the release of our colleagues,” the head of the Guinean journalists' union said.",
        ["REQUEST yield: GIN ?"],
    ),
    (
        "“We condemn this cowardly attack on our soldiers,” Mali's president said.",
        ["ACCUSE disapprove: MLI GOV", "ASSAULT > MLI MIL"],
    ),
    ("The army must leave the city, the French foreign minister said.", ["REQUEST yield: FRA GOV > ? MIL"]),
    (
        "Israel, which bombed the airport, accused Iran of arming the militia.",
        ["ASSAULT *: ISR MIL", "ACCUSE allege: ISR GOV > IRN GOV", "AID: IRN GOV > ? REB"],
    ),
    (
        "Gunmen stormed a church in Jos on Sunday. The attackers killed six worshippers.",
        ["ASSAULT * @ Jos on 2024-03-10", "ASSAULT * > NGA ? @ Jos"],
    ),
    (
        "Turkey arrested eleven journalists. The arrests took place in Diyarbakir on Monday.",
        ["COERCE arrest: TUR GOV > ? JRN", "COERCE arrest: TUR GOV > ? JRN @ Diyarbakir on 2024-03-11"],
    ),
    (
        "Students marched through Dakar on Monday. Police fired tear gas at them.",
        ["PROTEST demo: SEN EDU @ Dakar on 2024-03-11", "ASSAULT crowd-control: SEN COP > SEN EDU @ Dakar"],
    ),
    (
        "Russia bombed a school in Kramatorsk. Ukraine's president condemned it.",
        ["ASSAULT aerial: RUS MIL @ Kramatorsk", "ACCUSE disapprove: UKR GOV"],
    ),
    ("“We will not negotiate with terrorists,” the Nigerian president said.", ["REJECT meet: NGA GOV > ? ?"]),
    ("“They tortured the prisoners,” the Syrian minister said of the guards.", ["ASSAULT torture > ? ?"]),
    (
        "Israeli jets bombed a port in Latakia on Sunday. The strike wounded two sailors.",
        ["ASSAULT aerial: ISR MIL @ Latakia on 2024-03-10", "ASSAULT *: ISR MIL @ Latakia"],
    ),
    (
        "A farmer was stabbed at a market in Jos on Sunday. Police are investigating the stabbing.",
        ["ASSAULT * > NGA AGR @ Jos on 2024-03-10", "ACCUSE *: NGA COP", "ASSAULT * > NGA AGR @ Jos"],
    ),
    (
        "Police shot a robber in Jos on Sunday. Nine farmers were killed in an attack on a village on Monday.",
        ["ASSAULT *: NGA COP > NGA CRM @ Jos on 2024-03-10", "ASSAULT * > NGA AGR on 2024-03-11"],
    ),
    (
        "Gunmen killed nine farmers in Jos on Sunday. Attacks have become frequent in Nigeria.",
        ["ASSAULT *: NGA ? > NGA AGR @ Jos on 2024-03-10", "ASSAULT: ? > -"],
    ),
    (
        "Nigerien soldiers detained a bishop. He was released on Tuesday.",
        ["COERCE arrest: NER MIL > ? REL", "RETREAT release: ? > ? REL on 2024-03-12"],
    ),
]


@pytest.mark.parametrize(("text", "told"), CARRIED)
def test_participants_are_supplied(coder: Coder, text: str, told: list[str]) -> None:
    assert not differences(coder.code(text, published=PUBLISHED), told)
