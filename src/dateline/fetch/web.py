"""From URLs and lists of links to documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.fetch.client import Answer, Fetcher, FetchError
from dateline.fetch.memory import Fetched, Memory, NoMemory
from dateline.model import Document
from dateline.read import Given, Kind, Problem, Report, admit, kind_of
from dateline.read.language import is_english
from dateline.read.limits import MAX_LIST_BYTES, MAX_PAGE_BYTES, MAX_PDF_BYTES
from dateline.read.links import Link, ListKind, list_kind, read_feed, read_opml, read_sitemap
from dateline.read.page import all_text, decode_page, looks_like_page, read_page
from dateline.read.pdf import read_pdf
from dateline.read.unpack import gunzip
from dateline.read.url import canonical_url, is_url

_MAX_DEPTH = 3  # an index of indexes of sitemaps is not allowed, but met
_PERMANENT = timedelta(days=30)
_FIRST_WAIT = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(days=1)
_MOST_FAILURES = 6
_AT_ONCE = 5000  # links that are looked through for the host that is free soonest
_FILES = frozenset({Kind.RECORDS, Kind.TABLE, Kind.PARQUET, Kind.ARCHIVE, Kind.MAIL})


class Web:
    """Reads URLs and files of links into documents, politely (see `Fetcher`).

    A document's id is the canonical URL of where the page was found in the end. Pages found in lists are not asked for
    when there is a document of them already, or when they could not be had shortly before; those that the user names
    are.

    Args:
        fetcher: gets the URLs.
        report: called with each problem; reading goes on.
        given: title, date and publisher for documents that have none.
        memory: what is known from earlier runs.
        since: ISO date; pages and sitemaps that a list dates before it are left out.
        now: gives the present time, in UTC.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        report: Report,
        given: Given | None = None,
        memory: Memory | None = None,
        since: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetcher = fetcher
        self._report = report
        self._given = given or Given()
        self._memory: Memory = memory or NoMemory()
        self._since = since
        self._now = now
        self.known = 0
        self.unsettled: set[str] = set()

    def read(self, item: str) -> Iterator[tuple[str, Document]]:
        """Yield place (the URL) and document of a URL or of all that a list leads to; see `read_documents`."""
        try:
            answer = self._open(item)
            if list_kind(answer.body) is None:
                if not is_url(item):
                    raise InputError("is no feed, OPML list or sitemap that can be read")
                kind = kind_of(urlsplit(answer.url).path)
                if kind is not None and kind in _FILES:
                    raise InputError(f"is a file of the kind {kind.value}; download it, and name the file")
                yield from self._page(Link(url=item), answer)
                return
        except InputError as error:
            self.fail(item, error)
            return
        yield from self.pages(self.links(item, answer))

    def links(self, item: str, answer: Answer, depth: int = 0) -> Iterator[Link]:
        """Yield all links that a list leads to, through lists of lists; problems are reported."""
        try:
            match list_kind(answer.body):
                case ListKind.FEED:
                    yield from read_feed(answer.body, url=answer.url)
                case ListKind.SITEMAP:
                    yield from read_sitemap(answer.body, url=item)
                case ListKind.OPML:
                    yield from self._deeper(read_opml(answer.body), depth)
                case ListKind.INDEX:
                    found = read_sitemap(answer.body, url=item)
                    yield from self._deeper((link.url for link in found if link.url and self._is_wanted(link)), depth)
                case None:
                    raise InputError("is no feed, OPML list or sitemap that can be read")
        except InputError as error:
            self.fail(item, error, is_list=True)

    def feeds(self, item: str) -> list[str]:
        """Give the URLs of the feeds and sitemaps that an OPML list names, or the URL itself; problems are reported."""
        if is_url(item) and not urlsplit(item).path.lower().endswith(".opml"):
            return [item]
        try:
            return read_opml(self._open(item).body)
        except InputError as error:
            self.fail(item, error)
            return []

    def pages(self, links: Iterable[Link]) -> Iterator[tuple[str, Document]]:
        """Yield place and document of each link that is wanted and new, the host that is free soonest first."""
        seen: set[int] = set()
        links = iter(links)
        while some := list(islice(links, _AT_ONCE)):
            yield from self._some(some, seen)

    def _some(self, links: Sequence[Link], seen: set[int]) -> Iterator[tuple[str, Document]]:
        waiting: dict[str, deque[Link]] = {}
        for link in links:
            key = canonical_url(link.url) if link.url else link.id
            if key is None or hash(key) in seen or not self._is_wanted(link):
                continue
            seen.add(hash(key))
            if self._is_known(key, link):
                continue
            if link.url is None:
                yield from self._own_text(link, key)
            else:
                waiting.setdefault(urlsplit(link.url).netloc.lower(), deque()).append(link)
        while waiting:
            host = min(waiting, key=self._fetcher.free_at)
            link = waiting[host].popleft()
            if not waiting[host]:
                del waiting[host]
            try:
                answer = self._fetcher.get(link.url or "", limit=MAX_PDF_BYTES)
            except InputError as error:
                self.fail(link.url or "", error, link.source)
                continue
            yield from self._page(link, answer)

    def _open(self, item: str) -> Answer:
        """Give a URL's answer or a file's content, unpacked."""
        if is_url(item):
            answer = self._fetcher.get(item, limit=MAX_PDF_BYTES)
            return answer if not answer.body.startswith(b"\x1f\x8b") else _with_body(answer, _unpacked(answer.body))
        try:
            with Path(item).open("rb") as stream:
                data = stream.read(MAX_LIST_BYTES + 1)
        except (OSError, ValueError) as error:
            raise InputError(f"cannot be read ({getattr(error, 'strerror', None) or error}); check the path") from None
        if len(data) > MAX_LIST_BYTES:
            raise InputError(f"is larger than the limit of {MAX_LIST_BYTES:,} bytes for a list")
        return Answer(url=item, status=200, body=_unpacked(data))

    def _deeper(self, urls: Iterable[str], depth: int) -> Iterator[Link]:
        for url in urls:
            if depth >= _MAX_DEPTH:
                self._report(Problem(url, "is a list in a list in a list; name it by itself"))
                continue
            try:
                answer = self._open(url)
            except InputError as error:
                self.fail(url, error, is_list=True)
                continue
            yield from self.links(url, answer, depth + 1)

    def _is_wanted(self, link: Link) -> bool:
        said = link.published or link.changed
        if self._since is not None and said is not None and said[:10] < self._since[:10]:
            return False
        return link.language is None or is_english(link.language)

    def _is_known(self, key: str, link: Link) -> bool:
        state = self._memory.fetched(key)
        if self._memory.has_document(key) or (
            state is not None and state.document is not None and self._memory.has_document(state.document)
        ):
            self.known += 1
            return True
        if state is None or state.not_before is None or state.not_before <= stamp(self._now()):
            return False
        if link.source and state.not_before <= stamp(self._now() + _LONGEST_WAIT):  # it will be asked for again
            self.unsettled.add(link.source)
        return True

    def _own_text(self, link: Link, key: str) -> Iterator[tuple[str, Document]]:
        try:
            document = _of_markup(link.markup or "", key)
            yield key, admit(self._given.fill(_with_link(document, link)))
        except InputError as error:
            self.fail(key, error)

    def _page(self, link: Link, answer: Answer) -> Iterator[tuple[str, Document]]:
        key = canonical_url(link.url or answer.url)
        identifier = canonical_url(answer.url)
        try:
            if identifier != key and link.source and self._memory.has_document(identifier):
                self.known += 1
                self._remember(key, document=identifier)
                return
            document = admit(self._given.fill(_with_link(_document(answer, identifier), link)))
        except InputError as error:
            self.fail(key, error)
            return
        if identifier != key or self._memory.fetched(key) is not None:
            self._remember(key, document=identifier)
        yield key, document

    def _remember(self, key: str, *, document: str) -> None:
        self._memory.keep_fetched(Fetched(url=key, checked=stamp(self._now()), status=200, document=document))

    def fail(self, url: str, error: InputError, source: str | None = None, *, is_list: bool = False) -> None:
        """Report and remember that a URL cannot be had or used, and when it may be asked for again.

        What may pass is put off for 15 minutes, twice as long each time, a day at most; other pages, and those that
        failed six times, for 30 days; a list for a day, since its entries are not lost as long as it is read again.
        """
        key = canonical_url(url) if is_url(url) else url
        self._report(Problem(key, str(error)))
        if not is_url(url):
            return
        passing = isinstance(error, FetchError) and error.passing
        before = self._memory.fetched(key)
        counts = not isinstance(error, FetchError) or error.asked
        failures = (before.failures if before is not None else 0) + counts
        wait = _LONGEST_WAIT if is_list else _PERMANENT
        if is_list:
            self.unsettled.add(url)
        if passing and failures < _MOST_FAILURES:
            asked = timedelta(seconds=error.retry_after if isinstance(error, FetchError) else 0)
            wait = max(asked, min(_FIRST_WAIT * 2 ** max(0, failures - 1), _LONGEST_WAIT))
            if source:
                self.unsettled.add(source)
        self._memory.keep_fetched(
            Fetched(
                url=key,
                checked=stamp(self._now()),
                status=error.status if isinstance(error, FetchError) else None,
                failures=failures if passing else 0,
                not_before=stamp(self._now() + wait),
                reason=str(error),
            )
        )


def _document(answer: Answer, identifier: str) -> Document:
    """Give the article of an answer: of HTML, PDF or plain text."""
    if answer.body.startswith(b"%PDF-"):
        document = read_pdf(answer.body, id=identifier)
    else:
        if len(answer.body) > MAX_PAGE_BYTES:
            raise InputError(f"is larger than the limit of {MAX_PAGE_BYTES:,} bytes for one page")
        if not answer.body:
            raise InputError("is empty; nothing to code")
        markup = decode_page(answer.body, charset=answer.charset)
        if answer.content_type == "text/plain" and not looks_like_page(markup[:4096]):
            document = Document(id=identifier, text=markup)
        else:
            document = read_page(markup, id=identifier)
    return document if document.url else document.model_copy(update={"url": answer.url})


def _of_markup(markup: str, identifier: str) -> Document:
    return Document(id=identifier, text=all_text(markup) if "<" in markup else markup)


def _with_link(document: Document, link: Link) -> Document:
    """Give the document with what the list says of it: the date goes before the page's, the rest fills gaps."""
    update: dict[str, str] = {}
    if link.published:
        update["published"] = link.published
    if link.title and not document.title:
        update["title"] = link.title
    if link.publisher and not document.publisher:
        update["publisher"] = link.publisher
    return document.model_copy(update=update) if update else document


def _with_body(answer: Answer, body: bytes) -> Answer:
    return Answer(answer.url, answer.status, body, answer.content_type, answer.charset)


def _unpacked(data: bytes) -> bytes:
    return gunzip(data, limit=MAX_LIST_BYTES)


def stamp(moment: datetime) -> str:
    """Give a time in UTC to the second, as it is remembered: "2024-03-05T10:00:00Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
