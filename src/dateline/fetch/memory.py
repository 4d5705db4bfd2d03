"""What is remembered about URLs between runs: what the last answer was, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """How it went the last time.

    Attributes:
        url: canonical.
        checked: when, in UTC: "2024-03-05T10:00:00Z".
        status: what the server answered; None where it did not, or was not asked.
        etag, last_modified: of a feed whose entries have all been read; its next answer may be "unchanged".
        failures: how many times in a row it could not be had.
        not_before: not to be asked for again before this time (UTC); None for no such time.
        document: id of the document that was made of the page, where that is not `url` itself.
        reason: why it could not be had or used.
    """

    url: str
    checked: str
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    not_before: str | None = None
    document: str | None = None
    reason: str | None = None


class Memory(Protocol):
    """Remembers; the store is one."""

    def fetched(self, url: str) -> Fetched | None:
        """Give what is remembered of a canonical URL."""

    def keep_fetched(self, fetched: Fetched) -> None:
        """Remember it instead of what was remembered of its URL."""

    def has_document(self, id: str) -> bool:  # noqa: A002  the model's word
        """Tell whether there is a document with this id."""


class NoMemory:
    """Remembers within one run, and knows no documents: for coding without a store."""

    def __init__(self) -> None:
        self._fetched: dict[str, Fetched] = {}

    def fetched(self, url: str) -> Fetched | None:
        """Give what is remembered of a canonical URL."""
        return self._fetched.get(url)

    def keep_fetched(self, fetched: Fetched) -> None:
        """Remember it until the end of the run."""
        self._fetched[fetched.url] = fetched

    def has_document(self, id: str) -> bool:  # noqa: A002
        """Tell that there is none."""
        return False
