"""The grammar of temporal expressions: rules read from data, matched at the lexemes of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import dateline.code.times.amounts
import dateline.code.times.clock
import dateline.code.times.counted
import dateline.code.times.explicit
import dateline.code.times.fiscal
import dateline.code.times.relative  # noqa: F401  the imports above fill HANDLERS
from dateline.code.times.context import Context, is_history
from dateline.code.times.hit import HANDLERS, Draft, Handler, Hit
from dateline.code.times.lexer import Lexemes, Lexicon, build_lexicon, read_lexemes
from dateline.code.times.notation import PatternCompiler
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge

_LONGEST = 24
"""No expression has more lexemes; keeps odd text (ten thousand commas) from costing more than its length."""


@dataclass(slots=True, frozen=True)
class Rule:
    """One rule: its pattern over encoded lexemes and what makes a draft of a match."""

    name: str
    regex: re.Pattern[str]
    make: Handler


class Grammar:
    """Words and rules; `read` finds the temporal expressions of a text.

    Args:
        words: category -> word -> meaning, see `data/times/words.yaml`.
        rules: `define` and `rules` of `data/times/rules.yaml`.

    Raises:
        KnowledgeError: a rule is malformed or names an unknown handler or category.
    """

    def __init__(self, words: Mapping[str, Mapping[str, Any]], rules: Mapping[str, Any]) -> None:
        definitions: dict[str, str] = rules.get("define", {})
        tree: dict[str, dict[str, str]] = rules.get("rules", {})
        sources = [*definitions.values(), *(rule["pattern"] for rule in tree.values())]
        literals = sorted({quoted for source in sources for quoted in re.findall(r"'([^']+)'", source)})
        self.lexicon: Lexicon = build_lexicon(words, literals)
        compiler = PatternCompiler(self.lexicon.alphabet, definitions)
        self._by_first: dict[str, list[Rule]] = {}
        for name, rule in tree.items():
            compiled = compiler.compile(rule["pattern"])
            make = HANDLERS.get(rule["make"])
            if make is None:
                raise KnowledgeError(f"times rule {name}: there is no handler {rule['make']!r}")
            if compiled.nullable:
                raise KnowledgeError(f"times rule {name}: its pattern matches nothing at all")
            entry = Rule(name, re.compile(compiled.regex), make)
            for first in sorted(compiled.first):
                self._by_first.setdefault(first, []).insert(0, entry)
        firsts = "".join(sorted(self._by_first))
        self._first = re.compile(f"[{firsts}]")
        members = self.lexicon.alphabet.members
        self._deictic = sorted(set(members("weekday") + members("named_day")))
        self._year = re.compile(f"[{members('year')}]")
        self._era = re.compile(f"[{members('era')}]")

    def read(self, doc_context: Context) -> list[Draft]:
        """Give the temporal expressions of a text in order, without overlaps."""
        lexemes = doc_context.lexemes
        encoded = lexemes.encoded
        drafts: list[Draft] = []
        position = 0
        while match := self._first.search(encoded, position):
            position = match.start()
            found = self._at(doc_context, position)
            if found is None:
                position += 1
                continue
            made, end = found
            for draft in made:
                drafts.append(draft)
                if draft.anchors and draft.type in ("DATE", "TIME"):
                    doc_context.remember(draft.value)
            position = max(end, position + 1)
        return drafts

    def _at(self, context: Context, position: int, end: int | None = None) -> tuple[list[Draft], int] | None:
        """Give the drafts of the longest applicable match at a lexeme and where it ends."""
        encoded = context.lexemes.encoded
        limit = min(len(encoded), position + _LONGEST) if end is None else end
        matches: list[tuple[int, int, re.Match[str], Rule]] = []
        for order, rule in enumerate(self._by_first.get(encoded[position], ())):
            match = rule.regex.match(encoded, position, limit)
            if match and (end is None or match.end() == end):
                matches.append((-match.end(), order, match, rule))
        if len(matches) > 1:
            matches.sort(key=lambda item: item[:2])
        for _, _, match, rule in matches:
            made = rule.make(Hit(match, context, lambda start, stop: self._parse(context, start, stop)))
            if made is None:
                continue
            drafts = [made] if isinstance(made, Draft) else list(made)
            return [_without_full_stop(draft, context.lexemes) for draft in drafts], match.end()
        return None

    def _parse(self, context: Context, start: int, end: int) -> Draft | None:
        found = self._at(context, start, end)
        return found[0][0] if found and found[0] else None

    def context(self, doc: Any) -> Context:
        """Begin to read a document."""
        lexemes = read_lexemes(doc.text, self.lexicon)
        context = Context(doc, lexemes, self.lexicon)
        deictic = sum(lexemes.encoded.count(character) for character in self._deictic)
        context.history = is_history(self._years(lexemes), deictic, context.published)
        return context

    def _years(self, lexemes: Lexemes) -> list[int]:
        years = [int(lexemes.words[at.start()]) for at in self._year.finditer(lexemes.encoded)]
        return years + [-500 for _ in self._era.finditer(lexemes.encoded)]


def _without_full_stop(draft: Draft, lexemes: Lexemes) -> Draft:
    """Drop a point at the end of the sentence: it belongs to "Oct." but not to "4 August."."""
    if lexemes.words[draft.end - 1] == "." and draft.end - draft.start > 1:
        word = lexemes.words[draft.end - 2]
        if len(word) > 4 or word in ("may", "june", "july"):
            return replace(draft, end=draft.end - 1)
    return draft


@lru_cache(maxsize=8)
def grammar_of(folders: tuple[str, ...]) -> Grammar:
    """Give the grammar of our knowledge and the user's folders; read once per set of folders."""
    knowledge = Knowledge(*folders)
    return Grammar(knowledge.merged("times/words*.yaml"), knowledge.merged("times/rules*.yaml"))
