"""A user's knowledge folder extends and overrides ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import Coder, KnowledgeError

FRAME = """
event: ASSAULT
provenance: a user's own
frames:
  - id: zap
    verbs: [zap]
    mode: [laser]
    confidence: 0.95
"""
ONTOLOGY = """
events:
  ASSAULT:
    modes: {laser: -9.2}
"""
GROUPS = """# a user's own
name,aliases,type,code,sector,source
Blue Lantern Front,BLF,ORG,BRA,REB,own
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (
        ("frames/MINE.yaml", FRAME),
        ("actors/armed_groups.csv", GROUPS),
        ("ontology/mine.yaml", ONTOLOGY),
    ):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(content, "utf-8")
    return tmp_path


def test_a_frame_and_an_actor_of_the_user_are_coded(folder: Path) -> None:
    coder = Coder(knowledge=[folder])
    coded = coder.code("The Blue Lantern Front zapped soldiers near Manaus. BLF fighters attacked a police post.")
    zap = coded.events[0]
    assert zap.event == "ASSAULT"
    assert zap.mode[0] == "laser"  # the learned core may add to it
    assert [(party.text, party.code, party.sector[0]) for party in zap.actor] == [("Blue Lantern Front", "BRA", "REB")]


def test_without_the_folder_the_verb_means_nothing() -> None:
    assert not Coder(rules_only=True).code("The Blue Lantern Front zapped soldiers near Manaus.").events


def test_a_mode_of_the_user_has_its_score(folder: Path) -> None:
    coded = Coder(knowledge=[folder]).code("The Blue Lantern Front zapped soldiers near Manaus.")
    assert coded.events[0].event_scale == -9.2


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        Coder(knowledge=[tmp_path / "nowhere"])


def test_a_broken_frame_file_is_named(folder: Path) -> None:
    (folder / "frames" / "BAD.yaml").write_text("event: ASSAULT\nframes: 7\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"BAD\.yaml"):
        Coder(knowledge=[folder])


def test_a_mode_that_no_ontology_has_is_named(folder: Path) -> None:
    (folder / "ontology" / "mine.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"MINE\.yaml: frame zap: .*laser"):
        Coder(knowledge=[folder])


def test_an_organisation_of_ours_can_be_coded_otherwise(folder: Path) -> None:
    (folder / "actors" / "organisations.csv").write_text(
        "name,aliases,type,code,sector,source\nUnited Nations,UN,ORG,BRA,BUS,own\n", "utf-8"
    )
    coded = Coder(knowledge=[folder]).code("The UN condemned the rebels in Manaus.")
    assert [(party.code, party.sector) for party in coded.events[0].actor] == [("BRA", ["BUS"])]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("actors/organisations.csv", b"name,code\nZorp,BRA\n"),
        ("actors/people.csv", "name,aliases,code,sector,start,end\nJosé,,BRA,GOV,,\n".encode("latin-1")),
        ("events/mine.yaml", b"light: zorp\n"),
        ("events/mine.yaml", b"off_topic: [a]\n"),
        ("times/rules_mine.yaml", b"rules: 3\n"),
        ("classes/mine.yaml", b"zorp: []\n"),
        ("frames/BAD.yaml", FRAME.replace("[zap]", '[""]').encode()),
    ],
)
def test_a_faulty_file_is_named(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=path.name):
        Coder(knowledge=[folder])
