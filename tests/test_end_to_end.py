"""The command line with the real coder on the example articles."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import CodedDocument

EXAMPLES = Path(__file__).parent.parent / "examples"


def dateline(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_folder_of_articles_becomes_coded_documents(tmp_path: Path) -> None:
    out = tmp_path / "coded.jsonl"
    done = dateline("code", EXAMPLES, "--format", "jsonl", "--out", out, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    coded = [CodedDocument.model_validate_json(line) for line in out.read_text("utf-8").splitlines()]
    articles = [document for document in coded if document.id.endswith(".txt")]  # beside a wire of short reports
    assert len(articles) == len(list(EXAMPLES.glob("*.txt")))
    assert all(len(document.events) >= 8 for document in articles)


def test_an_article_is_coded_with_its_main_events() -> None:
    done = dateline("code", EXAMPLES / "colombia-2016.txt", "--published", "2016-12-01", "--format", "jsonl")
    coded = CodedDocument.model_validate_json(done.stdout)
    assert {"AGREE", "RETREAT"} <= {event.event for event in coded.events}
    assert any(party.code == "COL" and "REB" in party.sector for e in coded.events for party in e.actor)


@pytest.mark.parametrize("output", ["table", "plover", "csv"])
def test_every_format_tells_the_evidence(output: str) -> None:
    text = "KHARTOUM, April 20 (Example Wire) - The army shelled a market in Omdurman, witnesses said.\n"
    done = dateline("code", "-", "--published", "2023-04-20", "--format", output, stdin=text)
    assert done.returncode == 0
    assert "market in Omdurman" in " ".join(done.stdout.replace("[", "").replace("]", "").split())
    if output == "csv":
        assert [row["event"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["ASSAULT"]
    if output == "plover":
        assert [json.loads(line)["event"] for line in done.stdout.splitlines()] == ["ASSAULT"]


def test_the_schema_is_that_of_the_coded_document() -> None:
    assert json.loads(dateline("schema").stdout) == CodedDocument.model_json_schema()
