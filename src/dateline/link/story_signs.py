"""Signs that two documents tell of one happening, or of two: numbers made of two profiles and of nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dateline.link.rarity import rarity
from dateline.link.story_profile import StoryProfile, Vector

_LONGEST_GAP = 60
_FAR = 7
_UNKNOWN_APART = 2
_APART = 3
_WEEK = 7


def signs(a: StoryProfile, b: StoryProfile) -> dict[str, float]:
    """Give the signs of a pair, the same for (a, b) and (b, a); `docs/stories.md` says what each is."""
    shared = a.names.keys() & b.names.keys()
    gap = _gap(a, b)
    apart = _days_apart(_days(a), _days(b))
    at_start = _days_apart(a.first_dates or _day_published(a), b.first_dates or _day_published(b))
    first, second = a.first_ages, b.first_ages
    no_age = bool(first and second) and not first & b.ages and not second & a.ages
    here, there = a.first_regions, b.first_regions
    no_region = bool(here and there) and not here & b.regions and not there & a.regions
    names = _dot(a.names, b.names)
    sure = _is_borne_out(a) and _is_borne_out(b)
    later = 0.0 if gap is None else math.log1p(min(gap, _LONGEST_GAP))
    return {
        "words": _dot(a.words, b.words),
        "names": names,
        "pairs": _dot(a.pairs, b.pairs),
        "lead": _dot(a.lead, b.lead),
        "numbers": _dot(a.numbers, b.numbers),
        "names_contained": _mass(shared) / min(_mass(a.names), _mass(b.names)) if shared else 0.0,
        "lead_contained": max(_contained(a.lead, b.words), _contained(b.lead, a.words)),
        "undated": 1.0 if gap is None else 0.0,
        "gap": later,
        "names_by_gap": names * later,
        "not_borne_out": 0.0 if sure else 1.0,
        "both_apart": 1.0 if sure and min(gap or 0, at_start or 0) >= _APART else 0.0,
        "no_days": 1.0 if apart is None else 0.0,
        "no_first_days": 1.0 if at_start is None else 0.0,
        "days_apart": math.log1p(_UNKNOWN_APART if apart is None else min(apart, _FAR)),
        "first_days_apart": math.log1p(_UNKNOWN_APART if at_start is None else min(at_start, _LONGEST_GAP)),
        "other_age": 1.0 if no_age else 0.0,
        "same_region": 1.0 if here & there else 0.0,
        "other_region": 1.0 if no_region else 0.0,
    }


LEAST_OVERLAP = 0.02
"""Least sum of products of the weights of common keys; it is the cosine of the documents, of their keys alone."""


def key_overlap(a: Vector, b: Vector) -> float:
    """Give the sum of products of the weights of the keys that both have."""
    return _dot(a, b)


def _dot(a: Vector, b: Vector) -> float:
    return math.fsum(a[key] * b[key] for key in a.keys() & b.keys())  # exact, whatever the order of a set


def _mass(words: Iterable[str]) -> float:
    return math.fsum(rarity(word) ** 2 for word in words)


def _contained(lead: Vector, words: Vector) -> float:
    whole = _mass(lead)
    return _mass(lead.keys() & words.keys()) / whole if whole else 0.0


def _gap(a: StoryProfile, b: StoryProfile) -> int | None:
    return None if a.published is None or b.published is None else abs(a.published - b.published)


Days = tuple[tuple[int, int], ...]


def _days_apart(a: Days, b: Days) -> int | None:
    """Days between the nearest two of two documents' days; None where one has none."""
    return min(
        (max(0, first - other_last, other_first - last) for first, last in a for other_first, other_last in b),
        default=None,
    )


def _days(profile: StoryProfile) -> Days:
    return profile.dates + _day_published(profile)


def _is_borne_out(profile: StoryProfile) -> bool:
    """Tell whether a text names a day of the week that it was published in, as news mostly does, or has no date."""
    published = profile.published
    return published is None or any(last >= published - _WEEK for _, last in profile.dates)


def _day_published(profile: StoryProfile) -> Days:
    return () if profile.published is None else ((profile.published - 1, profile.published),)
