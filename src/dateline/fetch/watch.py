"""Polling feeds and sitemaps, round after round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from dateline.errors import InputError
from dateline.fetch.client import Answer, Fetcher
from dateline.fetch.memory import Fetched, Memory
from dateline.fetch.web import Web, stamp
from dateline.model import Document
from dateline.read.limits import MAX_LIST_BYTES
from dateline.read.links import Link
from dateline.read.url import canonical_url


class Watch:
    """The feeds and sitemaps that some sources name, asked for what is new.

    A feed's ETag and Last-Modified are remembered only once all its entries have been read and stored (`settle`), so
    that a run that is killed loses nothing. One that fails is put off, at first for 15 minutes, at most for a day.

    Args:
        sources: feeds and sitemaps by URL, OPML lists by URL or path.
        web: reads what the feeds lead to.
        fetcher: gets the feeds.
        memory: what is known from earlier rounds.
        now: gives the present time, in UTC.
    """

    def __init__(
        self,
        sources: Sequence[str],
        web: Web,
        fetcher: Fetcher,
        memory: Memory,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sources = sources
        self._web = web
        self._fetcher = fetcher
        self._memory = memory
        self._now = now
        self._answers: dict[str, Answer] = {}
        self.asked = 0
        self.unchanged = 0

    def round(self) -> Iterator[tuple[str, Document]]:
        """Yield place and document of each page that is new; store them all, then call `settle`."""
        self._answers.clear()
        self._web.unsettled.clear()
        self.asked = self.unchanged = 0
        yield from self._web.pages(self._links())

    def settle(self) -> None:
        """Remember the answers of the feeds all of whose entries have been read."""
        for feed, answer in self._answers.items():
            if feed not in self._web.unsettled:
                self._memory.keep_fetched(
                    Fetched(
                        url=canonical_url(feed),
                        checked=stamp(self._now()),
                        status=answer.status,
                        etag=answer.etag,
                        last_modified=answer.last_modified,
                    )
                )
        self._answers.clear()

    def _links(self) -> Iterator[Link]:
        feeds = [feed for source in self._sources for feed in self._web.feeds(source)]
        for feed in dict.fromkeys(feeds):
            state = self._memory.fetched(canonical_url(feed))
            if state is not None and state.not_before is not None and state.not_before > stamp(self._now()):
                continue
            self.asked += 1
            try:
                answer = self._fetcher.get(
                    feed,
                    limit=MAX_LIST_BYTES,
                    etag=state.etag if state else None,
                    last_modified=state.last_modified if state else None,
                )
            except InputError as error:
                self._web.fail(feed, error, is_list=True)
                continue
            if answer.status == 304:
                self.unchanged += 1
                continue
            self._answers[feed] = answer
            yield from self._web.links(feed, answer)
