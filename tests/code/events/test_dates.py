"""Which date an event has: what is plainly told, what the sentence dates, publication's month, or none."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.code.events.dates import as_one_date

PUBLISHED = "2024-03-14"
"""A Thursday."""

CASES = [
    ("Parliament has called for an inquiry into a raid on Tuesday that killed nine villagers.", "raid", "2024-03-12"),
    ("The minister said on Wednesday that the army had shelled the camp on Sunday.", "shelled", "2024-03-10"),
    ("The company announced on Monday that inspectors raided its offices on 1 March.", "raided", "2024-03-01"),
    ("The general was jailed on Monday for the killing of protesters in December 2012.", "jailed", "2024-03-11"),
    ("The general was jailed on Monday for the killing of protesters in December 2012.", "killing", "2012-12"),
    ("Thousands marched on Saturday against the arrest of the mayor.", "marched", "2024-03-09"),
    ("The president will visit Ankara on Monday.", "visit", "2024-03-18"),
    ("Rebels attacked a village late on Tuesday.", "attacked", "2024-03-12"),
    ("Troops seized the airport over the weekend.", "seized", "2024-03"),
    ("The shooting began shortly before 7 pm near the station.", "shooting", "2024-03"),
    ("The shooting began on Tuesday at 7 pm near the station.", "shooting", "2024-03-12"),
    ("Japan called for new sanctions before this coming summer.", "called", "2024-03"),
    ("Gunmen attacked the prison.", "attacked", "2024-03"),
    ("The army has been carrying out an offensive against the rebels for months.", "offensive", None),
    ("Militants routinely attack convoys on the road.", "attack", None),
    ("Iran has long accused Israel of sabotage.", "accused", None),
    ("The rebels have attacked the town dozens of times since 2019.", "attacked", None),
    ('"We welcome the release of the nurses," the spokesman said on Tuesday.', "welcome", "2024-03-12"),
    (
        'The army said on Tuesday that it had repelled the attack. "We call on residents to stay at home," it said.',
        "call",
        "2024-03-12",
    ),
    ('The army said on Tuesday that all was calm. The rebels objected. "We condemn the raid," they said.', "condemn",
     "2024-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "date"), CASES)
def test_an_event_has_its_date(coder: Coder, text: str, trigger: str, date: str | None) -> None:
    found = {event.trigger.text.split()[0]: event.date for event in coder.code(text, published=PUBLISHED).events}
    assert (trigger in found, found.get(trigger)) == (True, date)


def test_without_publication_only_what_is_told_counts(coder: Coder) -> None:
    coded = coder.code("Rebels attacked a village on 3 May 2022. Police arrested a banker.", published=None)
    assert [(event.date, event.date_basis) for event in coded.events] == [("2022-05-03", "explicit"), (None, "none")]


def test_a_verdict_and_its_prison_have_one_date(full_coder: Coder) -> None:
    text = "A judge in Nairobi convicted the governor of graft on Monday, and he faces eight years in jail."
    coded = full_coder.code(text, published="2024-03-14")
    assert {event.event: event.date for event in coded.events} == {"SANCTION": "2024-03-11", "COERCE": "2024-03-11"}


def test_a_stretch_within_a_year_is_one_date() -> None:
    assert as_one_date("2023-09-18", "2023-09-24") == ("2023-09", None)
    assert as_one_date("2023-08-28", "2023-09-03") == ("2023-08", None)
    assert as_one_date("2023-07", "2023-09") == ("2023", None)
    assert as_one_date("2023-12", "2024-02") == ("2023-12", "2024-02")
    assert as_one_date("1990", "1999") == ("1990", "1999")
    assert as_one_date("2023-09-18", None) == ("2023-09-18", None)
    assert as_one_date(None, None) == (None, None)
