"""The tense that governs a temporal expression, from the parse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from spacy.tokens import Token

from dateline.code.syntax import governing_verb

Tense = Literal["past", "present", "future"]

_AUXILIARY = ("aux", "auxpass")


def tense_at(token: Token, modals: Mapping[str, Any], plans: Mapping[str, Any]) -> Tense | None:
    """Give the tense of the verb that governs a token, None if no finite verb does.

    An infinitive is future ("agreed to meet", "is to open"), unless a past verb governs it that is no plan.

    Args:
        token: a token of the temporal expression.
        modals: auxiliaries of the future, lower case; a false value marks those that are not.
        plans: words that make an infinitive below them a plan, lower case.
    """
    verb = governing_verb(token)
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
            return _unless_plan(verb, "past", plans)
        if tag == "VBD":
            return "past"
        if any(child.tag_ == "TO" for child in verb.children) and tag == "VB":
            above = governing_verb(verb)
            if verb.head.lower_ in plans or (above is not None and above.lower_ in plans):
                return "future"
            verb = above
            continue
        if tag in ("VBZ", "VBP") or any(child.tag_ in ("VBZ", "VBP") for child in auxiliaries):
            return "future" if verb.lower_ in plans else "present"
        if tag == "VBN":
            return "past"
        verb = governing_verb(verb)
    return None


def _unless_plan(verb: Token, tense: Tense, plans: Mapping[str, Any]) -> Tense:
    """Turn to the future where a past participle such as "was scheduled for Friday" speaks of a plan."""
    return "future" if verb.tag_ == "VBN" and verb.lower_ in plans else tense
