"""How far a document is about politics, conflict or crisis at all."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from dateline.code.events.words import EventWords
from dateline.code.layers import Actors

_POLITICAL = frozenset({"GOV", "MIL", "REB", "COP", "LEG", "JUD", "PRM", "SPY", "UAF", "OPP", "PTY", "PRE", "REF"})
_COMMON = 0.008
"""Share of words of one non-political domain that news of politics and conflict has too."""
_REDEEM = 0.6
"""How much domain density the same density of political mentions and words of crisis makes up for."""
_FULL = 0.02
"""Excess of domain density at which a text counts wholly as of that domain."""
_MOST = 0.7
"""Weight that such a text loses."""
_BARREN, _BARREN_LONG = 0.2, 0.2
"""Weight that a text without political or coded actor or word of crisis loses, and what a long one loses more."""
_LONG = 100
"""Words from which a text is long: a sentence may well leave out who acts, a story does not."""
_SHORT = 10
"""Added to the length, so that a sentence does not count as dense by one or two words."""


def topicality(doc: Doc, actors: Actors, words: EventWords) -> float:
    """Give the weight of event candidates in a document: 1 for news of politics and conflict, less (0.3 at least) in
    texts dense with the words of sport, business, entertainment, science, technology, weather or daily life and poor
    in political actors, and somewhat less in texts that have no political actor at all.
    """
    content = [token.lemma_.lower() for token in doc if token.is_alpha]
    counts: Counter[str] = Counter()
    crisis = 0
    for lemma, times in Counter(content).items():
        crisis += times * (lemma in words.crisis)
        for domain, members in words.off_topic.items():
            if lemma in members:
                counts[domain] += times
    redeeming = float(crisis)
    coded = False
    for mention in actors.mentions:
        entity = actors.entities[mention.entity]
        coded = coded or entity.code is not None
        if not _POLITICAL.isdisjoint(entity.sector):
            redeeming += 0.5 if entity.type == "GPE" else 1.0
    lost = 0.0
    if not redeeming and not coded:
        lost = _BARREN + _BARREN_LONG * min(1.0, len(content) / _LONG)
    if counts:
        length = len(content) + _SHORT
        excess = (max(counts.values()) - 1 - _REDEEM * redeeming) / length - _COMMON
        lost = max(lost, _MOST * min(1.0, excess / _FULL))
    return 1.0 - lost
