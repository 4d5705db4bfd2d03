"""How likely two documents tell of one happening: a logistic model over signs, with its weights in data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dateline.link.story_profile import StoryProfile
from dateline.link.story_signs import signs


@dataclass(frozen=True)
class StoryWeights:
    """The weights of `data/link/stories.yaml`: log odds per sign, and how groups are made of the scores of pairs."""

    signs: dict[str, float]
    constant: float
    floor: float
    ceiling: float
    threshold: float
    looser: float
    tighter: float


@cache
def story_weights() -> StoryWeights:
    """Read the weights that are shipped."""
    text = files("dateline.data").joinpath("link/stories.yaml").read_text(encoding="utf-8")
    return StoryWeights(**yaml.safe_load(text))


def score(a: StoryProfile, b: StoryProfile, weights: StoryWeights) -> float:
    """Give the log odds that two documents belong to one story, between the floor and the ceiling of the weights."""
    found = signs(a, b)
    total = weights.constant + sum(weight * found[sign] for sign, weight in weights.signs.items())
    return max(weights.floor, min(weights.ceiling, total))
