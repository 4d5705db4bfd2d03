"""What the names of a document say for each other: places of one country, province, district or neighbourhood."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from dateline.knowledge.gazetteer import Candidate
from dateline.knowledge.gazetteer_record import GazetteerRecord

# In the unit of the weights: decimal orders of magnitude of population.
COUNTRY = 1.6
"""At most, for a place in a country that other places of the document lie in."""
PROVINCE = 2.6
"""At most, for a place in a province that other places of the document lie in."""
DISTRICT = 1.5
"""At most, for a place in a district that other places of the document lie in, or that is that district."""
NEAR = 1.2
"""At most, for a place near other places of the document."""
TIE = 0.01
"""Two places whose scores differ by less than this have the same claim to a name."""
SHARPNESS = 1.6
LONELY = 1.5
"""What a country loses, at most, of which the document names nothing else, while it names much in another one."""
_CELL = 1.0
"""Side of the cells, in degrees, by which nearness is told: the same cell or one beside it."""


@dataclass(slots=True)
class Sense:
    """A name of the document with the places that it can mean and their scores. `voice`: how much it counts for the
    others.
    """

    candidates: list[Candidate]
    base: list[float]
    mentions: list[int]
    fixed: bool
    scores: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    voice: float = 1.0

    def best(self) -> Candidate | None:
        """Give the candidate with the highest score; None where another place, far from it, has as good a claim."""
        order = sorted(range(len(self.scores)), key=lambda index: (-self.scores[index], index))
        best = self.candidates[order[0]]
        if len(order) > 1 and self.scores[order[0]] - self.scores[order[1]] < TIE:
            other = self.candidates[order[1]]
            if other.weight >= best.weight - TIE and _apart(best.record, other.record):
                return None
        return best


@dataclass(slots=True)
class Support:
    """How much of the document's names lies where."""

    country: dict[str | None, float] = field(default_factory=dict)
    province: dict[tuple[str | None, str | None], float] = field(default_factory=dict)
    district: dict[tuple[str | None, str | None, str], float] = field(default_factory=dict)
    cell: dict[tuple[int, int], float] = field(default_factory=dict)

    def add(self, sense: Sense) -> None:
        """Add what a name says."""
        for candidate, share in zip(sense.candidates, sense.shares, strict=True):
            if share < 0.02:
                continue
            record, share = candidate.record, share * sense.voice
            code = record.country_code
            self.country[code] = self.country.get(code, 0.0) + share
            if record.province is not None:
                place = (code, record.province)
                self.province[place] = self.province.get(place, 0.0) + share
                if record.district is not None:
                    district = (*place, record.district)
                    self.district[district] = self.district.get(district, 0.0) + share
            if record.resolution > 2:
                cell = _cell(record)
                self.cell[cell] = self.cell.get(cell, 0.0) + share

    def near(self, record: GazetteerRecord) -> float:
        """Give how much lies near a place."""
        row, column = _cell(record)
        return sum(self.cell.get((row + i, column + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))


def support_of(senses: list[Sense]) -> Support:
    """Give what some names say together."""
    support = Support()
    for sense in senses:
        support.add(sense)
    return support


def rescore(sense: Sense, support: Support) -> None:
    """Set the scores of a name's places by their own, and by what the other names of the document say."""
    own = support_of([sense])
    elsewhere = max(support.country.values(), default=0.0) - max(own.country.values(), default=0.0)
    scores = []
    for candidate, base in zip(sense.candidates, sense.base, strict=True):
        record = candidate.record
        code = record.country_code
        others = support.country.get(code, 0.0) - own.country.get(code, 0.0)
        score = base + COUNTRY * _saturate(others / 2)
        if record.resolution == 1 and others < 0.2:
            score -= LONELY * _saturate(elsewhere - others - 1.0)
        if record.province is not None:
            place = (code, record.province)
            score += PROVINCE * _saturate(support.province.get(place, 0.0) - own.province.get(place, 0.0))
            if record.district is not None:
                district = (*place, record.district)
                score += DISTRICT * _saturate(support.district.get(district, 0.0) - own.district.get(district, 0.0))
        score += NEAR * _saturate(_around(record, support) - _around(record, own))
        scores.append(score)
    share(sense, scores)


def share(sense: Sense, scores: list[float]) -> None:
    """Set the scores of a name's places, and what share of belief each has."""
    best = max(scores)
    powers = [math.exp(SHARPNESS * (score - best)) for score in scores]
    total = sum(powers)
    sense.scores = scores
    sense.shares = [power / total for power in powers]


def _around(record: GazetteerRecord, support: Support) -> float:
    """Give how much lies near a place, or in it where it is a country or a province."""
    if record.resolution > 2:
        return support.near(record)
    if record.resolution == 2:
        return support.province.get((record.country_code, record.province), 0.0)
    return support.country.get(record.country_code, 0.0)


def _cell(record: GazetteerRecord) -> tuple[int, int]:
    width = max(math.cos(math.radians(record.lat)), 0.1)
    return int((record.lat + 90) // _CELL), int((record.lon + 180) * width // _CELL)


def _apart(one: GazetteerRecord, other: GazetteerRecord) -> bool:
    return one.country_code != other.country_code or one.province != other.province


def _saturate(amount: float) -> float:
    return 1.0 - math.exp(-amount) if amount > 0.0 else 0.0
