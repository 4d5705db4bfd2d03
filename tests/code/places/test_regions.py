"""Regions of the world: that their names mean them, and that a nation of one is of no guessed country."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dateline import Coder
from dateline.code.places.component import PlacesLayer

LAYER = PlacesLayer(())


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The Gulf country rejected the list.", {"Gulf": None}),
        ("Gulf states cut ties with Qatar.", {"Gulf": None, "Qatar": "QAT"}),
        ("Ana is from the Sahel. The Sahel state closed the port.", {"Sahel": None}),
        ("Jets flew over the Baltic.", {"Baltic": None}),
        ("The Baltic states condemned the attack.", {"Baltic": None}),
        ("Police in Baltic, Connecticut, arrested a man.", {"Baltic": "USA", "Connecticut": "USA"}),
        ("Police arrested a man in Gulf Province.", {"Gulf Province": "PNG"}),
        ("A ferry sank in the Baltic Sea.", {"Baltic Sea": None}),
    ],
)
def test_the_name_of_a_region_means_it(base_nlp: Language, text: str, countries: dict[str, str | None]) -> None:
    doc = LAYER(base_nlp(text))
    found = {
        text[place.start_char : place.end_char]: place.record.country_code
        for place in doc._.dateline_places
        if place.record is not None
    }
    assert found == countries


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        (
            "Norway recalled its ambassador. The Horn of Africa nation expelled the envoy.",
            "Horn of Africa nation",
            None,
        ),
        ("Chile protested. The Caribbean nation expelled three diplomats.", "Caribbean nation", None),
        ("Kenya protested. The Gulf country expelled three diplomats.", "Gulf country", None),
        ("Norway recalled its ambassador. The ministry expelled the envoy.", "ministry", "NOR"),
        ("Chile's ambassador left. The Togolese government protested.", "Togolese government", "TGO"),
    ],
)
def test_a_nation_of_a_region_is_of_no_guessed_country(coder: Coder, text: str, name: str, code: str | None) -> None:
    found = {entity.name: entity.code for entity in coder.code(text, id="region").entities}
    assert found[name] == code
