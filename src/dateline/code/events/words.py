"""The words that say how an event is told: light verbs, modality, negation, time, factivity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.code.events.contexts import ContextEvidence, load_context_evidence
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class EventWords:
    """Word sets of `data/events/*.yaml`; each field's meaning is explained there."""

    light: frozenset[str]
    light_with_preposition: frozenset[tuple[str, str]]
    blaming: frozenset[tuple[str, str]]
    occurrence: frozenset[str]
    suffer: frozenset[str]
    subject_control: frozenset[str]
    same_subject: frozenset[str]
    negative_determiners: frozenset[str]
    negating: frozenset[str]
    ending: frozenset[str]
    continuing: frozenset[str]
    undertaking: frozenset[str]
    coming: frozenset[str]
    responding: frozenset[str]
    summoning: frozenset[str]
    arriving: frozenset[str]
    avenging: frozenset[str]
    irregular: dict[str, str]
    future_auxiliaries: frozenset[str]
    future_governors: frozenset[str]
    future_modifiers: frozenset[str]
    hypothetical_auxiliaries: frozenset[str]
    hypothetical_governors: frozenset[str]
    dreading: frozenset[str]
    wishing: frozenset[str]
    done_by_saying: frozenset[str]
    claiming: frozenset[str]
    saying: frozenset[str]
    true: frozenset[str]
    untrue: frozenset[str]
    deontic: frozenset[str]
    none: frozenset[str]
    hypothetical_marks: frozenset[str]
    historical_modifiers: frozenset[str]
    historical_adverbs: frozenset[str]
    historical_times: frozenset[str]
    habitual: frozenset[str]
    circumstance: frozenset[str]
    topic_prepositions: frozenset[str]
    topic_governors: frozenset[str]
    own_modifiers: frozenset[str]
    place_prepositions: frozenset[str]
    goal: frozenset[str]
    direction: frozenset[str]
    source: frozenset[str]
    within: frozenset[str]
    beside: frozenset[str]
    aside: frozenset[str]
    travel: frozenset[str]
    distances: frozenset[str]
    prepositions: frozenset[str]
    crisis: frozenset[str]
    off_topic: dict[str, frozenset[str]]
    contexts: ContextEvidence
    place_heads: frozenset[str]
    """Nouns that a place is told with ("the streets of X"), from `data/places/words.yaml`."""
    settlements: frozenset[str]
    """Nouns for a settlement ("the city"), from the same."""


def _pairs(verbs: dict[str, list[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((verb, preposition) for verb, prepositions in verbs.items() for preposition in prepositions)


@lru_cache(maxsize=4)
def load_event_words(folders: tuple[str, ...]) -> EventWords:
    """Give the event words of Dateline and of the user's knowledge folders.

    Raises:
        KnowledgeError: a set is missing.
    """
    tree: dict[str, Any] = Knowledge(*folders).merged("events/*.yaml")
    places: dict[str, Any] = Knowledge(*folders).merged("places/words.yaml")
    try:
        return EventWords(
            light_with_preposition=_pairs(tree["light_with_preposition"]),
            blaming=_pairs(tree["blaming"]),
            irregular={str(form): str(lemma) for form, lemma in tree["irregular"].items()},
            off_topic={name: frozenset(words) for name, words in tree["off_topic"].items()},
            contexts=load_context_evidence(folders),
            place_heads=frozenset(map(str, places["place_heads"])),
            settlements=frozenset(str(word) for word, kind in places["features"].items() if kind == "P"),
            **{
                name: frozenset(map(str, tree[name]))
                for name in EventWords.__slots__
                if name
                not in (
                    "light_with_preposition",
                    "blaming",
                    "irregular",
                    "off_topic",
                    "contexts",
                    "place_heads",
                    "settlements",
                )
            },
        )
    except KeyError as error:
        raise KnowledgeError(f"events/*.yaml: the word set {error} is missing; restore it") from error
