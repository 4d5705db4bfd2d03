"""Feeds, OPML lists and sitemaps: their links, safely parsed."""

from __future__ import annotations

from contextlib import suppress

import pytest

from dateline.errors import InputError
from dateline.read.links import Link, ListKind, list_kind, read_feed, read_opml, read_sitemap

URL = "https://example.org/feed"

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Border News</title><language>en</language>
<item><title>Post &amp; bridge</title><link>/a?x=1</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0400</pubDate></item>
<item><guid isPermaLink="false">n-2</guid><title>Own text</title>
<content:encoded>&lt;p&gt;Words&lt;/p&gt;</content:encoded></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>One</title><link rel="alternate" href="https://example.org/1"/><published>2024-03-05T10:00:00Z</published>
<updated>2024-03-06T10:00:00Z</updated></entry></feed>"""

NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://example.org/1 </loc><lastmod>2024-03-06</lastmod><news:news>
<news:publication><news:name>Wire</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-05T10:00:00+00:00</news:publication_date><news:title>One</news:title></news:news></url>
<url><loc>https://example.org/2</loc><image:image><image:loc>https://example.org/x.png</image:loc>
<image:title>A picture</image:title></image:image></url><url><loc>javascript:x</loc></url></urlset>"""

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
FILE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RSS, ListKind.FEED),
        (b"\xef\xbb\xbf\n" + ATOM, ListKind.FEED),
        (RSS.decode().encode("utf-16"), ListKind.FEED),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', ListKind.FEED),
        (b"<?xml version='1.0'?><!-- a list --><opml version='2.0'>", ListKind.OPML),
        (NEWS, ListKind.SITEMAP),
        (b'<sm:sitemapindex xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9">', ListKind.INDEX),
        (b"<!DOCTYPE html><html><body><rss>", None),
        (b"An <rss> feed is a list.", None),
        (b"", None),
    ],
)
def test_a_list_is_told_by_its_root(data: bytes, kind: ListKind | None) -> None:
    assert list_kind(data) is kind


def test_the_entries_of_rss() -> None:
    first, second = read_feed(RSS, url=URL)
    assert first == Link(
        url="https://example.org/a?x=1",
        title="Post & bridge",
        published="2024-03-05T10:00:00+04:00",
        publisher="Border News",
        source=URL,
    )
    assert (second.url, second.id, second.markup) == (None, "n-2", "<p>Words</p>")


def test_the_entries_of_atom() -> None:
    [link] = read_feed(ATOM, url=URL)
    assert (link.url, link.published, link.changed) == (
        "https://example.org/1",
        "2024-03-05T10:00:00Z",
        "2024-03-06T10:00:00Z",
    )


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    [link] = read_feed(b"<rss><channel><item><title>A & B</title><link>https://example.org/1</link>", url=URL)
    assert (link.url, link.title) == ("https://example.org/1", "A & B")


def test_the_feeds_of_an_opml_list() -> None:
    data = b"""<opml version="2.0"><body><outline text="North"><outline type="rss" xmlUrl="https://example.org/a"/>
    <outline xmlUrl="https://example.org/b" htmlUrl="https://example.org/"/><outline xmlUrl="https://example.org/a"/></outline>
    <outline xmlUrl="file:///etc/passwd"/></body></opml>"""
    assert read_opml(data) == ["https://example.org/a", "https://example.org/b"]
    with pytest.raises(InputError, match="names no feeds"):
        read_opml(b"<opml><body/></opml>")


def test_the_pages_of_a_news_sitemap() -> None:
    first, second = read_sitemap(NEWS, url=URL)
    assert (first.url, first.title, first.publisher, first.language) == ("https://example.org/1", "One", "Wire", "en")
    assert (first.published, first.changed) == ("2024-03-05T10:00:00+00:00", "2024-03-06")
    assert (second.url, second.title) == ("https://example.org/2", None)


def test_the_sitemaps_of_an_index() -> None:
    data = b"<sitemapindex><sitemap><loc>https://example.org/1.xml</loc></sitemap></sitemapindex>"
    assert [link.url for link in read_sitemap(data, url=URL)] == ["https://example.org/1.xml"]


def test_a_sitemap_cut_off_gives_what_came_before() -> None:
    pages = read_sitemap(b"<urlset><url><loc>https://example.org/1</loc></url><url><loc>https://exam", url=URL)
    assert next(pages).url == "https://example.org/1"
    with pytest.raises(InputError, match="is no XML that can be read"):
        next(pages)


def test_entities_do_not_grow_and_files_are_not_read() -> None:
    for start, entity in ((BOMB, b"&j;"), (FILE, b"&x;")):
        sitemap = start + b"<urlset><url><loc>https://example.org/" + entity + b"</loc></url></urlset>"
        try:
            urls = [link.url or "" for link in read_sitemap(sitemap, url=URL)]
        except InputError:
            urls = []
        assert all(len(url) < 100 and "localhost" not in url for url in urls)
        feed = start + b"<rss><channel><item><title>" + entity + b"</title><link>https://example.org/1</link></item>"
        try:
            titles = [link.title or "" for link in read_feed(feed + b"</channel></rss>", url=URL)]
        except InputError:
            titles = []
        assert all(len(title) < 1000 for title in titles)
        opml = start + b'<opml><body><outline xmlUrl="https://example.org/' + entity + b'"/></body></opml>'
        with suppress(InputError):
            assert all(len(url) < 100 for url in read_opml(opml))
