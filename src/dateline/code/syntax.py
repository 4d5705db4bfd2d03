"""Small questions to the dependency parse (ClearNLP labels, as spaCy's English pipelines give them)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.code.layers import Mention

_NOT_IN_PHRASE = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis", "dep", "mark"})


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a token and the tokens coordinated with it below ("A, B and C" from A), in text order."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def root_of(doc: Doc, mention: Mention) -> Token:
    """Give the syntactic head of a mention."""
    return doc[mention.start : max(mention.end, mention.start + 1)].root


def phrase_bounds(head: Token) -> tuple[int, int]:
    """Give the token bounds (end exclusive) of a noun phrase around its head, with its determiners, modifiers
    and of-phrases, without relative clauses, appositions and coordinated phrases.
    """
    left = right = head.i
    for child in head.children:
        if child.dep_ in _NOT_IN_PHRASE or (child.is_punct and child.dep_ != "case"):
            continue
        if child.i < head.i:
            left = min(left, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    right = max(right, phrase_bounds(inner)[1] - 1)
        elif child.dep_ in ("nummod", "compound", "case", "nmod", "flat"):
            right = max(right, child.right_edge.i)
    return left, right + 1


def governing_verb(token: Token) -> Token | None:
    """Give the nearest verb or auxiliary above a token, None if there is none in the sentence."""
    while (head := token.head).i != token.i:  # not `is`: spaCy makes a new object at each access
        token = head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None
