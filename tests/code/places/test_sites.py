"""Names of sites within towns: what is one, and where it begins and ends."""

from __future__ import annotations

import pytest

from dateline import Coder

SITES = [
    ("Shells hit the al-Nur mosque in Homs.", "al-Nur mosque"),
    ("Police searched a shop at 12 Mill Lane in Leeds.", "12 Mill Lane"),
    ("Two people were shot on the Rue Verte in Lille.", "Rue Verte"),
    ("Soldiers seized the Ibn Rushd hospital complex in Ramadi.", "Ibn Rushd hospital complex"),
]
NONE = ["The mosque was closed on Monday.", "He went to school in 1998.", "She won 12 medals in Leeds."]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(rules_only=True)


@pytest.mark.parametrize(("text", "site"), SITES)
def test_a_site_is_a_place(coder: Coder, text: str, site: str) -> None:
    assert site in [place.text for place in coder.code(text).places]


@pytest.mark.parametrize("text", NONE)
def test_a_common_noun_or_number_is_no_site(coder: Coder, text: str) -> None:
    assert [place.text for place in coder.code(text).places if place.name is None] == []
