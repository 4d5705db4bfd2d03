"""Text that is safe to show: what would steer a terminal, or hide or reorder text, is made visible."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen, zero width spaces and joiners: common in web text and harmless, so left out."""


def visible(text: str, *, keep: str = "") -> str:
    """Give the text with control, format and unassigned characters replaced.

    C0 controls become their Unicode pictures (ESC is shown as ␛), others (C1, bidirectional controls, lone
    surrogates, private use) U+FFFD; line and paragraph separators and other spaces become a space; soft hyphens
    and zero width characters are left out. Characters in `keep` stay.
    """
    if text.isprintable():
        return text
    return "".join(character if character in keep else _shown(character) for character in text)


def one_line(text: str) -> str:
    """Give the text on one line: runs of white space, line breaks included, become one space; rest as `visible`."""
    return visible(" ".join(text.split()))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character in "\t\n\r" or unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return " "
    if character in _UNSEEN:
        return ""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
