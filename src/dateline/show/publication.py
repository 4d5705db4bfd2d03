"""Making coded documents fit for publication: places no finer than wanted, and no personal names.

Both change the text itself and everything read from it, so that what is hidden stands in no column of any format; the
offsets count in the changed text.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer import open_gazetteer
from dateline.knowledge.gazetteer_record import GazetteerRecord
from dateline.model import CodedDocument, Place

_LEAST_TOKEN = 2
_LEAST_IN_ADDRESS = 4
_FINEST = {"province": 2, "country": 1}


class Level(StrEnum):
    """How fine places may be: PLOVER's resolutions 2 and 1."""

    PROVINCE = "province"
    COUNTRY = "country"


def prepared(
    documents: Iterable[CodedDocument], *, coarsen: Level | None = None, mask_names: bool = False
) -> Iterator[CodedDocument]:
    """Yield the documents with names masked and places coarsened, where wanted."""
    for document in documents:
        if mask_names:
            document = masked(document)
        if coarsen is not None:
            document = coarsened(document, coarsen)
        yield document


def masked(document: CodedDocument) -> CodedDocument:
    """Give the document with the names of its persons as "[person 1]", "[person 2]" and so on.

    Persons are the entities of that type. Each word of a name is replaced wherever it stands with a capital, alone or
    with others, titles kept. An address (URL) that has a word of a name is left out, an id that has one is replaced by
    its hash.
    """
    numbers: dict[str, int] = {}
    people = [entity for entity in document.entities if entity.type == "PERSON"]
    for number, person in enumerate(people, start=1):
        words = person.name.split()
        is_description = bool(words) and words[-1][:1].islower()  # "US ambassador"
        for word in _name_words(person.name):
            if word.lower().rstrip(".") not in _titles() and not (is_description and word in _country_words()):
                numbers.setdefault(word, number)
    if not numbers:
        return document
    for word in list(numbers):
        numbers.setdefault(word.upper(), numbers[word])
    names = "|".join(re.escape(word) for word in sorted(numbers, key=len, reverse=True))
    word = rf"(?<!\w)(?:{names})(?!\w)"
    before = rf"(?:(?<!\w)(?:[A-Z]\.|{_particles()})[ \u00a0-]*)*"  # initials and particles: "J. van der"
    found = re.compile(rf"{before}{word}(?:[ \u00a0-]+{before}{word})*")
    one = re.compile(word)

    def replacement(match: re.Match[str]) -> str:
        return f"[person {numbers[one.findall(match[0])[-1]]}]"  # the surname tells whom, and stands last

    return _rewritten(document, found, replacement, set(numbers))


def coarsened(document: CodedDocument, level: Level) -> CodedDocument:
    """Give the document with every place that is finer than a province or a country moved to that one, and its name
    as "[place]" wherever it stands; a place that the gazetteer does not know counts as fine.
    """
    finest = _FINEST[level]
    hidden = {
        name
        for place in (*document.places, *(event.event_loc for event in document.events if event.event_loc))
        if place.kind != "demonym" and (place.resolution is None or place.resolution > finest)
        for name in (place.text, place.name)
        if name and name != _coarse_name(place, level)
    }
    if hidden:
        names = "|".join(re.escape(name) for name in sorted(hidden, key=len, reverse=True))
        document = _rewritten(document, re.compile(rf"(?<!\w)(?:{names})(?!\w)"), lambda _: "[place]", hidden)
    events = [
        event.model_copy(update={"event_loc": event.event_loc and _moved(event.event_loc, level)})
        for event in document.events
    ]
    return document.model_copy(update={"places": [_moved(p, level) for p in document.places], "events": events})


def _coarse_name(place: Place, level: Level) -> str | None:
    return place.province if level is Level.PROVINCE else None


def _moved(place: Place, level: Level) -> Place:
    finest = _FINEST[level]
    if place.resolution is not None and place.resolution <= finest:
        return place
    record = None
    if place.resolution is not None:
        record = _province(place) if level is Level.PROVINCE else None
        record = record or (open_gazetteer().country(place.country_code) if place.country_code else None)
    fields = ("name", "geonameid", "lat", "lon", "feature_class", "feature_code", "resolution")
    update = {name: getattr(record, name, None) for name in fields}
    is_province = record is not None and record.resolution == _FINEST["province"]
    return place.model_copy(update=update | {"district": None, "province": update["name"] if is_province else None})


def _province(place: Place) -> GazetteerRecord | None:
    for record in open_gazetteer().lookup(place.province or ""):
        if record.country_code == place.country_code and record.resolution == _FINEST["province"]:
            return record
    return None


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(word.lower() for row in Knowledge().rows("actors/titles.csv") for word in row["title"].split())


@lru_cache(maxsize=1)
def _country_words() -> frozenset[str]:
    """Give the words of countries' names and of what is called after them."""
    columns = ("name", "aliases", "adjectives", "demonyms")
    rows = Knowledge().rows("actors/countries.csv", required=columns)
    return frozenset(word for row in rows for column in columns for word in re.split(r"[|\s]", row[column]))


@lru_cache(maxsize=1)
def _particles() -> str:
    return "|".join(Knowledge().merged("exports/names.yaml")["particles"])


def _name_words(name: str) -> list[str]:
    words = [re.sub(r"['’]s$", "", word.strip(".,;:()[]\"'“”‘’")) for word in name.split()]
    parts = [part for word in words for part in (word, *re.split(r"[-'’]", word))]
    return [part for part in dict.fromkeys(parts) if len(part) >= _LEAST_TOKEN and part[0].isupper()] + [
        word for word in words if "-" in word and not word[0].isupper()
    ]


def _rewritten(document: CodedDocument, pattern: re.Pattern[str], replacement: Any, hidden: set[str]) -> CodedDocument:
    """Replace what the pattern finds, in the text and in all that was read from it; offsets move along."""
    new_text, last = "", 0
    spans: list[tuple[int, int, int, int]] = []  # of what is replaced: in the old text and in the new
    for match in pattern.finditer(document.text):
        new_text += document.text[last : match.start()]
        begin = len(new_text)
        new_text += replacement(match)
        last = match.end()
        spans.append((match.start(), match.end(), begin, len(new_text)))
    new_text += document.text[last:]
    firsts = [span[0] for span in spans]

    def moved(offset: int, *, is_end: bool) -> int:
        at = bisect_right(firsts, offset - 1 if is_end else offset) - 1
        if at < 0:
            return offset
        _, after, begin, end = spans[at]
        if offset < after or (is_end and offset <= after):
            return end if is_end else begin
        return offset - after + end

    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [changed(one) for one in value]
        if not isinstance(value, dict):
            return value
        result = {
            name: pattern.sub(replacement, one) if isinstance(one, str) and name in _WORDED else changed(one)
            for name, one in value.items()
        }
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            start, end = moved(value["start"], is_end=False), moved(value["end"], is_end=True)
            is_slice = value.get("text") == document.text[value["start"] : value["end"]]
            result |= {"start": start, "end": end}
            if is_slice:
                result["text"] = new_text[start:end]
        return result

    content = changed(document.model_dump(exclude={"text": True, "events": {"__all__": {"explanation"}}}))
    content["text"] = new_text
    if _tells(document.url, hidden):
        content["url"] = None
    if _tells(document.id, hidden):
        content["id"] = hashlib.sha256(document.id.encode("utf-8", "replace")).hexdigest()[:16]
    return CodedDocument.model_validate(content)


_WORDED = frozenset({"title", "publisher", "name", "text", "of"})
"""Fields with words of the document; those of spans are cut from the text anew."""


def _tells(address: str | None, hidden: set[str]) -> bool:
    """Tell whether an address has a word of what is hidden, as in ".../mayor-lopez-resigns"."""
    words = set(re.split(r"[\W_\d]+", unquote(address or "").casefold()))
    return any(
        part in words
        for name in hidden
        for part in re.split(r"[\W_]+", name.casefold())
        if len(part) >= _LEAST_IN_ADDRESS
    )
