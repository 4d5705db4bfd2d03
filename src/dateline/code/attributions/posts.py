"""Posts that a text embeds: a paragraph, or the end of one, signed "— Ana Lima (@analima) March 3, 2019"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree

_LONGEST = 600  # characters of a post in lines of its own, with its links
_LONGEST_LINE = 330  # ... of one that its signature follows in the same line
_SIGNED = re.compile(
    r"(?P<dash>[—–]|--?)[ \t\u00a0]*(?P<name>\S[^\n()]{0,60}?)[ \t\u00a0]*\((?P<handle>@\w+)\)"
    r"(?=[ \t\u00a0]*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|\d{4}-\d\d-\d\d|\n|\Z))"
)
_MARKS = "[?] \t\u00a0\r"


def post_drafts(tree: Tree) -> Iterator[Draft]:
    """Yield an attribution for each signed post: the source is the name, the cue the dash before it."""
    text, before = tree.text, 0
    if "(@" not in text:
        return
    for signature in _SIGNED.finditer(text):
        body = _body(text, before, signature.start())
        before = signature.end()
        tokens = _tokens(tree, signature.start("dash"), signature.end("dash"))
        name = _tokens(tree, signature.start("name"), signature.end("name"))
        if body is None or tokens is None or name is None:
            continue
        draft = Draft(tokens, "report", "post", tokens[0], name, name[1] - 1, asserts=True, block=True)
        draft.parts = [body]
        yield draft


def is_signature(paragraph: str) -> bool:
    """Tell whether a paragraph is the line that signs a post."""
    return _SIGNED.match(paragraph) is not None


def _body(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the characters of the post that ends before its signature: its paragraph, or the lines above it up to an
    empty one; None where that is too long to be a post.
    """
    longest = _LONGEST if not text[start:end].rpartition("\n")[2].strip() else _LONGEST_LINE
    while end > start and text[end - 1].isspace():
        end -= 1
    first = max(start, text.rfind("\n\n", start, end) + 2 if "\n\n" in text[start:end] else start)
    if end - first > _LONGEST:
        first = max(start, text.rfind("\n", start, end) + 1)
    while first < end and text[first] in _MARKS + "\n":
        first += 1
    return (first, end) if 0 < end - first <= longest and text[first] != "<" else None


def _tokens(tree: Tree, start: int, end: int) -> tuple[int, int] | None:
    """Give the bounds of the tokens that share characters with `start`..`end`."""
    first = bisect_left(tree.end_char, start + 1)
    last = bisect_left(tree.start_char, end)
    return (first, last) if first < last else None
