"""Rows of a user's actor tables replace ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.code.actors.lexicon import Lexicon, Term, load_lexicon, squeeze
from dateline.errors import KnowledgeError

NAMED = "name,aliases,code,sector\n"


def _lexicon(folder: Path, table: str, content: str) -> Lexicon:
    (folder / "actors").mkdir(parents=True)
    (folder / "actors" / f"{table}.csv").write_text(content, "utf-8")
    return load_lexicon((str(folder),))


def _terms(lexicon: Lexicon, name: str) -> list[Term]:
    return lexicon.names.get(squeeze("".join(name.split())), [])


@pytest.mark.parametrize(
    ("table", "content", "name", "code", "gone"),
    [
        ("organisations", NAMED + "United Nations,UN,QQQ,BUS\n", "United Nations", "QQQ", "UNO"),
        ("organisations", NAMED + "United Nations,UN,QQQ,BUS\n", "UN", "QQQ", "U.N."),
        ("organisations", NAMED + "Union of Nurses,UN,QQQ,LAB\n", "UN", "QQQ", ""),
        ("armed_groups", NAMED + "Islamic State,Daesh,QQQ,REB\n", "Daesh", "QQQ", "ISIL"),
        ("organisations", NAMED + "Islamic State,,QQQ,PTY\n", "Islamic State", "QQQ", ""),
        ("territories", NAMED + "Abkhazia,Abkhaz,QQQ,GOV\n", "Abkhaz", "QQQ", "Apsny"),
        ("peoples", NAMED + "Kurds,Kurd,QQQ,CVL\n", "Kurd", "QQQ", "Kurdish"),
        (
            "people",
            "name,aliases,code,sector,start,end\nAngela Merkel,Mutti,QQQ,BUS,2022,\n",
            "Angela Merkel",
            "QQQ",
            "Merkel",
        ),
    ],
)
def test_a_row_of_the_same_name_or_form_replaces_ours(
    tmp_path: Path, table: str, content: str, name: str, code: str, gone: str
) -> None:
    assert _terms(load_lexicon(()), name)
    lexicon = _lexicon(tmp_path, table, content)
    assert [term.code for term in _terms(lexicon, name)] == [code]
    if gone:
        assert _terms(load_lexicon(()), gone)
        assert not _terms(lexicon, gone)


def test_a_persons_offices_are_the_users(tmp_path: Path) -> None:
    content = "name,aliases,code,sector,start,end\nAngela Merkel,,QQQ,BUS,2021,2022\nAngela Merkel,,QQQ,GOV,2023,\n"
    (person,) = _terms(_lexicon(tmp_path, "people", content), "Angela Merkel")
    assert [(office.code, office.start) for office in person.offices] == [("QQQ", "2021"), ("QQQ", "2023")]


def test_a_country_is_replaced_by_its_code(tmp_path: Path) -> None:
    header = "code,name,aliases,adjectives,demonyms,capital,seats\n"
    lexicon = _lexicon(tmp_path, "countries", header + "ALB,Zorpia,,Zorpian,Zorpians,Zorp City,\n")
    assert lexicon.country_names["ALB"] == "Zorpia"
    assert {term.code for term in _terms(lexicon, "Zorpian")} == {"ALB"}
    assert not _terms(lexicon, "Tirana")
    assert _terms(lexicon, "Kabul")


def test_a_noun_and_a_title_are_replaced(tmp_path: Path) -> None:
    lexicon = _lexicon(tmp_path / "a", "agents", "noun,aliases,sector,code,kind\nabbot,,BUS,,person\n")
    assert lexicon.agents["abbot"].sector == ("BUS",)
    lexicon = _lexicon(tmp_path / "b", "titles", "title,aliases,sector\nvice president,,BUS\n")
    assert lexicon.titles["vice president"] == ("BUS",)
    assert "vp" in load_lexicon(()).titles or "v.p" in load_lexicon(()).titles
    assert not {"vp", "v.p"} & set(lexicon.titles)


def test_the_last_folder_counts(tmp_path: Path) -> None:
    folders = []
    for name in ("first", "second"):
        _lexicon(tmp_path / name, "organisations", NAMED + f"Body of {name},UN,{name[:3].upper()},BUS\n")
        folders.append(str(tmp_path / name))
    assert [term.code for term in _terms(load_lexicon(tuple(folders)), "UN")] == ["SEC"]
    assert [term.code for term in _terms(load_lexicon(tuple(folders[::-1])), "UN")] == ["FIR"]


@pytest.mark.parametrize(
    ("table", "content"),
    [
        ("organisations", "name,code,sector\nZorp,QQQ,BUS\n"),
        ("armed_groups", "aliases,code,sector\nZorp,QQQ,REB\n"),
        ("people", NAMED + "Zorp,,QQQ,GOV\n"),
        ("people", "name,aliases,code,sector,start,end\nZorp,,QQQ,GOV,May 2020,\n"),
        ("agents", "noun,sector,code,kind\nzorp,BUS,,person\n"),
        ("titles", "title,sector\nzorp,BUS\n"),
        ("countries", "code,name\nQQQ,Zorpia\n"),
    ],
)
def test_a_faulty_table_is_named(tmp_path: Path, table: str, content: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"{table}\.csv"):
        _lexicon(tmp_path, table, content)
