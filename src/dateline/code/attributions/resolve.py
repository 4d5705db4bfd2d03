"""From drafts to `AttributionMention`: clean spans, kinds, entities of the sources, and which stands in which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.quotes import Quotes
from dateline.code.attributions.spans import Draft, cut, joined, trim
from dateline.code.attributions.tree import Tree
from dateline.code.layers import Actors, AttributionMention, Mention
from dateline.model import AttributionKind

_WORD = re.compile(r"\w+")


def mentions(tree: Tree, quotes: Quotes, drafts: list[Draft], lexicon: Lexicon) -> list[AttributionMention]:
    """Give the attributions of a document, sorted by start of content, parents set."""
    actors: Actors | None = tree.doc._.dateline_actors
    found = []
    issuers: dict[str, int] = {}
    for draft in drafts:
        parts = _clean(tree, draft, quotes)
        if not parts:
            continue
        mention = _mention(tree, quotes, draft, parts, _entity(tree, draft, actors))
        if draft.head is not None and (lemma := tree.lemma[draft.head]) in lexicon.documents:
            # "the release" is whose the release was when it was last named in full
            if mention.source_entity is None:
                mention.source_entity = issuers.get(lemma)
            else:
                issuers[lemma] = mention.source_entity
        found.append((parts, mention))
    found.sort(key=lambda pair: (pair[1].content.start_char, -pair[1].content.end_char))
    result = [mention for _, mention in found]
    for number, mention in enumerate(result):
        mention.parent = _parent(number, [parts for parts, _ in found], result)
    return result


def _clean(tree: Tree, draft: Draft, quotes: Quotes) -> list[tuple[int, int]]:
    """Give the character ranges of the content without the draft's own cue and source, edges trimmed."""
    parts = draft.parts
    inner = quotes.at(tree.start_char[draft.verb])
    if inner is not None:
        parts = [(max(a, inner.start), min(b, inner.end)) for a, b in parts]
    parts = joined([part for part in parts if part[0] < part[1]], tree.text)
    parts = cut(parts, *tree.char_range(*draft.cue))
    if draft.source is not None and draft.frame != "raised":
        parts = cut(parts, *tree.char_range(*draft.source))
    trimmed = [trim(tree.text, a, b, quotes) for a, b in parts]
    return [(a, b) for a, b in trimmed if _WORD.search(tree.text, a, b)]


def _mention(
    tree: Tree, quotes: Quotes, draft: Draft, parts: list[tuple[int, int]], entity: int | None
) -> AttributionMention:
    return AttributionMention(
        source=None if draft.source is None else _tokens(tree, draft.source),
        source_entity=entity,
        cue=_tokens(tree, draft.cue),
        content=_characters(tree, parts[0][0], parts[-1][1]),
        kind="direct" if draft.block else _kind(tree.text, parts, quotes),
        cue_class=draft.cue_class,
        parts=parts if len(parts) > 1 else [],
    )


def _tokens(tree: Tree, bounds: tuple[int, int]) -> Mention:
    return Mention(*bounds, *tree.char_range(*bounds))


def _characters(tree: Tree, start: int, end: int) -> Mention:
    first = max(0, bisect_right(tree.start_char, start) - 1)
    return Mention(first, max(first + 1, bisect_left(tree.start_char, end)), start, end)


def _kind(text: str, parts: list[tuple[int, int]], quotes: Quotes) -> AttributionKind:
    words = inside = 0
    for start, end in parts:
        for word in _WORD.finditer(text, start, end):
            words += 1
            inside += quotes.at(word.start()) is not None
    return "indirect" if not inside else "direct" if inside == words else "mixed"


def _entity(tree: Tree, draft: Draft, actors: Actors | None) -> int | None:
    """Give the entity that the source refers to: of its head, of what a relative pronoun stands for, or of the
    first word of it that belongs to one.
    """
    if actors is None or draft.head is None or draft.source is None:
        return None
    head = draft.head
    if tree.lower[head] in ("who", "which", "that"):
        verb = tree.head[head]
        if tree.dep[verb] == "relcl":
            head = tree.head[verb]
    mention = actors.by_head.get(head, actors.by_token.get(head))
    if mention is None:
        mention = next((actors.by_token[i] for i in range(*draft.source) if i in actors.by_token), None)
    return None if mention is None else actors.mentions[mention].entity


def _parent(number: int, parts: list[list[tuple[int, int]]], found: list[AttributionMention]) -> int | None:
    """Give the innermost other attribution in whose content the cue of this one stands."""
    cue = found[number].cue
    if cue is None:
        return None
    best, size = None, 0
    for other, ranges in enumerate(parts):
        if other == number or ranges[0][0] > cue.start_char:
            continue
        if any(a <= cue.start_char and cue.end_char <= b for a, b in ranges):
            length = sum(b - a for a, b in ranges)
            if best is None or length < size:
                best, size = other, length
    return best
