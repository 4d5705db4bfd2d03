"""The actor tables and what is read from them; no model needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.code.actors.lexicon import Office, Term, load_lexicon, spells
from dateline.code.actors.names import NameFinder, office_at

_OFFICES = (Office("FRA", ("GOV",), "2012-05-15", "2017-05-14"), Office("FRA", ("GOV",), "2020", ""))
_PERSON = Term("A. Dupont", "person", "PERSON", "FRA", ("GOV",), "Dupont", _OFFICES)


@pytest.mark.parametrize(
    ("published", "sector"),
    [
        ("2014-01-01", ("GOV",)),
        ("2012-05", ("GOV",)),
        ("2018-03-02", ("ELI", "GOV")),
        ("2021", ("GOV",)),
        ("2010", ("CVL",)),
        (None, ("GOV",)),
    ],
)
def test_office_follows_the_date(published: str | None, sector: tuple[str, ...]) -> None:
    assert office_at(_PERSON, published) == ("FRA", sector)


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("US", "us", False),
        ("US", "US", True),
        ("NATO", "Nato", True),
        ("Turkey", "turkey", False),
        ("al-Qaida", "Al-Qaida", True),
    ],
)
def test_name_is_told_from_a_word_by_its_capitals(written: str, text: str, expected: bool) -> None:
    assert spells(Term(written, "organisation", "ORG", None, (), written), text) is expected


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("UK Government", ("GBR", True)),
        ("Ministry of Defence of Norway", ("NOR", True)),
        ("Kenya Times", ("KEN", False)),
        ("Some Blog", (None, False)),
        (None, (None, False)),
    ],
)
def test_home_of_a_publisher(publisher: str | None, expected: tuple[str | None, bool]) -> None:
    assert NameFinder(load_lexicon(())).home(publisher) == expected


def test_user_table_adds_names(tmp_path: Path) -> None:
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "organisations.csv").write_text(
        "name,aliases,type,code,sector,source\nRiver League,RL,ORG,NGO,SOC,test\n"
    )
    lexicon = load_lexicon((str(tmp_path),))
    assert [term.code for term in lexicon.names["riverleague"]] == ["NGO"]
