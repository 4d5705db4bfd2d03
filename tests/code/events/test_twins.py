"""One event named twice in a sentence, or two events of one type."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import Coder

ONE = [
    # text, the type that it tells once
    ("Israeli air strikes killed seven people in Tyre.", "ASSAULT"),
    ("The army killed nine rebels in an ambush in Gao.", "ASSAULT"),
    ("Hungary began talks with Serbia and held a meeting on gas.", "CONSULT"),
    ("Gunmen attacked a bus near Gao, killing six.", "ASSAULT"),
    ("Gunmen opened fire on a minibus near Gao and shot dead six traders.", "ASSAULT"),
    ("A guard opened fire and wounded nine pupils in Graz.", "ASSAULT"),
    ("A man opened fire on pilgrims in Kano and killed four.", "ASSAULT"),
]
TWO = [
    # text, the type that it tells of twice
    ("Rebels shelled Goma on Monday, while the army bombed Bukavu on Tuesday.", "ASSAULT"),
    ("Armenia accused Azerbaijan of lying, and Azerbaijan accused Armenia of provocation.", "ACCUSE"),
    ("Protesters marched in Lima on Monday, and miners went on strike in Cusco.", "PROTEST"),
    ("Police arrested a priest in Kano, and soldiers detained a teacher in Jos.", "COERCE"),
    ("France condemned the coup and Ghana denounced the generals.", "ACCUSE"),
    ("Police opened fire and the mob killed an officer.", "ASSAULT"),
    ("Rebels opened fire on a patrol and burned two villages near Gao.", "ASSAULT"),
    ("Two bandits killed a trader in Kano before being shot by the army.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "event"), ONE)
def test_what_is_named_twice_is_one_event(coder: Coder, full_coder: Coder, text: str, event: str) -> None:
    for each in (coder, full_coder):
        assert [found.event for found in each.code(text).events].count(event) == 1


@pytest.mark.parametrize(("text", "event"), TWO)
def test_two_deeds_of_a_sentence_are_two_events(coder: Coder, full_coder: Coder, text: str, event: str) -> None:
    for each in (coder, full_coder):
        assert [found.event for found in each.code(text).events].count(event) == 2


def test_what_the_further_word_tells_is_kept(full_coder: Coder) -> None:
    coded = full_coder.code("Israeli air strikes killed seven people in Tyre.")
    assert [(event.mode, event.figures) for event in coded.events if event.event == "ASSAULT"] == [(["aerial"], [0])]


def test_a_date_told_with_the_further_word_is_kept(coder: Coder) -> None:
    coded = coder.code("Nine farmers were killed in the attack, which rebels made on 4 May 2021, in Bunia.")
    assert {event.date for event in coded.events if event.event == "ASSAULT"} == {"2021-05-04"}


def test_a_users_weights_keep_all_apart(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "twins.yaml").write_text("twin_weights:\n  rules: {further: 99}\n", "utf-8")
    coded = Coder(rules_only=True, knowledge=[tmp_path]).code("Iran began talks with Iraq and held a meeting on gas.")
    assert len([event for event in coded.events if event.event == "CONSULT"]) > 1
