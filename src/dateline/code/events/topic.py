"""How far a document is about politics, conflict or crisis at all."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from dateline.code.events.words import EventWords
from dateline.code.layers import Actors

_POLITICAL = frozenset({"GOV", "MIL", "REB", "COP", "LEG", "JUD", "PRM", "SPY", "UAF", "OPP", "PTY", "PRE", "REF"})
_CONCERNED = _POLITICAL | {"SOC", "LAB", "ELI", "REL"}
_BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG"})
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

_POLITICAL_SHARE = 0.3
"""Share of political mentions among all actors' from which a text is as political as news of politics is; of the news
in the crisis training set that has more than a few events, hardly any is below."""
_READABLE = 80
"""Tokens from which the share of political mentions says something about a text."""
_FEW = 5
"""Added to the mentions, so that a few actors do not make a text political."""


def apolitical(doc: Doc, actors: Actors) -> float:
    """Give how far a document tells of private people and companies rather than of states, armed and political
    actors: 0 for news of politics and conflict and for texts too short to tell, 1 for a text without a political actor.
    """
    if len(doc) < _READABLE:
        return 0.0
    political = 0.0
    for mention in actors.mentions:
        entity = actors.entities[mention.entity]
        if not _POLITICAL.isdisjoint(entity.sector[:1]):
            political += 0.5 if entity.type == "GPE" else 1.0
    return max(0.0, 1.0 - political / (len(actors.mentions) + _FEW) / _POLITICAL_SHARE)


def is_political(code: str | None, sector: list[str]) -> bool:
    """Tell whether a party is one whose acts are political by themselves, and no private person or company."""
    return code in _BODIES or not _CONCERNED.isdisjoint(sector)


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
