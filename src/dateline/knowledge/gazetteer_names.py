"""Names as the gazetteer compares them: without case, accents, apostrophes and spelling habits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
    "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ", "_": " ",
    "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "`": None, "´": None, "′": None,
    ".": None, '"': None, "(": " ", ")": " ",
})  # fmt: skip
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}
_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff '’‘ʻʼʿʾ`´′.,()/&\u0300-\u036f\u2010-\u2014-]+")


@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """Give the form under which the gazetteer keeps a name.

    >>> key("Şuşa"), key("St. Louis"), key("Tel-Aviv")
    ('susa', 'saint louis', 'tel aviv')
    """
    return fold(name)


def fold(name: str) -> str:
    """Give the same as `key`, without remembering it (for names seen once)."""
    low = name.lower()
    if not low.isascii():
        low = unicodedata.normalize("NFKD", low)
        low = "".join(letter for letter in low if not unicodedata.combining(letter))
    words = low.translate(_LETTERS).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_WORDS.get(word, word) for word in words]
    return " ".join(words)


def is_english_like(name: str) -> bool:
    """Tell whether a variant of a name could stand in English text: Latin letters, a capital at the start, no
    bare code in capitals.
    """
    if not (name[:1].isupper() or name[:2] in ("'A", "'I", "‘A", "d'", "al")) or _LATIN.fullmatch(name) is None:
        return False
    return len(name) > 2 and not (name.isupper() and len(name) <= 4)


_ARTICLE = re.compile(r"(?:[ae]l |a([dnrstz]h?) (?=\1))(?P<rest>.+)")
_SPELT = (
    (re.compile(r"\bayn\b"), ("ain", "ein")),
    (re.compile(r"\btall\b"), ("tal", "tell", "tel")),
    (re.compile(r"\bbayt\b"), ("beit",)),
    (re.compile(r"\bdayr\b"), ("deir",)),
    (re.compile(r"\bshaykh\b"), ("sheikh",)),
    (re.compile(r"\bjabal\b"), ("jebel",)),
    (re.compile(r"iyy?ah?\b"), ("iya", "iyah", "iyya")),
    (re.compile(r"(?<!iy)ah\b"), ("a", "eh")),
)
"""Words and endings of Arabic names in the maps' transcription, and as news spells them."""


def arabic_spellings(name: str) -> tuple[set[str], set[str]]:
    """Give other spellings, as keys, of an Arabic name in the maps' transcription, and those without its article.

    >>> sorted(map(sorted, arabic_spellings("Ash Shirqāţ")))
    [['al shirqat', 'el shirqat'], ['shirqat']]
    >>> sorted(arabic_spellings("Tall Kayf")[0])
    ['tal kayf', 'tel kayf', 'tell kayf']
    """
    plain = key(name)
    found = _ARTICLE.fullmatch(plain)
    bare = set() if found is None else {found["rest"]}
    spelt = {plain} if found is None else {plain, f"al {found['rest']}", f"el {found['rest']}"}
    for pattern, others in _SPELT:
        spelt |= {pattern.sub(other, form) for form in spelt for other in others}
        bare |= {pattern.sub(other, form) for form in bare for other in others}
    return spelt - {plain}, bare
