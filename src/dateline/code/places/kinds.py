"""Tells in what role a place name stands: for the place itself, for somebody else, or inside another name."""

from __future__ import annotations

from spacy.tokens import Doc

from dateline.code.places.found import Found
from dateline.code.places.lexicon import Lexicon
from dateline.model import PlaceKind

_ENDS = frozenset({"CCONJ", "PUNCT", "VERB"})
"""Words behind a name with which its noun phrase is over, whatever the parse says ("stormed Goma and looted shops")."""
_MODIFIES = frozenset({"compound", "amod", "nmod"})


def kind_of(found: Found, doc: Doc, lexicon: Lexicon) -> PlaceKind:
    """Give the kind of a place mention, as `dateline.model.Place` defines it."""
    if found.inside:
        return "in_name"
    if found.demonym:
        return "demonym"
    head = doc[found.end - 1]
    dep = head.dep_
    if dep in _MODIFIES:
        above = head.head
        if (
            above.i >= found.end
            and above.pos_ == "NOUN"
            and above.lemma_.lower() not in lexicon.place_heads
            and not any(doc[i].pos_ in _ENDS for i in range(found.end, above.i))
        ):
            return "associative"
    elif dep == "nsubj":
        verb = head.head
        if verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon.speech_verbs:
            return "associative"
    elif dep == "agent" or (dep == "pobj" and head.head.dep_ == "agent"):
        return "associative"
    return "literal"
