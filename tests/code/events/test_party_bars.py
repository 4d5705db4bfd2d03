"""Who is no party to an event, whatever the network sees."""

from __future__ import annotations

import pytest

from dateline import Coder

NONE: list[tuple[str, str, str, str]] = [
    # text, trigger, role, the country and sector that must not have it
    ("Police responded to a shooting in Turku.", "shooting", "actor", "COP"),
    ("Deputies responded to a report of a stabbing in Graz.", "stabbing", "actor", "LEG"),
    ("Officers were called to a shooting at a bar in Leeds.", "shooting", "actor", "COP"),
    ("Soldiers rushed to the bombing in Lahore.", "bombing", "actor", "MIL"),
    ("The rebels vowed to avenge their leader.", "vowed", "recipient", "REB"),
    ("Kenyan soldiers vowed to avenge the killing of their general.", "vowed", "recipient", "MIL"),
]
STILL: list[tuple[str, str, str, str]] = [
    ("Police responded to the riot by shooting a student in Turku.", "shooting", "actor", "COP"),
    ("The army responded to the protest with air strikes on Gao.", "air strikes", "actor", "MIL"),
    ("Soldiers called villagers to a square in Gao and shot them.", "shot", "actor", "MIL"),
    ("Hamas vowed to avenge the killing of its leader by Israel.", "vowed", "recipient", "GOV"),
    ("Iran vowed to punish Israel.", "vowed", "recipient", "GOV"),
]


def sectors(coder: Coder, text: str, trigger: str, role: str) -> list[str]:
    """Give the sectors of those who have a role in the event that a word tells of."""
    event = next(event for event in coder.code(text).events if event.trigger.text in trigger)
    return [sector for party in getattr(event, role) for sector in party.sector]


@pytest.mark.parametrize(("text", "trigger", "role", "sector"), NONE)
def test_who_comes_afterwards_or_is_avenged_is_no_party(
    full_coder: Coder, text: str, trigger: str, role: str, sector: str
) -> None:
    assert sector not in sectors(full_coder, text, trigger, role)


@pytest.mark.parametrize(("text", "trigger", "role", "sector"), STILL)
def test_who_does_it_or_pays_for_it_is(full_coder: Coder, text: str, trigger: str, role: str, sector: str) -> None:
    assert sector in sectors(full_coder, text, trigger, role)


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("The rebels swore to avenge the killing of their leader by Kenya.", ["Kenya"]),
        ("The rebels swore to avenge their leader.", []),
    ],
)
def test_rules_threaten_those_who_killed_not_who_was_killed(coder: Coder, text: str, recipient: list[str]) -> None:
    event = next(event for event in coder.code(text).events if event.event == "THREATEN")
    assert [party.text for party in event.recipient] == recipient
