"""The small coded document of the formats' tests, with what a spreadsheet or a parser could stumble over."""

from __future__ import annotations

import pytest

from dateline.model import CodedDocument


@pytest.fixture
def awkward(coded: CodedDocument) -> CodedDocument:
    """The same document with a name that begins like a formula, and tabs, quotation marks and line breaks in texts."""
    coded = coded.model_copy(deep=True)
    coded.title = '=HYPERLINK("http://example.org")'
    coded.publisher = '-Coast\t"Wire"\nDaily'
    coded.entities[0].name = "@Houthi\u2028rebels"
    return coded
