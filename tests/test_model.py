"""The contract: field names, offsets, JSON round trip."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dateline import CodedDocument, Document
from dateline.model import Event, Figure, Span

CONTRACT = [
    "id", "title", "published", "publisher", "url", "language", "text",
    "entities", "places", "times", "figures", "attributions", "events",
]  # fmt: skip


def test_coded_document_has_the_fields_of_the_contract_in_order() -> None:
    assert list(CodedDocument(id="a", text="b").to_dict()) == [*CONTRACT, "rates", "casualties"]


def test_document_ignores_fields_it_does_not_know() -> None:
    assert Document.model_validate({"id": "a", "text": "b", "gold": [1]}).text == "b"


def test_confidence_stays_between_zero_and_one() -> None:
    span = Span(start=0, end=1, text="x")
    with pytest.raises(ValidationError, match="confidence"):
        Event(id="v1", event="AID", quad_code=2, event_scale=10, trigger=span, start=0, end=1, text="x", confidence=1.5)


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False))
def test_json_round_trip_keeps_any_text_and_number(text: str, value: float) -> None:
    coded = CodedDocument(id="a", text=text, figures=[Figure(start=0, end=0, text="", value=value)])
    assert CodedDocument.model_validate_json(coded.model_dump_json()) == coded


def test_the_readme_has_no_gaps_left_to_fill() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    assert "@@" not in readme
