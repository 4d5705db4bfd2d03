"""How far a document is about politics, conflict or crisis at all."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from dateline.code.events.words import EventWords
from dateline.code.layers import Actors

_DENSE = 0.035
"""Share of words of one non-political domain above which a text counts as being of that domain."""
_POLITICAL = frozenset({"GOV", "MIL", "REB", "COP", "LEG", "JUD", "PRM", "SPY", "UAF", "OPP", "PTY", "PRE"})


def topicality(doc: Doc, actors: Actors, words: EventWords) -> float:
    """Give the weight of event candidates in a document: 1 for news of politics and conflict, less in texts
    dense with the words of sport, business, entertainment, science or weather and poor in political actors.
    """
    content = [token.lemma_.lower() for token in doc if token.is_alpha]
    if len(content) < 40:
        return 1.0
    counts: Counter[str] = Counter()
    for lemma in content:
        for domain, members in words.off_topic.items():
            if lemma in members:
                counts[domain] += 1
    if not counts:
        return 1.0
    density = max(counts.values()) / len(content)
    if density < _DENSE:
        return 1.0
    political = sum(1 for m in actors.mentions if _POLITICAL & set(actors.entities[m.entity].sector)) / len(content)
    return max(0.3, min(1.0, 0.3 + political * 12 - (density - _DENSE) * 4))
