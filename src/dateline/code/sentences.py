"""The `dateline_sentences` component: line structure becomes sentence boundaries before the parser runs.

News text comes with headlines, datelines, captions and bullets on lines of their own, often without a full
stop. A parser trained on running text joins them to the next sentence. Lines of hard-wrapped text, on the
other hand, break in mid-sentence, and must not.
"""

from __future__ import annotations

import re
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc, Token

import dateline.code.layers  # noqa: F401  registers the extension attributes
from dateline.knowledge import Knowledge

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


def _with_stop(token: Token) -> str:
    """Give a token's text, a lone full stop with the word that it is attached to."""
    if token.text == "." and token.i > 0 and not token.doc[token.i - 1].whitespace_:
        return token.doc[token.i - 1].text + "."
    return token.text


class SentenceStarter:
    """Sets `is_sent_start` at the starts of lines and paragraphs, and unsets it after titles before names and
    after bullets; the parser decides all other boundaries.

    Args:
        folders: the user's knowledge folders, read after ours.
    """

    def __init__(self, folders: tuple[str, ...] = ()) -> None:
        words = Knowledge(*folders).merged("sentences/*.yaml")
        self.before_names = frozenset(words["before_names"])
        self.bullets = frozenset(words["bullets"])

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token of each line that must begin a sentence, and no white space token."""
        starts = line_starts(doc.text)
        joined = False
        for token in doc:
            if token.is_space:
                if token.i > 0:
                    token.is_sent_start = False
                continue
            if token.idx in starts:
                token.is_sent_start = True
            elif joined:
                token.is_sent_start = False
            at_start = token.i == 0 or token.idx in starts
            joined = _with_stop(token) in self.before_names or (at_start and token.text in self.bullets)
        return doc


@Language.factory("dateline_sentences", default_config={"knowledge": []})
def make_sentences(nlp: Language, name: str, knowledge: list[str]) -> SentenceStarter:
    """Make the component; put it before the parser."""
    return SentenceStarter(tuple(knowledge))
