"""The pages in a real browser: what a reader sees and does, and that nothing in an article does anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.serve.browser import browsing
from tests.serve.conftest import Served

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
PAGES = (
    "/", "/?country=SDN&reports=2", "/ledger", "/actors", "/documents", "/documents/1", "/try", "/sign-in", "/none"
)  # fmt: skip
DARK = ("/", "/actors", "/documents/1")
"""Where colours stand for something."""


CUT_OFF = """() => {
  const room = document.documentElement.clientWidth;
  const inside = (e) => e && (e.tagName === "svg" || e.id === "map" || getComputedStyle(e).overflowX !== "visible" || inside(e.parentElement));
  const out = [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && (box.right > room + 1 || box.left < -1) && !e.matches(".skip") && !inside(e.parentElement);
  });
  const wide = document.documentElement.scrollWidth > room ? ["the page"] : [];
  return [...wide, ...out.map((e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 30)}`)];
}"""  # noqa: E501
"""What reaches over the window's sides, but for what can be scrolled by itself."""


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    opened.close()
    context.clear_cookies()
    assert troubles == []


def sign_in(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/sign-in")
    page.get_by_label("Token").fill(served.tokens["write"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("writeer")).to_be_visible()


def map_is_drawn(page: Page) -> None:
    expect(page.locator("#map[data-shown]")).to_be_visible()
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()


def test_the_situation_is_filtered_and_its_address_shared(page: Page, served: Served, context: BrowserContext) -> None:
    page.goto(served.address)
    map_is_drawn(page)
    everything = page.locator(".what h2").inner_text()
    page.get_by_label("Words in the evidence").fill("market")
    page.get_by_label("Words in the evidence").press("Enter")
    expect(page.locator(".what h2")).not_to_have_text(everything)
    page.get_by_label("Type").select_option("ASSAULT")
    expect(page).to_have_url(re.compile(r"text=market.*type=ASSAULT"))
    shown = page.locator(".what .list").inner_text()
    assert "market" in shown
    other = context.new_page()
    other.goto(page.url)
    assert other.locator(".what .list").inner_text() == shown
    map_is_drawn(other)
    other.close()
    page.go_back()
    expect(page.get_by_label("Type")).to_have_value("")


def test_the_time_line_brushes(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/?country=SDN")
    column = page.locator("#timeline .column[tabindex]").first
    since = column.get_attribute("data-since")
    column.press("Enter")
    expect(page.get_by_label("From")).to_have_value(since or "")
    expect(page).to_have_url(re.compile(f"since={since}"))


def test_an_incident_is_opened_from_the_map_and_shows_who_asserts_and_denies(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/?disputed=1")
    map_is_drawn(page)
    page.locator(".leaflet-marker-icon").first.press("Enter")
    page.locator(".inside a").first.click()
    expect(page.get_by_role("heading", name="Denied")).to_be_visible()
    expect(page.locator(".mention.denies blockquote").first).to_be_visible()
    page.locator(".mention footer a").first.click()
    expect(page.locator(".text .m.event").first).to_be_visible()


def test_the_ledger_leads_to_the_incident_and_its_range_plot(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/ledger?country=SDN")
    page.get_by_role("region", name="Figures").locator("tbody a").first.click()
    expect(page.locator(".figures svg .report").first).to_be_visible()


@pytest.mark.parametrize("width", [640, 360], ids=["1280 pixels at 200 %", "a phone"])
def test_nothing_is_cut_off_where_there_is_little_room(page: Page, served: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 400})
    page.goto(f"{served.address}/?disputed=1")
    incident = page.locator(".what .title").first.get_attribute("href") or ""
    page.goto(f"{served.address}/ledger")
    commitment = page.locator("a.state").first.get_attribute("href") or ""
    for address in (*PAGES, incident, commitment):
        page.goto(served.address + address)
        page.evaluate("document.querySelectorAll('.title, h1, .evidence').forEach(e => e.append('Long'.repeat(60)))")
        assert page.evaluate(CUT_OFF) == [], address


def test_the_coding_explains_itself_on_hover_and_focus(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/documents/1")
    trigger = page.locator(".text .m.event").first
    trigger.focus()
    expect(page.locator("#tip")).to_be_visible()
    assert page.locator("#tip").inner_text().split(" ")[0].isupper()
    expect(page.locator(".entry.lit").first).to_be_visible()
    assert page.locator(".entry.lit").count() < page.locator(".entry").count()
    page.get_by_label("Figures", exact=True).uncheck()
    expect(page.locator(".text.without-figure")).to_have_count(1)


def test_an_event_is_accepted_and_corrected_by_who_may(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/documents/2")
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    sign_in(page, served)
    page.goto(f"{served.address}/documents/2")
    page.get_by_role("button", name="Accept").first.click()
    expect(page.locator(".entry.accepted .verdict")).to_contain_text("Accepted by writeer")
    entry = page.locator(".entry").nth(1)
    entry.get_by_text("Correct", exact=True).click()
    entry.get_by_label("Type").select_option("PROTEST")
    entry.get_by_label("Why").fill("a march, not a fight")
    entry.get_by_role("button", name="Save").click()
    expect(page.locator(".entry.corrected .type")).to_contain_text("PROTEST")
    expect(page.locator(".entry.corrected .verdict")).to_contain_text("a march, not a fight")


def test_a_text_is_tried(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/try")
    page.get_by_label("A news text").fill("Rebels released 12 hostages in Idlib on Tuesday, the army said.")
    page.get_by_label("Published").fill("2024-05-16")
    page.get_by_role("button", name="Code it").click()
    expect(page.locator(".entry .type")).to_contain_text("RETREAT")
    expect(page.locator(".text .m.place")).to_have_text("Idlib")


def test_what_an_article_holds_is_shown_as_text(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/documents?text=Kupiansk")
    page.locator(".list a").click()
    text = page.locator("#text").inner_text()
    assert '<script>document.title="owned"</script>' in text
    assert "<img src=x" in text
    assert page.locator("#text img, #text script").count() == 0
    assert "\u202e" not in page.content()
    assert "\ufffdelbisivni\ufffd" in text
    assert "<i>Title</i>" in page.locator("h1").inner_text()
    page.goto(f"{served.address}/?text=Kupiansk")
    map_is_drawn(page)
    page.locator(".leaflet-marker-icon").first.press("Enter")
    expect(page.locator(".inside a").first).to_be_visible()
    assert "owned" not in page.title()
    assert "\u202e" not in page.content()


@pytest.mark.parametrize("dark", [False, True])
def test_no_page_has_a_serious_barrier(page: Page, served: Served, dark: bool) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    sign_in(page, served)
    incident = page.request.get(f"{served.address}/v1/incidents?disputed=true").json()["items"][0]["id"]
    found: dict[str, Any] = {}
    for address in (*(DARK if dark else PAGES), f"/incidents/{incident}"):
        page.goto(served.address + address)
        if address.startswith("/?") or address == "/":
            map_is_drawn(page)
        violations = Axe().run(page).response["violations"]
        serious = [v for v in violations if v["impact"] in ("serious", "critical")]
        if serious:
            found[address] = [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in serious]
    assert found == {}


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_cut_off_on_a_phone(served: Served, context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(served.address + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
