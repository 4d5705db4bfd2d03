"""Frames and classes of a user that name what is not there."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from dateline.code.events.choice import FrameChoice
from dateline.code.events.frames import PROPERTIES, load_frames
from dateline.errors import KnowledgeError

ONTOLOGY = """
events:
  ASSAULT: {modes: {laser: -9}}
  CHEER: {quad: 1, score: 2, modes: {wave: 2}}
contexts: [space]
sectors: {ROB: robots}
"""


def _folders(tmp_path: Path, **files: str) -> tuple[str, ...]:
    for name, content in files.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.yaml").write_text(content, "utf-8")
    return (str(tmp_path),)


def _frame(fields: str) -> str:
    return f"event: ASSAULT\nprovenance: a user's own\nframes:\n  - {{id: zap, {fields}}}\n"


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ("verbs: [zap], event: TELEPORT", "TELEPORT"),
        ("verbs: [zap], mode: [laser]", "laser"),
        ("verbs: [zap], mode: [riot]", "riot"),
        ("verbs: [zap], event: NONE, mode: [beat]", "beat"),
        ("verbs: [zap], modes: [{when: {with: [ray]}, mode: [laser]}]", "laser"),
        ("verbs: [zap], context: [space]", "space"),
        ("verbs: [zap], modes: [{when: {with: [ray]}, context: [space]}]", "space"),
        ("verbs: [zap], also: {event: TELEPORT}", "TELEPORT"),
        ("verbs: [zap], also: {event: NONE}", "NONE"),
        ("verbs: [zap], also: {event: COERCE, mode: [beat]}", "beat"),
        ("verbs: [zap], when: {objekt: [ray]}", "objekt"),
        ("verbs: [zap], when: {object.nouns: [ray]}", "nouns"),
        ("verbs: [zap], when: {object.sentence: [ray]}", "sentence"),
        ("verbs: [zap], unless: {verbally: [ray]}", "verbally"),
        ("verbs: [zap], modes: [{when: {widht: [ray]}, mode: [beat]}]", "widht"),
        ("verbs: [zap], actor: [subjekt]", "subjekt"),
        ("verbs: [zap], recipient: [document]", "document"),
        ("nouns: [zap], noun_actor: [lihgt]", "lihgt"),
        ("nouns: [zap], noun_recipient: [againts]", "againts"),
        ('verbs: [zap], when: {subject: ["#armd"]}', "#armd"),
        ('verbs: [zap], when: {subject: ["#ROB"]}', "#ROB"),
        ('verbs: [zap], when: {sentence: ["#armed"]}', "#armed"),
        ('verbs: [zap], unless: {subject: ["@no_such_class"]}', "@no_such_class"),
        ("verbs: [zap], when: {subject: []}", "subject"),
        ('verbs: [zap], when: {subject: [""]}', "subject"),
        ('verbs: [""]', "empty"),
        ('nouns: [" "]', "empty"),
    ],
)
def test_an_unknown_word_is_named_with_file_and_frame(tmp_path: Path, fields: str, word: str) -> None:
    folders = _folders(tmp_path, frames=_frame(fields))
    with pytest.raises(KnowledgeError, match=rf"mine\.yaml: frame zap: .*{re.escape(word)}"):
        load_frames(folders)


@pytest.mark.parametrize(
    "fields",
    [
        "verbs: [zap], mode: [laser], context: [space]",
        "verbs: [zap], event: CHEER, mode: [wave], also: {event: ASSAULT, mode: [laser]}",
        'verbs: [zap], when: {subject: ["#ROB", "#armed", "#IGO"], sentence: ["@weapon", ray]}',
        "verbs: [zap], when: {object.of.poss: [ray], alongside: [ray], document: [ray]}, recipient: [at, to.of]",
    ],
)
def test_what_a_users_ontology_adds_is_known(tmp_path: Path, fields: str) -> None:
    frames = load_frames(_folders(tmp_path, frames=_frame(fields), ontology=ONTOLOGY))
    assert [frame.id for _, frame in frames.verbs["zap"]] == ["zap"]


@pytest.mark.parametrize(
    "content", ["ray: []\n", "ray:\n", "ray: laser\n", "ray: {a: b}\n", 'ray: [""]\n', "ray: [[a]]\n", "- ray\n"]
)
def test_a_faulty_class_is_named(tmp_path: Path, content: str) -> None:
    folders = _folders(tmp_path, classes=content)
    with pytest.raises(KnowledgeError, match=r"mine\.yaml"):
        load_frames(folders)


def test_a_users_words_join_a_class_of_ours(tmp_path: Path) -> None:
    words = load_frames(_folders(tmp_path, classes="weapon: [zapper]\n")).words("weapon")
    assert {"zapper", "rifle"} <= words


def test_the_properties_are_those_that_conditions_ask_for() -> None:
    asked = re.findall(r'name == "(\w+)"', inspect.getsource(FrameChoice._property))
    assert set(asked) == PROPERTIES
