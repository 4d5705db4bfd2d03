"""The `dateline_sentences` component: line structure becomes sentence boundaries before the parser runs.

News text comes with headlines, datelines, captions and bullets on lines of their own, often without a full
stop. A parser trained on running text joins them to the next sentence. Lines of hard-wrapped text, on the
other hand, break in mid-sentence, and must not.
"""

from __future__ import annotations

import re
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc

import dateline.code.layers  # noqa: F401  registers the extension attributes

_WRAP_WIDTH = range(45, 101)
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def is_hard_wrapped(text: str) -> bool:
    """Tell whether the lines of a text are broken at a fixed width (45 to 100 characters) inside sentences."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text) if "\n" in block]
    inner = [line.rstrip() for block in blocks for line in block[:-1]]
    if len(inner) < 3:
        return False
    unfinished = sum(not _TERMINAL.search(line) for line in inner)
    return median(map(len, inner)) in _WRAP_WIDTH and max(map(len, inner)) <= 110 and unfinished >= 0.6 * len(inner)


def line_starts(text: str) -> set[int]:
    """Give the character offsets at which a new sentence must begin because a new line or paragraph does."""
    wrapped = is_hard_wrapped(text)
    starts = set()
    for gap in re.finditer(r"[ \t\r\f\v\u00a0]*\n\s*", text):
        at = gap.end()
        if at == len(text) or gap.start() == 0:
            continue
        paragraph = gap.group().count("\n") > 1
        if not paragraph and (wrapped or text[at].islower()):
            continue
        starts.add(at)
    return starts


class SentenceStarter:
    """Sets `is_sent_start` at the starts of lines and paragraphs; the parser decides all other boundaries."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token of each line that must begin a sentence, and no white space token."""
        starts = line_starts(doc.text)
        for token in doc:
            if token.is_space:
                if token.i > 0:
                    token.is_sent_start = False
            elif token.idx in starts:
                token.is_sent_start = True
        return doc


@Language.factory("dateline_sentences")
def make_sentences(nlp: Language, name: str) -> SentenceStarter:
    """Make the component; put it before the parser."""
    return SentenceStarter()
