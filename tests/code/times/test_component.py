"""Temporal expressions in sentences of plausible news."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.code.layers import TimeMention
from dateline.code.times.component import TimesLayer

PUBLISHED = "2023-09-20"  # a Wednesday


@pytest.fixture(scope="session")
def layer() -> TimesLayer:
    return TimesLayer()


def code(nlp: Language, layer: TimesLayer, text: str, published: str | None) -> list[tuple[str, str, str | None]]:
    doc = nlp(text)
    doc._.dateline_published = published
    found = layer(doc)._.dateline_times
    return [(text[time.start_char : time.end_char], time.type, time.value) for time in found]


EXPLICIT = [
    ("The bridge fell on 23 September 2021.", [("23 September 2021", "DATE", "2021-09-23")]),
    ("The bridge fell on September 23rd, 2021, he said.", [("September 23rd, 2021", "DATE", "2021-09-23")]),
    ("Signed on 2021-09-23 in Oslo.", [("2021-09-23", "DATE", "2021-09-23")]),
    ("Signed on 9/23/2021 in Oslo.", [("9/23/2021", "DATE", "2021-09-23")]),
    ("Signed on 23.09.2021 in Oslo.", [("23.09.2021", "DATE", "2021-09-23")]),
    ("He was shot on Sept.14th near the port.", [("Sept.14th", "DATE", "2023-09-14")]),
    ("The camp opened in March 2019.", [("March 2019", "DATE", "2019-03")]),
    ("The camp opened in 2019 and closed in 2021.", [("2019", "DATE", "2019"), ("2021", "DATE", "2021")]),
    ("The militia was founded in the 1990s.", [("the 1990s", "DATE", "199")]),
    ("The militia was founded in the late '80s.", [("the late '80s", "DATE", "198")]),
    ("It is a relic of the 19th century.", [("the 19th century", "DATE", "18")]),
    ("The war of 1998-99 cost many lives.", [("1998", "DATE", "1998"), ("99", "DATE", "1999")]),
    ("Clashes on 4 and 5 May 2020 killed two.", [("4", "DATE", "2020-05-04"), ("5 May 2020", "DATE", "2020-05-05")]),
    ("Rebels left in the summer of 2020.", [("the summer of 2020", "DATE", "2020-SU")]),
    ("Output rose in the third quarter of 2022.", [("the third quarter of 2022", "DATE", "2022-Q3")]),
    ("The town fell in 431 BC.", [("431 BC", "DATE", "BC0431")]),
]

RELATIVE = [
    ("Troops entered the town on Tuesday.", [("Tuesday", "DATE", "2023-09-19")]),
    ("Troops entered the town Wednesday.", [("Wednesday", "DATE", "2023-09-20")]),
    ("The ministers will meet on Friday.", [("Friday", "DATE", "2023-09-22")]),
    ("Power is expected to return by Monday.", [("Monday", "DATE", "2023-09-25")]),
    ("The truce was extended until Sunday.", [("Sunday", "DATE", "2023-09-24")]),
    ("He resigned last Wednesday.", [("last Wednesday", "DATE", "2023-09-13")]),
    ("Shells hit the market on Monday night.", [("Monday night", "TIME", "2023-09-18TNI")]),
    ("A blast shook the port in the early hours of Sunday.", [("the early hours of Sunday", "TIME", "2023-09-17TMO")]),
    ("The army pulled back yesterday.", [("yesterday", "DATE", "2023-09-19")]),
    ("Talks resume tomorrow morning.", [("tomorrow morning", "TIME", "2023-09-21TMO")]),
    ("A curfew starts tonight.", [("tonight", "TIME", "2023-09-20TNI")]),
    ("Police fired tear gas last night.", [("last night", "TIME", "2023-09-19TNI")]),
    ("Prices doubled last month.", [("last month", "DATE", "2023-08")]),
    ("Prices doubled earlier this week.", [("earlier this week", "DATE", "2023-W38")]),
    ("Elections are due next year.", [("next year", "DATE", "2024")]),
    ("He fled three days ago.", [("three days ago", "DATE", "2023-09-17")]),
    ("He fled two years ago.", [("two years ago", "DATE", "2021")]),
    ("He fled several years ago.", [("several years ago", "DATE", "PAST_REF")]),
    ("Aid has been blocked since July.", [("July", "DATE", "2023-07")]),
    ("He was arrested in December.", [("December", "DATE", "2022-12")]),
    ("The trial will open in December.", [("December", "DATE", "2023-12")]),
    ("He was arrested last November.", [("last November", "DATE", "2022-11")]),
    ("The road will reopen by September 24.", [("September 24", "DATE", "2023-09-24")]),
    ("Police raided the office over the weekend.", [("the weekend", "DATE", "2023-W37-WE")]),
    ("He was released last Christmas.", [("last Christmas", "DATE", "2022-12-25")]),
    ("A bomb exploded at 10 p.m. Tuesday.", [("10 p.m. Tuesday", "TIME", "2023-09-19T22:00")]),
    ("The siren sounded at 0735 GMT.", [("0735 GMT", "TIME", "2023-09-20T07:35Z")]),
    ("The siren sounded at 3 p.m. UTC on Tuesday.", [("3 p.m. UTC on Tuesday", "TIME", "2023-09-19T15:00Z")]),
    ("The siren sounded at 10 a.m. EST on Tuesday.", [("10 a.m. EST on Tuesday", "TIME", "2023-09-19T10:00")]),
    ("The prisoners were freed for Eid al-Fitr.", [("Eid al-Fitr", "DATE", "2023-04-21")]),
    ("A truce for Eid al-Adha 2018 held.", [("Eid al-Adha 2018", "DATE", "2018-08-21")]),
    ("Police were on alert before Rosh Hashanah.", [("Rosh Hashanah", "DATE", "2023-09-16")]),
    ("Trains were full at Lunar New Year.", [("Lunar New Year", "DATE", "2023-01-22")]),
    ("The market was bombed on Ashura in 1890.", [("Ashura", "DATE", "2023-07-28"), ("1890", "DATE", "1890")]),
    ("On 3 March 2020 he left. Two days later, he died.", [("3 March 2020", "DATE", "2020-03-03"),
                                                           ("Two days later", "DATE", "2020-03-05")]),
    ("He left in 2018. The following year he returned.", [("2018", "DATE", "2018"),
                                                          ("The following year", "DATE", "2019")]),
]  # fmt: skip

AMOUNTS = [
    ("The siege lasted three days.", [("three days", "DURATION", "P3D")]),
    ("The talks are meant to last 45 minutes.", [("45 minutes", "DURATION", "PT45M")]),
    ("A two-week truce was agreed.", [("two-week", "DURATION", "P2W")]),
    ("It was a months-long blockade.", [("months-long", "DURATION", "PXM")]),
    ("The family hid for years.", [("years", "DURATION", "PXY")]),
    ("He served two and a half years in jail.", [("two and a half years", "DURATION", "P2Y6M")]),
    ("Forty died in the past three months.", [("the past three months", "DURATION", "P3M")]),
    ("Villages were shelled in recent weeks.", [("recent weeks", "DURATION", "PXW")]),
    ("Protests are held every week.", [("every week", "SET", "P1W")]),
    ("Protests are held each Thursday.", [("each Thursday", "SET", "XXXX-WXX-4")]),
    ("Shelling is a daily event.", [("daily", "SET", "P1D")]),
    ("The mine earns five million a year.", [("a year", "SET", "P1Y")]),
    ("The town is now quiet.", [("now", "DATE", "PRESENT_REF")]),
    ("The base was recently closed.", [("recently", "DATE", "PAST_REF")]),
    ("He is currently in exile.", [("currently", "DATE", "PRESENT_REF")]),
]

NONE = [
    "Protesters may march to the palace.",
    "The 45-year-old driver was killed.",
    "A girl, six years old, survived.",
    "About 2000 people fled, and 1950 soldiers followed.",
    "The deal is worth $1999.",
    "Three-quarters of the houses burned.",
    "Theresa May spoke to lawmakers.",
    "He read The Sun at breakfast.",
    "The MH17 report names four men.",
]


@pytest.mark.parametrize(("text", "expected"), EXPLICIT + RELATIVE + AMOUNTS)
def test_expressions(
    base_nlp: Language, layer: TimesLayer, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert code(base_nlp, layer, text, PUBLISHED) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_time(base_nlp: Language, layer: TimesLayer, text: str) -> None:
    assert code(base_nlp, layer, text, PUBLISHED) == []


def test_a_feast_of_a_year_without_table_has_no_value(base_nlp: Language, layer: TimesLayer) -> None:
    text = "The shrine burned at Passover 1890."
    assert code(base_nlp, layer, text, PUBLISHED) == [("Passover 1890", "DATE", None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was shot on Monday, Dec. 26.", "XXXX-12-26"),
        ("He was shot on Monday.", None),
        ("He was shot last month.", None),
        ("He was shot today.", "PRESENT_REF"),
        ("He was shot in August.", "XXXX-08"),
    ],
)
def test_without_publication_date(base_nlp: Language, layer: TimesLayer, text: str, value: str | None) -> None:
    assert [found[2] for found in code(base_nlp, layer, text, None)] == [value]


def test_without_publication_date_the_narrative_gives_the_year(base_nlp: Language, layer: TimesLayer) -> None:
    text = "The siege began on 2 November 1992. On 14 November the town fell. The next day, 300 people fled."
    assert [found[2] for found in code(base_nlp, layer, text, None)] == ["1992-11-02", "1992-11-14", "1992-11-15"]


def test_a_history_counts_from_its_own_dates(base_nlp: Language, layer: TimesLayer) -> None:
    years = "The war ran from 1912 to 1921. Fronts moved in 1913, 1914, 1915, 1916 and 1917. "
    text = years + "On 3 June 1918 the city was shelled. On 9 June it fell. That year, a truce was signed."
    values = [found[2] for found in code(base_nlp, layer, text, PUBLISHED)]
    assert values[-3:] == ["1918-06-03", "1918-06-09", "1918"]


def test_published_with_time_of_day_and_nonsense(base_nlp: Language, layer: TimesLayer) -> None:
    text = "He fled yesterday."
    assert code(base_nlp, layer, text, "2024-03-01T08:30:00Z") == [("yesterday", "DATE", "2024-02-29")]
    assert code(base_nlp, layer, text, "last spring") == [("yesterday", "DATE", None)]


def test_tokens_cover_characters(base_nlp: Language, layer: TimesLayer) -> None:
    doc = base_nlp("The pre-1990 rules ended on 4 May 2001, two-and-a-half years late.")
    doc._.dateline_published = PUBLISHED
    for time in layer(doc)._.dateline_times:
        span = doc[time.start : time.end]
        assert span.start_char <= time.start_char < time.end_char <= span.end_char


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🙂", "a" * 100_000, "1" * 10_000, ", " * 5_000, "the " * 5_000])
def test_strange_text_without_parse(layer: TimesLayer, text: str) -> None:
    doc = Doc(Vocab(), words=[text], spaces=[False]) if text else Doc(Vocab())
    assert layer(doc)._.dateline_times == []


WORDS = ["Tuesday", "last", "the", "two", "days", "ago", "May", "1990", "12", "of", "a", "year", ",", ".", "-", "9999",
         "5", "p.m.", "next", "quarter", "ended", "night", "BC", "'s", "1/2", "every", "century", "million", "spring",
         ]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=12),
    published=st.sampled_from([None, PUBLISHED, "0001-01-01", "9999-12-31"]),
)
def test_mentions_are_sorted_apart_and_deterministic(
    layer: TimesLayer, words: list[str], published: str | None
) -> None:
    doc = Doc(Vocab(), words=words)
    doc._.dateline_published = published
    first: list[TimeMention] = layer(doc)._.dateline_times
    for time in first:
        assert 0 <= time.start < time.end <= len(doc)
        assert 0 <= time.start_char < time.end_char <= len(doc.text)
    assert all(one.end_char <= two.start_char for one, two in pairwise(first))
    assert layer(doc)._.dateline_times == first


def test_a_user_folder_extends_the_grammar(base_nlp: Language, tmp_path: Path) -> None:
    folder = tmp_path / "times"
    folder.mkdir()
    (folder / "words.yaml").write_text("reference: {latterly: PAST_REF}\n")
    (folder / "rules.yaml").write_text("rules: {}\n")
    found = code(base_nlp, TimesLayer((str(tmp_path),)), "He has latterly fled.", PUBLISHED)
    assert found == [("latterly", "DATE", "PAST_REF")]
