"""From drafts to `AttributionMention`: clean spans, kinds, entities of the sources, and which stands in which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.quotes import Quotes
from dateline.code.attributions.resumption import Resumption
from dateline.code.attributions.spans import Draft, cut, joined, trim
from dateline.code.attributions.speakers import Speakers
from dateline.code.attributions.stances import stance_of
from dateline.code.attributions.tree import Tree
from dateline.code.layers import AttributionMention, Mention
from dateline.model import AttributionKind

_WORD = re.compile(r"\w+")
_REACH = 3  # sentences back to who issued "a statement"


def mentions(tree: Tree, quotes: Quotes, drafts: list[Draft], lexicon: Lexicon) -> list[AttributionMention]:
    """Give the attributions of a document, sorted by start of content, parents set."""
    speakers = Speakers(tree, lexicon, drafts)
    resumption = Resumption(tree, lexicon, quotes)
    found = []
    last: tuple[int, int] | None = None
    for draft in drafts:
        parts = _clean(tree, draft, quotes)
        if not parts:
            continue
        mention = _mention(tree, quotes, draft, parts, lexicon)
        sentence = tree.sentence_of[draft.verb]
        spoke = last[1] if last is not None and 0 < sentence - last[0] <= _REACH else None
        mention.source_entity = resumption.of(draft, speakers.of(draft, spoke))
        if draft.asserts and draft.cue_class == "report" and mention.source_entity is not None:
            last = (sentence, mention.source_entity)
            resumption.spoke(draft, mention.source_entity)
        found.append((parts, mention, draft))
    found.sort(key=lambda triple: (triple[1].content.start_char, -triple[1].content.end_char))
    result = [mention for _, mention, _ in found]
    ranges = [parts for parts, _, _ in found]
    _set_parents(result, ranges)
    for _, mention, draft in found:
        # "I" and "we" in somebody's speech are the speaker
        himself = draft.head is not None and tree.lower[draft.head] in lexicon.first_person
        if himself and mention.source_entity is None and mention.parent is not None:
            mention.source_entity = result[mention.parent].source_entity
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
    tree: Tree, quotes: Quotes, draft: Draft, parts: list[tuple[int, int]], lexicon: Lexicon
) -> AttributionMention:
    kind: AttributionKind = "direct" if draft.block else _kind(tree.text, parts, quotes)
    return AttributionMention(
        source=None if draft.source is None else _tokens(tree, draft.source),
        source_entity=None,
        cue=_tokens(tree, draft.cue),
        content=_characters(tree, parts[0][0], parts[-1][1]),
        kind=kind,
        cue_class=draft.cue_class,
        parts=parts if len(parts) > 1 else [],
        stance=stance_of(tree, lexicon, draft, parts, direct=kind == "direct"),
        vouches=_vouches(tree, lexicon, draft),
    )


def _vouches(tree: Tree, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether a source stands for the content: who says, believes or saw it, not who wants or orders it."""
    lemma = tree.lemma[draft.verb]
    if draft.cue_class == "report":
        return not (draft.frame == "infinitive" and lemma in lexicon.verbs and "person" in lexicon.verbs[lemma].frames)
    if draft.frame == "clause" and lemma in lexicon.beliefs:
        return True
    return lemma in lexicon.seeing and draft.head is not None and tree.lemma[draft.head] in lexicon.observers


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


def _set_parents(found: list[AttributionMention], parts: list[list[tuple[int, int]]]) -> None:
    """Set as parent of each attribution the innermost other one in whose content its cue stands; `found` is sorted
    by the start of the content.
    """
    cues = sorted((m.cue.start_char, m.cue.end_char, n) for n, m in enumerate(found) if m.cue is not None)
    active: list[int] = []
    following = 0
    for start, end, number in cues:
        while following < len(found) and found[following].content.start_char <= start:
            active.append(following)
            following += 1
        active = [n for n in active if found[n].content.end_char > start]
        around = [n for n in active if n != number and any(a <= start and end <= b for a, b in parts[n])]
        around = [n for n in around if not _within(found, n, number)]
        if around:
            found[number].parent = min(around, key=lambda n: (sum(b - a for a, b in parts[n]), n))


def _within(found: list[AttributionMention], inner: int, outer: int) -> bool:
    """Tell whether attribution `inner` already stands in `outer`, directly or not."""
    above: int | None = inner
    while above is not None:
        if above == outer:
            return True
        above = found[above].parent
    return False
