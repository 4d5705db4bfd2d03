"""How knowledge files are read: rows and mappings of several folders as one, faulty files by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge


def _write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Path:
    _write(tmp_path / "a", "zoo/cats.csv", "name,size\nlion,big\nlynx,middling\nlion,huge\n")
    return _write(
        tmp_path / "a", "zoo/words.yaml", "calls: [roar]\nkeepers: {lion: [Ann]}\nweights: {lion: 1.5}\nopen: early\n"
    )


def test_rows_of_a_later_folder_replace_those_with_the_same_key(first: Path, tmp_path: Path) -> None:
    later = _write(tmp_path / "b", "zoo/cats.csv", "\ufeff# mine\nname,size\n\nlion,small\npuma,big\n")
    rows = [(n, row["name"], row["size"]) for n, _, row in Knowledge(first, later).keyed_rows("zoo/*.csv", key="name")]
    assert rows == [(1, "lynx", "middling"), (2, "lion", "small"), (2, "puma", "big")]
    alone = [row["size"] for _, _, row in Knowledge(first).keyed_rows("zoo/*.csv", key="name")]
    assert alone == ["big", "middling", "huge"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\nlion\n", "no column size"),
        ("", "no column name, size"),
        ("name,size\nlion\n", "row"),
        ("name,size\nléopard,big\n".encode("latin-1"), "UTF-8"),
        ('name,size\n"' + "x" * 200_000 + '",big\n', "CSV"),
    ],
)
def test_a_faulty_table_is_named(tmp_path: Path, content: str | bytes, message: str) -> None:
    knowledge = Knowledge(_write(tmp_path, "zoo/mine.csv", content))
    with pytest.raises(KnowledgeError, match=rf"mine\.csv: .*{message}"):
        list(knowledge.rows("zoo/*.csv", required=("name", "size")))


def test_mappings_are_joined(first: Path, tmp_path: Path) -> None:
    later = _write(
        tmp_path / "b", "zoo/words.yaml", "calls: [purr]\nkeepers: {puma: [Bo]}\nopen: late\nweights: {lion: 2}\n"
    )
    assert Knowledge(first, later).merged("zoo/*.yaml") == {
        "calls": ["roar", "purr"], "keepers": {"lion": ["Ann"], "puma": ["Bo"]}, "weights": {"lion": 2}, "open": "late",
    }  # fmt: skip


def test_mappings_within_mappings_are_joined_too(tmp_path: Path) -> None:
    ours = _write(tmp_path / "a", "zoo/words.yaml", "cages: {north: {lion: 1, puma: 1}, south: {bear: 1}}\n")
    theirs = _write(tmp_path / "b", "zoo/words.yaml", "cages: {north: {puma: 2}}\n")
    assert Knowledge(ours, theirs).merged("zoo/*.yaml") == {
        "cages": {"north": {"lion": 1, "puma": 2}, "south": {"bear": 1}}
    }


@pytest.mark.parametrize(
    "content",
    [
        "calls: purr\n",
        "calls: {purr: loud}\n",
        "calls: [[purr]]\n",
        "calls: [7]\n",
        "calls:\n",
        "keepers: [Bo]\n",
        "keepers: 3\n",
        "keepers: {lion: Bo}\n",
        "keepers: {puma: Bo}\n",
        "keepers: {puma: [[Bo]]}\n",
        "weights: {lion: high}\n",
        "open: [late]\n",
        "open: true\n",
        "new:\n",
        "- calls\n",
        "",
        "calls: [purr\n",
        "day: 2021-13-45\n",
        "calls: [léo]\n".encode("latin-1"),
    ],
)
def test_a_faulty_mapping_is_named(first: Path, tmp_path: Path, content: str | bytes) -> None:
    knowledge = Knowledge(first, _write(tmp_path / "b", "zoo/mine.yaml", content))
    with pytest.raises(KnowledgeError, match=r"mine\.yaml"):
        knowledge.merged("zoo/*.yaml")
