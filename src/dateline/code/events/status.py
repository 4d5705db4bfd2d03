"""Status of an event mention: actual, historical, future, hypothetical or negated.

PLOVER's manual names these auxiliary modes and leaves them to projects; the decisions here follow the
project's coding guidelines (status as told by tense, modality, negation, conditionals and attitude verbs).
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.code.events.choice import lemma_of
from dateline.code.events.predicate import Predicate
from dateline.code.events.words import EventWords
from dateline.model import Status

_CLIMB = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "nsubj", "nsubjpass", "pobj", "prep", "conj", "acl", "attr",
                    "acomp", "advcl", "compound", "agent", "oprd", "dative"})  # fmt: skip


_SAID = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""What was said, though somebody denies or refuses what it says ("denied the accusation")."""


def status_of(predicate: Predicate, words: EventWords, event: str = "") -> Status:
    """Give the status that the syntax around a predicate tells, without regard to its date.

    `event` is the predicate's PLOVER type, where known. Climbs from the predicate through the clauses that govern it;
    the first decisive sign wins: negation before modality. A governor decides for what depends on it as complement or
    object, not for its own subject.
    """
    token = predicate.token
    doubt: Status | None = None
    previous: Token | None = None
    steps = 0
    while steps < 8:
        found = _own_signs(token, words, top=previous is None)
        if found == "negated":
            return "negated"
        doubt = doubt or found
        head, dependency = token.head, token.dep_
        if head == token or dependency not in _CLIMB:
            break
        if dependency in ("nsubj", "nsubjpass") and lemma_of(head) not in words.occurrence:
            if doubt is None and previous is None and _only_imagined(token):
                doubt = "hypothetical"
            break
        if dependency == "prep" and token.lower_ in words.circumstance:
            break
        if dependency == "prep" and not _prepositional_governor(lemma_of(head), words):
            break
        if dependency == "conj" and previous is None and token.pos_ == "VERB" and _has_own_clause(token):
            break
        lemma = lemma_of(head)
        if dependency == "ccomp" and lemma in words.negating:
            return "negated"
        if dependency == "ccomp" and lemma in words.dreading and token.tag_ != "VBD":
            return "hypothetical"
        if dependency == "ccomp" and _is_unsaid(head, words):
            return "negated"
        if _stops(token, head, dependency):
            break
        if dependency == "xcomp" and lemma == "be" and token.tag_ == "VB":  # "the two sides are to meet"
            doubt = doubt or "future"
        polite = dependency == "xcomp" and lemma in words.wishing and lemma_of(token) in words.done_by_saying
        if polite and not any(child.dep_ == "neg" for child in head.children):
            break
        complement = dependency in ("xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "attr", "acomp", "oprd")
        if complement and _governs(head, token, dependency, words):
            if lemma in words.ending or lemma in words.continuing:
                break
            if lemma in words.negating and head.pos_ == "VERB" and (event in _SAID or _is_undone(head, words)):
                break
            if lemma in words.negating and _is_any(token):
                return "hypothetical"
            if lemma in words.negating:
                return "negated" if doubt != "hypothetical" else "hypothetical"
            coming = lemma in words.future_governors and dependency != "pobj"  # not "spoke about the attack"
            if coming and not _nominal_topic(token, dependency):
                doubt = doubt or "future"
            elif lemma in words.hypothetical_governors:
                doubt = doubt or "hypothetical"
        previous, token = token, head
        steps += 1
    if doubt is None and _purpose(predicate.token, words, event):
        doubt = "future"
    return doubt or "actual"


def _is_undone(verb: Token, words: EventWords) -> bool:
    """Tell whether what would have kept something from happening did not ("failed to prevent", "did not stop")."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    above = verb.head
    if verb.dep_ not in ("xcomp", "acl", "advcl", "relcl") or verb.tag_ != "VB":
        return False
    if any(child.dep_ == "dobj" and child.lower_ in words.none for child in above.rights):  # "did nothing to stop"
        return True
    return lemma_of(above) in words.negating or above.lower_ in words.none


def _is_unsaid(verb: Token, words: EventWords) -> bool:
    """Tell whether a clause's verb says that nobody claims the clause, or that it is not so ("is not saying that it
    did", "it is not true that it did"). Who "did not say" leaves it open.
    """
    denied = any(
        (child.dep_ == "neg" and not _not_only(child))
        or (child.dep_ in ("nsubj", "nsubjpass") and _is_none(child, words))
        for child in verb.children
    )
    lemma = lemma_of(verb)
    if lemma in words.claiming or (lemma in words.saying and verb.tag_ == "VBG"):
        return denied
    copula = verb.head if verb.dep_ == "acomp" else verb
    said = {child.lower_ for child in copula.children if child.dep_ == "acomp"}
    if copula != verb:
        denied = any(child.dep_ == "neg" and not _not_only(child) for child in copula.children)
    return (not denied and not said.isdisjoint(words.untrue)) or (denied and not said.isdisjoint(words.true))


def _is_any(noun: Token) -> bool:
    """Tell whether a noun names whatever there might be of its kind ("to prevent any attack")."""
    return any(child.dep_ == "det" and child.lower_ == "any" for child in noun.lefts)


def is_demanded(predicate: Predicate, words: EventWords) -> bool:
    """Tell whether a predicate is said to be owed ("the army must withdraw", "both sides should meet")."""
    token = predicate.carrier if predicate.kind == "noun" else predicate.token
    for _ in range(2):
        if token is None or token.pos_ not in ("VERB", "AUX"):
            return False
        if any(child.dep_ == "aux" and child.lower_ in words.deontic for child in token.lefts):
            return not any(child.dep_ == "neg" for child in token.lefts)
        token = token.head if token.dep_ in ("xcomp", "conj") else None
    return False


def _has_own_clause(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in verb.lefts)


def _stops(token: Token, head: Token, dependency: str) -> bool:
    """Tell whether what is above has no say: reports, subordinate circumstances, subjects of full clauses."""
    if dependency in ("nsubj", "nsubjpass", "agent"):
        return False
    if dependency == "advcl":
        return token.tag_ != "VBG" or any(child.dep_ in ("mark", "nsubj") for child in token.lefts)
    if dependency == "acl" and token.tag_ != "VB":
        return True
    if dependency == "ccomp":
        finite = any(child.dep_ in ("nsubj", "nsubjpass") for child in token.lefts)
        own = any(child.dep_ == "aux" for child in token.lefts)
        return finite and (token.tag_ == "VBD" or (own and token.tag_ != "VB"))
    return False


def _prepositional_governor(lemma: str, words: EventWords) -> bool:
    """Tell whether a word says something of what stands after its preposition ("plan for", "threat of")."""
    return any(
        lemma in group
        for group in (
            words.negating,
            words.ending,
            words.continuing,
            words.future_governors,
            words.hypothetical_governors,
            words.light,
        )
    )


def _governs(head: Token, token: Token, dependency: str, words: EventWords) -> bool:
    if dependency == "prep" and token.lower_ in words.circumstance:
        return False
    return not (head.pos_ in ("NOUN", "PROPN") and dependency == "prep" and token.lower_ in ("in", "at", "on", "near"))


def _nominal_topic(token: Token, dependency: str) -> bool:
    return (
        dependency in ("dobj", "pobj")
        and token.pos_ in ("NOUN", "PROPN")
        and any(child.dep_ == "det" and child.lower_ in ("this", "these", "that", "those") for child in token.lefts)
    )


def _own_signs(token: Token, words: EventWords, *, top: bool) -> Status | None:
    found: Status | None = None
    for child in token.children:
        dependency, lower = child.dep_, child.lower_
        if dependency == "neg" and not (lower == "not" and _not_only(child)):
            return "negated"
        if dependency == "det" and lower in words.negative_determiners and token.pos_ in ("NOUN", "PROPN"):
            return "negated"
        if dependency in ("aux", "auxpass"):
            if lower in words.hypothetical_auxiliaries and _no_longer(token):
                continue
            if lower in words.future_auxiliaries:
                found = found or "future"
            elif lower in words.hypothetical_auxiliaries:
                found = "future" if lower == "would" and _backshifted(token) else "hypothetical"
        elif top and dependency in ("nsubj", "nsubjpass", "dobj") and _is_none(child, words):
            return "negated"
        elif dependency == "mark" and lower in words.hypothetical_marks:
            found = "hypothetical"
        elif dependency in ("amod", "advmod"):
            if lower in words.future_modifiers and top:
                found = found or "future"
            elif top and (lower in words.historical_modifiers or lower in words.historical_adverbs):
                found = found or "historical"
            elif lower in words.hypothetical_governors and token.pos_ in ("NOUN", "PROPN"):
                found = "hypothetical"
            elif lower in ("never", "hardly"):
                return "negated"
        elif dependency == "compound" and top and child.lemma_ in words.hypothetical_governors:
            found = "hypothetical"
    if token.tag_ == "VBG" and token.lemma_ == "go" and any(c.dep_ == "xcomp" for c in token.rights):
        found = found or "future"
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return "negated"
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return "negated"
    return found


def _only_imagined(noun: Token) -> bool:
    """Tell whether an event is the subject of what it would be ("an attack would be a mistake")."""
    definite = any(child.dep_ == "det" and child.lower_ in ("this", "that", "these", "those") for child in noun.lefts)
    return (
        not definite
        and any(child.dep_ == "aux" and child.lower_ in ("would", "could") for child in noun.head.lefts)
        and not _backshifted(noun.head)
    )


def _no_longer(verb: Token) -> bool:
    """Tell whether a verb is said to be over ("so that it can no longer attack its neighbours")."""
    return any(child.lower_ == "longer" and any(c.lower_ == "no" for c in child.lefts) for child in verb.children)


def _is_none(noun: Token, words: EventWords) -> bool:
    """Tell whether an argument is none at all ("no shots were fired", "nobody was arrested")."""
    return noun.lower_ in words.none or any(
        child.dep_ == "det" and child.lower_ in words.negative_determiners for child in noun.lefts
    )


def _backshifted(token: Token) -> bool:
    """Tell whether "would" is the "will" of a report in the past ("said that it would send aid")."""
    return token.dep_ == "ccomp" and token.head.tag_ == "VBD"


def _not_only(negation: Token) -> bool:
    following = negation.i + 1
    return following < len(negation.doc) and negation.doc[following].lower_ in ("only", "just", "least")


def _purpose(token: Token, words: EventWords, event: str) -> bool:
    """Tell whether a verb is an infinitive of purpose still to come ("troops arrived to retake the town").

    What an undertaking is for is under way with it ("the campaign to retake the town"), and who came to meet met.
    """
    if event == "CONSULT" and lemma_of(token.head) in words.coming:
        return False
    if token.tag_ == "VB" and token.dep_ == "conj":
        token = token.head
    if token.tag_ == "VB" and token.dep_ in ("ccomp", "xcomp") and token.head.tag_ == "VB":  # "talks to get him to go"
        token = token.head
    return (
        token.tag_ == "VB"
        and token.dep_ in ("advcl", "acl", "relcl")
        and lemma_of(token.head) not in words.undertaking
        and any(child.lower_ == "to" and child.dep_ == "aux" for child in token.lefts)
    )
