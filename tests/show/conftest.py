"""A small coded document with one event of each status, for all formats."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.model import CodedDocument

TEXT = (
    "Rebels shelled the port of Mokha on Monday, killing 12 people, the coast guard said. "
    "The government will send 40 trucks of flour. "
    "Envoys may meet in Muscat if the truce holds. "
    "The army did not enter the town. "
    "In 2015 coalition jets bombed the harbour."
)


def _span(words: str, after: int = 0) -> dict[str, Any]:
    start = TEXT.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def _event(number: int, sentence: str, trigger: str, /, **fields: Any) -> dict[str, Any]:
    return {"id": f"e{number}", "trigger": _span(trigger), "confidence": 0.8, **_span(sentence), **fields}


def _sentences() -> list[str]:
    return [part if part.endswith(".") else part + "." for part in TEXT.split(". ")]


@pytest.fixture
def coded() -> CodedDocument:
    """A document with a place, figures, an attribution and five events."""
    one, two, three, four, five = _sentences()
    rebels = {"entity": "a1", **_span("Rebels"), "code": "YEM", "sector": ["REB"]}
    government = {"entity": "a2", **_span("The government"), "code": "YEM", "sector": ["GOV"]}
    mokha = {
        **_span("Mokha"), "kind": "literal", "name": "Al Mukhā", "geonameid": 71336, "lat": 13.32, "lon": -43.25,
        "country_code": "YEM", "province": "Taiz", "feature_class": "P", "feature_code": "PPL", "resolution": 4,
    }  # fmt: skip
    return CodedDocument.model_validate(
        {
            "id": "d1",
            "title": "Port shelled",
            "published": "2024-03-05",
            "publisher": "Coast Wire",
            "url": "https://example.org/1",
            "language": "en",
            "text": TEXT,
            "entities": [
                {"id": "a1", "name": "Houthi rebels", "type": "GROUP", "code": "YEM", "sector": ["REB"]},
                {"id": "a2", "name": "Government of Yemen", "type": "ORG", "code": "YEM", "sector": ["GOV"]},
                {"id": "a3", "name": "Yemeni coast guard", "type": "ORG", "code": "YEM", "sector": ["MIL"]},
            ],
            "places": [mokha],
            "figures": [
                {**_span("12 people"), "value": 12, "kind": "dead", "of": "people", "event": "e1"},
                {**_span("40 trucks"), "value": 40, "kind": "vehicles", "of": "trucks"},
            ],
            "attributions": [
                {
                    "id": "s1",
                    "source": {**_span("the coast guard"), "entity": "a3"},
                    "cue": _span("said"),
                    "content": _span(one),
                    "kind": "indirect",
                }
            ],
            "events": [
                _event(
                    1, one, "shelled", event="ASSAULT", mode=["heavy-weapons"], context=["military"], quad_code=4,
                    event_scale=-9.5, date="2024-03-04", actor=[rebels], event_loc=mokha, attribution=["s1"],
                    figures=[0],
                ),
                _event(
                    2, two, "send", event="AGREE", quad_code=1, event_scale=2.5, status="future",
                    actor=[government],
                ),
                _event(3, three, "meet", event="CONSULT", quad_code=1, event_scale=2.5, status="hypothetical"),
                _event(4, four, "enter", event="MOBILIZE", quad_code=4, event_scale=-5.5, status="negated"),
                _event(
                    5, five, "bombed", event="ASSAULT", quad_code=4, event_scale=-9, status="historical",
                    date="2015",
                ),
            ],
        }
    )  # fmt: skip
