"""Persons whose names the named-entity layer labels otherwise, in part or not at all."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import ActorsLayer
from dateline.code.actors.lexicon import load_lexicon
from dateline.code.actors.resolve import resolve

_LABELLED = re.compile(r"\[([^]|]+)\|([A-Z]+)\]")


@pytest.fixture(scope="module")
def layer() -> ActorsLayer:
    return ActorsLayer(load_lexicon(()))


def parse(nlp: Language, marked: str) -> Doc:
    """Parse a text in which "[Ann Lee|PERSON]" stands for each name with a label; the rest has none."""
    doc = nlp(_LABELLED.sub(r"\1", marked))
    spans, at, removed = [], 0, 0
    for match in _LABELLED.finditer(marked):
        at = match.start() - removed
        spans.append(doc.char_span(at, at + len(match[1]), label=match[2]))
        removed += len(match[0]) - len(match[1])
    doc.ents = spans  # type: ignore[assignment]
    return doc


def persons(doc: Doc) -> list[str]:
    """Give the names of the persons of a document."""
    return [entity.name for entity in doc._.dateline_actors.entities if entity.type == "PERSON"]


def last(doc: Doc, word: str) -> list[str]:
    """Give the names of the entities that the last token with this text denotes."""
    actors = doc._.dateline_actors
    token = [t for t in doc if t.text == word][-1]
    return [actors.entities[actors.mentions[m].entity].name for m in resolve(token, actors)]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        # a surname of a person named in full
        ("Police arrested [Temir Osmonov|PERSON]. An angry Osmonov left.", "Osmonov", "Temir Osmonov"),
        ("[Temir Osmonov|PERSON] met traders. Police arrested [Osmonov|NORP] on Sunday.", "Osmonov", "Temir Osmonov"),
        ("Police said Osmonov fled. He was caught. [Temir Osmonov|PERSON] is 40.", "He", "Temir Osmonov"),
        ("Soldiers arrested [Peter Lanser|PERSON]. The trial of Lanser began.", "Lanser", "Peter Lanser"),
        # with another given name
        ("[Jaquell Tibbs|PERSON] fled. Yesterday Aavion Tibbs wept.", "Tibbs", "Aavion Tibbs"),
        ("[Shaun Dunson|PERSON] died. Aavira [Dunson|PERSON] was arrested.", "Dunson", "Aavira Dunson"),
        # with an age
        ("[Jo Arlen|PERSON], 15, and [Tamyah Corwin|GPE], 16, were shot.", "Corwin", "Tamyah Corwin"),
        ("Police found [Tamyah Corwin|ORG] (16) dead. [Tamyah Corwin|GPE] was a pupil.", "Corwin", "Tamyah Corwin"),
    ],
)
def test_person_is_seen(base_nlp: Language, layer: ActorsLayer, text: str, word: str, name: str) -> None:
    assert last(layer(parse(base_nlp, text)), word) == [name]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("The [Council of Elders of|ORG] [Kunduz|PERSON] rejected the plan.", "Council of Elders of Kunduz", None),
        ("The [Ministry of Foreign Affairs|ORG] of [Togo|GPE] spoke.", "Ministry of Foreign Affairs of Togo", "TGO"),
        ("A cell of [Alliance of|PERSON] [Iron Fists|ORG] struck.", "Alliance of Iron Fists", None),
        ("The [Bureau of|ORG] the town closed.", "Bureau", None),
    ],
)
def test_name_cut_in_two(base_nlp: Language, layer: ActorsLayer, text: str, name: str, code: str | None) -> None:
    found = [(e.name, e.code) for e in layer(parse(base_nlp, text))._.dateline_actors.entities if e.type == "ORG"]
    assert found == [(name, code)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [National Democratic Party|ORG] of [Germany|GPE] rejected the law.", 1),
        ("The House of Representatives of [Libya|GPE] met.", 1),
        ("The army of [Togo|GPE] shelled a village.", 2),
        ("The [Ministry of Defence|ORG] accused [Togo|GPE] of lies.", 2),
    ],
)
def test_country_in_a_name_is_no_actor(base_nlp: Language, layer: ActorsLayer, text: str, expected: int) -> None:
    entities = layer(parse(base_nlp, text))._.dateline_actors.entities
    assert len([e for e in entities if e.type in ("ORG", "GPE", "GROUP") and e.name != "village"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Maria Ferrin|PERSON] spoke. Police closed Ferrin Tower.", ["Maria Ferrin"]),
        ("[Maria Ferrin|PERSON] spoke. Two men from [Ferrin|GPE] fled to the town of Ferrin.", ["Maria Ferrin"]),
        ("[Maria Ferrin|PERSON] spoke. Troops stopped near Ferrin.", ["Maria Ferrin"]),
        ("[Maria Ferrin|PERSON] met [Jo Ferrin|PERSON]. The crowd cheered Ferrin.", ["Maria Ferrin", "Jo Ferrin"]),
        ("In [Fort Collins|GPE], 40, police said.", []),
        ("Captain [Ferrin|PERSON] spoke.", ["Ferrin"]),
    ],
)
def test_other_names_stay(base_nlp: Language, layer: ActorsLayer, text: str, expected: list[str]) -> None:
    assert persons(layer(parse(base_nlp, text))) == expected


def test_noun_before_a_person_without_label_is_a_title(base_nlp: Language, layer: ActorsLayer) -> None:
    doc = layer(parse(base_nlp, "Police freed the critic [Morozov|ORG]. [Anton Morozov|PERSON] wept."))
    assert [e.name for e in doc._.dateline_actors.entities] == ["Police", "Anton Morozov"]
