"""The frame files that ship: valid, complete over the ontology, and free of undecided contradictions."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dateline.code.events.frames import NO_EVENT, Frame, FrameSet, load_frames
from dateline.knowledge.ontology import load_ontology

FRAMES = load_frames(())
ONTOLOGY = load_ontology(())


def _modes(frame: Frame) -> set[str]:
    return {*frame.mode, *(mode for rule in frame.modes for mode in rule.mode)}


@pytest.mark.parametrize("event", sorted(ONTOLOGY.events))
def test_every_type_and_mode_is_reachable(event: str) -> None:
    frames = [frame for frame in FRAMES.frames if frame.event == event]
    assert frames
    reached = set().union(*(_modes(frame) for frame in frames))
    assert reached == set(ONTOLOGY.events[event].modes)


def test_frames_name_only_known_types_modes_and_contexts() -> None:
    for frame in FRAMES.frames:
        assert frame.event == NO_EVENT or frame.event in ONTOLOGY.events, frame.id
        contexts = {*frame.context, *(context for rule in frame.modes for context in rule.context)}
        assert contexts <= set(ONTOLOGY.contexts), frame.id
        if frame.event == NO_EVENT:
            assert not _modes(frame), frame.id


def test_ids_are_unique_in_a_type_and_frames_have_words() -> None:
    seen = set()
    for frame in FRAMES.frames:
        assert (frame.event, frame.id) not in seen
        seen.add((frame.event, frame.id))
        assert frame.verbs or frame.nouns or frame.adjectives, frame.id
        assert 0.0 < frame.confidence <= 1.0, frame.id


def test_no_condition_is_empty_or_malformed() -> None:
    for frame in FRAMES.frames:
        for conditions in (frame.when, frame.unless, *(rule.when for rule in frame.modes)):
            for slot, words in conditions.items():
                assert slot, frame.id
                assert words, (frame.id, slot)
                assert all(word == word.strip() and word for word in words), (frame.id, slot)
        assert not set(frame.when) & {"document"}, frame.id


def test_no_two_types_claim_a_word_on_the_same_conditions() -> None:
    claims: dict[tuple[str, str, str], set[tuple[str, int]]] = defaultdict(set)
    for frame in FRAMES.frames:
        conditions = repr(sorted((slot, sorted(words)) for slot, words in frame.when.items()))
        for kind, words in (("v", frame.verbs), ("n", frame.nouns), ("a", frame.adjectives)):
            for word in words:
                claims[kind, word, conditions].add((frame.event, frame.priority))
    clashes = {}
    for key, claim in claims.items():
        events = {event for event, _ in claim}
        if len(events) > 1 and len({priority for _, priority in claim}) < len(claim):
            clashes[key] = sorted(claim)
    assert clashes == {}


@pytest.mark.parametrize(
    ("word", "kind", "event"),
    [
        ("bomb", "verbs", "ASSAULT"),
        ("ceasefire", "nouns", "RETREAT"),
        ("condemn", "verbs", "ACCUSE"),
        ("committed", "adjectives", "AGREE"),
        ("evacuate", "verbs", "AID"),
        ("curfew", "nouns", "COERCE"),
        ("riot", "nouns", "PROTEST"),
        ("embargo", "nouns", "SANCTION"),
        ("apologize", "verbs", "CONCEDE"),
        ("veto", "verbs", "REJECT"),
        ("urge", "verbs", "REQUEST"),
        ("summit", "nouns", "CONSULT"),
    ],
)
def test_words_of_the_field_are_known(word: str, kind: str, event: str) -> None:
    index = getattr(FRAMES, kind)
    assert event in {frame.event for _, frame in index[word]}


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("weapon", {"rifle", "missile", "mortar"}),
        ("relief_goods", {"food", "medicine", "tent"}),
        ("disaster", {"earthquake", "flood"}),
        ("yielding_act", {"withdraw", "ceasefire", "release"}),
        ("prisoner", {"hostage", "detainee"}),
    ],
)
def test_classes_hold_their_core(name: str, members: set[str]) -> None:
    assert members <= FRAMES.words(name)


def test_loading_twice_gives_the_same_object() -> None:
    frames = load_frames(())
    assert load_frames(()) is frames
    assert isinstance(frames, FrameSet)
