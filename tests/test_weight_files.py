"""Fitted weights are written as they are read, below the comments of their file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import weight_files

from dateline.knowledge import BUILT_IN

FILES = [f"{name}.yaml" for name in ("background", "confidence", "dates", "learned", "places", "reliability", "twins")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "events").mkdir()
    for name in FILES:
        (tmp_path / "events" / name).write_bytes((BUILT_IN / "events" / name).read_bytes())
    monkeypatch.setattr(weight_files, "BUILT_IN", tmp_path)
    return tmp_path / "events"


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_is_what_was_read(folder: Path, name: str) -> None:
    text = (folder / name).read_text("utf-8")
    tree = yaml.safe_load(text)
    weight_files.write_tree(name, tree)
    again = (folder / name).read_text("utf-8")
    assert yaml.safe_load(again) == tree
    assert again.splitlines()[0] == text.splitlines()[0]
    assert again.startswith("#")


def test_weights_of_one_kind_leave_those_of_the_other(folder: Path) -> None:
    rules = weight_files.written("dates.yaml", "date_weights", rules_only=True)
    weight_files.write("dates.yaml", "date_weights", {"told, day": 1.234, "none": 0.001}, rules_only=False)
    assert weight_files.written("dates.yaml", "date_weights", rules_only=False) == {"told, day": 1.23}
    assert weight_files.written("dates.yaml", "date_weights", rules_only=True) == rules
