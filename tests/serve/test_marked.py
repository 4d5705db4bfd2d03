"""An article is cut into pieces that give its text again, each with all that covers it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import CodedDocument, Event, Figure, Place, Span, Time
from dateline.serve.pages.marked import pieces_of

TEXT = "Rebels killed 12 people in Idlib on Monday."
SPANS = st.tuples(st.integers(-2, 50), st.integers(-2, 50))


def document(*spans: tuple[int, int]) -> CodedDocument:
    times = [Time(start=start, end=end, text="", type="DATE", value=None) for start, end in spans]
    return CodedDocument(id="a", text=TEXT, times=times)


@given(st.lists(SPANS, max_size=8))
def test_the_pieces_are_the_text_whatever_overlaps(spans: list[tuple[int, int]]) -> None:
    pieces = pieces_of(document(*spans))
    assert "".join(piece.text for piece in pieces) == TEXT


def test_a_piece_knows_its_layers_events_and_explanation() -> None:
    place = Place(start=27, end=32, text="Idlib", kind="literal", name="Idlib", geonameid=1, country_code="SYR")
    figure = Figure(start=14, end=23, text="12 people", value=12, low=12, high=12, kind="dead", event="e1")
    event = Event(
        id="e1", event="ASSAULT", quad_code=4, event_scale=-9, trigger=Span(start=7, end=13, text="killed"), start=0,
        end=43, text=TEXT, confidence=0.9, event_loc=place, status="negated", date="2024-05-13",
    )  # fmt: skip
    coded = CodedDocument(id="a", text=TEXT, places=[place], figures=[figure], events=[event])
    pieces = {piece.text: piece for piece in pieces_of(coded)}
    assert pieces["killed"].triggers == ["e1"]
    assert pieces["killed"].says == "ASSAULT, negated, 2024-05-13"
    assert pieces["Idlib"].events == ["e1"]
    assert pieces["Idlib"].says == "place: Idlib (SYR), GeoNames 1"
    assert pieces["12 people"].says == "figure, dead: 12"
    assert pieces[" on Monday."].layers == []
