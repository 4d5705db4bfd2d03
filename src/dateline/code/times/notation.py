"""The notation of grammar rules: patterns over word categories, compiled to regular expressions.

Each lexeme of a text is one character that stands for its set of categories (`Alphabet`). A pattern such as
`"'the'? backward=b unit=u"` becomes a regular expression over those characters, with groups `b` and `u`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.errors import KnowledgeError

OTHER = "."
"""The character of a lexeme without any category."""

_FIRST = 0xE000  # private use area: no character of it means anything in a regular expression
_SYMBOL = re.compile(r"\s*(?:(?P<quoted>'[^']+')|(?P<name>[A-Za-z_]\w*)|(?P<sign>[()|?*+=]))")


class Alphabet:
    """One character for each set of categories that a lexeme can have."""

    def __init__(self) -> None:
        self._characters: dict[frozenset[str], str] = {frozenset(): OTHER}
        self._by_category: dict[str, list[str]] = {}

    def character(self, categories: Iterable[str]) -> str:
        """Give the character of a set of categories, a new one at first sight."""
        key = frozenset(categories)
        known = self._characters.get(key)
        if known is None:
            known = chr(_FIRST + len(self._characters))
            self._characters[key] = known
            for category in sorted(key):
                self._by_category.setdefault(category, []).append(known)
        return known

    def members(self, category: str) -> str:
        """Give the characters of all sets that hold a category, as one string."""
        return "".join(self._by_category.get(category, ()))


@dataclass(slots=True, frozen=True)
class Compiled:
    """A part of a pattern: its regular expression, the characters it can begin with, whether it can be empty."""

    regex: str
    first: frozenset[str]
    nullable: bool


class PatternCompiler:
    """Compiles patterns over an alphabet.

    Args:
        alphabet: complete, that is, with every category set that can occur.
        definitions: names for patterns that are used within patterns, also within each other.
    """

    def __init__(self, alphabet: Alphabet, definitions: Mapping[str, str]) -> None:
        self.alphabet = alphabet
        self._definitions = definitions
        self._defined: dict[str, Compiled] = {}
        self._open: list[str] = []

    def defined(self, name: str) -> Compiled | None:
        """Give a definition, compiled, None if there is none of that name.

        Raises:
            KnowledgeError: the definition uses itself.
        """
        if name not in self._definitions:
            return None
        if name not in self._defined:
            if name in self._open:
                raise KnowledgeError(f"times definition {name}: uses itself by way of {', '.join(self._open)}")
            self._open.append(name)
            self._defined[name] = self.compile(self._definitions[name])
            self._open.pop()
        return self._defined[name]

    def compile(self, pattern: str) -> Compiled:
        """Compile one pattern.

        Raises:
            KnowledgeError: the pattern is malformed or names a category that no word has.
        """
        symbols: list[str] = []
        position = 0
        while position < len(pattern.rstrip()):
            match = _SYMBOL.match(pattern, position)
            if not match:
                raise KnowledgeError(f"times rule {pattern!r}: cannot read it from {pattern[position:]!r} on")
            symbols.append(match[0].strip())
            position = match.end()
        reader = _Reader(pattern, symbols, self)
        result = reader.alternatives()
        if reader.at != len(symbols):
            raise KnowledgeError(f"times rule {pattern!r}: unexpected {symbols[reader.at]!r}")
        return result


class _Reader:
    """Recursive descent over the symbols of one pattern."""

    def __init__(self, pattern: str, symbols: list[str], compiler: PatternCompiler) -> None:
        self.pattern, self.symbols, self.at = pattern, symbols, 0
        self.compiler = compiler

    def peek(self) -> str:
        return self.symbols[self.at] if self.at < len(self.symbols) else ""

    def alternatives(self) -> Compiled:
        options = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence())
        if len(options) == 1:
            return options[0]
        regex = "(?:" + "|".join(option.regex for option in options) + ")"
        first = frozenset().union(*(option.first for option in options))
        return Compiled(regex, first, any(option.nullable for option in options))

    def sequence(self) -> Compiled:
        regex, first, nullable = "", frozenset[str](), True
        while self.peek() not in ("", "|", ")"):
            item = self.item()
            regex += item.regex
            if nullable:
                first |= item.first
            nullable = nullable and item.nullable
        return Compiled(regex, first, nullable)

    def item(self) -> Compiled:
        atom = self.atom()
        label = ""
        if self.peek() == "=":
            label = self.symbols[self.at + 1] if self.at + 1 < len(self.symbols) else ""
            if not label.isidentifier():
                raise KnowledgeError(f"times rule {self.pattern!r}: no label after '='")
            self.at += 2
        regex = f"(?P<{label}>{atom.regex})" if label else f"(?:{atom.regex})"
        sign = self.peek()
        if sign in ("?", "*", "+"):
            self.at += 1
            return Compiled(regex + sign, atom.first, atom.nullable or sign != "+")
        return Compiled(regex, atom.first, atom.nullable)

    def atom(self) -> Compiled:
        symbol = self.peek()
        self.at += 1
        if symbol == "(":
            inner = self.alternatives()
            if self.peek() != ")":
                raise KnowledgeError(f"times rule {self.pattern!r}: a bracket is not closed")
            self.at += 1
            return inner
        if (known := self.compiler.defined(symbol)) is not None:
            return known
        members = self.compiler.alphabet.members(symbol)
        if not members:
            raise KnowledgeError(f"times rule {self.pattern!r}: {symbol or 'its end'} is no category of any word")
        return Compiled(f"[{members}]", frozenset(members), False)
