"""From an argument of an event to the actors that it denotes."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.code.layers import Actors

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nn"})
_DEPTH = 4


def resolve(token: Token, actors: Actors) -> list[int]:
    """Give the indices of the mentions that an argument's head token denotes, in text order.

    The actor itself, if the token heads one; else the actor inside ("positions of the rebels", "Russian
    positions", "their positions"); with all coordinated ones. Empty where the phrase denotes no actor.
    """
    found: list[int] = []
    for head in _conjuncts(token):
        found += [mention for mention in _denoted(head, actors, _DEPTH) if mention not in found]
    return found


def _conjuncts(token: Token) -> list[Token]:
    found, at = [token], 0
    while at < len(found):
        found += [child for child in _children(found[at]) if child.dep_ == "conj" and child.i > found[at].i]
        at += 1
    return sorted(found, key=lambda t: t.i)


def _children(token: Token) -> list[Token]:
    # asking an unparsed token for its children reads beyond the document (spaCy 3.8)
    return list(token.children) if token.n_lefts or token.n_rights else []


def _denoted(token: Token, actors: Actors, depth: int) -> list[int]:
    if token.i in actors.by_head:
        return mentions_at(token.i, actors)
    if depth == 0:
        return []
    inner = _after(token, "of", actors, depth)
    if inner:
        return inner
    for child in _children(token):
        if child.dep_ == "poss":
            inner += _denoted(child, actors, depth - 1)
    if inner:
        return inner
    for child in _children(token):
        if child.dep_ in _MODIFIERS and child.i < token.i:
            for head in _conjuncts(child):
                if head.i < token.i:
                    inner += _denoted(head, actors, depth - 1)
    return inner or _after(token, "from", actors, depth)


def _after(token: Token, preposition: str, actors: Actors, depth: int) -> list[int]:
    """Give what stands after a preposition: "positions of the rebels", "a convoy from the Red Cross"."""
    return [
        mention
        for child in _children(token)
        if child.dep_ == "prep" and child.lower_ == preposition
        for noun in _children(child)
        if noun.dep_ == "pobj"
        for head in _conjuncts(noun)
        for mention in _denoted(head, actors, depth - 1)
    ]


def mentions_at(head: int, actors: Actors) -> list[int]:
    """Give all mentions with one head token ("the two leaders" has two), the longest first."""
    first = actors.by_head[head]
    found = [first]
    same = actors.mentions[first]
    for step in (1, -1):
        at = first + step
        while 0 <= at < len(actors.mentions) and abs(actors.mentions[at].start - same.start) <= 12:
            if actors.mentions[at].head == head and actors.mentions[at].end == same.end:
                found.append(at)
            at += step
    return found
