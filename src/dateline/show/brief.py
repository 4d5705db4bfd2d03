"""A situation report: incidents by day, figures with their ranges, commitments, disputes, each with its sources."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.link.model import Commitment, Evidence, Incident
from dateline.show.incident import figure_range, party_names, place_name
from dateline.show.visible import one_line

MOST_A_DAY = 12
"""So many incidents of a day are told; the rest is counted."""

_MOST_SOURCES = 4
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~@!])|(?<=http):(?=//)|(?<=https):(?=//)|(?<=www)\.", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"'\\]+")


@dataclass(frozen=True)
class Brief:
    """What a report is made of: `incidents` in any order, `commitments` as of the last day."""

    title: str
    since: str | None
    until: str
    incidents: Sequence[Incident]
    commitments: Sequence[Commitment]


@dataclass(frozen=True)
class _Line:
    text: str
    sources: list[Evidence]
    quote: str = ""
    id: str = ""


@dataclass(frozen=True)
class _Part:
    title: str
    lines: list[_Line]
    parts: list[_Part] = field(default_factory=list)
    note: str = ""


def brief_markdown(brief: Brief) -> str:
    """Give the report as Markdown; nothing from article text is taken for markup."""
    return "\n".join(_markdown(brief)) + "\n"


def brief_html(brief: Brief) -> str:
    """Give the report as one HTML page without scripts; everything from article text is escaped."""
    body = "\n".join(_html(part, 2) for part in _parts(brief))
    title = html.escape(one_line(brief.title))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        "<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
        "q{font-style:italic}.s{color:#555;font-size:.9em}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n<p>{html.escape(_summary(brief))}</p>\n{body}\n</body>\n</html>\n"
    )


def _parts(brief: Brief) -> Iterator[_Part]:
    days: dict[str, list[Incident]] = {}
    for incident in brief.incidents:
        days.setdefault((incident.date or "date not told")[:10], []).append(incident)
    made = []
    for day in sorted(days):
        ranked = sorted(days[day], key=lambda i: (-i.support.reports, -i.confidence, i.id))
        more = len(ranked) - MOST_A_DAY
        note = f"and {more} more" if more > 0 else ""
        made.append(_Part(day, [_incident(incident) for incident in ranked[:MOST_A_DAY]], note=note))
    yield _Part("Events by day", [], made, note="" if made else "None.")
    counted = sorted((i for i in brief.incidents if i.figures), key=lambda i: (i.date or "", i.id))
    figures = [line for incident in counted for line in _figures(incident)]
    yield _Part("Figures", figures, note="" if figures else "None.")
    commitments = [_commitment(commitment) for commitment in brief.commitments]
    yield _Part("Commitments", commitments, note="" if commitments else "None.")
    disputes = [_dispute(i) for i in brief.incidents if i.disputed] + [
        _Line(f"{_what(incident)}: {conflict.note}", [line.latest.evidence], id=incident.id)
        for incident in counted
        for line in incident.figures
        for conflict in line.conflicts
    ]
    yield _Part("Disputes", disputes, note="" if disputes else "None.")


def _incident(incident: Incident) -> _Line:
    supported = f"{incident.support.reports} report{'' if incident.support.reports == 1 else 's'}"
    denied = f", denied by {incident.denied.reports}" if incident.denied.reports else ""
    told = [m.evidence for m in incident.mentions]
    return _Line(f"{_what(incident)} ({supported}{denied})", told, incident.text, incident.id)


def _what(incident: Incident) -> str:
    parties = " → ".join(part or "?" for part in (party_names(incident.actor), party_names(incident.recipient)))
    words = [" ".join([incident.event, *incident.mode])]
    if incident.status != "actual":
        words.append(incident.status)
    if incident.actor or incident.recipient:
        words.append(parties)
    if incident.place:
        words.append(f"at {place_name(incident.place)}")
    return ", ".join(words)


def _figures(incident: Incident) -> Iterator[_Line]:
    for line in incident.figures:
        latest = f"latest “{one_line(line.latest.text)}”" if len(line.reports) > 1 else ""
        words = ", ".join(filter(None, [f"{_what(incident)}: {figure_range(line)}", latest]))
        yield _Line(words, [report.evidence for report in line.reports], id=incident.id)


def _commitment(commitment: Commitment) -> _Line:
    to = f" to {party_names(commitment.to)}" if commitment.to else ""
    deadline = f", until {commitment.deadline}" if commitment.deadline else ""
    last = commitment.changes[-1]
    why = f" ({last.why})" if len(commitment.changes) > 1 else ""
    since = f" since {commitment.since}" if commitment.since else ""
    words = f"{commitment.kind}: {party_names(commitment.by)}{to}{deadline}: {commitment.state}{since}{why}"
    evidence = [change.evidence for change in commitment.changes if change.evidence]
    return _Line(words, evidence, (last.evidence or commitment.changes[0].evidence or evidence[0]).text, commitment.id)


def _dispute(incident: Incident) -> _Line:
    told = {True: "asserted", False: "denied"}
    sides = []
    for asserts, support in ((True, incident.support), (False, incident.denied)):
        names = ", ".join(map(one_line, support.sources or support.publishers))
        sides.append(f"{told[asserts]} by {names or 'unnamed'}")
    denials = [m for m in incident.mentions if m.denies]
    return _Line(
        f"{_what(incident)}: {'; '.join(sides)}",
        [m.evidence for m in incident.mentions],
        denials[0].evidence.text,
        incident.id,
    )


def _summary(brief: Brief) -> str:
    documents = {m.evidence.document for i in brief.incidents for m in i.mentions}
    period = f"{brief.since} to {brief.until}" if brief.since else f"Until {brief.until}"
    return (
        f"{period}: {len(brief.incidents)} incidents from {len(documents)} documents, "
        f"{len(brief.commitments)} commitments."
    )


def _named(evidence: Iterable[Evidence], link: Callable[[str, str | None], str]) -> str:
    """Give the sources of a line, each report once: who is credited, the publisher, the day."""
    found: dict[str, str] = {}
    for each in evidence:
        if each.report not in found:
            publisher = one_line(each.publisher or each.document)
            said = f"{one_line(', '.join(each.source))} in " if each.source else ""
            day = f", {each.published[:10]}" if each.published else ""
            url = each.url if each.url and _URL.fullmatch(each.url) else None
            found[each.report] = link(f"{said}{publisher}{day}", url)
    names = list(found.values())
    more = [f"and {len(names) - _MOST_SOURCES} more"] if len(names) > _MOST_SOURCES else []
    return "; ".join([*names[:_MOST_SOURCES], *more])


def _markdown(brief: Brief) -> Iterator[str]:
    yield f"# {_escaped(brief.title)}"
    yield ""
    yield _escaped(_summary(brief))
    for part in _parts(brief):
        yield from _markdown_part(part, 2)


def _markdown_part(part: _Part, level: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * level} {_escaped(part.title)}"
    yield ""
    for line in part.lines:
        quote = f" “{_escaped(line.quote)}”" if line.quote else ""
        sources = _named(line.sources, lambda text, url: f"[{_escaped(text)}](<{url}>)" if url else _escaped(text))
        yield f"- {_escaped(line.text)}.{quote} — {sources} `{line.id}`"
    if part.note:
        yield f"{'- ' if part.lines else ''}{_escaped(part.note)}"
    for inner in part.parts:
        yield from _markdown_part(inner, level + 1)


def _escaped(text: str) -> str:
    whole = html.escape(one_line(text), quote=False)
    return _MARKDOWN.sub(lambda match: f"\\{match[0]}", whole)


def _html(part: _Part, level: int) -> str:
    made = [f"<h{level}>{html.escape(part.title)}</h{level}>"]
    if part.lines:
        made.append("<ul>")
    for line in part.lines:
        quote = f" <q>{html.escape(one_line(line.quote))}</q>" if line.quote else ""
        sources = _named(line.sources, _anchor)
        made.append(
            f"<li>{html.escape(one_line(line.text))}.{quote} "
            f'<span class="s">{sources} <code>{html.escape(line.id)}</code></span></li>'
        )
    if part.lines:
        made.append("</ul>")
    if part.note:
        made.append(f"<p>{html.escape(part.note)}</p>")
    made += [_html(inner, level + 1) for inner in part.parts]
    return "\n".join(made)


def _anchor(text: str, url: str | None) -> str:
    shown = html.escape(text)
    return f'<a href="{html.escape(url)}" rel="noopener noreferrer">{shown}</a>' if url else shown
