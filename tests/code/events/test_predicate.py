"""Who fills which slot, whatever English does to arguments."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dateline.code.events.predicate import Kind, Predicate
from dateline.code.events.words import load_event_words

SLOTS: list[tuple[str, str, Kind, str, list[str]]] = [
    # text, trigger, kind, slot, heads
    ("The rebels attacked the town.", "attacked", "verb", "subject", ["rebels"]),
    ("The rebels attacked the town.", "attacked", "verb", "object", ["town"]),
    ("The town was attacked by rebels.", "attacked", "verb", "subject", ["rebels"]),
    ("The town was attacked by rebels.", "attacked", "verb", "object", ["town"]),
    ("Turkey and Iran condemned the raid.", "condemned", "verb", "subject", ["Turkey", "Iran"]),
    ("Troops arrested farmers and students.", "arrested", "verb", "object", ["farmers", "students"]),
    ("Separatists began to surrender their guns.", "surrender", "verb", "subject", ["Separatists"]),
    ("Washington urged Iran to release the crew.", "release", "verb", "subject", ["Iran"]),
    ("Washington urged Iran to release the crew.", "urged", "verb", "clause_subject", ["Iran"]),
    ("Washington urged Iran to release the crew.", "urged", "verb", "clause", ["release"]),
    ("Moscow promised Kyiv to withdraw.", "withdraw", "verb", "subject", ["Moscow"]),
    ("The militia that shelled the port withdrew.", "shelled", "verb", "subject", ["militia"]),
    ("Weapons seized by police were destroyed.", "seized", "verb", "object", ["Weapons"]),
    ("Weapons seized by police were destroyed.", "seized", "verb", "subject", ["police"]),
    ("The minister accused Syria of bombing a school.", "accused", "verb", "of", ["bombing"]),
    ("The minister accused Syria of bombing a school.", "bombing", "verb", "subject", ["Syria"]),
    ("Russia launched a missile attack on Odesa.", "attack", "noun", "light", ["Russia"]),
    ("Russia launched a missile attack on Odesa.", "attack", "noun", "on", ["Odesa"]),
    ("Russia launched a missile attack on Odesa.", "attack", "noun", "mod", ["missile"]),
    ("Israel's strikes against Hezbollah continued.", "strikes", "noun", "poss", ["Israel"]),
    ("Israel's strikes against Hezbollah continued.", "strikes", "noun", "against", ["Hezbollah"]),
    ("The convoy delivered food to villagers.", "delivered", "verb", "to", ["villagers"]),
    ("The army denied shelling the hospital.", "shelling", "verb", "subject", ["army"]),
    # what is before or after has the subject of the clause above, what somebody is charged with his own
    ("The bandits shot a guard before being seized by police.", "seized", "verb", "object", ["bandits"]),
    ("A driver hit two nurses after being chased by officers.", "chased", "verb", "object", ["driver"]),
    ("Rebels freed the hostages after shelling a bridge.", "shelling", "verb", "subject", ["Rebels"]),
    ("Police charged a clerk with killing two tourists.", "killing", "verb", "subject", ["clerk"]),
    ("The mayor thanked the soldiers for freeing the town.", "freeing", "verb", "subject", ["soldiers"]),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "slot", "heads"), SLOTS)
def test_slot_is_filled_by(
    base_nlp: Language, text: str, trigger: str, kind: Kind, slot: str, heads: list[str]
) -> None:
    token = next(token for token in base_nlp(text) if token.text == trigger)
    predicate = Predicate(token, kind, load_event_words(()))
    assert [head.text for head in predicate.slot(slot)] == heads
