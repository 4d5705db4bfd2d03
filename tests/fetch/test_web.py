"""URLs, feeds, OPML lists and sitemaps become documents; what is known is not asked for again."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.fetch.client import Fetcher
from dateline.fetch.memory import NoMemory
from dateline.fetch.watch import Watch
from dateline.fetch.web import Web
from dateline.model import Document
from dateline.read import Given, Problem, read_documents
from tests.fetch.site import Clock, Page, Site
from tests.read.made import STORY, page, pdf


class Memory(NoMemory):
    """Remembers, and knows the documents in `documents`."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: set[str] = set()

    def has_document(self, id: str) -> bool:  # noqa: A002
        return id in self.documents


class Reading:
    """A reader of the web with all that it is given, at a time that can be moved."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self.memory = Memory()
        self.problems: list[Problem] = []
        self.time = datetime(2024, 3, 6, tzinfo=UTC)

    def web(self, since: str | None = None) -> Web:
        return Web(
            self.fetcher,
            report=self.problems.append,
            given=Given(publisher="Given"),
            memory=self.memory,
            since=since,
            now=lambda: self.time,
        )

    def read(self, *inputs: str, since: str | None = None) -> list[Document]:
        """Read and store."""
        web = self.web(since)
        documents = list(read_documents(inputs, report=self.problems.append, remote=web.read))
        self.memory.documents.update(document.id for document in documents)
        return documents

    def watch(self, *sources: str) -> list[str]:
        """Do one round, store, and give the ids."""
        watch = Watch(sources, self.web(), self.fetcher, self.memory, now=lambda: self.time)
        ids = [document.id for _, document in watch.round()]
        self.memory.documents.update(ids)
        watch.settle()
        return ids


@pytest.fixture
def reading(fetcher: Fetcher) -> Iterator[Reading]:
    yield Reading(fetcher)


def rss(*links: str) -> str:
    items = "".join(
        f"<item><title>T</title><link>{link}</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0400</pubDate></item>"
        for link in links
    )
    return f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>"


def test_a_single_page(site: Site, reading: Reading) -> None:
    site.pages["/old"] = Page(status=301, headers={"Location": "/new?utm_source=x"})
    site.pages["/new?utm_source=x"] = Page(page())
    [document] = reading.read(f"{site.url}/old")
    assert STORY in document.text
    assert (document.id, document.url) == (f"{site.url}/new", f"{site.url}/new?utm_source=x")
    assert (document.title, document.publisher, document.published) == ("Post attacked", "Border News", "2024-03-05")


def test_a_page_in_the_encoding_of_its_header_a_pdf_and_a_text(site: Site, reading: Reading) -> None:
    story = page("«Волки» rebels attacked a post near the village, the ministry said.").encode("cp1251")
    site.pages["/a"] = Page(story, headers={"Content-Type": "text/html; charset=windows-1251"})
    site.pages["/b"] = Page(pdf([STORY[:60], STORY[60:]]), headers={"Content-Type": "application/pdf"})
    site.pages["/c"] = Page(STORY, headers={"Content-Type": "text/plain"})
    documents = reading.read(*(f"{site.url}/{name}" for name in "abc"))
    assert [d.id for d in documents] == [f"{site.url}/{name}" for name in "abc"]
    assert "«Волки»" in documents[0].text
    assert documents[1].text.startswith("Rebels shelled")
    assert documents[2].text == STORY


def test_the_articles_of_a_feed_with_its_dates(site: Site, reading: Reading) -> None:
    site.pages["/feed"] = Page(rss("/a", "/b", "/a#again", f"{site.url}/missing"))
    site.pages["/a"] = Page(page())
    site.pages["/b"] = Page("<html><body></body></html>")
    [document] = reading.read(f"{site.url}/feed")
    assert (document.id, document.published) == (f"{site.url}/a", "2024-03-05T10:00:00+04:00")
    assert sorted(problem.place for problem in reading.problems) == [f"{site.url}/b", f"{site.url}/missing"]
    assert "answers 404 (not found)" in str(reading.problems)

    site.asked.clear()
    assert reading.read(f"{site.url}/feed") == []  # neither what is known nor what failed for good
    assert site.without_robots() == ["/feed"]
    reading.time += timedelta(days=31)
    assert reading.read(f"{site.url}/feed") == []
    assert site.asked.count("/missing") == 1


def test_an_opml_file_leads_to_feeds_and_these_to_articles(site: Site, reading: Reading, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    outlines = "".join(f'<outline xmlUrl="{site.url}/{name}"/>' for name in ("feed1", "gone", "feed2"))
    opml.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
    site.pages["/feed1"], site.pages["/feed2"] = Page(rss("/a")), Page(rss("/b"))
    site.pages["/a"], site.pages["/b"] = Page(page()), Page(page())
    assert [d.id for d in reading.read(str(opml))] == [f"{site.url}/a", f"{site.url}/b"]
    assert [p.place for p in reading.problems] == [f"{site.url}/gone"]


def test_an_index_of_packed_sitemaps_leaves_out_what_is_older(site: Site, reading: Reading) -> None:
    def sitemap(*pages: tuple[str, str]) -> bytes:
        urls = "".join(f"<url><loc>{site.url}{path}</loc><lastmod>{date}</lastmod></url>" for path, date in pages)
        return gzip.compress(f"<urlset>{urls}</urlset>".encode())

    maps = "".join(
        f"<sitemap><loc>{site.url}/{name}.xml.gz</loc><lastmod>{date}</lastmod></sitemap>"
        for name, date in (("new", "2024-03-05T10:00:00Z"), ("old", "2019-01-01"))
    )
    site.pages["/index.xml"] = Page(f"<sitemapindex>{maps}</sitemapindex>", headers={"Content-Type": "text/xml"})
    site.pages["/new.xml.gz"] = Page(sitemap(("/a", "2024-03-05"), ("/b", "2023-12-31")))
    site.pages["/a"] = Page(page())
    assert [d.id for d in reading.read(f"{site.url}/index.xml", since="2024-01-01")] == [f"{site.url}/a"]
    assert site.without_robots() == ["/index.xml", "/new.xml.gz", "/a"]


def test_news_in_other_languages_is_not_asked_for(site: Site, reading: Reading) -> None:
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    urls = "".join(
        f"<url><loc>{site.url}/{tag}</loc><n:news><n:publication><n:language>{tag}</n:language></n:publication></n:news>"
        "</url>"
        for tag in ("fr", "en")
    )
    site.pages["/news.xml"] = Page(f"<urlset xmlns:n='{news}'>{urls}</urlset>")
    site.pages["/en"] = Page(page())
    assert [d.id for d in reading.read(f"{site.url}/news.xml")] == [f"{site.url}/en"]
    assert "/fr" not in site.asked


def test_an_entry_without_a_page_has_its_own_text(site: Site, reading: Reading) -> None:
    entry = f"<item><guid isPermaLink='false'>n1</guid><description>&lt;p&gt;{STORY}&lt;/p&gt;</description></item>"
    site.pages["/feed"] = Page(f"<rss version='2.0'><channel><title>Feed</title>{entry}</channel></rss>")
    [document] = reading.read(f"{site.url}/feed")
    assert (document.id, document.text.strip(), document.publisher) == ("n1", STORY, "Feed")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.opml", "<opml><body/></opml>", "names no feeds"),
        ("a.xml", "<html></html>", "is no feed, OPML list or sitemap"),
        ("a.xml", "words", "is no feed, OPML list or sitemap"),
        ("none.opml", None, "cannot be read"),
    ],
)
def test_files_that_are_no_lists(reading: Reading, tmp_path: Path, name: str, data: str | None, said: str) -> None:
    if data is not None:
        (tmp_path / name).write_text(data)
    assert reading.read(str(tmp_path / name)) == []
    [problem] = reading.problems
    assert said in problem.message or "no such file" in problem.message


def test_files_of_data_are_to_be_downloaded(site: Site, reading: Reading) -> None:
    site.pages["/a.warc.gz"] = Page(b"WARC/1.0")
    assert reading.read(f"{site.url}/a.warc.gz") == []
    assert "download it" in reading.problems[0].message


def test_a_round_asks_for_new_pages_only_and_a_feed_that_has_not_changed_is_not_sent(
    site: Site, reading: Reading
) -> None:
    site.pages["/feed"] = Page(rss("/a"), etag='"1"')
    site.pages["/a"] = Page(page())
    assert reading.watch(f"{site.url}/feed") == [f"{site.url}/a"]
    assert reading.watch(f"{site.url}/feed") == []
    assert site.headers[-1]["If-None-Match"] == '"1"'
    site.pages["/feed"] = Page(rss("/b", "/a"), etag='"2"')
    site.pages["/b"] = Page(page())
    assert reading.watch(f"{site.url}/feed") == [f"{site.url}/b"]
    assert site.without_robots() == ["/feed", "/a", "/feed", "/feed", "/b"]
    assert reading.problems == []


def test_a_round_that_is_killed_before_its_end_loses_nothing(site: Site, reading: Reading) -> None:
    site.pages["/feed"] = Page(rss("/a", "/b"), etag='"1"')
    site.pages["/a"] = site.pages["/b"] = Page(page())
    watch = Watch([f"{site.url}/feed"], reading.web(), reading.fetcher, reading.memory, now=lambda: reading.time)
    _, document = next(watch.round())
    reading.memory.documents.add(document.id)
    assert reading.watch(f"{site.url}/feed") == [f"{site.url}/b"]


def test_a_feed_is_read_again_until_its_pages_could_be_had(site: Site, reading: Reading) -> None:
    site.pages["/feed"] = Page(rss("/a"), etag='"1"')
    site.pages["/a"] = Page(status=503)
    assert reading.watch(f"{site.url}/feed") == []
    tries = site.asked.count("/a")
    assert reading.watch(f"{site.url}/feed") == []
    assert site.asked.count("/a") == tries  # put off, and the feed still not settled
    site.pages["/a"] = Page(page())
    reading.time += timedelta(minutes=16)
    assert reading.watch(f"{site.url}/feed") == [f"{site.url}/a"]


def test_pages_of_a_host_that_does_not_answer_are_asked_for_later(site: Site, reading: Reading, clock: Clock) -> None:
    site.pages["/feed"] = Page(rss("/a", "/b"), etag='"1"')
    site.pages["/a"] = Page(status=429, headers={"Retry-After": "600"})
    assert reading.watch(f"{site.url}/feed") == []
    assert site.without_robots() == ["/feed", "/a"]
    assert [problem.message.split(";")[0] for problem in reading.problems] == [
        "answers 429 (too many requests)",
        "was not asked for, since its host answers 429 (too many requests)",
    ]
    state = reading.memory.fetched(f"{site.url}/b")
    assert state is not None
    assert state.failures == 0  # nobody knows yet
    site.pages["/a"] = site.pages["/b"] = Page(page())
    reading.time += timedelta(minutes=16)
    clock.time += 16 * 60
    assert reading.watch(f"{site.url}/feed") == [f"{site.url}/a", f"{site.url}/b"]


def test_a_page_that_fails_for_days_is_given_up(site: Site, reading: Reading) -> None:
    site.pages["/feed"] = Page(rss("/a"), etag='"1"')
    site.pages["/a"] = Page(status=500)
    for _ in range(6):
        assert reading.watch(f"{site.url}/feed") == []
        reading.time += timedelta(days=1, minutes=1)
    asked = site.asked.count("/a")
    assert reading.watch(f"{site.url}/feed") == []
    assert reading.watch(f"{site.url}/feed") == []
    assert site.asked.count("/a") == asked
    assert site.headers[-1].get("If-None-Match") == '"1"'


def test_a_feed_that_fails_is_put_off_longer_and_longer(site: Site, reading: Reading) -> None:
    feed = f"{site.url}/feed"
    site.pages["/feed"] = Page(status=500)
    rounds = []
    for _ in range(24):
        before = site.asked.count("/feed")
        reading.watch(feed)
        rounds.append(site.asked.count("/feed") > before)
        reading.time += timedelta(minutes=15)
    assert [n for n, asked in enumerate(rounds) if asked] == [0, 1, 3, 7, 15]
    site.pages["/feed"], site.pages["/a"] = Page(rss("/a")), Page(page())
    reading.time += timedelta(days=1)
    assert reading.watch(feed) == [f"{site.url}/a"]


def test_hosts_take_turns(site: Site, reading: Reading, clock: Clock) -> None:
    other = Site()
    try:
        site.pages["/feed"] = Page(rss("/1", "/2", *(f"{other.url}/{n}" for n in (1, 2))))
        for place in (site, other):
            place.pages["/1"] = place.pages["/2"] = Page(page())
        ids = [d.id for d in reading.read(f"{site.url}/feed")]
        assert sorted(ids) == sorted(f"{place.url}/{n}" for place in (site, other) for n in (1, 2))
        assert ids[0] == f"{other.url}/1"  # which was not asked for anything yet
        assert clock.time <= 4  # one after the other it would be 5
    finally:
        other.close()
