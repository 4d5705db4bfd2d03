"""The places of a document, each with all its mentions, and which mentions only say where another place lies."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dateline.code.events.words import EventWords
from dateline.code.layers import PlaceMention
from dateline.code.syntax import root_of
from dateline.knowledge.gazetteer_names import fold
from dateline.knowledge.gazetteer_record import GazetteerRecord
from dateline.knowledge.sphere import distance_km

COUNTRY = 1
"""PLOVER's resolution of a country."""
_PROVINCE, _TOWN = 2, 4
"""Those of a province and of a settlement."""
_IN_TOWN_KM = 15.0
"""How far from the middle of a settlement a site may be that is in it."""
KINDS = frozenset({"literal", "in_name", "associative"})
"""Kinds of mentions that can be where something was."""
_DATELINE = 8
"""Tokens within which a dateline ends with its dash."""
_GAP = 5
_FAR = 12
"""Tokens between a place and the one that its distance is told from."""
_GAP_TAGS = frozenset({"ADP", "DET", "PUNCT", "ADJ", "NOUN", "PROPN"})
_OWNS = frozenset({"poss", "nmod", "compound"})
_DEFINITE = frozenset({"the", "this", "that", "same"})
_DASHES = frozenset({"-", "–", "—", "--", "―"})
_LISTING = frozenset({",", "and", "&"})
_GAP_ENDS = _DASHES | {".", ";"}


@dataclass(slots=True)
class Spot:
    """One place of the document with all its mentions (indices into the document's places), in text order."""

    key: object
    mentions: list[int] = field(default_factory=list)
    resolution: int | None = None
    country: str | None = None
    in_town: bool = False
    """Whether it is a place without a record of its own that is known to lie in a settlement."""


class Spots:
    """The places of one document."""

    def __init__(self, doc: Doc, words: EventWords) -> None:
        self.doc = doc
        self.words = words
        self.places: list[PlaceMention] = doc._.dateline_places or []
        self.sentence_of = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self.until = self._lists()
        """For the first of several countries in a list ("Iraq and Syria") the last: together they are one place."""
        self.roots = [root_of(doc, place) for place in self.places]
        """The syntactic head of each mention."""
        self.spots = self._spots()
        self.spot_of = {m: spot for spot in self.spots for m in spot.mentions}
        self.datelines = {n for n, place in enumerate(self.places) if self._is_dateline(place)}
        below = [spot for spot in self.spots if spot.resolution != COUNTRY]
        self.main = max(below, key=lambda spot: (len(spot.mentions), -spot.mentions[0]), default=None)
        self.outer = self._outer()
        self.idle = self._idle()
        self.heads = {m: self._head(m) for m in self.spot_of if m not in self.idle}
        """The head of the phrase that each mention is told with, but for those that tell nothing."""
        self.nominals = self._nominals()

    def _spots(self) -> list[Spot]:
        found: dict[object, Spot] = {}
        whole = self.doc.text  # spaCy puts it together anew each time
        for n, place in enumerate(self.places):
            if place.kind not in KINDS:
                continue
            record = place.record
            text = fold(whole[place.start_char : place.end_char])
            key: object = text if record is None else (record.geonameid, record.name)
            if n in self.until:
                key = tuple(sorted(self._name(m) for m in range(n, self.until[n] + 1)))
            spot = found.setdefault(key, Spot(key))
            spot.mentions.append(n)
            if record is not None:
                spot.resolution, spot.country = record.resolution, None if n in self.until else record.country_code
            elif place.within is not None:
                spot.country, spot.in_town = place.within.country_code, place.within.resolution >= _TOWN
        return list(found.values())

    def _name(self, n: int) -> str:
        record = self.places[n].record
        return "" if record is None else record.name

    def _lists(self) -> dict[int, int]:
        """Give the first and the last mention of lists of different countries with nothing between them but commas and
        "and".
        """
        found: dict[int, int] = {}
        n = 0
        while n < len(self.places):
            last = n
            while last + 1 < len(self.places) and self._listed(self.places[last], self.places[last + 1]):
                last += 1
            if last > n and len({self._name(m) for m in range(n, last + 1)}) > 1:
                found[n] = last
            n = last + 1
        return found

    def _listed(self, place: PlaceMention, following: PlaceMention) -> bool:
        gap = [token.lower_ for token in self.doc[place.end : following.start]]
        return bool(gap) and set(gap) <= _LISTING and self._is_country(place) and self._is_country(following)

    def _is_country(self, place: PlaceMention) -> bool:
        return place.kind == "literal" and place.record is not None and place.record.resolution == COUNTRY

    def _is_dateline(self, place: PlaceMention) -> bool:
        """Tell whether a place stands before the dash that opens a report ("BAGHDAD (AP) - ")."""
        if place.start > 0 and not self.doc[place.start].is_sent_start and self.sentence_of[place.start] > 0:
            return False
        if place.start > 5:
            return False
        for token in self.doc[place.end : place.end + _DATELINE]:
            if token.text in _DASHES:
                return True
            if token.pos_ in ("VERB", "AUX"):
                return False
        return False

    def _outer(self) -> dict[int, int]:
        """Give for mentions the mention behind them that says where they lie: around them or so far off."""
        found: dict[int, int] = {}
        for n in range(1, len(self.places)):
            place, before = self.places[n], self.places[n - 1]
            if self._lies_in(before, place) or (
                before.start >= self.roots[n].sent.start and self._measured(place, before)
            ):
                found[n - 1] = n
        by_token = self._by_token()
        for n, root in enumerate(self.roots):  # "Idlib's Sarmin"
            inner = by_token.get(root.head.i, n)
            if inner != n and root.dep_ in _OWNS and self.places[inner].kind in KINDS:
                found.setdefault(inner, n)
        return found

    def _by_token(self) -> dict[int, int]:
        return {i: n for n, place in enumerate(self.places) for i in range(place.start, place.end)}

    def _idle(self) -> set[int]:
        """Give the mentions that stand in a list behind another place, or say where the place before them lies."""
        found = set(self.outer.values())
        by_token = self._by_token()
        for n, root in enumerate(self.roots):
            if root.dep_ == "conj" and by_token.get(root.head.i, n) != n:
                found.add(n)
        return found

    def _nominals(self) -> dict[int, list[tuple[int, int]]]:
        """Give for places (by id) the nouns that stand for them, as token and last mention: "the airfield" after
        "Tiyas Airfield", "the same village" after "the village of X", "the city" after any city; datelines only
        where nothing else is.
        """
        named = {i for place in self.places for i in range(place.start, place.end)}
        for m, head in self.heads.items():  # "home" and "village" of "a home in the village of X"
            token = self.roots[m]
            while token != head:
                token = token.head
                named.add(token.i)
        ends = {self.doc[p.end - 1].lower_ for p in self.places if p.end - p.start > 1 and p.kind in KINDS}
        found: dict[int, list[tuple[int, int]]] = {}
        for token in self.doc:
            noun = self._heads(token) or (token.pos_ == "NOUN" and token.lower_ in ends)
            if token.i in named or not noun or not any(c.lower_ in _DEFINITE for c in token.lefts):
                continue
            before = (m for m in self.heads if self.places[m].start < token.i)
            for m in sorted(before, key=lambda m: (m in self.datelines, -m)):
                if self._stands_for(token, self.heads[m], self.places[m]):
                    found.setdefault(id(self.spot_of[m]), []).append((token.i, m))
                    break
        return found

    def _stands_for(self, token: Token, head: Token, place: PlaceMention) -> bool:
        noun = token.lemma_.lower()
        if noun == head.lemma_.lower() or noun in (t.lower_ for t in self.doc[place.start : place.end]):
            return True
        settled = place.record is not None and place.record.feature_class == "P"
        return settled and place.kind in ("literal", "associative") and noun in self.words.settlements

    def contains(self, outer: Spot, inner: Spot) -> bool:
        """Tell whether the gazetteer puts one place into another: into its country or province, or a site into the
        settlement it is at. A place without a record lies where the text says, or in the most named settlement.
        """
        one, other = self.record(outer), self.record(inner)
        if one is None:
            return False
        if other is None:
            around = self.around(inner)
            town = self.main if around is None else self.spot_of.get(around)
            if town is None or town is inner or (around is None and town.resolution != _TOWN):
                return False
            return town is outer or self.contains(outer, town)
        if one.country_code != other.country_code or one.resolution >= other.resolution:
            return False
        if one.resolution == COUNTRY:
            return True
        if one.resolution == _PROVINCE:
            return other.province is not None and other.province in (one.province, one.name)
        return one.resolution == _TOWN and distance_km(one.lat, one.lon, other.lat, other.lon) < _IN_TOWN_KM

    def record(self, spot: Spot) -> GazetteerRecord | None:
        """Give what the gazetteer knows of a place, None if nothing."""
        return next((r for m in spot.mentions if (r := self.places[m].record) is not None), None)

    def around(self, spot: Spot) -> int | None:
        """Give the mention of the known place that the text says a place lies in or near, None if it says nothing."""
        for m in spot.mentions:
            seen = m
            while seen in self.outer and self.places[self.outer[seen]].start - self.places[seen].end <= _FAR:
                seen = self.outer[seen]
                if self.places[seen].record is not None:
                    return seen
        return None

    def _measured(self, place: PlaceMention, before: PlaceMention) -> bool:
        """Tell whether a place only says how far off the one before it lies ("30 km south of Kirkuk")."""
        last = [token.lower_ for token in self.doc[max(before.end, place.start - _GAP) : place.start]]
        return last[-1:] in (["of"], ["from"]) and not self.words.distances.isdisjoint(last)

    def _lies_in(self, place: PlaceMention, around: PlaceMention) -> bool:
        """Tell whether a place is named to say where the one before it lies ("a mosque in Daquq", "Kidal, Mali")."""
        gap = self.doc[place.end : around.start]
        if (
            place.kind not in KINDS
            or len(gap) > _GAP
            or any(t.pos_ not in _GAP_TAGS or t.text in _GAP_ENDS for t in gap)
        ):
            return False
        inner, outer = place.record, around.record
        if any(t.lower_ in self.words.within for t in gap):
            return outer is None or inner is None or outer.resolution <= inner.resolution
        if not any(t.text == "," for t in gap) or outer is None or outer.resolution > 2:
            return False
        return inner is None or (outer.resolution < inner.resolution and outer.country_code == inner.country_code)

    def _head(self, m: int) -> Token:
        """Give the head of the phrase that a mention is told with: "streets" of "the streets of the city of X"."""
        token = self.roots[m]
        while True:
            above = token.head
            if token.dep_ == "appos" or (
                token.dep_ in ("compound", "nmod", "poss") and (above.pos_ == "PROPN" or self._heads(above))
            ):
                token = above
            elif token.dep_ == "pobj" and above.lower_ in self.words.within and self._heads(above.head):
                token = above.head
            else:
                return token

    def _heads(self, token: Token) -> bool:
        return token.pos_ == "NOUN" and token.lemma_.lower() in self.words.place_heads

    def preposition(self, head: Token) -> str:
        """Give the kind of preposition over the head of a phrase: at, to, toward, from, of, other or none."""
        token = head
        while token.dep_ in ("conj", "appos"):
            token = token.head
        if token.dep_ != "pobj":
            return "none"
        word = token.head.lower_
        for name, group in (("to", self.words.goal), ("toward", self.words.direction), ("from", self.words.source)):
            if word in group:
                return name
        if word in ("of", "between"):
            return "of" if word == "of" else "other"
        return "at" if word in self.words.place_prepositions else "other"
