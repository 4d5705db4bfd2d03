"""Names of sites within towns that no gazetteer has: mosques, streets, camps, by the words they are named with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from spacy.tokens import Doc, Token

from dateline.code.places.found import Found
from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer import Gazetteer

LONGEST = 6
"""Tokens of the longest name of a site."""
_WITHIN = 2
"""Small words between a name and the noun of its site ("Al Salem hospital complex", "Iikura guest house")."""


@dataclass(frozen=True)
class SiteWords:
    """The word lists of `data/places/sites.yaml`, where each is explained."""

    sites: frozenset[str]
    sites_after: dict[str, frozenset[str]]
    site_starts: frozenset[str]
    street_starts: frozenset[str]
    streets: frozenset[str]
    site_connectors: frozenset[str]
    not_site_names: frozenset[str]

    @cached_property
    def heads(self) -> frozenset[str]:
        """Every word by which a site can be known."""
        return self.sites | self.sites_after.keys() | self.site_starts | self.street_starts


@lru_cache(maxsize=4)
def load_site_words(folders: tuple[str, ...]) -> SiteWords:
    """Give the words of Dateline and of the user's knowledge folders."""
    tree = Knowledge(*folders).merged("places/sites.yaml")
    return SiteWords(
        sites_after={str(noun): frozenset(map(str, words)) for noun, words in tree["sites_after"].items()},
        **{
            name: frozenset(map(str, tree[name]))
            for name in ("sites", "site_starts", "street_starts", "streets", "site_connectors", "not_site_names")
        },
    )


def find_sites(doc: Doc, taken: list[Found], words: SiteWords, gazetteer: Gazetteer) -> list[Found]:
    """Give the names of sites in a document, in text order, none overlapping a place name that is `taken`."""
    covered = {i for place in taken for i in range(place.start, place.end)}
    found: list[Found] = []
    for token in doc:
        lower = token.lower_
        if lower not in words.heads and not lower.isdigit():
            continue
        for start, end in (_address(token, words), _named(token, words), _begun(token, words)):
            if start >= end or not covered.isdisjoint(range(start, end)):
                continue
            covered.update(range(start, end))
            span = doc[start:end]
            known = gazetteer.candidates(span.text)
            hits = tuple(hit for hit in known if hit.record.feature_class == "S")
            if hits or not known:  # else a name that did not pass for that place
                found.append(Found(start, end, span.start_char, span.end_char, span.text, hits, label="FAC"))
            break
    return sorted(found, key=lambda place: place.start)


_NONE = (0, 0)


def _address(token: Token, words: SiteWords) -> tuple[int, int]:
    """Give the bounds of a street address that begins at a number ("12 Mill Lane"), empty if none does."""
    doc = token.doc
    if not token.text.isdigit():
        return _NONE
    for end in range(token.i + 2, min(token.i + LONGEST + 1, len(doc))):
        text = doc[end].text
        if not _is_name(doc[end - 1], words) and doc[end - 1].text != ".":
            return _NONE
        if doc[end].text[:1].isupper() and text.rstrip(".").lower() in words.streets:
            return token.i, end + 1
    return _NONE


def _named(token: Token, words: SiteWords) -> tuple[int, int]:
    """Give the bounds of a site whose noun is the token and whose name stands before it, empty if it is none."""
    doc, lower = token.doc, token.lower_
    before = doc[token.i - 1].lower_ if token.i else ""
    if lower not in words.sites and before not in words.sites_after.get(lower, ()):
        return _NONE
    if token.i + 1 < len(doc) and doc[token.i + 1].lower_ in words.sites:  # the last noun names it: "hospital complex"
        return _NONE
    start, small = token.i, 0
    while start > max(0, token.i - LONGEST):
        previous = doc[start - 1]
        if _is_name(previous, words):
            start -= 1
        elif (
            start < token.i
            and doc[start].text[:1].isupper()
            and previous.text in ("-", "–")
            and _particle(doc, start - 2)
        ):
            start -= 2
        elif start < token.i and doc[start].text[:1].isupper() and previous.lower_ in words.site_connectors:
            start -= 1
        elif (
            start == token.i - small
            and small < _WITHIN
            and previous.pos_ in ("NOUN", "ADJ", "PROPN")
            and previous.is_lower
            and previous.lower_ in words.sites | words.sites_after.get(lower, frozenset())
        ):
            start, small = start - 1, small + 1
        else:
            break
    while start < token.i and (
        doc[start].lower_ == "the" or (not doc[start].text[:1].isupper() and not _particle(doc, start))
    ):
        start += 1
    if start >= token.i - small or not any(doc[i].text[:1].isupper() for i in range(start, token.i)):
        return _NONE
    if doc[start].is_sent_start and start == token.i - 1 and doc[start].pos_ != "PROPN":
        return _NONE
    return start, token.i + 1


def _particle(doc: Doc, i: int) -> bool:
    """Tell whether a small article begins a name ("al-Nur mosque")."""
    return (
        i >= 0
        and doc[i].lower_ in ("al", "el", "an", "as", "ar", "ash")
        and i + 1 < len(doc)
        and doc[i + 1].text in ("-", "–")
    )


def _begun(token: Token, words: SiteWords) -> tuple[int, int]:
    """Give the bounds of a site whose noun is the token and whose name follows it, empty if it is none."""
    doc = token.doc
    if token.lower_ not in words.site_starts | words.street_starts or not token.text[:1].isupper() or token.is_upper:
        return _NONE
    end = token.i + 1
    while end < min(token.i + LONGEST, len(doc)) and (
        _is_name(doc[end], words) or doc[end].lower_ in words.site_connectors
    ):
        end += 1
    while end > token.i + 1 and not doc[end - 1].text[:1].isupper():
        end -= 1
    if end <= token.i + 1 or (token.lower_ not in words.street_starts and token.ent_type_ in ("PERSON", "ORG")):
        return _NONE
    return token.i, end


def _is_name(token: Token, words: SiteWords) -> bool:
    text = token.text
    return (
        (text[:1].isupper() or (text[:1].isdigit() and text[-1:].isalpha()))
        and token.lower_ not in words.not_site_names
        and token.ent_type_ != "DATE"
    )
