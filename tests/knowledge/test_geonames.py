"""All of GeoNames compiled from the user's files: what is taken, what is refused, what stays on top."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.knowledge.gazetteer import Gazetteer, build_full
from dateline.knowledge.gazetteer_geonames import GeoNamesReport


def feature(
    geonameid: int,
    name: str,
    kind: str,
    *,
    country: str = "SY",
    admin: str = "10.1",
    population: int = 0,
    others: str = "",
    ascii_name: str = "",
) -> str:
    admin1, _, admin2 = admin.partition(".")
    feature_class, _, code = kind.partition(".")
    cells = [
        str(geonameid), name, ascii_name or name, others, "35.25", "36.75", feature_class, code, country, "", admin1,
        admin2, "", "", str(population), "", "300", "Asia/Damascus", "2024-01-01",
    ]  # fmt: skip
    return "\t".join(cells)


FEATURES = [
    feature(11, "Ḩamāh", "P.PPLA", population=480000, admin="10"),
    feature(100, "Qalʿat Maţar", "P.PPL", ascii_name="Qal`at Matar", others="Qalaat Matar,قلعة مطر,QMT"),
    feature(101, "Nahr Zayn", "H.STM", others="Zayn River"),
    feature(102, "Qarmaz Crossing", "S.PSTB", admin="77"),
    feature(103, "Far Governorate", "A.ADM1", admin="77"),
    feature(104, "Hama", "S.HTL"),
    feature(105, "Lost Hill", "T.HLL", country="", admin=""),
    "a\tbroken\tline",
    feature(106, "", "P.PPL"),
    feature(107, "Nowhere", "P.PPL").replace("35.25", "95.25"),
]


def zipped(path: Path, member: str, lines: list[str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr(member, "\n".join(lines) + "\n")
    return path


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return zipped(tmp_path / "allCountries.zip", "allCountries.txt", FEATURES)


@pytest.fixture
def compiled(sources: Path, dump: Path) -> tuple[Gazetteer, GeoNamesReport]:
    path = sources / "cache" / "full.sqlite"
    report = build_full(path, dump)
    assert [file.name for file in path.parent.iterdir()] == ["full.sqlite"]
    return Gazetteer(path), report


def test_all_features_are_added_and_bad_lines_counted(compiled: tuple[Gazetteer, GeoNamesReport]) -> None:
    assert compiled[1] == GeoNamesReport(features=7, added=6, bad=3, first_bad=8)
    assert compiled[0].holds_all_kinds


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Qal'at Matar", ("P", "PPL", 4, "Hama", "Salamiyah District")),
        ("Qalaat Matar", ("P", "PPL", 4, "Hama", "Salamiyah District")),
        ("Zayn River", ("H", "STM", 3, "Hama", "Salamiyah District")),
        ("Qarmaz Crossing", ("S", "PSTB", 5, "Far Governorate", None)),
        ("Far Governorate", ("A", "ADM1", 2, "Far Governorate", None)),
        ("Lost Hill", ("T", "HLL", 4, None, None)),
    ],
)
def test_a_feature_has_its_kind_province_district_and_precision(
    compiled: tuple[Gazetteer, GeoNamesReport], name: str, expected: tuple[object, ...]
) -> None:
    [record] = compiled[0].lookup(name)
    assert (
        record.feature_class, record.feature_code, record.resolution, record.province, record.district
    ) == expected  # fmt: skip


def test_what_is_known_already_keeps_its_names_and_moves(compiled: tuple[Gazetteer, GeoNamesReport]) -> None:
    hama = compiled[0].lookup("Hama")
    assert [place.geonameid for place in hama] == [21, 11, 12, 104]
    assert (hama[1].lat, hama[1].lon, hama[1].population, hama[1].feature_code) == (35.25, 36.75, 480000, "PPLA")


def test_other_names_come_from_their_own_file_where_it_is_given(sources: Path, dump: Path) -> None:
    lines = [
        "1\t100\ten\tMatar Castle\t1\t\t\t\t\t",
        "2\t100\t\tOld Matar\t\t\t\t1\t\t",
        "3\t101\tlink\thttps://en.wikipedia.org/wiki/Zayn\t\t\t\t\t\t",
        "4\t100\tpost\t12345\t\t\t\t\t\t",
        "5\t999\ten\tUnknown Feature\t\t\t\t\t\t",
        "broken",
    ]
    alternate = zipped(sources / "alternateNamesV2.zip", "alternateNamesV2.txt", lines)
    path = sources / "full.sqlite"
    report = build_full(path, dump, alternate)
    gazetteer = Gazetteer(path)
    assert (report.alternates, report.bad_alternates, report.first_bad_alternate) == (5, 1, 6)
    [castle], [old], [river] = (gazetteer.candidates(name) for name in ("Matar Castle", "Old Matar", "Nahr Zayn"))
    assert castle.record.geonameid == old.record.geonameid == 100
    assert castle.weight > old.weight
    assert river.weight > 2.5  # by its article
    for name in ("Qalaat Matar", "12345", "Unknown Feature"):
        assert gazetteer.lookup(name) == ()


def test_progress_is_told(sources: Path, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.knowledge.geonames_files._TOLD_EVERY", 2)
    told: list[tuple[str, int, int | None]] = []
    build_full(sources / "full.sqlite", dump, advance=lambda *step: told.append(step))
    read = [(done, total) for what, done, total in told if what == "reading places"]
    assert len(read) == len(FEATURES) // 2
    assert all(total and 0 < done <= total for done, total in read)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Lorem ipsum\n" * 500, "not in the format"),
        (b"", "not in the format"),
        (None, "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(sources: Path, content: bytes | None, message: str) -> None:
    wrong = sources / "wrong.txt"
    if content is not None:
        wrong.write_bytes(content)
    with pytest.raises(InputError, match=message):
        build_full(sources / "full.sqlite", wrong)
    assert not list(sources.glob("full*"))


def test_half_a_download_is_refused(sources: Path, dump: Path) -> None:
    half = sources / "half.zip"
    half.write_bytes(dump.read_bytes()[:300])
    with pytest.raises(InputError, match="is no zip file, or not all of it"):
        build_full(sources / "full.sqlite", half)


def test_a_damaged_zip_is_refused(sources: Path, dump: Path) -> None:
    content = bytearray(dump.read_bytes())
    at = content.index(b"Qarmaz")
    content[at : at + 6] = b"xxxxxx"
    damaged = sources / "damaged.zip"
    damaged.write_bytes(content)
    with pytest.raises(InputError, match="is damaged"):
        build_full(sources / "full.sqlite", damaged)
    assert not list(sources.glob("full*"))
