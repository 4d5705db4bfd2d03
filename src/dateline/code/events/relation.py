"""How a place stands to the trigger of an event in the parse."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

_CLAUSE = frozenset({"ccomp", "relcl", "advcl", "parataxis", "acl", "conj"})
_MODIFIES = frozenset({"compound", "amod", "nmod", "poss"})
_OBJECT = frozenset({"dobj", "nsubjpass"})
_SUBJECT = frozenset({"nsubj"})
_TOPIC = frozenset({"on", "about", "over", "for", "regarding", "concerning"})
_PARTNER = frozenset({"of", "with"})
_WHERE = "where"


def relation_of(
    trigger: Token,
    place: Token,
    *,
    on_topic: bool = False,
    occurrence: Collection[str] = (),
    discussing: Collection[str] = (),
) -> tuple[float, str]:
    """Give the cost of the way from a trigger to a place in the parse, and the name of how the place stands to it.

    The names: adjunct ("fought in X"), object ("shelled X"), modifier ("the X bombing"), argument ("killed villagers
    of X"), subject, clause (an adjunct of a word above it, in its clause), aim ("a campaign to free X"), above (in the
    clause above), where ("the town where troops shot two men"), aside (within a relative clause or participle, but for
    one of `occurrence`), topic ("talks on X", where `on_topic`; "discussed X", verbs of `discussing`), report (where
    somebody says it), apart.
    """
    above = {trigger.i: 0}
    ups: list[Token] = []
    token = trigger
    while token.head != token:
        ups.append(token)
        token = token.head
        above[token.i] = len(ups)
    downs: list[Token] = []
    token = place
    while token.i not in above:
        if token.head == token:
            return 12.0, "apart"
        downs.append(token)
        token = token.head
    ups = ups[: above[token.i]]
    downs.reverse()
    cost = sum(_up(up) for up in ups) + sum(_down(down) for down in downs) + abs(trigger.i - place.i) * 0.02
    if _where(ups, place):
        return cost, "where"
    asides = [down for down in downs if down.dep_ in ("relcl", "acl", "advcl", "appos", "ccomp")]
    asides = [down for down in asides if down.dep_ == "appos" or down.lemma_ not in occurrence]
    if any(not _aim(down) for down in asides):
        return cost, "aside"
    if any(up.dep_ == "ccomp" for up in ups):
        return cost, "report"
    if any(up.dep_ in ("relcl", "acl", "advcl", "parataxis") and not _aim(up) for up in ups):
        return cost, "above"
    if asides:
        return cost, "aim"
    if ups:
        return cost, "clause"
    first = downs[0].dep_ if downs else ""
    if (
        on_topic
        and first == "prep"
        and (downs[0].lower_ in _TOPIC or (downs[0].lower_ in _PARTNER and len(downs) == 2))
    ):
        return cost, "topic"
    if first in _OBJECT and trigger.lemma_ in discussing:
        return cost, "topic"
    if first in _SUBJECT:
        return cost, "subject" if len(downs) == 1 else "argument"
    if first in _OBJECT:
        return cost, "object" if len(downs) == 1 else "argument"
    if first in _MODIFIES:
        return cost, "modifier"
    if first in ("prep", "agent", "advmod"):
        plain = all(down.dep_ in ("prep", "pobj", "compound", "nmod") for down in downs)
        return cost, "adjunct" if plain and downs[0].lower_ not in ("by", "with") else "argument"
    return cost, "clause"


def _up(token: Token) -> float:
    if token.dep_ == "ccomp":
        return 3.0
    return 2.0 if token.dep_ in _CLAUSE else 0.7


def _down(token: Token) -> float:
    if token.dep_ in _CLAUSE and not _aim(token):
        return 1.0 if token.dep_ == "conj" and token.pos_ == token.head.pos_ == "VERB" else 2.5
    return 0.8


def _where(ups: Collection[Token], place: Token) -> bool:
    """Tell whether the trigger stands in a clause with "where" that hangs on a place."""
    around = {place.i} | {token.i for token in place.children if token.dep_ in ("compound", "nmod")}
    for up in ups:
        if up.dep_ == "relcl":
            return up.head.i in around and any(child.lower_ == _WHERE for child in up.lefts)
    return False


def _aim(verb: Token) -> bool:
    """Tell whether a verb is the infinitive of what something is for ("a campaign to free X")."""
    return verb.tag_ == "VB" and verb.dep_ in ("acl", "advcl", "relcl")
