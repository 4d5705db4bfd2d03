from __future__ import annotations

from itertools import permutations

import pytest

from dateline.link import ReportIndex
from dateline.model import Document

WIRE = (
    "The ferry Marisol ran aground off the island of Tarn on Monday night with 140 people on board. "
    "Fishing boats brought all passengers to the harbour before dawn, the coast guard said. "
    "Two members of the crew were treated for cold. The captain told the harbour office that a chart showed deep "
    "water where there was a bank of sand. The owners promised to pay for the hotel rooms of everybody on board."
)
OWN = (
    "All 140 passengers of a ferry are safe after it hit a sandbank near Tarn. They spent hours on the dark deck "
    "before small boats came for them. Nobody had told them what was going on, said a teacher on board. "
    "The coast guard wants to know why the ship left the marked channel, and has taken the charts away."
)


def document(id_: str, text: str, published: str | None = "2024-03-05", publisher: str | None = None) -> Document:
    return Document(id=id_, text=text, published=published, publisher=publisher)


def test_a_wire_story_is_one_report_with_several_publishers_led_by_the_first() -> None:
    index = ReportIndex()
    index.add(document("b", WIRE, "2024-03-06", "Tarn Courier"))
    report = index.add(document("a", "By our agency. " + WIRE, "2024-03-05", "Coast Wire"))
    index.add(document("c", OWN, "2024-03-05", "Evening Mail"))
    assert report.lead.id == "a"
    assert report.outlets == ("coast wire", "tarn courier")
    assert index.duplicate_of("b") == "a"
    assert index.duplicate_of("a") is None
    assert index.duplicate_of("c") is None
    assert index.report_of("c").copies != report.copies


def test_a_cut_and_an_update_are_the_same_text_but_a_quotation_is_not() -> None:
    index = ReportIndex()
    index.add(document("whole", WIRE))
    cut = WIRE[: WIRE.index(" The captain")]
    assert index.add(document("cut", cut)).lead.id == "whole"
    assert index.add(document("update", WIRE + " The ship was towed free on Tuesday.")).lead.id == "update"
    quoting = " ".join(OWN.replace("ferry", f"ferry {n}").replace("a ", f"a{n} ") for n in range(4)) + " " + cut
    assert index.add(document("quoting", quoting)).copies[0].id == "quoting"


def test_what_an_outlet_prints_again_is_a_version() -> None:
    index = ReportIndex()
    index.add(document("second", WIRE + " The ship was towed free on Tuesday.", "2024-03-05T18:00", "Coast Wire"))
    index.add(document("copy", WIRE, "2024-03-05T12:00", "Tarn Courier"))
    report = index.add(document("first", WIRE, "2024-03-05T09:00", "www.Coast Wire"))
    assert [copy.id for copy in report.versions("coast wire")] == ["first", "second"]


def test_an_outlet_is_known_by_its_address_where_no_publisher_is_given() -> None:
    index = ReportIndex()
    found = index.add(Document(id="x", text=WIRE, url="https://www.example.org/ferry?page=2"))
    assert found.outlets == ("example.org",)
    assert index.add(Document(id="y", text=WIRE)).outlets == ("example.org",)


def test_short_texts_stand_alone() -> None:
    index = ReportIndex()
    index.add(document("a", "The town hall is closed on Friday."))
    assert index.add(document("b", "The town hall is closed on Friday.")).lead.id == "b"


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_order_of_arrival_makes_no_difference(order: tuple[int, ...]) -> None:
    documents = [
        document("a", WIRE, "2024-03-05"),
        document("b", WIRE[40:], "2024-03-04"),
        document("c", OWN, None),
        document("d", OWN + " " + "It was a long night.", "2024-03-07"),
    ]
    index = ReportIndex()
    for number in order:
        index.add(documents[number])
    assert {d.id: index.duplicate_of(d.id) for d in documents} == {"a": "b", "b": None, "c": "d", "d": None}


def test_a_document_added_twice_changes_nothing() -> None:
    index = ReportIndex()
    index.add(document("a", WIRE))
    again = index.add(document("a", OWN))
    assert len(again.copies) == 1 and again.lead.words == index.report_of("a").lead.words > 70


def test_an_unknown_document_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        ReportIndex().report_of("nowhere")
