"""Quotation marks of every make, and the broken ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.code.attributions.quotes import Quotes, find_quotes


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The mayor said “enough” twice.", ["“enough”"]),
        ('The mayor said "enough" twice.', ['"enough"']),
        ("The mayor said ``enough'' twice.", ["``enough''"]),
        ("The mayor said ''enough'' twice.", ["''enough''"]),
        ("The mayor said «enough» twice.", ["«enough»"]),
        ("Mayor: ‘We don’t yield’", ["‘We don’t yield’"]),
        ("The farmers' union isn't 'finished' yet.", ["'finished'"]),
        ("They told 'em in the '90s: go home.", []),
        ("”One mark turned” and “another turned“ here.", ["”One mark turned”", "“another turned“"]),
        ('""Doubled by a spreadsheet,"" she said.', ['""Doubled by a spreadsheet,""']),
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”"]),
        ("“Never closed\nNext paragraph.", ["“Never closed"]),
        ("“First part.\n\n“Second part,” he said.", ["“First part.", "“Second part,”"]),
        ("“First part.\n\nSecond part,” he said.", ["“First part.", "Second part,”"]),
        # paragraphs of a speech joined into one line; a mark that closes what nothing opened
        ('"They came. "They shot," Ali said. "We ran."', ['"They came.', '"They shot,"', '"We ran."']),
        ('It was a disgrace." He left. "We stay," she said.', ['"We stay,"']),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == quoted


def test_open_quotation_is_continued_by_the_next_paragraph() -> None:
    first, second = find_quotes("“The dam held.\n\n“The bridge did not,” he said.")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_speech_goes_on_where_its_paragraphs_were_joined() -> None:
    first, second = find_quotes('"The dam held. "The bridge did not," he said.')
    assert (first.closed, first.continues, second.closed, second.continues) == (False, False, True, True)


def test_look_up_by_character() -> None:
    text = "A “b c” d “e”."
    quotes = Quotes(text)
    assert quotes.at(text.index("c")) == quotes.spans[0]
    assert quotes.at(text.index("d")) is None
    assert list(quotes.numbers_in(0, len(text))) == [0, 1]
    assert list(quotes.numbers_in(text.index("c"), text.index("d"))) == [0]
    assert list(quotes.numbers_in(text.index("d"), text.index("d") + 1)) == []


@given(st.text(alphabet="ab .,\n\"'“”‘’`«»", max_size=60))
def test_quotations_are_ordered_apart_and_within_a_paragraph(text: str) -> None:
    end = 0
    for quote in find_quotes(text):
        assert end <= quote.start < quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        end = quote.end
