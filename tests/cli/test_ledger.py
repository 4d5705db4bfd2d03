"""The commands of the ledger, on a few documents that are coded already."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import main
from dateline.model import Time
from dateline.store import open_store
from tests.link.told import GORIS, told

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a runner of commands on a store with two reports of one shelling, of 3 and 5 dead, and a protest."""
    path = str(tmp_path / "d.db")
    vague = told("c", "Several hundred people marched in Goris.", event="PROTEST", mode="demo", place=GORIS, dead=1)
    amount = {"text": "several hundred", "value": None, "kind": "people"}
    vague = vague.model_copy(update={"figures": [vague.figures[0].model_copy(update=amount)]})
    with open_store(path) as store:
        for document in (told("a", dead=3), told("b", "Shells killed five in Agdam.", dead=5), vague):
            store.add(document, coder_version="1")
        list(store.link())

    def called(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--db", path])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return called


def rows(run: Run, *arguments: str) -> list[dict[str, object]]:
    code, out, err = run(*arguments, "--format", "jsonl")
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def test_incidents_are_told_once_and_can_be_asked_for(run: Run) -> None:
    found = rows(run, "incidents")
    assert {(row["event"], row["reports"]) for row in found} == {("ASSAULT", 2), ("PROTEST", 1)}
    assert [row["event"] for row in rows(run, "incidents", "--type", "PROTEST")] == ["PROTEST"]
    assert rows(run, "incidents", "--since", "2030-01-01") == []


def test_an_incident_is_accounted_for_with_its_evidence(run: Run) -> None:
    [row] = rows(run, "incidents", "--type", "ASSAULT")
    code, out, _ = run("incident", str(row["id"]))
    assert code == 0
    assert "3–5 dead" in out and "Paper a" in out and "Shells killed five in Agdam." in out


def test_an_incident_that_is_not_there_is_told_in_one_sentence(run: Run) -> None:
    code, out, err = run("incident", "0123456789ab")
    assert (code, out) == (2, "") and "0123456789ab: no such incident" in err and "Traceback" not in err


def test_figures_have_a_range_as_far_as_one_is_told(run: Run) -> None:
    dead, people = rows(run, "figures")
    assert (dead["kind"], dead["low"], dead["high"]) == ("dead", 3, 5)
    assert (people["low"], people["high"], people["latest_text"]) == (None, None, "several hundred")
    assert "“several hundred” people" in run("incident", str(people["incident"]))[1]


def test_what_is_split_stays_apart_until_it_is_merged(run: Run) -> None:
    [row] = rows(run, "incidents", "--type", "ASSAULT")
    mention = json.loads(run("incident", str(row["id"]), "--json")[1])["mentions"][1]["id"]
    assert run("incident", "split", str(row["id"]), mention, "--why", "two barrages", "--who", "ana")[0] == 0
    apart = [str(row["id"]) for row in rows(run, "incidents", "--type", "ASSAULT")]
    assert len(apart) == 2
    assert "two barrages" in run("incident", apart[0])[1]
    assert run("incident", "merge", *apart)[0] == 0
    assert len(rows(run, "incidents", "--type", "ASSAULT")) == 1


def test_a_brief_has_the_incidents_and_figures_of_a_country(run: Run) -> None:
    code, out, _ = run("brief", "--country", "AZE", "--since", "2023-09-19")
    assert code == 0 and "# " in out and "3–5 dead" in out
    assert "<h1" in run("brief", "--country", "AZE", "--since", "2023-09-19", "--format", "html")[1]


def test_a_commitment_is_followed_until_it_is_kept(run: Run, tmp_path: Path) -> None:
    parties: dict[str, Any] = {
        "actor": ("Azerbaijan", "AZE", "GOV"),
        "recipient": ("12 prisoners", "ARM", "MIL"),
        "place": None,
    }
    text = "Azerbaijan promised to release 12 prisoners by 30 September."
    at = text.index("30")
    deadline = Time(start=at, end=len(text) - 1, text=text[at:-1], type="DATE", value="2023-09-30")
    promised = told("p", text, event="AGREE", mode="", published="2023-09-20", **parties)
    freed = told(
        "q", "Azerbaijan freed 12 prisoners.", event="RETREAT", mode="release", date="2023-09-27",
        published="2023-09-28", **parties,
    )  # fmt: skip
    with open_store(str(tmp_path / "d.db")) as store:
        store.add(promised.model_copy(update={"times": [deadline]}), coder_version="1")
        list(store.link())
    [row] = rows(run, "commitments", "--open")
    assert (row["kind"], row["state"], row["by_codes"], row["deadline"]) == ("release", "open", "AZE", "2023-09-30")
    assert rows(run, "commitments", "--due", "7d") == []
    assert [row["state"] for row in rows(run, "commitments", "--due", "7d", "--as-of", "2023-09-25")] == ["due"]
    assert [row["state"] for row in rows(run, "commitments", "--as-of", "2023-10-02")] == ["overdue"]
    with open_store(str(tmp_path / "d.db")) as store:
        store.add(freed, coder_version="1")
        list(store.link())
    assert rows(run, "commitments", "--open") == []
    [row] = rows(run, "commitments", "--country", "ARM")
    assert (row["state"], row["since"]) == ("kept", "2023-09-27")
    assert "release 12 prisoners" in run("brief", "--country", "AZE", "--since", "2023-09-19")[1]


def test_commitments_are_empty_where_nothing_was_promised(run: Run) -> None:
    assert rows(run, "commitments", "--open") == []
    assert run("commitments", "--due", "soon")[0] == 2
