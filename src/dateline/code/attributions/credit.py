"""Who vouches for what a word says: from a place in the text to the attributions that cover it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.attributions.quotes import Quotes
from dateline.code.layers import AttributionMention

_MODIFYING = frozenset({"relcl", "acl"})
_FINITE = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})
_DENIED_WITH = frozenset({"ccomp", "xcomp", "conj", "dobj", "pcomp"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def attributions_at(char: int, attributions: list[AttributionMention]) -> list[int]:
    """Give the indices of the reports whose content covers character `char`, innermost first.

    Attitudes ("wants to", "plans to", "condemned the attack") are left out: they are no source of a report. The words
    between the pieces of a content are not in it.
    """
    covering = []
    for number, found in enumerate(attributions):
        if found.cue_class != "report" or not found.content.start_char <= char < found.content.end_char:
            continue
        if found.parts and not any(start <= char < end for start, end in found.parts):
            continue
        covering.append((found.content.end_char - found.content.start_char, number))
    return [number for _, number in sorted(covering)]


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
    if word.tag_ in ("WDT", "DT"):
        return True
    return word.tag_ == "PRP" and attribution.parent is None and word.morph.get("Person", []) == ["1"]


def presupposed(token: Token, attribution: AttributionMention) -> bool:
    """Tell whether `token` stands in a relative clause, a participle or a modifier of a noun inside the words of
    indirect speech; what a quotation says is never presupposed.
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
    cue, node = attribution.cue, token
    if token.pos_ == "NOUN" and token.dep_ == "pobj" and token.head.lower_ != "of" and token.head.head.pos_ in _NOMINAL:
        return True
    while (head := node.head).i != node.i and content.start_char <= head.idx < content.end_char:
        if cue is not None and cue.start <= head.i < cue.end:
            return False
        if node.dep_ in _MODIFYING and not any(child.dep_ == "mark" for child in node.children):
            return True
        bare = node.dep_ == "advcl" and node.tag_ in ("VBG", "VBN")
        if bare and not any(child.dep_ in _FINITE for child in node.children):
            return True
        node = head
    return False
