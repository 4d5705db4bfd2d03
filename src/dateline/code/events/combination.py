"""Frames and network together: which candidates there are, how likely, with which modes and status.

Weights and thresholds stand in `data/events/learned.yaml`; `training/fit.py` fits them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import get_args

import numpy as np
from spacy.tokens import Doc, Token

from dateline.code.events.completion import NEVER_FUTURE
from dateline.code.events.frames import Frame
from dateline.code.events.learned import NOTHING, Reading
from dateline.code.events.predicate import Kind
from dateline.code.events.weights import load_weights
from dateline.model import Status

PROPOSED = -2.5
"""The logit from which the network's view alone makes a word a candidate."""
_STATUSES: tuple[Status, ...] = get_args(Status)
SEEN = -4.0
"""The logit of its type from which a trigger is one to the network."""
_REACH = 2
"""Words of one trigger lie at most this far apart ("opened heavy fire")."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Fitted weights of how frames and network are combined; see `data/events/learned.yaml`."""

    confidence: dict[str, float]
    parties: dict[str, float]
    status_of_rules: dict[str, float]
    status_alone: dict[str, float]
    modes: dict[str, float]


@lru_cache(maxsize=4)
def load_combination(folders: tuple[str, ...]) -> Combination:
    """Give the weights of Dateline, overridden by the user's.

    Raises:
        KnowledgeError: a weight is not a number.
    """
    parts = (part.name for part in fields(Combination))
    return Combination(**{part: load_weights(folders, "learned.yaml", "learned", part) for part in parts})


def is_seen(reading: Reading, token: int, event: str) -> bool:
    """Tell whether the network takes a word for a trigger of a type at all.

    Where it does not, what it gives for status, modes and roles means nothing: it has learned them at triggers only.
    """
    return reading.type(token, event) > SEEN


def network_signs(reading: Reading, token: int, event: str, *, alone: bool, consumed: bool) -> dict[str, float]:
    """Give the signs of confidence that the network adds, by name.

    "network" is its logit for the type at the token or the words of its trigger around it, "rival" that of another
    type at the token itself.
    """
    column = reading.names.index(event)
    own = float(reading.types[max(0, token - 1) : token + _REACH + 1, column].max())
    rival = float(np.delete(reading.types[token], column).max())
    signs = {"network": _squeezed(own), "rival": max(0.0, _squeezed(rival))}
    if alone:
        signs["network_alone"] = 1.0
    if consumed:
        signs["consumed"] = 1.0
    return signs


def _squeezed(logit: float) -> float:
    return max(-7.0, min(4.0, logit)) + 2.0


def proposals(doc: Doc, reading: Reading, taken: Collection[tuple[int, str]]) -> list[tuple[Token, str]]:
    """Give the words that the network takes for triggers, with the type, where no frame has proposed it nearby.

    Words close together are one trigger: the word that governs the others, else the likeliest, stands for it.
    """
    found: list[tuple[Token, str]] = []
    likely = reading.types > PROPOSED
    for column in np.flatnonzero(likely.any(axis=0)):
        event = reading.names[column]
        group: list[int] = []
        for index in [*map(int, np.flatnonzero(likely[:, column])), -1]:
            if group and (index < 0 or index - group[-1] > _REACH or doc[index].sent != doc[group[-1]].sent):
                if not any((i, event) in taken for i in range(group[0] - 1, group[-1] + 2)):
                    found.append((_governor(doc, group, reading.types[:, column]), event))
                group = []
            if index >= 0:
                group.append(index)
    return sorted(found, key=lambda pair: (pair[0].i, pair[1]))


def _governor(doc: Doc, group: list[int], logits: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Token:
    strong = max(float(logits[i]) for i in group) - 1.0
    likely = [doc[i] for i in group if logits[i] >= strong]
    free = [token for token in likely if not any(token.head == other for other in likely if other != token)]
    return max(free or likely, key=lambda token: (float(logits[token.i]), -token.i))


def kind_of(token: Token) -> Kind:
    """Give what kind of predicate a word that the network proposes is."""
    if token.pos_ in ("VERB", "AUX"):
        return "verb"
    return "adjective" if token.pos_ in ("ADJ", "ADV") else "noun"


@lru_cache(maxsize=32)
def plain_frame(event: str) -> Frame:
    """Give the frame of a trigger that only the network knows: default slots, no modes of its own."""
    return Frame(id="network", event=event, confidence=0.5, reciprocal=False)


UNSAID: Mapping[Status, float] = {"negated": 3.0, "hypothetical": 1.5}
"""How much surer the network must be of a negation or a supposition where the rules see no word for it: it was trained
with words hidden, these too, and sees some that nobody told ("confirmed that rebels had attacked").
"""


def combined_status(
    rules: Status, reading: Reading, token: int, event: str, combination: Combination, *, alone: bool
) -> Status:
    """Give the likeliest status of an event by the network and what the rules say of it."""
    scores = reading.status(token)
    if event in NEVER_FUTURE:
        scores["future"] = NOTHING * 2
    return weighed_status(scores, rules, combination.status_alone if alone else combination.status_of_rules)


def weighed_status(scores: Mapping[str, float], rules: Status, weights: Mapping[str, float]) -> Status:
    """Give the likeliest status: the network's log-probabilities, what the rules' one weighs, and that negations and
    suppositions are told by words, which the rules see.
    """

    def score(status: Status) -> float:
        unsaid = UNSAID.get(status, 0.0) if status != rules else 0.0
        return scores[status] + (weights.get(status, 0.0) if status == rules else 0.0) - unsaid

    return max(_STATUSES, key=lambda status: (score(status), status))


def combined_modes(rules: list[str], reading: Reading, token: int, event: str, combination: Combination) -> list[str]:
    """Give the modes of the rules that the network does not exclude, and those that it is sure of; none more beside a
    mode that the network does not know, which a user has told it where to see.
    """
    seen = reading.modes(token, event)
    kept = [mode for mode in rules if seen.get(mode, 0.0) > combination.modes["kept"]]
    if any(mode not in seen for mode in kept):
        return kept
    added = [mode for mode, logit in seen.items() if mode not in kept and logit > combination.modes["added"]]
    return kept + added
