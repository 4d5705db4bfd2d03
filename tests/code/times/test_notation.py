"""Patterns of rules, compiled."""

from __future__ import annotations

import re

import pytest

from dateline.code.times.notation import Alphabet, PatternCompiler
from dateline.errors import KnowledgeError


@pytest.fixture
def alphabet() -> Alphabet:
    made = Alphabet()
    for categories in (["month"], ["month", "verb"], ["day"], ["'the'"]):
        made.character(categories)
    return made


def test_a_category_matches_every_word_that_has_it(alphabet: Alphabet) -> None:
    compiled = PatternCompiler(alphabet, {}).compile("'the'? month=m day=d?")
    the, may, july, twelve = (alphabet.character(c) for c in (["'the'"], ["month", "verb"], ["month"], ["day"]))
    match = re.fullmatch(compiled.regex, the + may + twelve)
    assert match and match["m"] == may and match["d"] == twelve
    assert re.fullmatch(compiled.regex, july)
    assert not re.fullmatch(compiled.regex, the + twelve)
    assert compiled.first == {the, may, july}
    assert not compiled.nullable


def test_definitions_may_use_each_other(alphabet: Alphabet) -> None:
    compiler = PatternCompiler(alphabet, {"date": "(month number | number)", "number": "day"})
    assert re.fullmatch(compiler.compile("date").regex, alphabet.character(["day"]))
    assert PatternCompiler(alphabet, {}).compile("day? month*").nullable


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(month", "bracket"),
        ("month )", "unexpected"),
        ("lunch", "no category"),
        ("month =", "label"),
        ("month %", "from"),
    ],
)
def test_a_malformed_pattern_is_named(alphabet: Alphabet, pattern: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        PatternCompiler(alphabet, {}).compile(pattern)


def test_a_definition_cannot_use_itself(alphabet: Alphabet) -> None:
    with pytest.raises(KnowledgeError, match="uses itself"):
        PatternCompiler(alphabet, {"a": "b", "b": "a"}).compile("a")
