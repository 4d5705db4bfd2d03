"""Which weekday is meant: what has happened lies before publication, a Wednesday, what is planned after it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dateline.code.times.component import TimesLayer

PAST = [
    "The opposition has called for an inquiry into a raid on Friday that killed nine villagers.",
    "The governor has ordered an investigation into the shooting on Friday of two students by police.",
    "The council condemns the shelling of a hospital on Friday that left six dead.",
    "Relatives are mourning the victims of an ambush on Friday in which ten soldiers died.",
    "The court is hearing the case of a man arrested on Friday after the riot.",
    "A ceasefire agreed on Friday is holding, officials say.",
    "The residents were urged on Friday to leave the town.",
    "The minister was ordered on Friday to appear in court.",
    "It was the worst flood since a record set on Friday.",
    "Friday's summit has raised hopes.",
    "Trucks bound for the camp were stopped on Friday.",
]
FUTURE = [
    "The government has banned a march planned for Friday.",
    "The planned protest on Friday has been banned.",
    "Unions have called a general strike for Friday.",
    "They have agreed to meet on Friday.",
    "A ceasefire is to take effect on Friday.",
    "A trial was set for Friday.",
    "Troops have been deployed ahead of elections on Friday.",
    "A rally on Friday is expected to draw thousands.",
]


@pytest.mark.parametrize(
    ("text", "value"), [(text, "2023-09-15") for text in PAST] + [(text, "2023-09-22") for text in FUTURE]
)
def test_weekday_is_on_the_side_that_the_tense_tells(base_nlp: Language, text: str, value: str) -> None:
    doc = base_nlp(text)
    doc._.dateline_published = "2023-09-20"
    assert [time.value for time in TimesLayer()(doc)._.dateline_times] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The missile was fired on Thursday.", "2023-09-21"),
        ("The missile was fired last Thursday.", "2023-09-14"),
        ("The missile was fired on Friday.", "2023-09-15"),
        ("The missile was fired on Wednesday.", "2023-09-20"),
    ],
)
def test_weekday_of_tomorrow_is_tomorrow(base_nlp: Language, text: str, value: str) -> None:
    doc = base_nlp(text)
    doc._.dateline_published = "2023-09-20"
    assert [time.value for time in TimesLayer()(doc)._.dateline_times] == [value]
