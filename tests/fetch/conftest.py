"""A site and a fetcher for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.fetch.client import Fetcher
from tests.fetch.site import Clock, Site


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Iterator[Fetcher]:
    with Fetcher(
        user_agent="ExampleOffice/2.0", allow_private=True, max_seconds=5, sleep=clock.sleep, clock=clock
    ) as fetcher:
        yield fetcher
