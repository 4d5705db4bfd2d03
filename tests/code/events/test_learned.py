"""The learned core: every sentence is read once, words get their pieces, the same text gives the same numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from dateline.code.events.learned import NOTHING, LearnedCore, load_learned_core
from dateline.code.events.windows import OVERLAP, WINDOW, extent
from dateline.errors import KnowledgeError


@pytest.fixture(scope="module")
def core() -> LearnedCore:
    return load_learned_core(())


@given(st.lists(st.integers(1, WINDOW - 2), min_size=1, max_size=60))
def test_each_sentence_counts_in_one_window_and_windows_are_bounded(lengths: list[int]) -> None:
    first = 0
    counted: list[int] = []
    while first < len(lengths):
        context, last = extent(lengths, first)
        assert context <= first < last
        assert sum(lengths[context:last]) + 2 <= WINDOW
        assert sum(lengths[context:first]) <= OVERLAP
        counted += range(first, last)
        first = last
    assert counted == list(range(len(lengths)))


@pytest.mark.parametrize(
    ("text", "event", "trigger"),
    [
        ("Rebel gunners shelled the market town of Ardo on Monday, killing six traders.", "ASSAULT", "shelled"),
        ("The foreign minister condemned the coup.", "ACCUSE", "condemned"),
        ("Police detained forty demonstrators outside the court.", "COERCE", "detained"),
        ("The president of Ghana met his Togolese counterpart in Lomé.", "CONSULT", "met"),
    ],
)
def test_the_likeliest_word_is_the_trigger(
    core: LearnedCore, base_nlp: Language, text: str, event: str, trigger: str
) -> None:
    doc = base_nlp(text)
    reading = core.read(doc)
    logits = [reading.type(token.i, event) for token in doc]
    assert doc[int(np.argmax(logits))].text == trigger


def test_roles_point_at_who_acts_and_who_suffers(core: LearnedCore, base_nlp: Language) -> None:
    doc = base_nlp("Soldiers of the Malian army arrested a French journalist near Gao.")
    reading = core.read(doc)
    trigger = next(token.i for token in doc if token.text == "arrested")
    actor, recipient = reading.pointed(trigger, "actor"), reading.pointed(trigger, "recipient")
    journalist, army = (next(token.i for token in doc if token.text == word) for word in ("journalist", "army"))
    assert recipient.get(journalist, NOTHING) > actor.get(journalist, NOTHING)
    assert actor.get(army, NOTHING) > recipient.get(army, NOTHING)


@pytest.mark.parametrize(
    ("pointer", "word", "other"),
    [("place", "Gao", "Bamako"), ("date", "Tuesday", "Thursday"), ("source", "ministry", "army")],
)
def test_a_trigger_points_at_its_place_its_date_and_its_source(
    core: LearnedCore, base_nlp: Language, pointer: str, word: str, other: str
) -> None:
    doc = base_nlp(
        "The defence ministry in Bamako said on Thursday that the army had shelled a rebel camp near Gao on Tuesday."
    )
    trigger = next(token.i for token in doc if token.text == "shelled")
    logits = core.read(doc).pointed(trigger, pointer)
    right, wrong = (next(token.i for token in doc if token.text == each) for each in (word, other))
    assert logits.get(right, NOTHING) > logits.get(wrong, NOTHING)


def test_what_no_words_date_is_of_publication_rather_than_what_they_date(core: LearnedCore, base_nlp: Language) -> None:
    doc = base_nlp("Gunmen attacked a bus outside Karachi. Police say that gunmen attacked another one in May 2014.")
    reading = core.read(doc)
    today, before = (token.i for token in doc if token.text == "attacked")
    assert reading.publication(today) > reading.publication(before)


def test_a_network_without_a_pointer_points_at_nothing(core: LearnedCore, base_nlp: Language) -> None:
    doc = base_nlp("Rebels shelled Gao.")
    assert core.read(doc).pointed(1, "motive") == {}


def test_the_same_text_gives_the_same_numbers(core: LearnedCore, base_nlp: Language) -> None:
    text = "Two bombs went off in Karachi. " * 40
    one, two = core.read(base_nlp(text)), core.read(base_nlp(text))
    assert np.array_equal(one.types, two.types)


@pytest.mark.parametrize("text", ["", " \n\n ", "😀 😀", "a" * 3000, "word " * 2000, "\u200b.\u200b"])
def test_strange_texts_are_read(core: LearnedCore, base_nlp: Language, text: str) -> None:
    doc = base_nlp(text)
    reading = core.read(doc)
    assert reading.types.shape == (len(doc), 16)
    assert np.isfinite(reading.types).all()


def test_what_lies_beyond_a_window_of_one_sentence_is_not_judged(core: LearnedCore, base_nlp: Language) -> None:
    doc = base_nlp("very " * 600 + "late.")
    assert core.read(doc).types[len(doc) - 1].max() == NOTHING


def test_a_broken_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "events.onnx").write_bytes(b"no network")
    with pytest.raises(KnowledgeError, match="model"):
        load_learned_core((str(tmp_path),))
