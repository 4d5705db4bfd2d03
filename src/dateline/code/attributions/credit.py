"""Who vouches for what a word says: from a place in the text to the attributions that cover it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.attributions.quotes import Quotes
from dateline.code.layers import AttributionMention

_MODIFYING = frozenset({"relcl", "acl"})
_FINITE = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})
_DENIED_WITH = frozenset({"ccomp", "xcomp", "conj", "dobj", "pcomp"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_TEMPORAL = frozenset({"after", "when", "while", "since"})
_POINTING = frozenset({"this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def attributions_at(char: int, attributions: list[AttributionMention]) -> list[int]:
    """Give the indices of the reports whose content covers character `char`, innermost first.

    Beliefs are reports too ("witnesses believe that"); other attitudes ("wants to", "plans to", "condemned the attack")
    and orders ("told them to leave") are left out: they are no source of a report. The words between the pieces of a
    content are not in it.
    """
    covering: dict[int, int] = {}
    for number, found in enumerate(attributions):
        if not found.vouches or not found.content.start_char <= char < found.content.end_char:
            continue
        if found.parts and not any(start <= char < end for start, end in found.parts):
            continue
        covering[number] = found.content.end_char - found.content.start_char
    return sorted(covering, key=lambda number: (-_depth(number, attributions, covering), covering[number], number))


def _depth(number: int, attributions: list[AttributionMention], covering: dict[int, int]) -> int:
    """Give in how many of `covering` an attribution stands."""
    depth, above = 0, attributions[number].parent
    while above is not None:
        depth += above in covering
        above = attributions[above].parent
    return depth


def credited_at(token: Token, attributions: list[AttributionMention]) -> list[int]:
    """Give the reports that vouch for what `token` says, innermost first: `attributions_at` without those in
    whose indirect speech the token is only presupposed ("said the men who fled were safe": nobody says that
    they fled, it is taken for granted), and without those whose source is a bare "which" or "this".
    """
    return [
        number
        for number in attributions_at(token.idx, attributions)
        if not _anonymous(token.doc, attributions[number]) and not presupposed(token, attributions[number])
    ]


def sourced_at(doc: Doc, char: int, attributions: list[AttributionMention]) -> list[int]:
    """Give the reports that character `char` stands in, innermost first, without those whose source is a bare "which"
    or "this": whose figure a figure is.
    """
    return [number for number in attributions_at(char, attributions) if not _anonymous(doc, attributions[number])]


def denied_at(token: Token, attributions: list[AttributionMention], credited: list[int]) -> bool:
    """Tell whether one of the reports `credited` denies what `token` says: the token heads what is denied, or is
    joined to its head or its complement. Its circumstances are not denied with it, nor is what a quotation says.
    """
    return any(
        attributions[number].stance == "denies"
        and attributions[number].kind != "direct"
        and _heads(token, attributions[number])
        for number in credited
    )


def _heads(token: Token, attribution: AttributionMention) -> bool:
    content, node = attribution.content, token
    while (head := node.head).i != node.i and content.start_char <= head.idx < content.end_char:
        if node.dep_ in ("prep", "pobj"):
            if (node.lower_ if node.dep_ == "prep" else head.lower_) != "of":
                return False
        elif node.dep_ == "acl":
            if not any(child.dep_ in ("mark", "aux") for child in node.lefts):
                return False
        elif node.dep_ not in _DENIED_WITH:
            return False
        node = head
    return True


def _anonymous(doc: Doc, attribution: AttributionMention) -> bool:
    """Tell whether the source is a bare "which" or "this", or the writer ("as we reported", outside of any speech)."""
    source = attribution.source
    if source is None or source.end - source.start != 1:
        return False
    word = doc[source.start]
    if word.tag_ == "WDT" or word.lower_ in _POINTING:
        return True
    return word.tag_ == "PRP" and attribution.parent is None and word.morph.get("Person", []) == ["1"]


def presupposed(token: Token, attribution: AttributionMention) -> bool:
    """Tell whether `token` stands in a relative clause, a participle or a modifier of a noun inside the words of
    indirect speech; what a quotation says is never presupposed.

    Not so where the modifier carries the news itself: a participle right after an indefinite noun that is no subject
    ("died of wounds suffered in a bombing"), a clause about what something is ("it was a strike that killed six"), an
    infinitive after "the first", what somebody is seen doing ("footage of soldiers shooting"), and what comes
    of it all ("hit a hospital, killing nine").
    """
    content = attribution.content
    if attribution.kind == "direct":
        return False
    if attribution.kind == "mixed":
        # The text of the content's tokens only: the text of a document is built anew at every call.
        words = token.doc[content.start : content.end]
        quotes = Quotes(words.text[content.start_char - words.start_char : content.end_char - words.start_char])
        if quotes.at(token.idx - content.start_char) is not None:
            return False
    cue, node, aside = attribution.cue, token, False
    if token.pos_ == "NOUN" and token.dep_ == "pobj" and token.head.lower_ != "of" and token.head.head.pos_ in _NOMINAL:
        return True
    while (head := node.head).i != node.i and content.start_char <= head.idx < content.end_char:
        if cue is not None and cue.start <= head.i < cue.end:
            return False
        if node.dep_ in _MODIFYING and not any(child.dep_ == "mark" for child in node.children):
            whole = not content.start_char <= head.head.idx < content.end_char
            if aside or not (_tells(node) or (whole and node.tag_ == "VBG")):
                return True
        elif node.dep_ == "advcl":
            aside = True
            background = node.tag_ == "VBN" or (node.tag_ == "VBG" and node.i < head.i)
            if background and not any(child.dep_ in _FINITE for child in node.children):
                return True
        node = head
    return False


def is_background(token: Token, attribution: AttributionMention) -> bool:
    """Tell whether what `token` says is the time or cause that indirect speech starts from ("said a man fled *after
    firing* into a crowd"). Where the writer tells the same himself, he is not quoting it.
    """
    content, node = attribution.content, token
    if attribution.kind == "direct":
        return False
    while (head := node.head).i != node.i and content.start_char <= head.idx < content.end_char:
        opening = head if node.dep_ in ("pcomp", "pobj") else next(iter(node.children), None)
        if node.dep_ in ("advcl", "pcomp") and opening is not None and opening.lower_ in _TEMPORAL:
            return True
        node = head
    return False


def _tells(modifier: Token) -> bool:
    """Tell whether a relative clause or participle says something new of its noun, not which one is meant."""
    noun = modifier.head
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in modifier.lefts):
        return noun.tag_ in ("JJ", "JJS", "RBS") or any(child.tag_ == "JJS" for child in noun.lefts)
    if modifier.dep_ == "relcl":
        return noun.dep_ == "attr" and _indefinite(noun)
    adjoining = modifier.tag_ == "VBN" and modifier.left_edge.i == noun.i + 1
    return adjoining and noun.dep_ not in _SUBJECTS and _indefinite(noun)


def _indefinite(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and not any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ not in ("a", "an")) for child in noun.lefts
    )
