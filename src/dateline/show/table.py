"""A coded document as a report for reading: its events by status and date, each with its sentence."""

from __future__ import annotations

from typing import TextIO, get_args

from rich.console import Console
from rich.text import Text

from dateline.model import CodedDocument, Event, Explanation, Figure, Party, Place, Status
from dateline.show.index import DocumentIndex
from dateline.show.visible import one_line

_QUAD_STYLES = {1: "bold green", 2: "bold cyan", 3: "bold yellow", 4: "bold red"}
_STATUS_ORDER: tuple[Status, ...] = ("actual", "future", "hypothetical", "negated", "historical")
_STATUS_TITLES = {
    "actual": "Reported events",
    "future": "Expected or planned",
    "hypothetical": "Possible or conditional",
    "negated": "Said not to have happened",
    "historical": "Background, before the story",
}
_MAX_EVIDENCE = 600
_INDENT = 4


def report_console(stream: TextIO) -> Console:
    """Make a console that writes reports: colour and the window's width on a terminal, else plain, 80 columns."""
    terminal = stream.isatty()
    return Console(
        file=stream,
        force_terminal=terminal,
        width=None if terminal else 80,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def print_report(document: CodedDocument, console: Console) -> None:
    """Write the report on a document.

    Text from the document is shown literally: markup is not read, control characters are made visible. The
    trigger stands in [brackets] where there is no colour to mark it.
    """
    index = DocumentIndex(document)
    console.rule(style="dim", characters="─")
    _print_heading(document, console)
    for status in _STATUS_ORDER:
        events = sorted(
            (event for event in document.events if event.status == status),
            key=lambda event: (event.date is None, event.date or "", event.start, event.trigger.start),
        )
        if events:
            console.print()
            console.print(Text(f"{_STATUS_TITLES[status]} ({len(events)})", style="bold underline"))
        for event in events:
            console.print()
            _print_event(event, index, console)
    loose = [
        figure
        for at, figure in enumerate(document.figures)
        if figure.event is None and all(at not in event.figures for event in document.events)
    ]
    if loose:
        console.print()
        console.print(Text(f"Other figures ({len(loose)})", style="bold underline"))
        for figure in loose:
            _print_wrapped(_figure(figure), console)
    console.print()
    _print_wrapped(_counts(document), console, indent=0, style="dim")


def _print_heading(document: CodedDocument, console: Console) -> None:
    _print_wrapped(one_line(document.title or document.id), console, indent=0, style="bold")
    about = [document.publisher, document.published, document.id if document.title else None, document.url]
    line = " · ".join(one_line(value) for value in about if value)
    if line:
        _print_wrapped(line, console, indent=0, style="dim")


def _print_event(event: Event, index: DocumentIndex, console: Console) -> None:
    head = Text()
    head.append(one_line(" ".join([event.event, *event.mode])), style=_QUAD_STYLES.get(event.quad_code, "bold"))
    if event.date:
        head.append("  " + one_line(event.date) + (f" to {one_line(event.enddate)}" if event.enddate else ""))
    head.append(f"  {event.event_scale:+g}", style="dim")
    if event.context:
        head.append("  " + one_line(", ".join(event.context)), style="dim")
    _print_wrapped(head, console, indent=2)
    if event.actor or event.recipient:
        parties = _parties(event.actor, index)
        if event.recipient:
            parties.append(" → ", style="bold")
            parties.append_text(_parties(event.recipient, index))
        _print_wrapped(parties, console)
    details = []
    if event.event_loc is not None:
        details.append("at " + _place(event.event_loc))
    figures = index.figures(event)
    if figures:
        details.append("; ".join(_figure(figure) for figure in figures))
    sources = index.sources(event)
    if sources:
        details.append("according to " + ", ".join(map(one_line, sources)))
    if details:
        _print_wrapped(" · ".join(details), console)
    _print_wrapped(_evidence(event, marked=console.is_terminal), console)
    if event.explanation is not None:
        for line in _explanation(event.explanation, event.confidence):
            _print_wrapped(one_line(line), console, style="dim")


def _explanation(explanation: Explanation, confidence: float) -> list[str]:
    """Give the lines that say what an event was found by."""
    signs = sorted(explanation.evidence.items(), key=lambda sign: -abs(sign[1]))
    lines = [
        f"confidence {confidence:.2f}, found by {explanation.frame}: "
        + ", ".join(f"{name} {value:+.2f}" for name, value in signs if name != "bias")
    ]
    for party in explanation.parties:
        score = "" if party.score is None else f" {party.score:+.2f}"
        fact = f"; code from {party.fact}" if party.fact else ""
        lines.append(f"{party.role} {party.text}: {party.found or 'syntax'}{score}{fact}")
    return lines


def _parties(parties: list[Party], index: DocumentIndex) -> Text:
    shown = Text()
    for number, party in enumerate(parties):
        if number:
            shown.append(", ")
        shown.append(one_line(index.name(party)), style="bold")
        if party.basis == "document":
            shown.append("*")
        codes = " ".join([party.code or "?", *party.sector])
        if codes != "?":
            shown.append(f" ({one_line(codes)})")
    return shown if parties else Text("?")


def _place(place: Place) -> str:
    """Give the place as written and, in brackets, the record it was resolved to."""
    parts = [place.name, place.province, place.country_code]
    record = [part for part in dict.fromkeys(parts) if part and part != place.text]
    return one_line(place.text + (f" ({', '.join(record)})" if record else ""))


def _figure(figure: Figure) -> str:
    of = one_line(figure.of or "")
    text = one_line(figure.text)
    kind = f" ({figure.kind})" if figure.kind != "other" else ""
    return f"{text} {of}{kind}" if of and of.lower() not in text.lower() else text + kind


def _evidence(event: Event, *, marked: bool) -> Text:
    """Give the sentence with the trigger marked, cut around it if it is very long."""
    start, end = event.trigger.start - event.start, event.trigger.end - event.start
    shown = Text("“", style="italic")
    if 0 <= start < end <= len(event.text):
        before, trigger, after = event.text[:start], event.text[start:end], event.text[end:]
        shown.append(_squeezed(_tail(before)))
        shown.append(one_line(trigger) if marked else f"[{one_line(trigger)}]", style="bold underline not italic")
        shown.append(_squeezed(_front(after)))
    else:
        shown.append(_squeezed(_front(event.text)))
    shown.append("”")
    return shown


def _front(text: str) -> str:
    return text if len(text) <= _MAX_EVIDENCE else text[:_MAX_EVIDENCE] + "…"


def _tail(text: str) -> str:
    return text if len(text) <= _MAX_EVIDENCE else "…" + text[-_MAX_EVIDENCE:]


def _squeezed(text: str) -> str:
    """Give the text on one line, keeping a space at either end where it had white space."""
    inner = one_line(text)
    left = " " if text[:1].isspace() else ""
    right = " " if inner and text[-1:].isspace() else ""
    return left + inner + right


def _print_wrapped(content: Text | str, console: Console, *, indent: int = _INDENT, style: str = "") -> None:
    text = Text(content, style=style) if isinstance(content, str) else content
    for line in text.wrap(console, max(console.width - indent, 20)):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line))


def _counts(document: CodedDocument) -> str:
    by_status = [
        f"{count} {status}"
        for status in (*_STATUS_ORDER, *(other for other in get_args(Status) if other not in _STATUS_ORDER))
        if (count := sum(event.status == status for event in document.events))
    ]
    events = _number(len(document.events), "event") + (f" ({', '.join(by_status)})" if by_status else "")
    carried = any(p.basis == "document" for event in document.events for p in (*event.actor, *event.recipient))
    return ", ".join(
        [
            events,
            _number(len(document.entities), "actor"),
            _number(len(document.places), "place mention"),
            _number(len(document.figures), "figure"),
            _number(len(document.attributions), "attribution"),
        ]
    ) + ("; * supplied from another sentence" if carried else "")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
