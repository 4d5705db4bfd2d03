"""The coder as a whole: offsets, sentences behind data, the same output for any number of processes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import CodedDocument, Coder, Document, InputError
from dateline.code.assemble import assemble
from dateline.read.decode import replace_unfit

TEXT = """GOMA, Oct. 3 (Example Wire) — Rebels of the M23 group attacked an army post near Goma on Monday, killing at
least 12 soldiers, the Congolese army said.

“We will retake the post,” Colonel Jean Mbuyi told reporters. Rwanda denied supporting the rebels.

The United Nations delivered nearly 40 tonnes of food to displaced families in the town.
"""


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def coded(coder: Coder) -> CodedDocument:
    return coder.code(TEXT, published="2022-10-04")


def spans(coded: CodedDocument) -> list[tuple[int, int, str]]:
    found = [(s.start, s.end, s.text) for s in (*coded.places, *coded.times, *coded.figures)]
    found += [(m.start, m.end, m.text) for entity in coded.entities for m in entity.mentions]
    for said in coded.attributions:
        found += [(part.start, part.end, part.text) for part in (said.source, said.cue, said.content) if part]
    for event in coded.events:
        found += [(event.start, event.end, event.text), (event.trigger.start, event.trigger.end, event.trigger.text)]
    return found


def test_an_attack_is_told_with_who_whom_where_when_and_how_many(coded: CodedDocument) -> None:
    attack = next(event for event in coded.events if event.event == "ASSAULT")
    assert [party.sector[0] for party in attack.actor] == ["REB"]
    assert [party.code for party in attack.recipient] == ["COD"]
    assert attack.event_loc is not None
    assert attack.event_loc.name == "Goma"
    assert attack.date == "2022-10-03"


def test_denied_support_is_negated(coded: CodedDocument) -> None:
    assert [e.status for e in coded.events if "Rwanda" in e.text and e.event in ("AID", "SUPPORT")] == ["negated"]


def test_aid_has_its_figure(coded: CodedDocument) -> None:
    aid = next(event for event in coded.events if event.event == "AID" and event.status == "actual")
    figure = coded.figures[aid.figures[0]]
    assert (figure.value, figure.high, figure.unit, figure.kind, figure.event) == (40, 40, "tonne", "aid", aid.id)


def test_every_span_is_the_text_at_its_offsets(coded: CodedDocument) -> None:
    assert spans(coded)
    assert all(coded.text[start:end] == text for start, end, text in spans(coded))


def test_every_event_lies_in_its_evidence(coded: CodedDocument) -> None:
    assert all(e.start <= e.trigger.start < e.trigger.end <= e.end for e in coded.events)


def test_references_lead_somewhere(coded: CodedDocument) -> None:
    entities = {entity.id for entity in coded.entities}
    attributions = {said.id for said in coded.attributions}
    for event in coded.events:
        assert {p.entity for p in event.actor + event.recipient} <= {*entities, None}
        assert set(event.attribution) <= attributions
        assert all(0 <= figure < len(coded.figures) for figure in event.figures)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_coded_with_true_offsets(coder: Coder, text: str) -> None:
    coded = coder.code(text)
    assert coded.text == replace_unfit(text)
    assert all(coded.text[start:end] == words for start, end, words in spans(coded))


def test_output_is_the_same_for_any_number_of_processes(coder: Coder) -> None:
    documents = [Document(id=str(n), text=TEXT.replace("12", str(n)), published="2022-10-04") for n in range(40)]
    alone = [coded.model_dump_json() for coded in coder.pipe(documents)]
    assert alone == [coded.model_dump_json() for coded in coder.pipe(documents, processes=2)]


def test_a_document_does_not_depend_on_its_neighbours(coder: Coder, coded: CodedDocument) -> None:
    others = [Document(id=str(n), text="Police arrested the mayor. " * n) for n in range(1, 20)]
    together = list(coder.pipe([*others, Document(id="text", text=TEXT, published="2022-10-04")]))
    assert together[-1] == coded


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no_such_model"):
        Coder(model="no_such_model")


@pytest.mark.parametrize("published", ["yesterday", "23 Sep 2023", "2023-9-3", "2023-02-30"])
def test_a_bad_date_is_refused(coder: Coder, published: str) -> None:
    with pytest.raises(InputError, match=r"text: published is .* ISO 8601"):
        coder.code("Rebels attacked the town.", published=published)


def test_a_date_object_is_a_date(coder: Coder) -> None:
    assert coder.code("Rebels attacked the town on Monday.", published=date(2023, 9, 23)).times[0].value == "2023-09-18"


def test_a_text_over_the_limit_is_refused_with_the_limit(coder: Coder) -> None:
    with pytest.raises(InputError, match="1,000,000"):
        coder.code("a " * 500_001)


def test_a_lone_surrogate_is_replaced_one_for_one(coder: Coder) -> None:
    assert coder.code("Rebels \ud800 attacked Goma.").text == "Rebels \ufffd attacked Goma."


def test_only_the_kinds_of_places_asked_for_are_put_out(coder: Coder) -> None:
    text = "The Syrian army entered Idlib on Monday. Students of Mosul University fled to Aleppo."
    document = Document(id="1", text=text)
    assert {place.kind for place in coder.code(text).places} == {"literal", "demonym", "in_name"}
    doc = next(coder.nlp.pipe([coder.nlp.make_doc(text)]))
    coded = assemble(doc, document, coder.ontology, place_kinds=["literal"])
    assert [place.text for place in coded.places] == ["Idlib", "Aleppo"]
    assert coded.events == coder.code(text, id="1").events


def test_a_kind_of_place_that_there_is_not_is_told() -> None:
    with pytest.raises(InputError, match="literal, associative, demonym, in_name"):
        Coder(place_kinds=["metonym"])
