"""The tense that governs a temporal expression, from the parse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from spacy.tokens import Token

from dateline.code.syntax import governing_verb

Tense = Literal["past", "present", "future"]

_AUXILIARY = ("aux", "auxpass")
_TO_BE = frozenset({"is", "are", "was", "were", "be"})
_PLANNED = 2
_DEEP = 2
"""Nouns between a time and a verb from which on the time is not that of what the verb plans."""


def tense_at(token: Token, modals: Mapping[str, Any], plans: Mapping[str, Any]) -> Tense | None:
    """Give the tense of the verb that governs a token, None if no finite verb does.

    An infinitive is future ("agreed to meet", "is to open"), unless a past verb governs it that is no plan. What a time
    says of a noun further down ("called for an inquiry into a raid on Friday"), or of one told in the past ("a raid on
    Friday that killed nine"), is no part of the plan.

    Args:
        token: a token of the temporal expression.
        modals: auxiliaries of the future, lower case; a false value marks those that are not.
        plans: words that make an infinitive below them a plan, lower case; 2 for those that tell of one as participles,
            too ("planned for Sunday", but "agreed on Sunday").
    """
    nouns = _nouns_above(token)
    if nouns and (told := _told_by_noun(nouns, plans)):
        return told
    verb = governing_verb(token)
    if verb is not None and any(verb.i < child.i < token.i and child.lower_ == "ahead" for child in verb.children):
        return "future"
    for _ in range(6):
        if verb is None:
            return None
        auxiliaries = [child for child in verb.children if child.dep_ in _AUXILIARY]
        lowers = [child.lower_ for child in auxiliaries]
        if any(modals.get(word) for word in lowers):
            return "future"
        tag = verb.tag_
        if any(
            child.tag_ in ("VBD",) or child.lower_ in ("have", "has", "had", "'ve", "having") for child in auxiliaries
        ):
            return "future" if tag == "VBN" and _is_planned(verb, token, nouns, plans) else "past"
        if tag == "VBD":
            return "past"
        if any(child.tag_ == "TO" for child in verb.children) and tag == "VB":
            above = governing_verb(verb)
            if verb.head.lower_ in plans or (above is not None and above.lower_ in plans):
                return "future"
            if verb.dep_ == "xcomp" and verb.head.lower_ in _TO_BE:
                return "future"
            verb = above
            continue
        if tag in ("VBZ", "VBP") or any(child.tag_ in ("VBZ", "VBP") for child in auxiliaries):
            return "future" if verb.lower_ in plans and len(nouns) < _DEEP else "present"
        if tag == "VBN":
            return "future" if _is_planned(verb, token, [], plans) else "past"
        verb = governing_verb(verb)
    return None


def _nouns_above(token: Token) -> list[Token]:
    """Give the nouns between a time and the verb that governs it, from the time up."""
    found: list[Token] = []
    while (head := token.head).i != token.i and head.pos_ not in ("VERB", "AUX"):
        token = head
        if token.pos_ in ("NOUN", "PROPN"):
            found.append(token)
    return found


def _told_by_noun(nouns: list[Token], plans: Mapping[str, Any]) -> Tense | None:
    """Give the tense that a noun's own words tell: what it did or what was done, or that it is still to come."""
    for child in nouns[0].children:
        if child.dep_ == "amod" and plans.get(child.lower_) == _PLANNED:
            return "future"
        if child.dep_ in ("relcl", "acl") and child.i > nouns[0].i and _is_past(child):
            return "past"
    return None


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in verb.children if child.dep_ in _AUXILIARY)


def _is_planned(verb: Token, token: Token, nouns: list[Token], plans: Mapping[str, Any]) -> bool:
    """Tell whether a participle speaks of a plan: "was scheduled for Friday", "has called a strike for Friday"."""
    kind = plans.get(verb.lower_)
    if kind is None or len(nouns) >= _DEEP:
        return False
    if kind == _PLANNED:
        return True
    before = token.head.lower_ if token.dep_ == "pobj" else ""
    return bool(nouns) or before in ("for", "by", "from", "until")
