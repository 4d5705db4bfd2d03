"""Denied events, whole chains, and whose figures are whose, through the whole coder."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.model import CodedDocument


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def stances(coded: CodedDocument, ids: list[str]) -> list[tuple[str | None, str]]:
    by_id = {a.id: a for a in coded.attributions}
    return [((s.text if (s := by_id[i].source) else None), by_id[i].stance) for i in ids]


@pytest.mark.parametrize(
    ("text", "actor", "status", "credited"),
    [
        ("Moscow denied shelling the village on Tuesday.", "Russia", "negated", [("Moscow", "denies")]),
        ("Iran denied that it had attacked the tanker.", "Iran", "negated", [("Iran", "denies")]),
        (
            "Israel rejected claims that it had bombed the hospital.",
            "Israel",
            "negated",
            [(None, "asserts"), ("Israel", "denies")],
        ),
        ("The governor confirmed that rebels had attacked Gao.", "rebels", "actual", [("The governor", "confirms")]),
    ],
)
def test_denied_and_confirmed_attacks(
    coder: Coder, text: str, actor: str, status: str, credited: list[tuple[str | None, str]]
) -> None:
    coded = coder.code(text, published="2024-05-07")
    attack = next(e for e in coded.events if e.event == "ASSAULT")
    assert [party.text for party in attack.actor] == [actor]
    assert attack.status == status
    assert stances(coded, attack.attribution) == credited


def test_circumstances_of_what_is_denied_are_not_denied(coder: Coder) -> None:
    coded = coder.code(
        "Iran denied that it had supplied the rebels with weapons during the attack on Aden.", published="2024-05-07"
    )
    statuses = {event.event: event.status for event in coded.events}
    assert statuses["AID"] == "negated"
    assert statuses.get("ASSAULT") != "negated"  # "during the attack" is a topic, which may go uncoded


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The ministry said 12 people were killed in the attack.", ["The ministry"]),
        (
            "State media quoted the ministry as saying that rebels had killed 12 soldiers, according to Reuters.",
            ["the ministry", "State media", "Reuters"],
        ),
        (
            "The agency reported that the ministry had said that a commander had claimed that 12 soldiers were dead.",
            ["a commander", "the ministry", "The agency"],
        ),
        ("Rebels killed 12 soldiers near Gao.", []),
        ("As we reported on Friday, rebels killed 12 soldiers near Gao.", []),
        ("Soldiers fled, a witness said. Rebels killed 12 of them.", []),
    ],
)
def test_a_figure_carries_its_whole_chain(coder: Coder, text: str, sources: list[str]) -> None:
    coded = coder.code(text, published="2024-05-07")
    figure = next(f for f in coded.figures if f.text == "12")
    assert [source for source, _ in stances(coded, figure.attribution)] == sources


def test_an_event_carries_the_same_chain_as_its_figure(coder: Coder) -> None:
    text = "State media quoted the defence ministry as saying that rebels had killed 12 soldiers, according to Reuters."
    coded = coder.code(text, published="2024-05-07")
    assert coded.events[0].attribution == coded.figures[0].attribution != []


def test_parents_lead_outwards(coder: Coder) -> None:
    text = "State media quoted the defence ministry as saying that rebels had killed 12 soldiers, according to Reuters."
    parents = {a.id: a.parent for a in coder.code(text, published="2024-05-07").attributions}
    for start in parents:
        seen: set[str] = set()
        above: str | None = start
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = parents[above]


def test_the_speaker_goes_on_and_not_the_medium(coder: Coder) -> None:
    text = (
        "“They met in Doha and we are ready,” the envoy told reporters, according to the agency. "
        "“So rebels attacked the convoy near Gao.”"
    )
    coded = coder.code(text, published="2024-05-07")
    attack = next(e for e in coded.events if e.event == "ASSAULT")
    assert stances(coded, attack.attribution)[0] == ("the envoy", "asserts")


def test_a_release_is_of_who_said_so_in_a_statement(coder: Coder) -> None:
    text = (
        "The Red Cross said in a statement that its convoy had reached Goma.\n\n"
        "Rebels attacked the town of Sake, the press release said."
    )
    coded = coder.code(text, published="2024-05-07")
    sources = [a.source for a in coded.attributions if a.source is not None]
    by_text = {source.text: source.entity for source in sources}
    assert by_text["the press release"] is not None
    assert by_text["the press release"] == by_text["The Red Cross"]
