"""What is said to be so without anybody named: "reportedly", "the alleged killing". Whose report it carries on."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree

_REACH = 4  # sentences back to the report that hearsay carries on
_FRAMES = frozenset({"clause", "quote", "prefix", "noun-of", "noun-clause"})


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


def carry_on(tree: Tree, lexicon: Lexicon, drafts: list[Draft]) -> None:
    """Give hearsay ("Elsewhere, 15 people were reportedly killed", "rebels are said to have fled") the source of the
    report that it carries on: the last one, no more than four sentences before, unless another account begins between
    them. `drafts` are in text order. An adjective ("the alleged killing") stays without a source.
    """
    last: Draft | None = None
    for draft in drafts:
        unnamed = draft.source is None and draft.frame in ("hearsay", "raised")
        if unnamed and last is not None and draft.cue_class == "report":
            gap = tree.sentence_of[draft.verb] - tree.sentence_of[last.verb]
            told = any(_told(tree, draft, other) for other in drafts)
            if 0 < gap <= _REACH and not told and _tells(tree, draft) and not _shifts(tree, lexicon, last, draft):
                draft.source, draft.head = last.source, last.head
                last = draft
        elif draft.frame in _FRAMES and draft.cue_class == "report" and draft.head is not None:
            last = draft if tree.pos[draft.head] in ("NOUN", "PROPN") or tree.tag[draft.head] == "PRP" else last


def _told(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether a report whose source is named stands around hearsay in its sentence."""
    if other is draft or other.source is None or other.cue_class != "report":
        return False
    at = tree.start_char[draft.cue[0]]
    return tree.sentence_of[other.verb] == tree.sentence_of[draft.verb] and any(a <= at < b for a, b in other.parts)


def _tells(tree: Tree, draft: Draft) -> bool:
    """Tell whether hearsay is what its whole clause is, not an adjective or a remark on a part of it ("the army and,
    reportedly, the Church"; "in jail, reportedly with his wife").
    """
    if draft.frame == "raised":
        return True
    cue = draft.verb
    if tree.dep[cue] != "advmod" or not tree.is_verb(tree.head[cue]):
        return False
    return (
        cue == 0 or tree.lower[cue - 1] not in (",", "and", "or") or tree.sentence_starts[tree.sentence_of[cue]] == cue
    )


def _shifts(tree: Tree, lexicon: Lexicon, last: Draft, draft: Draft) -> bool:
    """Tell whether another account begins between a report and hearsay ("Meanwhile, …")."""
    first = tree.sentence_of[last.verb] + 1
    starts = tree.sentence_starts[first : tree.sentence_of[draft.verb] + 1]
    return any(lower in lexicon.shifts for start in starts for lower in tree.lower[start : start + 3])
