"""Spans of sources, cues and contents: which words belong to them and which marks at their edges do not."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.code.attributions.lexicon import CueClass
from dateline.code.attributions.quotes import Quotes
from dateline.code.attributions.tree import Tree

_LOOSE = frozenset({"relcl", "advcl", "parataxis", "cc", "punct", "dep", "mark", "advmod", "npadvmod"})
_DEEPEST = 20
_AUXILIARY = frozenset({"aux", "auxpass", "neg", "advmod"})
_EDGE = " \t\r\n\u00a0,;:—–-…"
_MARKS = "\"'“”‘’«»„`"


@dataclass(slots=True)
class Draft:
    """An attribution in the making.

    `source` and `cue` are token bounds (end exclusive), `head` the token that names the source, `verb` the
    token of the cue that governs; `parts` are the character ranges of the content, in order.
    """

    cue: tuple[int, int]
    cue_class: CueClass
    frame: str
    verb: int
    source: tuple[int, int] | None = None
    head: int | None = None
    parts: list[tuple[int, int]] = field(default_factory=list)
    speaks: bool = False
    """Whether a quotation near the cue may belong to it."""
    weak: bool = False
    """Whether the cue takes only a quotation that a comma or colon introduces."""
    asserts: bool = False
    """Whether the content is a statement, not a topic or a judgement."""
    denies: bool = False
    """Whether the cue turns down what somebody else claims ("rejected reports that")."""
    block: bool = False
    """Whether the content is a statement in paragraphs of its own, the speaker's words without marks."""

    @property
    def start(self) -> int:
        """First character of the content."""
        return min(start for start, _ in self.parts)

    @property
    def end(self) -> int:
        """Character after the content."""
        return max(end for _, end in self.parts)


def noun_phrase(tree: Tree, head: int, stop: int | None = None, depth: int = 0) -> tuple[int, int]:
    """Give the token bounds (end exclusive) of the phrase around a noun, with apposition and coordination that
    identify, without relative clauses and what follows them. A phrase before token `stop` ends there.
    """
    left, right = tree.left(head), head
    for child in tree.children[head]:
        dep = tree.dep[child]
        if child < head:
            if dep in ("punct", "mark", "advcl", "cc", "preconj"):
                continue
        elif dep in _LOOSE or (dep == "acl" and child > right + 1):
            if dep == "relcl":
                break
        elif dep in ("appos", "conj") and depth < _DEEPEST:
            right = max(right, noun_phrase(tree, child, depth=depth + 1)[1] - 1)
        elif tree.right(child) > right and child - right < 12:
            right = max(right, tree.right(child))
    if stop is not None and head < stop <= right:
        right = stop - 1
    while left < head and (tree.pos[left] in ("PUNCT", "SPACE", "CCONJ") and tree.dep[left] != "nmod"):
        left += 1
    while right > head and tree.lower[right] in (",", ";", ":", "-", "–", "—", "--", " "):
        right -= 1
    for i in range(head, left, -1):
        if tree.lower[i - 1] in ("–", "—", "--"):
            left = i
            break
    opened = sum(tree.lower[i] == "(" for i in range(left, right + 1))
    if opened > sum(tree.lower[i] == ")" for i in range(left, right + 1)) and tree.lower[right + 1 : right + 2] == [
        ")"
    ]:
        right += 1
    return left, right + 1


def cue_bounds(tree: Tree, verb: int, last: int | None = None) -> tuple[int, int]:
    """Give the token bounds of a verb with the auxiliaries and adverbs that stand directly before it, up to and
    with token `last` where that follows without a gap of more than two words.
    """
    start = verb
    while start > 0 and tree.head[start - 1] == verb and tree.dep[start - 1] in _AUXILIARY:
        start -= 1
    end = verb + 1
    if last is not None and verb < last <= verb + 3:
        end = last + 1
    return start, end


def trim(text: str, start: int, end: int, quotes: Quotes) -> tuple[int, int]:
    """Take marks off the edges of a content that do not belong to it: white space, commas, dashes, a final full
    stop outside quotation marks, a bracket or quotation mark without its partner.
    """
    while start < end and (text[start] in _EDGE or text[start] in ".)]"):
        start += 1
    while start < end:
        last = text[end - 1]
        if last in _EDGE or last in "([":
            quote = quotes.at(end - 1)
            if quote is not None and quote.end == end:
                break
            end -= 1
        elif last == ".":
            if quotes.at(end - 1) is not None or _abbreviates(text, end):
                break
            end -= 1
        elif last in _MARKS and _unpaired(quotes, start, end):
            end -= 1
        else:
            break
    return start, end


def _unpaired(quotes: Quotes, start: int, end: int) -> bool:
    """Tell whether the mark before `end` opens a quotation that lies behind, or closes one begun before `start`."""
    quote = quotes.at(end - 1)
    return quote is not None and (quote.start == end - 1 or (quote.end == end and quote.start < start))


def _abbreviates(text: str, end: int) -> bool:
    """Tell whether the full stop before `end` closes an abbreviation such as "U.S." inside a sentence."""
    return end >= 4 and text[end - 3] == "." and text[end - 2].isupper()


def cut(parts: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Take the characters `start`..`end` out of ranges."""
    result = []
    for a, b in parts:
        if end <= a or start >= b:
            result.append((a, b))
            continue
        if a < start:
            result.append((a, start))
        if end < b:
            result.append((end, b))
    return result


def joined(parts: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Sort ranges and join those that overlap or have only white space between them."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        if result and (start <= result[-1][1] or not text[result[-1][1] : start].strip()):
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
