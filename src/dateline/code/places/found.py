"""A name of a place as it was found in the text, before it is decided which place it means."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.gazetteer import Candidate
from dateline.knowledge.gazetteer_record import GazetteerRecord


def is_region(record: GazetteerRecord) -> bool:
    """Tell whether a place is a region of the world ("Balkans")."""
    return record.feature_class == "L" and record.resolution == 1 and not record.country_code


@dataclass(slots=True)
class Found:
    """A name of a place at some point of the text, with what it can mean and what the words around it say."""

    start: int
    end: int
    start_char: int
    end_char: int
    name: str
    candidates: tuple[Candidate, ...]
    feature: str | None = None
    """Kind of place that a word beside the name asks for, as in `Lexicon.features`."""
    demonym: bool = False
    inside: bool = False
    """It is a part of a longer name of something else."""
    label: str = ""
    """The label of the entity that the name was found in, empty if none."""
    unit: str | None = None
    """The word for a district in or behind the name ("county")."""
    town: bool = False
    """What follows the name goes with towns, not with countries."""
    province: str | None = None
    """GeoNames code of the province that an abbreviation stands for."""
