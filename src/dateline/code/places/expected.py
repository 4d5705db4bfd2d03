"""Where the places of a document are to be expected: in the countries and provinces that it names."""

from __future__ import annotations

from spacy.tokens import Doc

from dateline.code.places.lexicon import Lexicon
from dateline.code.places.publishers import Home
from dateline.knowledge.gazetteer import Candidate, Gazetteer

SAME_COUNTRY = 2.2
"""That it is a place in a country that the document names."""
SAME_SHARED_COUNTRY = 1.5
"""The same for a country whose towns bear the names of persons, after "in" and the like."""
SAME_PROVINCE = 3.0
"""That it is a place in a province that the document names, or that the publisher is at home in."""

CERTAIN = 7.2
"""Weight of names that are places even where they are persons' names, too."""
PROVINCE_KNOWN = 6.5
"""Weight from which a province that the document names tells where its towns are."""
ENGLISH_SPEAKING = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})
"""Countries whose press is in English."""
SHARED_NAMES = ENGLISH_SPEAKING | {""}
"""Countries whose towns bear the names of persons in English news."""


class Expected:
    """The countries and provinces of one document, and of its publisher's home."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, lexicon: Lexicon, home: Home | None) -> None:
        countries: set[str] = set()
        self.provinces: set[tuple[str | None, str | None]] = set()
        for entity in doc.ents:
            if entity.label_ not in ("GPE", "NORP"):
                continue
            name = entity.text.removeprefix("the ")
            demonym = lexicon.demonyms.get(name.lower())
            if demonym is not None:
                countries.add(demonym[1] or "")
                continue
            hits = gazetteer.candidates(name)
            if hits and hits[0].weight >= CERTAIN:
                countries.add(hits[0].record.country_code or "")
            if entity.label_ == "GPE":
                for hit in hits[:2]:
                    if hit.record.resolution == 2 and hit.weight >= PROVINCE_KNOWN:
                        self.provinces.add((hit.record.country_code, hit.record.province))
        if home is not None:
            if home.province is not None:
                self.provinces.add((home.country, home.province))
            self.provinces.update((hit.record.country_code, hit.record.province) for hit in home.named[:3])
        self.countries = countries - SHARED_NAMES
        self.shared = countries & SHARED_NAMES

    def evidence(self, candidates: tuple[Candidate, ...], *, strong: bool) -> float:
        """Give what it says for a name's being a place that it can mean one here; `strong`: it stands after "in" or
        the like.
        """
        if self._in_country(candidates, self.countries):
            return SAME_COUNTRY
        if self.in_province(candidates):
            return SAME_PROVINCE
        return SAME_SHARED_COUNTRY if strong and self._in_country(candidates, self.shared) else 0.0

    def in_province(self, candidates: tuple[Candidate, ...]) -> bool:
        """Tell whether one of the places lies in a province of the document."""
        provinces = self.provinces
        return bool(provinces) and any(
            (hit.record.country_code, hit.record.province) in provinces for hit in candidates[:40]
        )

    def _in_country(self, candidates: tuple[Candidate, ...], countries: set[str]) -> bool:
        return bool(countries) and any(hit.form < 2 and hit.record.country_code in countries for hit in candidates[:12])
