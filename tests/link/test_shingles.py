from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.link.shingles import bands, containment, jaccard, shingles, words

WORDS = st.lists(st.sampled_from(["aid", "boat", "camp", "dam", "east", "flood", "grain", "hill"]), max_size=30).map(
    " ".join
)


def test_words_are_lower_case_without_punctuation() -> None:
    assert words("“The Mayor’s plan”, she said: No!") == ["the", "mayor's", "plan", "she", "said", "no"]


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert shingles("four words are few") == frozenset()
    assert len(shingles("five words make just one")) == 1


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_between_none_and_whole(a: str, b: str) -> None:
    x, y = shingles(a), shingles(b)
    assert 0 <= jaccard(x, y) <= containment(x, y) <= 1
    assert jaccard(x, y) == jaccard(y, x) and containment(x, y) == containment(y, x)
    assert not x or jaccard(x, x) == 1


@given(WORDS)
def test_band_keys_depend_on_the_words_alone_and_fit_into_a_database(text: str) -> None:
    keys = bands(shingles(text))
    assert keys == bands(shingles(text.upper() + "."))
    assert len(keys) == (64 if shingles(text) else 0)
    assert all(0 <= key < 2**63 for key in keys)
