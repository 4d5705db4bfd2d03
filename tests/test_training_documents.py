"""The coded documents keep to their form and are as many and as varied as the card of the learned core says."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

TRAINING = Path(__file__).parent.parent / "training"
sys.path.insert(0, str(TRAINING))

from coded_text import FormError, read_coded_text  # noqa: E402
from material import load  # noqa: E402

FILES = sorted((TRAINING / "documents").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_document_is_in_the_form(path: Path) -> None:
    for document in read_coded_text(path):
        assert document.sentences
        for event in document.events:
            assert document.text[event.start : event.end].strip()
            assert event.sentence[0] <= event.start < event.end <= event.sentence[1]


def test_there_is_enough_and_a_third_tells_of_nothing() -> None:
    examples = load([], [])
    sentences = [(example.id, sentence) for example in examples for sentence in example.sentences]
    texts = [example.text[a:b] for example in examples for a, b in example.sentences]
    telling = {
        (example.id, sentence)
        for example in examples
        for sentence in example.sentences
        for event in example.events
        if sentence[0] <= event.trigger[0] < sentence[1]
    }
    assert len(sentences) > 9000
    assert len(telling) < len(sentences) * 2 / 3
    assert len(set(texts)) > 0.995 * len(texts)


def test_all_types_are_told_of_often() -> None:
    types = Counter(event.event for example in load([], []) for event in example.events)
    assert len(types) == 16
    assert min(types.values()) >= 100


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Rebels attacked.\n", "must begin"),
        ("== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT attacked Rebels >\n", "not an event line"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ATTACK "attacked" Rebels >\n', "unknown event"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT demo "attacked" Rebels >\n', "no mode demo"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT "struck" Rebels >\n', "no trigger"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT "attacked" Army >\n', "no words"),
        ('== a | today | x\nRebels attacked.\n- ASSAULT "attacked" Rebels >\n', "header"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, lines: str, message: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(FormError, match=message):
        read_coded_text(path)
