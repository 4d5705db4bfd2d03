"""News or background: a second look at what is told as real."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import Coder
from dateline.code.events.weights import load_weights
from dateline.errors import KnowledgeError
from dateline.model import Status

PUBLISHED = "2024-03-14"

CASES: list[tuple[str, list[Status]]] = [
    (
        "The trial of two officers opened in Lusaka on Monday. They shot a student during a protest in 2018. "
        "The student was shot in the back.",
        ["actual", "historical", "historical", "historical"],
    ),
    (
        "A court in Turin sentenced a miner to life in prison on Tuesday. The miner stabbed a guard at a quarry in "
        "May 2021. He stabbed the guard four times, prosecutors said.",
        ["actual", "actual", "historical", "historical"],
    ),
    (
        "Turkey and Greece held talks in Izmir on Tuesday. The two countries last met in 2019. They discussed gas.",
        ["actual", "historical", "actual"],
    ),
    (
        "Ethiopia bombed a depot in Mekelle on Thursday. Ethiopian jets bombed the town in November 2020.",
        ["actual", "historical"],
    ),
    ("The minister resigned on Tuesday. He was jailed in 2011 for taking bribes.", ["actual", "historical"]),
    ("Rebels shelled a market in Omdurman on Wednesday. Last week they shelled a school.", ["actual", "actual"]),
    (
        "Gunmen attacked a church in Kaduna on Sunday. Thirty people were killed in the attack. "
        "Police arrested a teacher.",
        ["actual", "actual", "actual"],
    ),
    ("Protesters marched in Lima on Monday. They had blocked a bridge earlier in the day.", ["actual", "actual"]),
    ("Police arrested a man on Monday who is accused of killing a neighbour on Saturday.", ["actual"] * 3),
    ("Kenya condemned the attack on its embassy. Gunmen killed two guards there on Tuesday.", ["actual"] * 3),
    ("Germany has trained Malian soldiers since 2013.", ["actual"]),
]


@pytest.mark.parametrize(("text", "statuses"), CASES)
def test_news_and_background_are_told_apart(coder: Coder, text: str, statuses: list[Status]) -> None:
    assert [event.status for event in coder.code(text, published=PUBLISHED).events] == statuses


def test_an_undated_text_has_the_present_of_its_newest_date(coder: Coder) -> None:
    coded = coder.code("Rebels shelled Goma on 4 May 2009. Rebels shelled the town on 2 June 2003.")
    assert [event.status for event in coded.events] == ["actual", "historical"]


def test_a_weight_that_is_no_number_is_named(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "background.yaml").write_text("background_weights:\n  rules: {noun: much}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"background\.yaml"):
        load_weights((str(tmp_path),), "background.yaml", "background_weights", "rules")
