"""The coder on a local Ray cluster: the local run's output, restartable, with failures beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline import Coder
from dateline.cluster import code_on_ray
from dateline.cluster.chunks import CHUNK, read_coded
from dateline.cluster.files import list_files
from dateline.errors import InputError
from dateline.read import Problem, read_documents

SETTINGS = {"rules_only": True}
TOWNS = ("Lysak", "Marhal", "Oburg", "Sennar", "Tivaq")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    lines = [
        json.dumps({"text": f"Rebels shelled {TOWNS[n % 5]} on Monday, killing {n + 2} people, the ministry said."})
        for n in range(CHUNK + 6)
    ]
    lines.insert(3, '{"title": "no text"}')
    (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "local").mkdir()
    (folder / "local" / "one.txt").write_text("Police arrested nine protesters in Oburg.", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Not to be read.", encoding="utf-8")
    return folder


def test_cluster_codes_as_one_process_does_goes_on_where_it_stopped_and_keeps_failures(
    news: Path, tmp_path: Path
) -> None:
    problems: list[Problem] = []
    documents = read_documents([news], report=problems.append)
    local = {coded.id: coded.model_dump_json() for coded in Coder(rules_only=True).pipe(documents)}
    out = str(tmp_path / "coded")

    tally = code_on_ray([str(news)], out, settings=SETTINGS, coders=1)

    assert {coded.id: coded.model_dump_json() for coded in read_coded(out)} == local
    assert (tally.coded, tally.refused, tally.parts_before) == (len(local), 1, 0)
    (failures,) = Path(out, "failed").iterdir()
    (failed,) = map(json.loads, failures.read_text(encoding="utf-8").splitlines())
    assert failed == {"place": problems[0].place, "reason": problems[0].message}

    parts = sorted(Path(out, "coded").iterdir())
    assert len(parts) == 3  # two chunks of the wire, one text
    parts[-1].unlink()  # as if the run had been killed before this part

    again = code_on_ray([str(news)], out, settings=SETTINGS, coders=1)

    assert again.parts_before == 2
    assert {coded.id: coded.model_dump_json() for coded in read_coded(out)} == local

    with pytest.raises(InputError, match="other inputs or settings"):
        code_on_ray([str(news / "wire.jsonl")], out, settings=SETTINGS)


def test_files_are_listed_as_they_are_read_by_one_process(news: Path) -> None:
    assert [file.name for file in list_files([str(news)])] == ["local/one.txt", "wire.jsonl"]
    assert [file.name for file in list_files([str(news / "wire.jsonl")])] == ["wire.jsonl"]
    assert [file.name for file in list_files([(news / "wire.jsonl").as_uri()])] == ["wire.jsonl"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("nowhere.jsonl", "no such file"),
        ("gopher://host/news.jsonl", "cannot be opened"),
    ],
)
def test_inputs_that_cannot_be_had_are_named(where: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        list_files([where])
    assert where in str(error.value)
