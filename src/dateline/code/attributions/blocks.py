"""Speech in whole paragraphs without quotation marks: "The minister said:" and a statement below."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.posts import is_signature
from dateline.code.attributions.quotes import Quotes
from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree

_PARAGRAPH = re.compile(r"[^\n]+")
_LEAD = re.compile(r"[^\n.!?]{0,120}:[ \t\u00a0]*\n\s*")
_WORD = re.compile(r"[^\W\d_]+")


def attach_blocks(tree: Tree, lexicon: Lexicon, quotes: Quotes, drafts: list[Draft]) -> None:
    """Give the paragraphs below "… said:" to the drafts of a report that have no quotation there.

    The first paragraph belongs to the statement. The next ones do while the speaker goes on in the first person
    (when the lead is a paragraph of its own and no post, in any person), is not named as somebody else would name him,
    and no other speaker is quoted.
    """
    others = sorted(tree.start_char[d.verb] for d in drafts if d.asserts and not _speaks_himself(tree, lexicon, d))
    text = tree.text
    for draft in drafts:
        if draft.cue_class != "report" or draft.source is None or not (draft.asserts or draft.frame == "object"):
            continue
        end = max(tree.end_char[draft.cue[1] - 1], tree.end_char[draft.source[1] - 1])
        lead = _LEAD.match(text, end)
        if lead is None or quotes.at(tree.start_char[draft.verb]) is not None:
            continue
        if quotes.at(lead.end()) is not None or any(b > lead.end() for _, b in draft.parts):
            continue
        posted = tree.lemma[draft.verb] in lexicon.posting
        alone = not posted and text.rfind("\n", 0, end) >= text.rfind(
            ".", 0, tree.start_char[tree.sentence(draft.verb)[0]]
        )
        stop = _end(text, lead.end(), tree.lower[draft.head or draft.verb], lexicon, others, alone)
        if stop > lead.end():
            if draft.frame != "object":
                draft.parts = [(a, b) for a, b in draft.parts if b <= draft.start]
            draft.block = not draft.parts
            draft.parts.append((lead.end(), stop))


def _speaks_himself(tree: Tree, lexicon: Lexicon, draft: Draft) -> bool:
    return draft.head is None or tree.lower[draft.head] in lexicon.first_person or tree.lemma[draft.verb] != "say"


def _end(text: str, start: int, name: str, lexicon: Lexicon, others: list[int], alone: bool) -> int:
    """Give the end of the last paragraph of a statement that starts at character `start`."""
    end, speaks = start, alone
    for paragraph in _PARAGRAPH.finditer(text, start):
        body = paragraph.group().strip()
        if not body:
            continue
        words = {word.lower() for word in _WORD.findall(body)}
        if end > start:
            named = name in words or body.endswith(":") or body[0] in "“\"'‘" or len(body) < 25 or is_signature(body)
            if named or bisect_left(others, paragraph.start()) < bisect_left(others, paragraph.end()):
                break
        speaks = speaks or not words.isdisjoint(lexicon.first_person)
        if end > start and not speaks:
            break
        end = paragraph.end()
    return end
