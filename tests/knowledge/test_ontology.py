"""The ontology file and its loader."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.ontology import load_ontology

PLOVER_TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def _folder(tmp_path: Path, text: str) -> tuple[str, ...]:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "mine.yaml").write_text(text, encoding="utf-8")
    return (str(tmp_path),)


def test_our_ontology_has_the_sixteen_types_and_their_quads() -> None:
    ontology = load_ontology(())
    assert set(ontology.events) == PLOVER_TYPES
    assert {event: ontology.quad(event) for event in ("AGREE", "AID", "ACCUSE", "SANCTION")} == {
        "AGREE": 1, "AID": 2, "ACCUSE": 3, "SANCTION": 4,
    }  # fmt: skip


def test_quads_and_signs_of_scores_agree() -> None:
    for name, event in load_ontology(()).events.items():
        assert (event.score > 0) == (event.quad <= 2), name
        for mode, score in event.modes.items():
            assert score > 0 or event.quad > 2, (name, mode)


def test_types_that_need_a_recipient() -> None:
    events = load_ontology(()).events
    assert {name for name, event in events.items() if event.needs_recipient} == {"COOPERATE", "AID", "SANCTION"}


@pytest.mark.parametrize(
    ("event", "modes", "expected"),
    [
        ("ASSAULT", [], -9.0),
        ("ASSAULT", ["beat"], -7.5),
        ("ASSAULT", ["beat", "aerial"], -9.5),
        ("REQUEST", [], 0.0),
        ("REQUEST", ["meet"], 0.0),
        ("REQUEST", ["assist", "yield"], -1.0),
        ("ACCUSE", ["disapprove"], -2.0),
        ("AGREE", ["no-such-mode"], 2.5),
    ],
)
def test_scale(event: str, modes: list[str], expected: float) -> None:
    assert load_ontology(()).scale(event, modes) == expected


def test_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_ontology(()).quad("TELEPORT")


def test_user_folder_extends_and_overrides(tmp_path: Path) -> None:
    text = "events:\n  PROTEST: {modes: {vandalize: -6, petition: -2}}\n  CHEER: {quad: 1, score: 1}\n"
    ontology = load_ontology(_folder(tmp_path, text + "contexts: [space, crime]\n"))
    assert ontology.scale("PROTEST", ["vandalize"]) == -6
    assert ontology.scale("PROTEST", ["petition"]) == -2
    assert ontology.scale("PROTEST", ["riot"]) == -7
    assert ontology.quad("PROTEST") == 4
    assert ontology.scale("CHEER") == 1
    assert ontology.contexts.count("crime") == 1
    assert ontology.contexts[-1] == "space"


@pytest.mark.parametrize(
    "text",
    [
        "- a list\n",
        "event: {}\n",
        "events: [AGREE]\n",
        "events: {AGREE: 3}\n",
        "events: {AGREE: {quad: 7}}\n",
        "events: {NEW: {score: 1}}\n",
        "events: {AGREE: {score: -11}}\n",
        "contexts: {a: b}\n",
    ],
)
def test_bad_files_are_named(tmp_path: Path, text: str) -> None:
    folders = _folder(tmp_path, text)
    with pytest.raises(KnowledgeError, match=r"mine\.yaml"):
        load_ontology(folders)
