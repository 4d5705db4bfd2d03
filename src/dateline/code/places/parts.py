"""Places told by common nouns alone: a part of a town ("a southern district of the city"), the seat of a government
("the presidential palace"), the towns of a country ("many cities across the country").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.code.places.found import Found
from dateline.code.places.located import Located
from dateline.knowledge import Knowledge

_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "this", "that", "one", "another"})
_ON = frozenset({"on"})
_WHOLE = frozenset({"the", "this", "that", "its", "their"})


@dataclass(frozen=True)
class PartWords:
    """The word lists of `data/places/parts.yaml`, where each is explained."""

    parts: frozenset[str]
    parts_of_sides: frozenset[str]
    parts_alone: frozenset[str]
    wholes: frozenset[str]
    sides: frozenset[str]
    seats: frozenset[tuple[str, ...]]
    many: frozenset[str]
    over: frozenset[str]
    countries: frozenset[str]


@lru_cache(maxsize=4)
def load_part_words(folders: tuple[str, ...]) -> PartWords:
    """Give the words of Dateline and of the user's knowledge folders."""
    tree = Knowledge(*folders).merged("places/parts.yaml")
    names = ("parts", "parts_of_sides", "parts_alone", "wholes", "sides", "many", "over", "countries")
    return PartWords(
        seats=frozenset(tuple(str(seat).split()) for seat in tree["seats"]),
        **{name: frozenset(map(str, tree[name])) for name in names},
    )


def find_parts(doc: Doc, taken: list[Found], words: PartWords, located: Located) -> list[Found]:
    """Give the places of a document that only common nouns tell, in text order, none overlapping `taken`."""
    covered = {i for place in taken for i in range(place.start, place.end)}
    found = []
    for token in doc:
        for start, end, label in (_seat(token, words), _part(token, words), _spread(token, words)):
            if start < end and covered.isdisjoint(range(start, end)) and located.at(token.i, _ON):
                span = doc[start:end]
                feature = "S" if label == "FAC" else "A1"
                found.append(Found(start, end, span.start_char, span.end_char, span.text, (), feature, label=label))
                covered.update(range(start, end))
                break
    return found


_NONE = (0, 0, "")


def _seat(token: Token, words: PartWords) -> tuple[int, int, str]:
    """Give the bounds of a seat of a government that the token ends: "the state house"."""
    doc, end = token.doc, token.i + 1
    for seat in words.seats:
        start = end - len(seat)
        if start < 1 or seat != tuple(t.lower_ for t in doc[start:end]):
            continue
        following = doc[end].pos_ if end < len(doc) else ""
        if doc[start - 1].lower_ in ("the", "'s", "’s", "its") and following not in ("NOUN", "PROPN"):
            return start, end, "FAC"
    return _NONE


def _part(token: Token, words: PartWords) -> tuple[int, int, str]:
    """Give the bounds of a part of a town whose noun is the token: "the southern suburbs of the capital", "the south
    valley".
    """
    doc, at = token.doc, token.i
    noun = token.lower_
    if noun not in words.parts or token.pos_ not in ("NOUN", "PROPN") or not at:
        return _NONE
    after = [t.lower_ for t in doc[at + 1 : at + 4]]
    whole = len(after) == 3 and after[0] == "of" and after[1] in _WHOLE and after[2] in words.wholes
    end = at + 4 if whole else at + 1
    if after[:1] == ["of"] and not whole:  # of a name, which is found, or of something else
        return _NONE
    if doc[end : end + 1].text and doc[end].pos_ in ("NOUN", "PROPN"):
        return _NONE
    start = at
    while start and doc[start - 1].lower_ in words.sides:
        start -= 1
    sided = start < at
    before = doc[start - 1] if start else None
    owned = before is not None and before.lower_ in ("'s", "’s") and start > 1 and doc[start - 2].lower_ in words.wholes
    central = before is not None and before.lower_ in words.wholes and noun in words.parts_alone
    if owned:
        start -= 2
    elif central:
        start -= 1
    elif before is None or before.lower_ not in _DETERMINERS:
        return _NONE
    told = noun in words.parts_of_sides if sided else noun in words.parts_alone
    if not (owned or central or (sided and whole) or (told and (sided or whole))):
        return _NONE
    return start, end, "FAC"


def _spread(token: Token, words: PartWords) -> tuple[int, int, str]:
    """Give the bounds of the towns or areas of a country that the token is the noun of: "cities across the country"."""
    doc, at = token.doc, token.i
    after = [t.lower_ for t in doc[at + 1 : at + 4]]
    if token.lower_ not in words.many or len(after) < 3 or after[0] not in words.over:
        return _NONE
    if after[1] not in _WHOLE or after[2] not in words.countries:
        return _NONE
    start = at
    while start and doc[start - 1].pos_ in ("ADJ", "NUM") and doc[start - 1].dep_ in ("amod", "nummod"):
        start -= 1
    return start, at + 4, "LOC"
