"""Frames and network together: thresholds, status and modes, and who takes a role."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from spacy.language import Language

from dateline import Coder
from dateline.code.events.combination import (
    Combination,
    combined_modes,
    combined_status,
    load_combination,
    plain_frame,
    proposals,
)
from dateline.code.events.learned import Reading, load_learned_core
from dateline.errors import InputError
from dateline.model import Status


@pytest.fixture(scope="module")
def combination() -> Combination:
    return load_combination(())


def reading(base_nlp: Language, text: str) -> tuple[Reading, int]:
    """Give what the network reads in a text, and the index of its last word but the full stop."""
    doc = base_nlp(text)
    return load_learned_core(()).read(doc), len(doc) - 2


def test_a_status_that_rules_and_network_agree_on_stands(base_nlp: Language, combination: Combination) -> None:
    found, token = reading(base_nlp, "Rebels did not attack the town.")
    scores = found.status(token)
    likeliest: Status = max(get_args(Status), key=lambda status: scores[status])
    assert combined_status(likeliest, found, token, "ASSAULT", combination, alone=False) == likeliest


def test_modes_of_the_rules_stay_unless_the_network_excludes_them(base_nlp: Language, combination: Combination) -> None:
    found, _ = reading(base_nlp, "Air strikes hit the town.")
    assert "aerial" in combined_modes(["aerial"], found, 1, "ASSAULT", combination)
    assert set(combined_modes([], found, 1, "AID", combination)) == set()


def test_words_of_one_trigger_are_one_proposal(base_nlp: Language) -> None:
    doc = base_nlp("Militiamen opened fire on the crowd in Benghazi, wounding four demonstrators.")
    found = proposals(doc, load_learned_core(()).read(doc), ())
    triggers = [token.text for token, event in found if event == "ASSAULT"]
    assert not {"opened", "fire"} <= set(triggers)


def test_what_a_frame_has_proposed_is_not_proposed_again(base_nlp: Language) -> None:
    doc = base_nlp("Militiamen attacked the crowd in Benghazi, wounding four demonstrators.")
    core = load_learned_core(()).read(doc)
    free = {(token.i, event) for token, event in proposals(doc, core, ())}
    assert (1, "ASSAULT") in free
    assert (1, "ASSAULT") not in {(token.i, event) for token, event in proposals(doc, core, {(1, "ASSAULT")})}


def test_a_plain_frame_has_no_modes_of_its_own() -> None:
    assert plain_frame("AID").event == "AID"
    assert plain_frame("AID").mode == []


def test_a_higher_floor_leaves_fewer_events_and_only_those_above_it(full_coder: Coder) -> None:
    text = "Rebels shelled Ardo on Monday. The army may respond. The minister called for calm and promised help."
    strict = Coder(min_confidence=0.8)
    assert {e.trigger.start for e in strict.code(text).events} <= {
        e.trigger.start for e in full_coder.code(text).events
    }
    assert all(event.confidence >= 0.8 for event in strict.code(text).events)


@pytest.mark.parametrize("floor", [-0.1, 1.5])
def test_a_floor_that_is_no_probability_is_refused(floor: float) -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        Coder(min_confidence=floor)


@pytest.mark.parametrize("rules_only", [False, True])
def test_an_explanation_adds_up_to_the_confidence(rules_only: bool) -> None:
    coder = Coder(explain=True, rules_only=rules_only)
    coded = coder.code("Turkey condemned the attack. Soldiers of the Malian army arrested a French reporter near Gao.")
    assert coded.events
    for event in coded.events:
        assert event.explanation is not None
        logit = sum(event.explanation.evidence.values())
        assert 1 / (1 + math.exp(-logit)) == pytest.approx(event.confidence, abs=0.01)
        assert event.explanation.frame.startswith(event.event + "/")
        named = [(party.role, party.text) for party in event.explanation.parties]
        assert named == [("actor", p.text) for p in event.actor] + [("recipient", p.text) for p in event.recipient]
        assert all(party.found for party in event.explanation.parties)


def test_without_being_asked_for_there_is_no_explanation(full_coder: Coder) -> None:
    coded = full_coder.code("Turkey condemned the attack on Gao.")
    assert {event.explanation for event in coded.events} == {None}
    assert "explanation" not in coded.model_dump_json()


def test_a_pronoun_stands_for_who_was_named_before(full_coder: Coder) -> None:
    coded = full_coder.code(
        "Fighters of the M23 stormed the town of Rubaya on Sunday. They abducted three nurses from a clinic there."
    )
    abducted = next(event for event in coded.events if event.trigger.text == "abducted")
    assert [party.code for party in abducted.actor] == ["COD"]
