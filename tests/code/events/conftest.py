"""The coder by rules alone: what frames and syntax promise must not depend on what the network has learned."""

from __future__ import annotations

import pytest

from dateline import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with frames and syntax alone."""
    return Coder(rules_only=True)


@pytest.fixture(scope="session")
def full_coder() -> Coder:
    """The coder as users have it, with the learned core."""
    return Coder()
