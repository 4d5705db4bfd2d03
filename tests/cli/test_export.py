"""`dateline export`, `diff` and `forget`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from dateline import Coder
from dateline.store import open_store
from tests.cli.test_add import run

TEXT = "Rebels shelled the town of Goris in Armenia on Tuesday, killing three people, the army said."
OTHER = "Police in Oslo detained nine protesters on Wednesday."


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("export") / "d.db")
    coder = Coder(rules_only=True)
    with open_store(where) as store:
        for name, text in (("a", TEXT), ("b", OTHER)):
            coded = coder.code(text, id=name, published="2024-05-16")
            store.add(coded.model_copy(update={"events": []}), coder_version="old 1")
            store.add(coded, coder_version="new 2")
    return where


def test_export_takes_the_filters_of_events(stored: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "export", "plover", "--db", stored)
    assert code == 0
    assert {json.loads(line)["event"] for line in out.splitlines()} == {"ASSAULT", "COERCE"}
    _, out, _ = run(capsys, "export", "acled", "--db", stored, "--near", "Oslo", "--since", "2024-05-01")
    assert [row["sub_event_type"] for row in csv.DictReader(io.StringIO(out))] == ["Arrests"]
    hidden = ("--country", "arm", "--coarsen", "country", "--out", str(tmp_path / "a.csv"))
    _, out, _ = run(capsys, "export", "hxl", "--db", stored, *hidden)
    assert out == ""
    assert "Goris" not in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_tables_go_to_a_folder_or_a_workbook(stored: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "export", "parquet", "--db", stored, "--out", str(tmp_path / "t"))[0] == 0
    assert pq.read_table(tmp_path / "t" / "events.parquet").num_rows == 2
    assert sorted(path.name for path in (tmp_path / "t").iterdir())[:2] == ["attributions.parquet", "documents.parquet"]
    assert run(capsys, "export", "xlsx", "--db", stored, "--type", "assault", "--out", str(tmp_path / "t.xlsx"))[0] == 0
    assert load_workbook(tmp_path / "t.xlsx")["events"]["C2"].value == "ASSAULT"


def test_diff_tells_what_versions_coded_differently(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "diff", "--db", stored, "--format", "jsonl")
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [(change["document"], change["kind"], change["event"]) for change in found] == [
        ("a", "added", "ASSAULT"),
        ("b", "added", "COERCE"),
    ]
    assert "2 documents coded by both; 2 events added, 0 removed, 0 changed" in err
    assert "removed" in run(capsys, "diff", "new", "old", "--db", stored)[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "xlsx"], "name it with --out FILE"),
        (["export", "parquet"], "name it with --out DIR"),
        (["export", "parquet", "--out", "file"], "is a file"),
        (["export", "xlsx", "--out", "none/such/a.xlsx"], "cannot be written"),
        (["export", "acled", "--db", "none.db"], "no such database"),
        (["export", "word"], "word"),
        (["diff"], "one version"),
        (["diff", "--format", "geojson"], "choose table, csv or jsonl"),
        (["forget"], "say what"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    open_store("dateline.db").close()
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_examples_in_the_help_stand_on_lines_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "export", "--help")
    assert "\n    dateline export acled --country AZE --since 2023-09-19 --out acled.csv\n" in out
    assert "\\b" not in out


def test_forget_removes_what_is_old(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    where = str(tmp_path / "d.db")
    coded = Coder(rules_only=True).code(OTHER, id="a")
    with open_store(where) as store:
        for version in "123":
            store.add(coded, coder_version=version)
    code, _, err = run(capsys, "forget", "--old-versions", "--db", where)
    assert (code, err) == (0, "dateline: 2 old versions of documents removed\n")
