"""Weights of signs by name, from the data of Dateline and the user's knowledge folders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge


@lru_cache(maxsize=32)
def load_weights(folders: tuple[str, ...], name: str, *path: str) -> dict[str, float]:
    """Give the weights of a file in `events/` ("dates.yaml") below the keys of `path`; those of the user's knowledge
    folders override ours by name.

    Raises:
        KnowledgeError: a weight is not a number.
    """
    tree = _tree(folders, name)
    try:
        for key in path:
            tree = tree[key]
        return {str(sign): float(weight) for sign, weight in tree.items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"weight in events/{name} is not a number: {error}") from error


@lru_cache(maxsize=16)
def _tree(folders: tuple[str, ...], name: str) -> Any:
    return Knowledge(*folders).merged(f"events/{name}")


def weighed(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the sum of signs under weights, and of the constant "bias" if there is one: a logit. Signs without a weight
    do not count.
    """
    return weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in signs.items())
