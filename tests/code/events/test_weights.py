"""Weights by name: ours, the user's over ours, and what is no weight."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.code.events.weights import load_weights
from dateline.errors import KnowledgeError


def _folder(root: Path, text: str) -> str:
    (root / "events").mkdir()
    (root / "events" / "dates.yaml").write_text(text, "utf-8")
    return str(root)


def test_weights_of_a_folder_override_ours_by_name(tmp_path: Path) -> None:
    ours = load_weights((), "dates.yaml", "date_weights", "both")
    theirs = load_weights(
        (_folder(tmp_path, "date_weights: {both: {none: 7}}\n"),), "dates.yaml", "date_weights", "both"
    )
    assert theirs == ours | {"none": 7.0}


def test_a_weight_that_is_no_number_is_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "date_weights: {both: {none: much}}\n")
    with pytest.raises(KnowledgeError, match=r"dates\.yaml.*none"):
        load_weights((folder,), "dates.yaml", "date_weights", "both")
