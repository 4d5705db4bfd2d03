"""What is said to be so without anybody named: "reportedly", "the alleged killing". Whose report it carries on."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree

_REACH = 3  # sentences back to the report that hearsay carries on
_FRAMES = frozenset({"clause", "quote", "prefix"})


def hearsay_drafts(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield an attribution without a source for each adverb or adjective of hearsay; its content is the clause or the
    noun phrase that it belongs to.
    """
    for i, lower in enumerate(tree.lower):
        adverb = lower in lexicon.hearsay_adverbs and tree.dep[i] == "advmod"
        if not adverb and not (lower in lexicon.hearsay_adjectives and tree.dep[i] == "amod"):
            continue
        above = tree.head[i]
        if adverb:
            above = tree.clause_above(i) if not tree.is_verb(above) else above
            if above is None:
                continue
        draft = Draft((i, i + 1), "report", "hearsay", i)
        draft.parts = [tree.char_range(tree.left(above), tree.right(above) + 1)]
        yield draft


def carry_on(tree: Tree, drafts: list[Draft]) -> None:
    """Give hearsay ("Elsewhere, 15 people were reportedly killed", "rebels are said to have fled") the source of the
    report that it carries on: the last one, no more than three sentences before. `drafts` are in text order.
    An adjective ("the alleged killing") stays without a source.
    """
    last: Draft | None = None
    for draft in drafts:
        unnamed = draft.source is None and draft.frame in ("hearsay", "raised")
        if unnamed and last is not None and draft.cue_class == "report":
            gap = tree.sentence_of[draft.verb] - tree.sentence_of[last.verb]
            if 0 < gap <= _REACH and not _adjective(tree, draft):
                draft.source, draft.head = last.source, last.head
                last = draft
        elif draft.frame in _FRAMES and draft.cue_class == "report" and draft.asserts and draft.head is not None:
            last = draft if tree.pos[draft.head] in ("NOUN", "PROPN") or tree.tag[draft.head] == "PRP" else last


def _adjective(tree: Tree, draft: Draft) -> bool:
    return tree.dep[draft.verb] == "amod"
