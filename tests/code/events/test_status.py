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
    # what somebody says he can confirm, or warns during a visit, is not thereby doubtful
    ("The army can confirm that its units attacked the town.", "attacked", "verb", "actual"),
    ("The minister may deny that the army attacked the town.", "attacked", "verb", "negated"),
    ("The pope warned the rebels during his visit.", "visit", "noun", "actual"),
    ("The general warned of an attack.", "attack", "noun", "hypothetical"),
    ("The rebels promised a withdrawal after the attack.", "attack", "noun", "actual"),
    # what is over happened; what any is prevented is only possible
    ("The group can no longer attack its neighbours.", "attack", "verb", "actual"),
    ("The group can attack its neighbours.", "attack", "verb", "hypothetical"),
    ("Police will use force to prevent any attack.", "attack", "noun", "hypothetical"),
    ("Police prevented the attack.", "attack", "noun", "negated"),
    # an event as the subject of what it would be
    ("An invasion would be a grave mistake.", "invasion", "noun", "hypothetical"),
    ("This invasion was a grave mistake.", "invasion", "noun", "actual"),
    # commitment and worry
    ("The group is committed to attacking the port.", "attacking", "verb", "future"),
    ("The mayor is worried about an attack.", "attack", "noun", "hypothetical"),
    ("The mayor spoke about an attack.", "attack", "noun", "actual"),
    ("The rebels are about to attack the port.", "attack", "verb", "future"),
    # what nobody claims, or what is said not to be so
    ("We are not saying that the navy shelled the port.", "shelled", "verb", "negated"),
    ("Nobody is claiming that the guards beat the man.", "beat", "verb", "negated"),
    ("It is not true that soldiers shot the priest.", "shot", "verb", "negated"),
    ("It is false that soldiers shot the priest.", "shot", "verb", "negated"),
    ("It is true that soldiers shot the priest.", "shot", "verb", "actual"),
    ("Officers did not say that they shot the priest.", "shot", "verb", "actual"),
    # politeness
    ("Oslo would like to express its thanks to Lima.", "express", "verb", "actual"),
    ("The envoy wishes to thank Lima.", "thank", "verb", "actual"),
    ("The envoy wants to apologise to Lima.", "apologise", "verb", "actual"),
    ("The envoy would like to visit Lima.", "visit", "verb", "hypothetical"),
    ("The envoy did not want to thank Lima.", "thank", "verb", "negated"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "status"), CASES)
def test_status(base_nlp: Language, text: str, trigger: str, kind: Kind, status: str) -> None:
    token = next(token for token in base_nlp(text) if token.text == trigger)
    assert status_of(Predicate(token, kind, load_event_words(())), load_event_words(())) == status


@pytest.mark.parametrize(
    ("text", "trigger", "event", "status"),
    [
        ("Ankara denied the accusation.", "accusation", "ACCUSE", "actual"),
        ("Ankara denied the attack.", "attack", "ASSAULT", "negated"),
        ("Ankara dismissed the threat.", "threat", "THREATEN", "actual"),
        ("The lack of an accusation surprised them.", "accusation", "ACCUSE", "negated"),
    ],
)
def test_what_is_denied_was_said(base_nlp: Language, text: str, trigger: str, event: str, status: str) -> None:
    token = next(token for token in base_nlp(text) if token.text == trigger)
    words = load_event_words(())
    assert status_of(Predicate(token, "noun", words), words, event) == status
