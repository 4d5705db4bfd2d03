"""The commands about places: `gazetteer build` from the user's files, and `places lookup`."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.knowledge.gazetteer import Gazetteer


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    assert isinstance(caught.value.code, int)
    return (caught.value.code, *capsys.readouterr())


def test_lookup_shows_the_places_of_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "places", "lookup", "Goris")
    head, first, *_ = out.splitlines()
    assert code == 0
    assert head.split()[:4] == ["name", "province", "district", "country"]
    assert first.split()[:2] == ["Goris", "Syunik"]
    assert {"ARM", "P.PPL", "174895", "GeoNames"} <= set(first.split())


def test_lookup_in_one_country_as_jsonl(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(
        capsys, "places", "lookup", "paris", "--country", "usa", "--format", "jsonl", "--limit", "2"
    )  # fmt: skip
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [place["province"] for place in found] == ["Texas", "Tennessee"]
    assert {"lat", "lon", "district", "feature_code", "resolution", "geonameid", "source", "weight"} <= set(found[0])
    assert "more; see them with --limit" in err


@pytest.mark.parametrize("arguments", [("Qwxzyzzy",), ("Goris", "--country", "FRA")])
def test_lookup_of_nothing_is_told(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    code, out, err = run(capsys, "places", "lookup", *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "no such place" in err


def test_a_full_gazetteer_is_built_and_used(
    sources: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        "50\tTell Qarmaz\tTell Qarmaz\t\t35.5\t36.5\tP\tPPL\tSY\t\t10\t1\t\t\t0\t\t300\tAsia/Damascus\t2024-01-01",
        "no place",
    ]
    with zipfile.ZipFile(sources / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", "\n".join(lines) + "\n")
    out_file = sources / "full.sqlite"
    code, out, err = run(capsys, "gazetteer", "build", "--geonames", sources / "SY.zip", "--out", out_file)
    assert (code, out.strip()) == (0, str(out_file))
    assert "1 places read from SY.zip, 1 of them new" in err
    assert "1 lines are no places and were left out, line 2 first" in err
    assert Gazetteer(out_file).about["kind"] == "full"
    code, out, _ = run(capsys, "places", "lookup", "tell qarmaz", "--gazetteer", out_file)
    assert code == 0
    assert "Salamiyah" in out
    monkeypatch.setenv("DATELINE_GAZETTEER", str(out_file))
    assert run(capsys, "places", "lookup", "Tell Qarmaz")[0] == 0


def test_a_wrong_file_is_told_in_a_sentence(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "cities.zip"
    wrong.write_text("id,name\n1,Hama\n")
    code, out, err = run(capsys, "gazetteer", "build", "--geonames", wrong, "--out", tmp_path / "g.sqlite")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "is no zip file" in err
    code, _, err = run(capsys, "gazetteer", "build", "--alternate", wrong)
    assert code == 2
    assert "--geonames" in err
