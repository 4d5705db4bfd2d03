"""`dateline stories`: a line per story, or per document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.model import CodedDocument
from dateline.store import open_store
from tests.link.telling import DOCUMENTS


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "d.db")
    with open_store(path) as store:
        for document in DOCUMENTS:
            store.add(CodedDocument(**document.model_dump()), coder_version="1")
    return path


def test_jsonl_has_a_line_for_each_document(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "stories", "--db", db, "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and {line["id"] for line in lines} == {document.id for document in DOCUMENTS}
    told = {line["id"]: line["incidents"] for line in lines}
    assert told["ordal-0"] == told["ordal-1"] != told["treman-0"]
    assert run(capsys, "stories", "--db", db, "--format", "jsonl")[1] == out


def test_the_table_has_a_line_for_each_story_and_one_story_its_documents(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "stories", "--db", db, "--format", "csv")
    [bridge] = [line.split(",") for line in out.splitlines() if "Morlen" in line]
    assert bridge[1:6] == ["2024-03-04", "2024-03-09", "3", "3", "3"]
    _, out, _ = run(capsys, "stories", bridge[0], "--db", db)
    assert [name in out for name in ("bridge-0", "bridge-1", "bridge-2", "comet-0")] == [True, True, True, False]


def test_an_unknown_story_and_a_foreign_format_are_told(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "stories", "S0", "--db", db)
    assert code == 2 and "S0: there is no such story" in err
    assert run(capsys, "stories", "--db", db, "--format", "geojson")[0] == 2
