"""Who vouches for what a word says: from a place in the text to the attributions that cover it."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.code.attributions.quotes import Quotes
from dateline.code.layers import AttributionMention

_MODIFYING = frozenset({"relcl", "acl"})
_FINITE = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})
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
        if not _anonymous(token, attributions[number]) and not presupposed(token, attributions[number])
    ]


def _anonymous(token: Token, attribution: AttributionMention) -> bool:
    source = attribution.source
    return source is not None and source.end - source.start == 1 and token.doc[source.start].tag_ in ("WDT", "DT")


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
