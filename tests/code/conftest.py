"""The whole coder, loaded once for all tests of coding."""

from __future__ import annotations

import pytest

from dateline import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with its own knowledge only."""
    return Coder()
