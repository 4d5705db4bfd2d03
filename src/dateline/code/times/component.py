"""The `dateline_times` component: temporal expressions with TIMEX3 types and values.

It reads `doc._.dateline_published` and sets `doc._.dateline_times`, sorted, without overlaps.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

import dateline.code.layers  # noqa: F401  registers the extension attributes
from dateline.code.layers import TimeMention
from dateline.code.times.grammar import grammar_of


class TimesLayer:
    """Finds temporal expressions and resolves them.

    Args:
        knowledge: the user's own knowledge folders.
    """

    def __init__(self, knowledge: tuple[str, ...] = ()) -> None:
        self._grammar = grammar_of(knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.dateline_times`."""
        mentions: list[TimeMention] = []
        if len(doc):
            context = self._grammar.context(doc)
            starts, ends = context.lexemes.starts, context.lexemes.ends
            for draft in self._grammar.read(context):
                start_char, end_char = starts[draft.start], ends[draft.end - 1]
                start, end = context.token(start_char), context.token(end_char - 1) + 1
                mentions.append(TimeMention(start, end, start_char, end_char, draft.type, draft.value, draft.supposed))
        doc._.dateline_times = mentions
        return doc


@Language.factory("dateline_times", default_config={"knowledge": []})
def make_times(nlp: Language, name: str, knowledge: list[str]) -> TimesLayer:
    """Make the component; `knowledge` names the user's own folders."""
    return TimesLayer(tuple(knowledge))
