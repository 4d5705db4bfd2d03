"""Who says what, in plausible news sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.attributions.component import AttributionsLayer
from dateline.code.attributions.credit import attributions_at, credited_at
from dateline.code.attributions.lexicon import load_lexicon
from dateline.code.layers import ActorEntity, ActorMention, Actors, AttributionMention

Triple = tuple[str | None, str | None, str]


@pytest.fixture(scope="module")
def layer() -> AttributionsLayer:
    return AttributionsLayer(load_lexicon())


def code(nlp: Language, layer: AttributionsLayer, text: str) -> tuple[Doc, list[AttributionMention]]:
    doc = layer(nlp(text))
    return doc, doc._.dateline_attributions


def triples(doc: Doc, found: list[AttributionMention]) -> list[Triple]:
    def words(span: object) -> str | None:
        return None if span is None else doc.text[span.start_char : span.end_char]  # type: ignore[attr-defined]

    return [(words(a.source), words(a.cue), words(a.content) or "") for a in found]


CASES: list[tuple[str, Triple]] = [
    # sentences that a speaker and a cue close, however the parser takes them
    (
        "Border guards keep shelling the village and its road, special envoy to the talks Ivan Petrov, has said.",
        (
            "special envoy to the talks Ivan Petrov",
            "has said",
            "Border guards keep shelling the village and its road",
        ),
    ),
    (
        "At least 12 people have been killed in explosions at a market in a town near the city of Baidoa, medical and "
        "security sources have told Reuters.",
        (
            "medical and security sources",
            "have told",
            "At least 12 people have been killed in explosions at a market in a town near the city of Baidoa",
        ),
    ),
    (
        "As many as six rebels blew themselves up in Chad rather than surrender, police said on Thursday, "
        "the latest clash in a country that has seen a rise in violence.",
        ("police", "said", "As many as six rebels blew themselves up in Chad rather than surrender"),
    ),
    (
        "Since May last year, more than 700 people have been killed, Maria Lopez said in the video.",
        ("Maria Lopez", "said", "Since May last year, more than 700 people have been killed"),
    ),
    # indirect speech, before and after the cue
    (
        "The defence minister said that rebels had left the town.",
        ("The defence minister", "said", "that rebels had left the town"),
    ),
    ("Rebels had left the town, the army said.", ("the army", "said", "Rebels had left the town")),
    ("The rebels attacked the port, reported Reuters.", ("Reuters", "reported", "The rebels attacked the port")),
    ("Rebels have left, said Colonel Ahmed Nazari.", ("Colonel Ahmed Nazari", "said", "Rebels have left")),
    ("He told reporters that the talks had failed.", ("He", "told", "that the talks had failed")),
    (
        "At least 12 people were killed in the blast, according to the health ministry.",
        ("the health ministry", "according to", "At least 12 people were killed in the blast"),
    ),
    (
        "According to the United Nations, fighting has displaced 4,000 families.",
        ("the United Nations", "According to", "fighting has displaced 4,000 families"),
    ),
    ("The report found that soldiers had shot civilians.", ("The report", "found", "that soldiers had shot civilians")),
    # direct speech
    ("“We will not leave,” said the mayor.", ("the mayor", "said", "“We will not leave,”")),
    ('The mayor said: "We will not leave."', ("The mayor", "said", '"We will not leave."')),
    ("“We stay,” Ana Ruiz said. “It is home.”", ("Ana Ruiz", "said", "“We stay,” Ana Ruiz said. “It is home.”")),
    # mixed
    ("The envoy said the offer was “dead on arrival”.", ("The envoy", "said", "the offer was “dead on arrival”")),
    # passive
    ("It was reported that the convoy had turned back.", (None, "was reported", "that the convoy had turned back")),
    # attitudes
    ("Turkey wants to send more troops.", ("Turkey", "wants", "to send more troops")),
    ("The union accused the police of beating strikers.", ("The union", "accused", "the police of beating strikers")),
    ("The ministry denied the allegations.", ("The ministry", "denied", "the allegations")),
    ("Aid groups are afraid that the truce will collapse.", ("Aid groups", "afraid", "that the truce will collapse")),
    ("Officials rejected his claim that the vote was rigged.", ("his", "claim", "that the vote was rigged")),
    # headline
    ("Minister: we will not yield\n\nThe talks ended on Monday.", ("Minister", ":", "we will not yield")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_source_cue_and_content(base_nlp: Language, layer: AttributionsLayer, text: str, expected: Triple) -> None:
    assert expected in triples(*code(base_nlp, layer, text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We will not leave,” said the mayor.", "direct"),
        ("The mayor said they would not leave.", "indirect"),
        ("The mayor said the plan was “a disgrace”.", "mixed"),
    ],
)
def test_kind(base_nlp: Language, layer: AttributionsLayer, text: str, kind: str) -> None:
    _, found = code(base_nlp, layer, text)
    assert [a.kind for a in found] == [kind]


def test_quotation_over_paragraphs_has_one_speaker(base_nlp: Language, layer: AttributionsLayer) -> None:
    text = "“The dam held through the night,” the governor said.\n\n“We lost two bridges. We will rebuild them.”"
    doc, found = code(base_nlp, layer, text)
    assert [a.kind for a in found] == ["direct"]
    assert doc.text[found[0].content.start_char : found[0].content.end_char] == text


def test_statement_without_marks_runs_on(base_nlp: Language, layer: AttributionsLayer) -> None:
    text = (
        "Police clear the square\n\nInterior Minister Jana Novak said:\n\nPolice cleared the square this morning.\n\n"
        "We thank the officers who took part.\n\nMs Novak will visit the city on Friday."
    )
    doc, found = code(base_nlp, layer, text)
    statement = next(a for a in found if a.kind == "direct")
    content = doc.text[statement.content.start_char : statement.content.end_char]
    assert content.startswith("Police cleared")
    assert content.endswith("took part")


def test_pieces_of_a_split_quotation(base_nlp: Language, layer: AttributionsLayer) -> None:
    doc, (found,) = code(base_nlp, layer, "“We stay,” Ana Ruiz said in Quito. “It is home.”")
    assert [doc.text[start:end] for start, end in found.parts][:: len(found.parts) - 1] == [
        "“We stay,”",
        "“It is home.”",
    ]
    assert attributions_at(doc.text.index("Ana"), [found]) == []


def test_participle_goes_on_with_the_speaker(base_nlp: Language, layer: AttributionsLayer) -> None:
    text = "The governor said the dam had held, adding that two bridges were lost."
    assert triples(*code(base_nlp, layer, text)) == [
        ("The governor", "said", "the dam had held"),
        ("The governor", "adding", "that two bridges were lost"),
    ]


def test_chain_has_a_parent(base_nlp: Language, layer: AttributionsLayer) -> None:
    doc, found = code(base_nlp, layer, "Officials said the rebels claimed that they had shot down a helicopter.")
    outer, inner = found
    assert (outer.parent, inner.parent) == (None, 0)
    shot = doc.text.index("shot")
    assert attributions_at(shot, found) == [1, 0]


def test_attitudes_are_no_source_of_a_report(base_nlp: Language, layer: AttributionsLayer) -> None:
    for text in ("Hungary plans to close the border.", "Hungary condemned the attack on the border."):
        doc, found = code(base_nlp, layer, text)
        assert [a.cue_class for a in found] == ["attitude"]
        assert attributions_at(doc.text.index("border"), found) == []


def test_relative_clause_in_indirect_speech_is_presupposed(base_nlp: Language, layer: AttributionsLayer) -> None:
    doc, found = code(base_nlp, layer, "The army said the men who attacked the base were killed.")
    at = {token.text: credited_at(token, found) for token in doc}
    assert (at["killed"], at["attacked"]) == ([0], [])


def test_quotation_is_never_presupposed(base_nlp: Language, layer: AttributionsLayer) -> None:
    doc, found = code(base_nlp, layer, "“The men who attacked the base were killed,” the army said.")
    assert [credited_at(token, found) for token in doc if token.text == "attacked"] == [[0]]


def test_source_is_an_entity(base_nlp: Language, layer: AttributionsLayer) -> None:
    doc = base_nlp("Serbia closed the crossing. It said the road was unsafe.")
    pronoun = next(token.i for token in doc if token.text == "It")
    mentions = [
        ActorMention(
            start=i, end=i + 1, start_char=doc[i].idx, end_char=doc[i].idx + len(doc[i]), head=i, entity=0, form=form
        )
        for i, form in ((0, "name"), (pronoun, "pronoun"))
    ]
    by = {0: 0, pronoun: 1}
    entity = ActorEntity(name="Serbia", type="GPE", code="SRB", sector=["GOV"], mentions=[0, 1])
    doc._.dateline_actors = Actors(entities=[entity], mentions=mentions, by_token=by, by_head=by)
    assert [a.source_entity for a in layer(doc)._.dateline_attributions] == [0]


def test_user_knowledge_adds_a_cue(base_nlp: Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "attributions").mkdir()
    (tmp_path / "attributions" / "mine.yaml").write_text(
        "verbs:\n  - {class: report, frames: [clause], words: [deliver]}\n"
    )
    text = "The oracle delivered that the war would end."
    lexicon = load_lexicon((str(tmp_path),))
    assert "clause" in lexicon.verbs["deliver"].frames
    assert "deliver" not in load_lexicon().verbs
    assert AttributionsLayer(lexicon)(base_nlp(text)).text == text


@pytest.mark.parametrize("text", ["", " \n ", "🙂🙂", "“", "said", '"\'"\'"', "According to", ": :", "a" * 5000])
def test_strange_text_is_no_error(base_nlp: Language, layer: AttributionsLayer, text: str) -> None:
    doc = layer(base_nlp(text))
    assert isinstance(doc._.dateline_attributions, list)


def test_unparsed_text_has_no_attributions(base_nlp: Language, layer: AttributionsLayer) -> None:
    assert layer(base_nlp.make_doc("The army said it had won."))._.dateline_attributions == []


WORDS = [
    "The minister",
    "said",
    "that",
    "rebels",
    "fled",
    ",",
    "“",
    "”",
    '"',
    ".",
    "\n\n",
    ":",
    "denied",
    "according to",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_spans_lie_in_the_text(base_nlp: Language, layer: AttributionsLayer, words: list[str]) -> None:
    doc, found = code(base_nlp, layer, " ".join(words))
    assert [a.content.start_char for a in found] == sorted(a.content.start_char for a in found)
    for number, a in enumerate(found):
        for span in (a.source, a.cue, a.content):
            if span is not None:
                assert 0 <= span.start_char < span.end_char <= len(doc.text)
                assert 0 <= span.start < span.end <= len(doc)
        assert a.parent != number
        assert a.parent is None or 0 <= a.parent < len(found)
