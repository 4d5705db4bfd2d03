"""Fixtures of the actor tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import make_actors


@pytest.fixture(scope="session")
def read(base_nlp: Language) -> Callable[..., Doc]:
    """Give what reads the actors of a text, with no other layer, of a date and a publisher where they matter."""
    layer = make_actors(base_nlp, "dateline_actors", [])

    def parse(text: str, published: str | None = None, publisher: str | None = None) -> Doc:
        doc = base_nlp(text)
        doc._.dateline_published, doc._.dateline_publisher = published, publisher
        result: Doc = layer(doc)
        return result

    return parse
