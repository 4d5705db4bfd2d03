"""How likely a candidate is an event that a careful reader would code: a logistic score over a few signs.

The signs are what `docs/design.md` lists: how often the frame's words mean this, by judgement and by what coded texts
say of it, how a noun is asserted, who takes part, status, domain. The weights stand in `data/events/confidence.yaml`,
what coded texts say of the frames in `data/events/reliability.yaml`; `benchmarks/fit_confidence.py` fits both on coded
documents and says how well they hold across documents.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from dateline.code.events.choice import lemma_of
from dateline.code.events.frames import Frame
from dateline.code.events.predicate import Predicate
from dateline.code.events.topic import is_political
from dateline.code.events.weights import load_weights, weighed
from dateline.code.events.words import EventWords
from dateline.code.layers import Actors, PartyMention
from dateline.model import Status

_NAME_TYPES = frozenset({"ORG", "FAC", "WORK_OF_ART", "LAW", "PERSON", "PRODUCT", "EVENT"})
_ANYBODYS = frozenset({"ASSAULT", "PROTEST"})
"""Types that count whoever acts: crime, and private people who protest together."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PARTICIPANT_SLOTS = ("poss", "by", "against", "mod", "light", "on", "between", "with")


@dataclass(frozen=True, slots=True)
class Reliability:
    """How much oftener or rarer than judged a frame, and a word of a type, told of an event in coded texts.

    By "TYPE/frame" and by "TYPE/kind/lemma" what is added to the frame's logit; see `data/events/reliability.yaml`.
    """

    frames: dict[str, float]
    words: dict[str, float]

    def of(self, frame: str, word: str) -> float:
        """Give what to add for a frame and a word; what was hardly seen adds nothing."""
        return self.frames.get(frame, 0.0) + self.words.get(word, 0.0)


@lru_cache(maxsize=4)
def load_reliability(folders: tuple[str, ...]) -> Reliability:
    """Give what coded texts say of the frames, and what the user's folders say."""
    return Reliability(
        frames=load_weights(folders, "reliability.yaml", "frames"),
        words=load_weights(folders, "reliability.yaml", "words"),
    )


def word_of(event: str, kind: str, token: Token) -> str:
    """Give the name under which `Reliability` knows a trigger as a word of an event type."""
    return f"{event}/{kind}/{lemma_of(token)}"


def evidence(signs: dict[str, float], weights: dict[str, float]) -> dict[str, float]:
    """Give what each of a candidate's signs, and the constant "bias", adds to the logit of its confidence."""
    added = {name: value * weights.get(name, 0.0) for name, value in signs.items()}
    return {"bias": weights["bias"], **{name: value for name, value in added.items() if value}}


def confidence(signs: dict[str, float], weights: dict[str, float]) -> float:
    """Give the confidence, 0 to 1, for a candidate's signs; signs without a weight do not count."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, weighed(signs, weights)))))


def signs_of(
    predicate: Predicate,
    frame: Frame,
    *,
    actor: list[PartyMention],
    recipient: list[PartyMention],
    status: Status,
    topicality: float,
    apolitical: float,
    words: EventWords,
    actors: Actors,
    dated: set[int],
    reliability: Reliability,
) -> dict[str, float]:
    """Give the signs of a candidate by name; what is absent is left out.

    Args:
        predicate: the trigger and its slots.
        frame: the frame chosen for it.
        actor: who its own slots name as actor.
        recipient: who its own slots name as recipient.
        status: its status.
        topicality: the weight of the document, 1 for news of politics and conflict.
        apolitical: how far the document tells of private people and companies, 0 to 1.
        words: the event words.
        actors: the actors of the document.
        dated: indices of tokens in temporal expressions.
        reliability: what coded texts say of the frames.
    """
    believed = min(0.97, max(0.03, frame.confidence))
    word = word_of(frame.event, predicate.kind, predicate.token)
    signs = {
        "frame": math.log(believed / (1 - believed)) + reliability.of(f"{frame.event}/{frame.id}", word),
        "conditions": float(min(3, len(frame.when))),
        "off_topic": 1.0 - topicality,
    }
    if (
        frame.event not in _ANYBODYS
        and apolitical
        and not any(is_political(party.code, party.sector) for party in (*actor, *recipient))
    ):
        signs["apolitical"] = apolitical
    present = {
        "actor": bool(actor),
        "recipient": bool(recipient),
        "coded": any(party.code for party in (*actor, *recipient)),
        "adjective": predicate.kind == "adjective",
        status: status != "actual",
    }
    if predicate.kind == "noun":
        present |= _noun_signs(predicate, frame, words, actors, dated)
    else:
        token = predicate.token
        present["participle"] = token.dep_ in ("acl", "amod", "advcl") and token.tag_ in ("VBG", "VBN")
        present["relative"] = token.dep_ == "relcl"
        present["bare_verb"] = not actor and not recipient
    signs |= {name: 1.0 for name, holds in present.items() if holds}
    return signs


def _noun_signs(
    predicate: Predicate, frame: Frame, words: EventWords, actors: Actors, dated: set[int]
) -> dict[str, bool]:
    token = predicate.token
    lefts = list(token.lefts)
    definite = any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in lefts)
    participants = any(
        filler.i in actors.by_head or filler.i in actors.by_token
        for slot in _PARTICIPANT_SLOTS
        for filler in predicate.slot(slot)
    )
    carried = _is_carried(predicate, words)
    return {
        "noun": True,
        "noun_carried": carried,
        "noun_argument": not carried and token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"),
        "noun_root": token.dep_ == "ROOT",
        "noun_compound": token.dep_ == "compound",
        "noun_in_name": token.pos_ == "PROPN" and token.ent_type_ in _NAME_TYPES,
        "noun_capital": token.pos_ == "PROPN",
        "noun_participants": participants,
        "noun_bare_definite": definite and not participants,
        "noun_fresh": any(child.lower_ in words.own_modifiers for child in lefts),
        "noun_counted": any(child.dep_ == "nummod" for child in lefts),
        "noun_setting": _has_setting(token, words, dated),
        "noun_plural": token.tag_ == "NNS",
        "noun_topic": token.dep_ == "pobj" and token.head.lower_ in words.topic_prepositions,
        "noun_mentioned": token.head.lemma_ in words.topic_governors,
        "noun_strict": frame.nominal == "strict",
        "noun_free": frame.nominal == "free",
    }


def _is_carried(predicate: Predicate, words: EventWords) -> bool:
    """Tell whether a verb says that the noun's event took place, was done or was suffered."""
    verb, dependency = predicate.carrier, predicate.token.dep_
    if verb is not None and verb.lemma_ in words.occurrence and dependency in ("nsubj", "nsubjpass"):
        return True
    if verb is not None and verb.lemma_ in words.light and dependency in ("dobj", "nsubjpass"):
        return True
    return bool(predicate.slot("light") or predicate.slot("sufferer"))


def _has_setting(token: Token, words: EventWords, dated: set[int]) -> bool:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in words.place_prepositions and child.lower_ != "of":
            return True
        if child.i in dated:
            return True
    return False
