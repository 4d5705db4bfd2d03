"""How an event is told: the form of its verb, how its noun stands, the clause it stands in."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.code.events.predicate import Predicate
from dateline.code.events.words import EventWords

_PRESENT = frozenset({"VBZ", "VBP"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_CLAUSE = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "conj", "amod"})


def form_of(predicate: Predicate) -> str:
    """Give the form of a predicate's verb ("past", "present perfect", "perfect progressive", "gerund" …); of a noun,
    that of the verb that carries it, after "noun, ", or "noun" if none does.
    """
    if predicate.kind == "verb":
        return verb_form(predicate.token)
    if predicate.kind == "adjective":
        head = predicate.token.head
        return verb_form(head) if head.pos_ in ("VERB", "AUX") else "adjective"
    carrier = predicate.carrier
    return "noun" if carrier is None or carrier.pos_ == "ADJ" else f"noun, {verb_form(carrier)}"


def verb_form(verb: Token) -> str:
    """Give the tense, aspect or non-finite form of a verb."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    joined = not helpers and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.head.tag_ == verb.tag_
    if joined and not any(child.dep_ in _SUBJECT for child in verb.children):
        return verb_form(verb.head)
    lowers = {child.lower_ for child in helpers}
    tags = {child.tag_ for child in helpers}
    if "MD" in tags:
        return "modal"
    if lowers & {"has", "have", "'ve", "’ve"} or (lowers & {"'s", "’s"} and "been" in lowers):
        return "perfect progressive" if verb.tag_ == "VBG" else "present perfect"
    if lowers & {"had", "'d", "’d"}:
        return "past perfect"
    if "TO" in tags:
        return "infinitive"
    if verb.tag_ == "VBG":
        return "progressive" if tags & _PRESENT else "past progressive" if "VBD" in tags else "gerund"
    if tags & _PRESENT:
        return "present passive" if verb.tag_ == "VBN" else "present"
    if verb.tag_ == "VBD" or "VBD" in tags:
        return "past"
    if verb.tag_ in _PRESENT:
        return "present"
    return {"VBN": "participle", "VB": "infinitive"}.get(verb.tag_, "other")


def signs_of_telling(predicate: Predicate, words: EventWords) -> dict[str, float]:
    """Give how an event is told: what speaks for it being news, or for a state, a habit or a mere mention."""
    token = predicate.token
    form = form_of(predicate)
    signs = {form: 1.0}
    verb: Token | None = token
    if predicate.kind == "noun":
        signs |= _noun_signs(token)
        verb = predicate.carrier
    if verb is not None:
        clause = _clause(verb)
        signs[f"clause {clause}"] = 1.0
        if form in ("infinitive", "gerund", "participle", "noun, infinitive", "noun, gerund"):
            signs[f"under {_above(verb)}"] = 1.0
        if any(child.dep_ == "advmod" and child.lower_ in words.habitual for child in verb.children):
            signs["habitual"] = 1.0
        if any(child.dep_ == "advmod" and child.lower_ in words.historical_adverbs for child in verb.children):
            signs["formerly"] = 1.0
        if any(_is_since(child) for child in verb.children):
            signs["since"] = 1.0
    return signs


def _noun_signs(noun: Token) -> dict[str, float]:
    signs = {f"noun as {noun.dep_}": 1.0}
    if noun.dep_ == "pobj":
        signs[f"noun after {noun.head.lower_}"] = 1.0
    lefts = list(noun.lefts)
    if any(child.dep_ == "poss" for child in lefts):
        signs["noun of somebody"] = 1.0
    elif any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in lefts):
        signs["definite noun"] = 1.0
    elif any(child.dep_ == "det" for child in lefts):
        signs["indefinite noun"] = 1.0
    else:
        signs["bare plural" if noun.tag_ in ("NNS", "NNPS") else "bare noun"] = 1.0
    return signs


def _clause(verb: Token) -> str:
    for _ in range(6):
        if verb.dep_ == "conj":
            verb = verb.head
        else:
            break
    return verb.dep_ if verb.dep_ in _CLAUSE else "main"


def _above(verb: Token) -> str:
    """Give the form of the nearest finite verb above a verb without tense."""
    for _ in range(6):
        if verb.head.i == verb.i:
            return "nothing"
        verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            form = verb_form(verb)
            if form not in ("infinitive", "gerund", "participle"):
                return form
    return "nothing"


def _is_since(child: Token) -> bool:
    """Tell whether a phrase or clause below a verb says since when."""
    if child.dep_ == "advcl":
        return any(mark.dep_ == "mark" and mark.lower_ == "since" and mark.i < child.i for mark in child.lefts)
    return child.dep_ == "prep" and child.lower_ == "since"
