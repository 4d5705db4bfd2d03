"""How likely two documents tell of one happening: a logistic model over signs, with its weights in data."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dateline.link.story_profile import StoryProfile
from dateline.link.story_signs import signs


@dataclass(frozen=True)
class StoryWeights:
    """The weights of `data/link/stories.yaml`: log odds per sign, and how groups are made of the scores of pairs.

    `crowd` is what a document's crowd adds to the scores of its pairs (see `crowd`), as far as it is beyond `usual`;
    whose score is above `alike` is in the crowd.
    """

    signs: dict[str, float]
    constant: float
    floor: float
    ceiling: float
    crowd: float
    usual: float
    alike: float
    threshold: float
    looser: float
    tighter: float


@cache
def story_weights() -> StoryWeights:
    """Read the weights that are shipped."""
    text = files("dateline.data").joinpath("link/stories.yaml").read_text(encoding="utf-8")
    return StoryWeights(**yaml.safe_load(text))


def crowd(scores: Iterable[float], weights: StoryWeights) -> float:
    """Give what the number of a document's likes adds to the score of each of its pairs (it is a loss as a rule).

    Where many texts are like one another, as local news of shootings are, or reports on one long conflict, likeness
    says less. `scores` are those of all pairs of the document.
    """
    alike = sum(value > weights.alike for value in scores)
    return weights.crowd * (math.log1p(alike) - weights.usual)


def score(a: StoryProfile, b: StoryProfile, weights: StoryWeights) -> float:
    """Give the log odds that two documents belong to one story, by what they say alone (their crowds come on top),
    between the floor and the ceiling of the weights.
    """
    found = signs(a, b)
    total = weights.constant + sum(weight * found[sign] for sign, weight in weights.signs.items())
    return max(weights.floor, min(weights.ceiling, total))
