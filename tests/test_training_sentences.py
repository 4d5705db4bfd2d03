"""Every line of the training sentences keeps to its form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.knowledge.ontology import load_ontology

FILES = sorted((Path(__file__).parent.parent / "training" / "sentences").glob("*.jsonl"))
STATUSES = {"actual", "historical", "future", "hypothetical", "negated"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_triggers_and_parties_are_words_of_the_text(path: Path) -> None:
    wrong = [
        (row["text"], words)
        for row in lines(path)
        for event in row["events"]
        for words in [event["trigger"], *event.get("actor", []), *event.get("recipient", [])]
        if words not in row["text"]
    ]
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_events_modes_and_statuses_are_in_the_ontology(path: Path) -> None:
    ontology = load_ontology(())
    for row in lines(path):
        for event in row["events"]:
            assert set(event["mode"]) <= set(ontology.events[event["event"]].modes), row["text"]
            assert event["status"] in STATUSES, row["text"]


def test_no_text_stands_twice() -> None:
    texts = [row["text"] for path in FILES for row in lines(path)]
    assert len(texts) == len(set(texts))
    assert len(texts) > 1900
