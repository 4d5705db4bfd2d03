"""Where a place without a record of its own lies: in the known place that the text puts it in, or else the nearest."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from dateline.code.places.found import Found
from dateline.code.places.kinds import kind_of
from dateline.code.places.lexicon import Lexicon
from dateline.code.places.resolve import siblings_of
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.gazetteer_record import GazetteerRecord

COUNTRY, PROVINCE, TOWN = 1, 2, 4
"""PLOVER's resolutions."""
_FAR = 12
"""Tokens between a place and the one that it is told to lie in, near, or so far from."""
_BY_FAR = 2
"""How many times more places of a text lie in its country than in any other, if the story plays there."""
_BEFORE = 5
"""Tokens between a place and the one named before it that it lies in ("the Iraqi town of X")."""
_TIES = frozenset({"in", "of", "near", "outside", "inside", "at", "from", "within"})
_NO_VERB = frozenset({"VERB", "AUX", "CCONJ", "SCONJ"})
_ENDS = frozenset({".", ";", "?", "!", ":"})


def lies_within(
    doc: Doc, found: list[Found], records: list[GazetteerRecord | None], gazetteer: Gazetteer, lexicon: Lexicon
) -> list[GazetteerRecord | None]:
    """Give for each found name that has no record the known place that it lies in, as finely as the text tells it: a
    town for a site in a town, else a province or a country. None for names with a record, and where nothing tells it.
    """
    return _Around(doc, found, records, gazetteer, lexicon).all()


class _Around:
    """The work on one document."""

    def __init__(
        self,
        doc: Doc,
        found: list[Found],
        records: list[GazetteerRecord | None],
        gazetteer: Gazetteer,
        lexicon: Lexicon,
    ) -> None:
        self.doc = doc
        self.found = found
        self.records = records
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.siblings = siblings_of(found, doc.text)

    def all(self) -> list[GazetteerRecord | None]:
        """Give the places around, in the order of the found names."""
        given: list[GazetteerRecord | None] = [None] * len(self.found)
        for n, place in enumerate(self.found):
            if self.records[n] is None and not place.candidates:
                given[n] = self._told(n, given) or self._likely(n)
        return given

    def _told(self, n: int, given: list[GazetteerRecord | None]) -> GazetteerRecord | None:
        """Give the place that the words around a name put it in."""
        place = self.found[n]
        for after in range(n + 1, len(self.found)):
            if not self._joined(self.found[after - 1], self.found[after]):
                break
            record = self.records[after]
            if record is None:
                continue
            if place.demonym or self.found[after].demonym:
                break
            listed = self._gap(self.found[after - 1], self.found[after]) == [","] and record.resolution > PROVINCE
            if listed and (not _is_site(place) or _is_site(self.found[after])):
                break
            return record if _is_site(place) or record.resolution <= PROVINCE else self._province(record)
        for other in self.siblings.get(n, ()):
            record = self.records[other] or given[other]
            if record is not None and not self.found[other].demonym:
                return record if _is_site(place) and record.resolution <= TOWN else self._province(record)
        if n and (record := self.records[n - 1]) is not None:
            gap = self.doc[self.found[n - 1].end : place.start]
            if len(gap) <= _BEFORE and all(
                t.lower_ in ("of", "'s", "’s") or t.pos_ in ("ADJ", "NOUN", "PROPN") for t in gap
            ):
                return record if record.resolution <= PROVINCE or _is_site(place) else self._province(record)
        return None

    def _gap(self, left: Found, right: Found) -> list[str]:
        return [token.lower_ for token in self.doc[left.end : right.start]]

    def _joined(self, left: Found, right: Found) -> bool:
        """Tell whether the words between two names put the first one in or near the second."""
        gap = self.doc[left.end : right.start]
        if not len(gap) or len(gap) > _FAR or any(t.text in _ENDS for t in gap):
            return False
        if any(t.pos_ in _NO_VERB and t.lower_ not in self.lexicon.lying for t in gap):
            return False
        return gap[-1].text == "," or any(token.lower_ in _TIES for token in gap)

    def _likely(self, n: int) -> GazetteerRecord | None:
        """Give the place that is named nearest before a name, for a site the nearest town; where none is, that named
        nearest behind it. A name that is no site lies in the country of the text's places, if most by far are in one.
        """
        place = self.found[n]
        if place.feature == "H":  # waters and areas of operations lie in no country
            return None
        site = _is_site(place)
        order = [*range(n - 1, -1, -1), *range(n + 1, len(self.found))]
        fitting = [
            (m, record)
            for m in order
            if (record := self.records[m]) is not None
            and record.country_code is not None
            and not (self.found[m].demonym or self.found[m].inside)
            and (record.resolution >= TOWN - 1 or not site)
        ]
        if site and fitting:  # not in the town of "the Minsk talks" if there is another
            literal = (
                record for m, record in fitting if kind_of(self.found[m], self.doc, self.lexicon) != "associative"
            )
            best: GazetteerRecord = next(literal, fitting[0][1])
            return best
        codes = Counter(
            record.country_code for record in self.records if record is not None and record.country_code is not None
        )
        if not codes:
            return None
        (code, often), second = codes.most_common(1)[0], codes.most_common(2)[1:]
        if fitting and second and often < _BY_FAR * second[0][1]:
            return self.gazetteer.country(fitting[0][1].country_code or code)
        return self.gazetteer.country(code)

    def _province(self, record: GazetteerRecord) -> GazetteerRecord | None:
        """Give the province of a place, its country where it has none."""
        if record.country_code is None or record.resolution <= PROVINCE:
            return record
        code = self.gazetteer.province_code(record.country_code, record.province) if record.province else None
        units = self.gazetteer.unit(code) if code else ()
        return next(iter(units), self.gazetteer.country(record.country_code))


def _is_site(place: Found) -> bool:
    return place.label == "FAC" or (place.feature or "") == "S"
