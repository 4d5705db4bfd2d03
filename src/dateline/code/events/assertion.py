"""Whether a noun asserts its event, or only names a topic.

The project's coding guidelines: words that only name a topic ("after the blockade", "peace talks" as a label)
are coded when the sentence asserts that the thing happened, is happening or will happen, or brings new
participants, time, place or a new claim.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.code.events.frames import Frame
from dateline.code.events.predicate import Predicate
from dateline.code.events.words import EventWords
from dateline.code.layers import Actors

_NAME_TYPES = frozenset({"ORG", "FAC", "WORK_OF_ART", "LAW", "PERSON", "PRODUCT", "EVENT"})


def assertion_strength(predicate: Predicate, frame: Frame, words: EventWords, actors: Actors, dated: set[int]) -> float:
    """Give how strongly a noun asserts its event, 0 (a mere topic) to 1.

    Args:
        predicate: the nominal predicate.
        frame: its frame, whose `nominal` field says how readily its nouns count.
        words: the event words.
        actors: the actors of the document.
        dated: indices of tokens in temporal expressions.
    """
    token = predicate.token
    if token.pos_ == "PROPN" and token.ent_type_ in _NAME_TYPES and token.ent_iob_ != "O":
        return 0.0
    if frame.nominal == "free":
        return 0.9
    if token.dep_ == "compound":
        return 0.1
    strength = 0.35
    if _is_carried(predicate, words):
        strength = 0.8
    elif token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT"):
        strength = 0.5
    definite = any(child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these") for child in token.lefts)
    if _participants(predicate, actors):
        strength += 0.3
    if any(child.lower_ in words.own_modifiers for child in token.lefts):
        strength += 0.2
    if any(child.dep_ == "nummod" for child in token.lefts):
        strength += 0.2
    if _setting(token, words, dated):
        strength += 0.15
    if not definite and token.tag_ in ("NNS", "NN") and not any(c.dep_ == "poss" for c in token.lefts):
        strength += 0.05
    if definite and not _participants(predicate, actors):
        strength -= 0.15
    if token.dep_ == "pobj" and token.head.lower_ in words.topic_prepositions:
        strength -= 0.1
    if token.head.lemma_ in words.topic_governors:
        strength -= 0.1
    if frame.nominal == "strict":
        strength -= 0.2
    return max(0.0, min(1.0, strength))


def _is_carried(predicate: Predicate, words: EventWords) -> bool:
    """Tell whether a verb says that the noun's event took place, was done or was suffered."""
    verb, dependency = predicate.carrier, predicate.token.dep_
    if verb is not None and verb.lemma_ in words.occurrence and dependency in ("nsubj", "nsubjpass"):
        return True
    if verb is not None and verb.lemma_ in words.light and dependency in ("dobj", "nsubjpass"):
        return True
    return bool(predicate.slot("light") or predicate.slot("sufferer"))


def _participants(predicate: Predicate, actors: Actors) -> bool:
    return any(
        filler.i in actors.by_head or filler.i in actors.by_token
        for slot in ("poss", "by", "against", "mod", "light", "on", "between", "with")
        for filler in predicate.slot(slot)
    )


def _setting(token: Token, words: EventWords, dated: set[int]) -> bool:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in words.place_prepositions and child.lower_ != "of":
            return True
        if child.i in dated:
            return True
    return False
