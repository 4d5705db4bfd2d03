"""What parties were in an event: in office when it happened, criminals by it, or states under a people's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline import Coder
from dateline.code.events.standing import as_criminals, in_office
from dateline.code.layers import ActorEntity, Actors, EventMention, Mention, PartyMention


def event(date: str | None, sector: list[str]) -> EventMention:
    """Give an event with one actor, the entity 0."""
    span = Mention(0, 1, 0, 5)
    party = PartyMention(0, 1, 0, 5, entity=0, text="Kari", code="NOR", sector=sector)
    return EventMention(
        event="CONSULT", mode=[], context=[], status="actual", actor=[party], recipient=[], place=None, date=date,
        enddate=None, attribution=[], figures=[], confidence=1.0, frame="", signs={}, trigger=span, sentence=span,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("date", "sector", "then"),
    [
        ("2012-05-03", ["ELI", "GOV"], ["GOV"]),
        ("2012", ["ELI", "GOV"], ["GOV"]),
        ("2014", ["ELI", "GOV"], ["ELI", "GOV"]),  # in office for a part of the year
        ("2016-01", ["ELI", "GOV"], ["ELI", "GOV"]),
        (None, ["ELI", "GOV"], ["ELI", "GOV"]),
        ("2012", ["OPP"], ["OPP"]),
    ],
)
def test_sector_is_that_of_the_day(date: str | None, sector: list[str], then: list[str]) -> None:
    person = ActorEntity("Kari", "PERSON", "NOR", ["ELI", "GOV"], offices=(("2011-02", "2014-06-30", ("GOV",)),))
    found = event(date, sector)
    in_office([found], Actors(entities=[person]))
    assert found.actor[0].sector == then


@pytest.mark.parametrize(
    ("mode", "sector", "told"),
    [
        (["firearms"], ["CVL"], ["CRM"]),
        (["abduct"], ["CVL"], ["CRM"]),
        (["beat"], ["CVL"], ["CVL"]),
        ([], ["CVL"], ["CVL"]),
        (["firearms"], ["CVL", "EDU"], ["CVL", "EDU"]),
        (["firearms"], ["REB"], ["REB"]),
    ],
)
def test_a_civilian_who_kills_is_a_criminal(mode: list[str], sector: list[str], told: list[str]) -> None:
    found = replace(event(None, sector), event="ASSAULT", mode=mode)
    as_criminals([found])
    assert found.actor[0].sector == told


def test_a_feared_killing_makes_no_criminal() -> None:
    found = replace(event(None, ["CVL"]), event="ASSAULT", mode=["firearms"], status="hypothetical")
    as_criminals([found])
    assert found.actor[0].sector == ["CVL"]


@pytest.mark.parametrize(
    ("text", "role", "sector"),
    [
        ("The Danes expelled two Russian diplomats.", "actor", "GOV"),
        ("Iran accused the British of arming rebels.", "recipient", "GOV"),
        ("The Russians bombed Idlib.", "actor", "MIL"),
        ("The Spanish called on Syria to stop the raids.", "actor", "GOV"),
        ("The Palestinians threw stones at soldiers.", "actor", "CVL"),
        ("Two Danes called on Syria to stop the raids.", "actor", "CVL"),
        ("The Danes who live in Aleppo called on Syria to stop the raids.", "actor", "CVL"),
        ("The Palestinians accused Israel of shelling a school.", "actor", "CVL"),
    ],
)
def test_a_people_stands_for_its_state(full_coder: Coder, text: str, role: str, sector: str) -> None:
    event = full_coder.code(text).events[0]
    assert [party.sector for party in getattr(event, role)] == [[sector]]
