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
