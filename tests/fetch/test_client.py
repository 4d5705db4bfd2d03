"""One URL: politeness, redirects, limits, and what goes wrong in one sentence."""

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler

import pytest

from dateline.errors import InputError
from dateline.fetch.client import Fetcher, FetchError
from tests.fetch.site import Clock, Page, Site

LIMIT = 100_000


def test_what_is_at_a_url(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page("<p>Words</p>", headers={"Content-Type": "text/html; charset='utf-8'"}, etag='"1"')
    answer = fetcher.get(f"{site.url}/a#part", limit=LIMIT)
    assert (answer.url, answer.status, answer.body) == (f"{site.url}/a", 200, b"<p>Words</p>")
    assert (answer.content_type, answer.charset, answer.etag) == ("text/html", "utf-8", '"1"')
    assert site.headers[-1]["User-Agent"] == "ExampleOffice/2.0"
    assert fetcher.get(f"{site.url}/a", limit=LIMIT, etag='"1"').status == 304


def test_robots_txt_is_obeyed_and_read_once(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages["/robots.txt"] = Page(
        "User-agent: *\nDisallow: /\n\nUser-agent: ExampleOffice\nCrawl-delay: 7\nDisallow: /private/*.html$\nAllow: /"
    )
    site.pages["/a"] = Page("a")
    assert fetcher.get(f"{site.url}/a", limit=LIMIT).body == b"a"
    with pytest.raises(FetchError, match="robots") as error:
        fetcher.get(f"{site.url}/private/x.html", limit=LIMIT)
    assert not error.value.passing
    assert fetcher.get(f"{site.url}/a", limit=LIMIT).body == b"a"
    assert site.asked == ["/robots.txt", "/a", "/a"]
    assert clock.slept == [1.0, 7.0]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_robots_txt_that_cannot_be_had(site: Site, fetcher: Fetcher, status: int, allowed: bool) -> None:
    site.pages["/robots.txt"] = Page(status=status)
    site.pages["/a"] = Page("a")
    if allowed:
        assert fetcher.get(f"{site.url}/a", limit=LIMIT).body == b"a"
    else:
        with pytest.raises(FetchError) as error:
            fetcher.get(f"{site.url}/a", limit=LIMIT)
        assert error.value.passing
        assert site.without_robots() == []


def test_each_answer_is_followed_by_a_pause(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages.update({f"/{n}": Page("a") for n in range(3)})
    for n in range(3):
        fetcher.get(f"{site.url}/{n}", limit=LIMIT)
    assert clock.slept == [1.0, 1.0, 1.0]  # after robots.txt, too


def test_five_redirects_are_followed_and_not_six(site: Site, fetcher: Fetcher) -> None:
    for n in range(7):
        site.pages[f"/{n}"] = Page(status=302, headers={"Location": f"/{n + 1}"})
    site.pages["/6"] = Page("end")
    assert fetcher.get(f"{site.url}/1", limit=LIMIT).url == f"{site.url}/6"
    with pytest.raises(FetchError, match="more than 5 times"):
        fetcher.get(f"{site.url}/0", limit=LIMIT)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "http:///x", "gopher://x/", "//[bad"])
def test_redirects_to_anything_but_the_web_are_refused(site: Site, fetcher: Fetcher, target: str) -> None:
    site.pages["/a"] = Page(status=301, headers={"Location": target})
    with pytest.raises(FetchError, match="address"):
        fetcher.get(f"{site.url}/a", limit=LIMIT)


def test_a_redirect_to_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    other = Site()
    try:
        site.pages["/a"] = Page(status=302, headers={"Location": f"http://127.0.0.2:{other.port}/secret"})
        monkeypatch.setattr("dateline.fetch.addresses.is_public", lambda address: address == "127.0.0.1")
        with Fetcher(sleep=clock.sleep, clock=clock) as fetcher, pytest.raises(InputError, match="private network"):
            fetcher.get(f"{site.url}/a", limit=LIMIT)
        assert site.without_robots() == ["/a"]
        assert other.asked == []
    finally:
        other.close()


def test_what_is_too_large_is_refused_before_it_is_read(site: Site, fetcher: Fetcher) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        try:
            while True:
                handler.wfile.write(b"x" * 10_000)
        except OSError:
            pass

    site.pages["/long"] = Page("x" * (LIMIT + 1))
    site.pages["/endless"] = endless
    site.pages["/bomb"] = Page(gzip.compress(b"\0" * 5_000_000), headers={"Content-Encoding": "gzip"})
    for path in ("/long", "/endless", "/bomb"):
        with pytest.raises(InputError, match="limit of 100,000"):
            fetcher.get(site.url + path, limit=LIMIT)


def test_packed_bodies_are_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page(gzip.compress(b"words"), headers={"Content-Encoding": "gzip"})
    assert fetcher.get(f"{site.url}/a", limit=LIMIT).body == b"words"


def test_a_server_that_drips_is_given_up(site: Site, clock: Clock) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(100):
                handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: b\r\n"[:1])
                time.sleep(0.05)
        except OSError:
            pass

    site.pages["/a"] = drip
    started = time.monotonic()
    with (
        Fetcher(allow_private=True, max_seconds=0.3, sleep=clock.sleep, clock=clock) as fetcher,
        pytest.raises(FetchError, match="does not answer in time") as error,
    ):
        fetcher.get(f"{site.url}/a", limit=LIMIT)
    assert error.value.passing
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_a_short_wait_is_asked_again_after_it(
    site: Site, fetcher: Fetcher, clock: Clock, status: int
) -> None:
    site.pages["/a"] = [Page(status=status, headers={"Retry-After": "20"}), Page("a")]
    assert fetcher.get(f"{site.url}/a", limit=LIMIT).body == b"a"
    assert clock.slept == [1.0, 20.0]


def test_a_server_that_asks_for_a_long_wait_is_left_alone(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages["/a"] = Page(status=429, headers={"Retry-After": "3600"})
    with pytest.raises(FetchError) as error:
        fetcher.get(f"{site.url}/a", limit=LIMIT)
    assert (error.value.status, error.value.retry_after, error.value.passing) == (429, 3600.0, True)
    with pytest.raises(FetchError, match="was not asked for"):
        fetcher.get(f"{site.url}/b", limit=LIMIT)
    assert site.without_robots() == ["/a"]
    clock.time += 3600
    site.pages["/b"] = Page("b")
    assert fetcher.get(f"{site.url}/b", limit=LIMIT).body == b"b"


def test_errors_that_may_pass_are_tried_three_times_and_others_once(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page(status=500)
    for path, times in (("/a", 3), ("/missing", 1)):
        with pytest.raises(FetchError) as error:
            fetcher.get(site.url + path, limit=LIMIT)
        assert error.value.passing is (path == "/a")
        assert site.asked.count(path) == times


def test_a_server_that_is_not_there(fetcher: Fetcher, site: Site) -> None:
    site.close()
    with pytest.raises(FetchError, match="cannot be reached") as error:
        fetcher.get(f"{site.url}/a", limit=LIMIT)
    assert error.value.passing


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "http://", "http://[::1/a", "http://exa mple.org/", "javascript:x"]
)
def test_what_is_no_address_of_the_web(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError, match="address"):
        fetcher.get(url, limit=LIMIT)
