"""What the commands that read the web share: how to ask, and the reader of URLs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.read import Given, Kind, Report, kind_of
from dateline.read.url import is_url

if TYPE_CHECKING:
    from dateline.fetch.memory import Memory
    from dateline.fetch.web import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How to ask servers; `since` is an ISO date, None in `user_agent` Dateline's own name."""

    user_agent: str | None = None
    allow_private: bool = False
    delay: float = 1.0
    since: str | None = None


@contextmanager
def open_web(
    inputs: Iterable[str], asking: Asking, *, report: Report, given: Given, memory: Memory | None = None
) -> Iterator[Web | None]:
    """Give what reads the URLs and lists of links among the inputs, None where there are none."""
    if not any(is_url(item) or kind_of(item) is Kind.LIST for item in inputs):
        yield None
        return
    from dateline.fetch.client import DEFAULT_USER_AGENT, Fetcher  # brings an HTTP client: only now
    from dateline.fetch.web import Web

    with Fetcher(
        user_agent=asking.user_agent or DEFAULT_USER_AGENT, allow_private=asking.allow_private, delay=asking.delay
    ) as fetcher:
        yield Web(fetcher, report=report, given=given, memory=memory, since=asking.since)
