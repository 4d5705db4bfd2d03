"""`dateline add`, `events` and `sql`: each document once, found again by any of its particulars."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.store import open_store

ARTICLE = (
    "Rebels shelled the town of Goris in Armenia on Tuesday, killing three people, the army said.\n\n"
    "Police in Oslo detained nine protesters on Wednesday.\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "news" / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_what_is_added_is_found_and_adding_again_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = str(folder / "d.db")
    added = ("add", str(folder / "news"), "--db", db, "--published", "2024-05-16", "--rules-only")

    code, _, err = run(capsys, *added)
    assert code == 2  # for the empty file
    assert "1 added, 0 known, 1 refused" in err
    before = run(capsys, "sql", "select * from events_flat", "--db", db, "--format", "jsonl")[1]
    _, _, err = run(capsys, *added)
    assert "0 added, 1 known, 1 refused" in err
    assert run(capsys, "sql", "select * from events_flat", "--db", db, "--format", "jsonl")[1] == before

    _, out, _ = run(capsys, "sql", "select place, reason from rejected", "--db", db, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["place"].endswith("empty.txt")
    assert "empty" in row["reason"]

    _, out, _ = run(capsys, "events", "--db", db, "--type", "assault", "--country", "arm", "--format", "jsonl")
    (found,) = map(json.loads, out.splitlines())
    assert (found["event"], found["date"], found["sources"]) == ("ASSAULT", "2024-05-14", "the army")
    assert found["text"].startswith("Rebels shelled the town of Goris")

    _, out, _ = run(capsys, "events", "--db", db, "--near", "Oslo", "--within", "30km", "--format", "geojson")
    (feature,) = json.loads(out)["features"]
    assert feature["properties"]["event"] == "COERCE"
    assert feature["geometry"]["coordinates"] == pytest.approx([10.7, 59.9], abs=0.3)

    assert "protesters" in run(capsys, "events", "--db", db, "--text", "detain protester")[1]
    assert run(capsys, "events", "--db", db, "--text", "shelled", "--since", "2024-05-15", "--format", "jsonl")[1] == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events", "--db", "none.db"], "none.db: no such database"),
        (["sql", "delete from events"], "refuses the statement"),
        (["sql", "select * from nothing_here"], "refuses the statement"),
        (["events", "--near", "Xyzzyville"], "no such place"),
        (["events", "--near", "95,10"], "latitude goes to 90"),
        (["events", "--within", "far"], "is no distance"),
        (["events", "--since", "soon"], "--since"),
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
    open_store("dateline.db").close()
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_a_file_that_is_no_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.db").write_text("not a database, but long enough to be taken for one" * 50, encoding="utf-8")
    code, _, err = run(capsys, "events", "--db", str(tmp_path / "d.db"))
    assert code == 2
    assert "d.db" in err
    assert "cannot be opened" in err
