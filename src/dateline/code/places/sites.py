"""Names of sites within towns that no gazetteer has: mosques, streets, embassies, camps, by the words they are named
with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from spacy.tokens import Doc, Token

from dateline.code.places.found import Found
from dateline.code.places.located import Located
from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer import Candidate, Gazetteer

LONGEST = 6
"""Tokens of the longest name of a site."""
_WITHIN = 2
"""Small words between a name and the noun of its site ("Al Salem hospital complex", "Iikura guest house")."""
_HOUSE_NUMBER = re.compile(r"\d+[A-Z]?$")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)$")
_JOINTS = frozenset({"and", "&", "at"})
_APART = frozenset({"between", "from", ","})
"""Words before a street that make another one behind "and" no crossing of it."""
_ALONG = frozenset({"on", "along", "off", "of"})
_DATELINE_ENDS = frozenset({",", "(", "-", "–", "—", "--"})


@dataclass(frozen=True)
class SiteWords:
    """The word lists of `data/places/sites.yaml`, where each is explained."""

    sites: frozenset[str]
    sites_after: dict[str, frozenset[str]]
    site_modifiers: frozenset[str]
    missions: frozenset[str]
    areas_of: frozenset[str]
    site_starts: frozenset[str]
    street_starts: frozenset[str]
    streets: frozenset[str]
    site_connectors: frozenset[str]
    not_site_names: frozenset[str]
    surnames: frozenset[str]

    @cached_property
    def heads(self) -> frozenset[str]:
        """Every word by which a site can be known."""
        return self.sites | self.sites_after.keys() | self.site_starts | self.street_starts | self.areas_of


@lru_cache(maxsize=4)
def load_site_words(folders: tuple[str, ...]) -> SiteWords:
    """Give the words of Dateline and of the user's knowledge folders."""
    tree = Knowledge(*folders).merged("places/sites.yaml")
    return SiteWords(
        sites_after={str(noun): frozenset(map(str, words)) for noun, words in tree["sites_after"].items()},
        **{
            name: frozenset(map(str, tree[name]))
            for name in (
                "sites",
                "site_modifiers",
                "missions",
                "areas_of",
                "site_starts",
                "street_starts",
                "streets",
                "site_connectors",
                "not_site_names",
                "surnames",
            )
        },
    )


def find_sites(
    doc: Doc, taken: list[Found], words: SiteWords, gazetteer: Gazetteer, located: Located
) -> tuple[list[Found], list[Found]]:
    """Give the names of sites in a document, in text order, and those place names of `taken` that are only parts of
    them ("US" of "the US embassy in Kabul"). None overlaps another, or what is left of `taken`.
    """
    found = _missions(doc, taken, words, located)
    found += _areas_of_operations(doc, words)
    found += _widened(doc, taken, words)
    covered = {i for site in found for i in range(site.start, site.end)}
    dropped = [place for place in taken if not covered.isdisjoint(range(place.start, place.end))]
    covered.update(i for place in taken for i in range(place.start, place.end))
    for token in doc:
        lower = token.lower_
        if lower not in words.heads and not lower[0].isdigit():
            continue
        for start, end in (_address(token, words), _named(token, words, located), _begun(token, words)):
            if start >= end or not covered.isdisjoint(range(start, end)):
                continue
            start, end = _whole(doc, start, end, words)
            covered.update(range(start, end))
            name = doc[start:end].text
            known = gazetteer.candidates(name)
            hits = tuple(hit for hit in known if hit.record.feature_class == "S")
            if hits or not known:  # else a name that did not pass for that place
                found.append(_found(doc, start, end, hits))
            break
    return sorted(found, key=lambda place: place.start), dropped


def _found(doc: Doc, start: int, end: int, hits: tuple[Candidate, ...] = (), feature: str | None = None) -> Found:
    span = doc[start:end]
    label = "FAC" if feature is None else "LOC"
    return Found(start, end, span.start_char, span.end_char, span.text, hits, feature, label=label)


def _missions(doc: Doc, taken: list[Found], words: SiteWords, located: Located) -> list[Found]:
    """Give the embassies of countries that something happens at: where they are, not who speaks there."""
    return [
        _found(doc, place.start, place.end + 1)
        for place in taken
        if place.end < len(doc)
        and doc[place.end].lower_ in words.missions
        and (place.demonym or (place.candidates and place.candidates[0].record.resolution == 1))
        and located.at(place.end)
    ]


def _areas_of_operations(doc: Doc, words: SiteWords) -> list[Found]:
    """Give the areas that forces are responsible for: "the 7th Fleet area of operations"."""
    found = []
    for token in doc[:-2]:
        if token.lower_ != "area" or doc[token.i + 1].lower_ != "of" or doc[token.i + 2].lower_ not in words.areas_of:
            continue
        start = token.i
        while start and (doc[start - 1].text[:1].isupper() or doc[start - 1].text[:1].isdigit()):
            start -= 1
        if start < token.i:
            found.append(_found(doc, start, token.i + 3, feature="H"))
    return found


def _widened(doc: Doc, taken: list[Found], words: SiteWords) -> list[Found]:
    """Give the streets that the pipeline found without their number, block or crossing, with those."""
    found: list[Found] = []
    for place in taken:
        if place.candidates or place.demonym or (found and found[-1].end > place.start):
            continue
        start, end = _whole(doc, place.start, place.end, words)
        if (start, end) != (place.start, place.end):
            found.append(_found(doc, start, end))
    return found


def _whole(doc: Doc, start: int, end: int, words: SiteWords) -> tuple[int, int]:
    """Give the bounds of a site with what tells it more exactly, if it is a street: its number, the block of it that is
    meant, the street that it crosses ("221B Baker Street", "the 300 block of Elm Street", "Third Avenue and Pine
    Street").
    """
    if not _is_street(doc[end - 1], words):
        return start, end
    before = [token.lower_ for token in doc[max(0, start - 3) : start]]
    if before and (_HOUSE_NUMBER.match(before[-1].upper()) or _ORDINAL.match(before[-1])):
        start -= 1
    elif before[1:] == ["block", "of"] and before[0].isdigit():
        start -= 3
    if doc[end : end + 1].text.lower() in _JOINTS and (not before or before[-1] not in _APART):
        for last in range(end + 2, min(end + LONGEST, len(doc))):
            if not _is_name(doc[last - 1], words):
                break
            if _is_street(doc[last], words):
                return start, last + 1
    return start, end


def _is_street(token: Token, words: SiteWords) -> bool:
    return token.text[:1].isupper() and token.lower_.rstrip(".") in words.streets


_NONE = (0, 0)


def _address(token: Token, words: SiteWords) -> tuple[int, int]:
    """Give the bounds of a street address that begins at a number ("12 Mill Lane"), empty if none does."""
    doc = token.doc
    if _HOUSE_NUMBER.match(token.text) is None:
        return _NONE
    for end in range(token.i + 2, min(token.i + LONGEST + 1, len(doc))):
        if not _is_name(doc[end - 1], words) and doc[end - 1].text != ".":
            return _NONE
        if _is_street(doc[end], words):
            return token.i, end + 1
    return _NONE


def _named(token: Token, words: SiteWords, located: Located) -> tuple[int, int]:
    """Give the bounds of a site whose noun is the token and whose name stands before it, empty if it is none."""
    doc, lower = token.doc, token.lower_
    before = doc[token.i - 1].lower_ if token.i else ""
    if lower not in words.sites and before not in words.sites_after.get(lower, ()):
        return _NONE
    if lower in words.surnames and token.ent_type_ == "PERSON" and not located.at(token.i, _ALONG):  # "Mayor Bob Hill"
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
            and previous.lower_ in words.sites | words.site_modifiers | words.sites_after.get(lower, frozenset())
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
        after = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
        if not (token.is_upper and after in _DATELINE_ENDS):
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
