"""Several cues with one speaker in a sentence: "said …, adding that …", "said … and said …"."""

from __future__ import annotations

from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree

_OWN_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_REMARKS = frozenset({"advcl", "conj", "ccomp"})
_PAUSES = frozenset({",", "–", "—", "--"})
_CLOSING = frozenset({"”", '"', "''", "’", "'"})


def share_speakers(tree: Tree, drafts: list[Draft]) -> None:
    """Give the speaker of a cue to those that follow in the same sentence and that the parser put into the content.

    A participle of saying after a comma, and a second verb of saying in the same form without a subject of its own,
    go on with the first speaker; the first content ends before them. `drafts` are in text order.
    """
    for number, later in enumerate(drafts):
        if later.frame == "prefix" or not _goes_on(tree, later):
            continue
        sentence = tree.sentence_of[later.verb]
        at = tree.start_char[later.cue[0]]
        for first in reversed(drafts[max(0, number - 4) : number]):
            if tree.sentence_of[first.verb] != sentence or first.verb >= later.verb:
                continue
            if not first.asserts or first.source is None or not any(a < at < b for a, b in first.parts):
                continue
            if tree.tag[later.verb] != "VBG" and not _same_tense(tree, first.verb, later.verb):
                continue
            later.source, later.head = first.source, first.head
            first.parts = [(a, min(b, _before(tree, later))) for a, b in first.parts if a < at]
            break


def _same_tense(tree: Tree, first: int, later: int) -> bool:
    """Tell whether two verbs can be coordinated; "have said" goes with what the tagger takes for a past tense."""
    if tree.tag[first] == tree.tag[later]:
        return True
    past = ("VBD", "VBN")
    return tree.tag[first] in past and tree.tag[later] in past and tree.child(later, _AUXILIARY) is None


def part_media(tree: Tree, drafts: list[Draft]) -> None:
    """Take a medium at the end of a sentence out of what others in it say: in "The army said the rebels had fled,
    according to the agency", the agency quotes the army, and its name is no part of the army's words.
    """
    for medium in drafts:
        if medium.frame != "prefix" or medium.source is None:
            continue
        start, end = tree.start_char[medium.cue[0]], tree.end_char[medium.source[1] - 1]
        for other in drafts:
            if other is medium or other.cue_class != "report" or other.frame == "prefix":
                continue
            cue = tree.start_char[other.cue[0]]
            if any(a <= cue < b for a, b in medium.parts) and any(a < start < b <= end + 1 for a, b in other.parts):
                other.parts = [(a, start) if a < start < b <= end + 1 else (a, b) for a, b in other.parts]


def close_sentences(tree: Tree, drafts: list[Draft]) -> None:
    """Give the whole sentence to the report that closes it, though the parser puts that into what another in it says:
    "She said it was a crime, state radio reported".
    """
    for number, closing in enumerate(drafts):
        if closing.source is None or not closing.asserts or closing.frame == "prefix" or not _closes(tree, closing):
            continue
        sentence, start = tree.sentence_of[closing.verb], closing.source[0]
        before, at = tree.start_char[start], tree.start_char[closing.verb]
        for other in drafts[max(0, number - 4) : number]:
            if (
                tree.sentence_of[other.verb] == sentence
                and other.verb < start
                and any(a < at < b for a, b in other.parts)
            ):
                other.parts = [(a, min(b, before)) for a, b in other.parts if a < before]
                closing.parts = [(tree.start_char[tree.sentence(start)[0]], before)]


def _closes(tree: Tree, draft: Draft) -> bool:
    """Tell whether a cue is the last word of its sentence, and its source stands between it and a comma."""
    if draft.source is None or draft.source[1] > draft.cue[0] or not tree.is_verb(draft.verb):
        return False
    _, end = tree.sentence(draft.verb)
    before = draft.source[0] - 1
    while before > 0 and tree.lower[before] in _CLOSING:
        before -= 1
    return (
        all(tree.pos[i] in ("PUNCT", "SPACE") for i in range(draft.verb + 1, end))
        and before > 0
        and tree.lower[before] == ","
    )


def _goes_on(tree: Tree, draft: Draft) -> bool:
    """Tell whether a cue has no speaker of its own and stands where another remark of the same speaker does."""
    verb, before = draft.verb, draft.cue[0] - 1
    if not tree.is_verb(verb) or tree.child(verb, _OWN_SUBJECT) is not None:
        return False
    while before > 0 and tree.lower[before] in _CLOSING:
        before -= 1
    if tree.tag[verb] == "VBG":
        return draft.asserts and tree.dep[verb] in _REMARKS and before >= 0 and tree.lower[before] in _PAUSES
    if tree.dep[verb] != "conj" or tree.tag[verb] not in ("VBD", "VBZ", "VBN"):
        return False
    paused = before > 0 and tree.dep[before] == "cc" and tree.lower[before - 1] in _PAUSES
    return paused or tree.tag[tree.head[verb]] != tree.tag[verb]


def _before(tree: Tree, draft: Draft) -> int:
    """Give the character where the words that lead to a cue begin: its comma or conjunction."""
    first = draft.cue[0]
    while first > 0 and tree.dep[first - 1] in ("cc", "punct"):
        first -= 1
    return tree.start_char[first]
