"""A situation report tells each thing with its sources, and takes nothing in an article for markup."""

from __future__ import annotations

import re

from dateline.link.commitments import commitments_of
from dateline.link.incidents_account import account
from dateline.link.incidents_mentions import mentions_of
from dateline.show.brief import Brief, brief_html, brief_markdown
from dateline.show.incident import incident_account
from tests.link.test_commitments import act
from tests.link.told import told

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) *bold* `code` | \u202e http://evil.example ![i](x)"


def brief(text: str = "Shells hit Agdam.") -> Brief:
    documents = [
        told("a", text, dead=200, source="Yerevan", publisher="Wire"),
        told("b", f"Baku said that few died: {text}", source="Baku", dead=10, publisher="Gazette"),
        told("c", f"Baku denied: {text}", status="negated", source="Baku", stance="denies"),
    ]
    return Brief(
        title="Situation report: AZE",
        since="2023-09-19",
        until="2023-09-30",
        incidents=[account([mention for document in documents for mention in mentions_of(document)])],
        commitments=commitments_of([act("promise", "2023-09-01", deadline="2023-10")]),
    )


def test_it_has_events_figures_commitments_and_disputes_with_sources() -> None:
    text = brief_markdown(brief())
    for part in ("## Events by day", "### 2023-09-19", "## Figures", "## Commitments", "## Disputes"):
        assert part in text
    assert "10–200 dead" in text
    assert "release: Azerbaijan (AZE) to prisoners (ARM), until 2023-10: open" in text
    assert "asserted by Yerevan, Baku; denied by Baku" in text
    lines = [line for line in text.splitlines() if line.startswith("- ASSAULT")]
    assert len(lines) == 4
    assert [line for line in lines if ", 2023-09-20 `" not in line] == []
    assert "— Yerevan in Wire, 2023-09-20; Baku in Gazette, 2023-09-20; Baku in Paper c, 2023-09-20 `" in lines[0]


def test_article_text_is_never_markup() -> None:
    page, text = brief_html(brief(HOSTILE)), brief_markdown(brief(HOSTILE))
    assert set(re.findall(r"<(\w+)", page)) <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "li", "q", "span", "code",
    }  # fmt: skip
    assert "<script" not in text
    assert "](" not in text.replace("\\](", "")
    assert not re.search(r"(?<!\\)[*|!]", text.replace("- ", ""))
    assert "\u202e" not in page + text
    assert "http://" not in text


def test_only_web_addresses_become_links() -> None:
    [incident] = brief().incidents
    mentions = [
        m.model_copy(update={"evidence": m.evidence.model_copy(update={"url": url})})
        for m, url in zip(incident.mentions, ("javascript:alert(1)", "https://example.org/a", None), strict=True)
    ]
    page = brief_html(Brief("t", None, "2023-09-30", [account(mentions)], []))
    assert 'href="https://example.org/a"' in page
    assert "javascript:" not in page


def test_an_account_shows_who_asserts_and_who_denies() -> None:
    [incident] = brief().incidents
    text = incident_account(incident)
    assert (
        "Asserted by 2 independent reports in 2 documents; published by Gazette, Wire; crediting Yerevan, Baku" in text
    )
    assert "Denied by 1 independent report" in text
    assert "in conflict:" in text
