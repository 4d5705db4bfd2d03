"""Status from negation, modality, tense and attitude."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dateline.code.events.predicate import Kind, Predicate
from dateline.code.events.status import status_of
from dateline.code.events.words import load_event_words

CASES: list[tuple[str, str, Kind, str]] = [
    ("Gunmen attacked the convoy.", "attacked", "verb", "actual"),
    ("Gunmen are attacking the convoy.", "attacking", "verb", "actual"),
    ("Gunmen did not attack the convoy.", "attack", "verb", "negated"),
    ("The army never shelled the village.", "shelled", "verb", "negated"),
    ("Kigali denied attacking the camp.", "attacking", "verb", "negated"),
    ("Police failed to arrest the mayor.", "arrest", "verb", "negated"),
    ("No attack was reported.", "attack", "noun", "negated"),
    ("The troops left without firing a shot.", "firing", "verb", "negated"),
    ("The army will attack the town.", "attack", "verb", "future"),
    ("The minister plans to visit Ankara.", "visit", "verb", "future"),
    ("The two sides are expected to sign a truce.", "sign", "verb", "future"),
    ("Residents fear an attack by the militia.", "attack", "noun", "hypothetical"),
    ("The militia may attack the town.", "attack", "verb", "hypothetical"),
    ("If rebels attack the town, thousands will flee.", "attack", "verb", "hypothetical"),
    ("The threat of an invasion has grown.", "invasion", "noun", "hypothetical"),
    ("He said that troops had attacked the town.", "attacked", "verb", "actual"),
    ("The group not only attacked the town but burned it.", "attacked", "verb", "actual"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "status"), CASES)
def test_status(base_nlp: Language, text: str, trigger: str, kind: Kind, status: str) -> None:
    token = next(token for token in base_nlp(text) if token.text == trigger)
    assert status_of(Predicate(token, kind, load_event_words(())), load_event_words(())) == status
