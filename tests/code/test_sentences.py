"""Lines of dirty text become sentences; hard-wrapped lines do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from dateline.code.sentences import is_hard_wrapped, line_starts

WRAPPED = (
    "The convoy of twelve lorries left the capital before dawn and\n"
    "crossed the front line under a white flag, according to two\n"
    "drivers who spoke by telephone and asked that their names be\n"
    "withheld because they were not cleared to talk to reporters.\n"
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Clashes in Port Sudan\nFighting resumed on Monday.",
            ["Clashes in Port Sudan", "Fighting resumed on Monday."],
        ),
        ("• Two dead\n• Nine hurt\n", ["• Two dead", "• Nine hurt"]),
        (
            "Aid arrives by sea\n\nthree ships docked on Monday.",
            ["Aid arrives by sea", "three ships docked on Monday."],
        ),
        ("Navy Capt. Lena Ortiz spoke.", ["Navy Capt. Lena Ortiz spoke."]),
        ("The army said\nit had withdrawn.", ["The army said\nit had withdrawn."]),
    ],
)
def test_lines_begin_sentences(base_nlp: Language, text: str, sentences: list[str]) -> None:
    assert [sentence.text.strip() for sentence in base_nlp(text).sents] == sentences


def test_hard_wrapped_lines_stay_in_their_sentence(base_nlp: Language) -> None:
    assert is_hard_wrapped(WRAPPED)
    assert len(list(base_nlp(WRAPPED).sents)) == 1


@given(st.text(alphabet="aB. \n\t\r\u00a0", max_size=80))
def test_starts_lie_inside_the_text_and_on_no_white_space(text: str) -> None:
    assert all(0 < at < len(text) and not text[at].isspace() for at in line_starts(text))
