"""Figures reconciled: what all reports of an incident say of one kind, as a time line with range and conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.link.figures_implied import ONESELF, people_among
from dateline.link.model import Evidence, FigureConflict, FigureLine, FigureReport, Mention, MentionFigure
from dateline.model import FigureKind

_SEVERAL = 1e15
_LEAST_APART = 1.2
"""Ranges further apart than this factor are a conflict; less is rounding."""


def lines(incident: str, mentions: Sequence[Mention]) -> list[FigureLine]:
    """Give a line per kind and unit that the mentions report a figure of, the gravest kinds first.

    What is expected, or denied, reports nothing. What no number tells ("a man was shot dead") speaks only in reports
    that give no number of that kind; who was injured so may be among the dead.
    """
    found: dict[tuple[FigureKind, str | None], list[FigureReport]] = defaultdict(list)
    people: dict[tuple[FigureKind, str], list[tuple[Mention, MentionFigure]]] = defaultdict(list)
    seen: set[tuple[str, str, int, int, str | None]] = set()
    for mention in mentions:
        if mention.denies or mention.status not in ("actual", "historical"):
            continue
        for figure in mention.figures:
            key = (mention.evidence.document, figure.kind, figure.start, figure.end, figure.of)
            if figure.kind == "other" or key in seen:
                continue
            seen.add(key)
            if figure.implied:
                people[figure.kind, mention.evidence.document].append((mention, figure))
            else:
                found[figure.kind, figure.unit].append(_report(mention, figure))
    died = any(kind == "dead" for kind, _ in [*found, *people])
    for (kind, document), implied in people.items():
        numbers = [r for r in found.get((kind, None), ()) if r.evidence.document == document]
        found[kind, None] += _implied(implied, numbers, spared=died and kind == "injured")
    kinds: tuple[FigureKind, ...] = (
        "dead", "injured", "missing", "displaced", "evacuated", "detained", "released", "personnel", "weapons",
        "vehicles", "aid", "money", "people",
    )  # fmt: skip
    return [
        _line(incident, kind, unit, found[kind, unit])
        for kind, unit in sorted(found, key=lambda key: (kinds.index(key[0]), key[1] or ""))
        if found[kind, unit]
    ]


def bounds(figure: MentionFigure | FigureReport) -> tuple[float, float]:
    """Give the least and the greatest number that a figure stands for; infinity-like where the text sets no bound."""
    low, high, value = figure.low, figure.high, figure.value
    if low is None and high is None and value is not None:
        return value, value
    least = low if low is not None else (0.0 if value is None or high is not None else value)
    most = high if high is not None else (_SEVERAL if value is None or low is not None else value)
    return least, most


def _report(mention: Mention, figure: MentionFigure) -> FigureReport:
    source = figure.source or mention.evidence.source
    return FigureReport(
        value=figure.value,
        low=figure.low,
        high=figure.high,
        text=figure.text,
        implied=figure.implied,
        evidence=mention.evidence.model_copy(update={"source": source}),
    )


def _line(incident: str, kind: FigureKind, unit: str | None, reports: list[FigureReport]) -> FigureLine:
    reports.sort(key=lambda r: (_time(r.evidence), r.evidence.document, r.evidence.start, r.text))
    current = _current(reports)
    low, high = _range(current)
    return FigureLine(
        incident=incident,
        kind=kind,
        unit=unit,
        low=low,
        high=high,
        latest=current[-1],
        reports=reports,
        conflicts=_conflicts(current),
    )


def _range(reports: Sequence[FigureReport]) -> tuple[float | None, float | None]:
    """Give the least and the greatest number that reports give; None where the outermost sets no bound ("at least 18"
    beside "12"). What sets none at all ("several hundred") is passed over.
    """
    exact = [r.value for r in reports if r.value is not None and r.low is None and r.high is None]
    lows = exact + [r.low for r in reports if r.low is not None]
    highs = exact + [r.high for r in reports if r.high is not None]
    most_up_to = [r.high for r in reports if r.high is not None and r.low is None]
    least_from = [r.low for r in reports if r.low is not None and r.high is None]
    low = None if not lows or min(most_up_to, default=min(lows) + 1) <= min(lows) else min(lows)
    high = None if not highs or max(least_from, default=max(highs) - 1) >= max(highs) else max(highs)
    return low, high


def _implied(
    implied: Sequence[tuple[Mention, MentionFigure]], numbers: Sequence[FigureReport], *, spared: bool
) -> list[FigureReport]:
    """Give what a document counts without numbers, all its people together: at least as many as one sentence names, at
    most as many as all do. An attacker who died is one more, whom numbers may leave out. Those `spared` may be none.
    """
    oneself = 1.0 if any(figure.of == ONESELF for _, figure in implied) else 0.0
    others = [(mention, figure) for mention, figure in implied if figure.of != ONESELF]
    if numbers:
        most = max(numbers, key=lambda r: (bounds(r)[1], r.text))
        if not oneself or bounds(most)[1] >= _SEVERAL:
            return []
        low, high = bounds(most)
        text = f"{most.text}, and one {ONESELF}"
        return [most.model_copy(update={"low": low, "high": high + oneself, "text": text, "implied": True})]
    low = max((figure.value or 0.0 for _, figure in others), default=0.0)
    names = list(dict.fromkeys(name for _, figure in others for name in (figure.of or "").split("; ")))
    high = people_among(names) + oneself
    mention, figure = max(others or implied, key=lambda pair: (pair[1].value or 0.0, -pair[1].start, pair[1].text))
    text = "; ".join(names) if names else ONESELF
    report = _report(mention, figure)
    low = 0.0 if spared else max(low, oneself)
    return [report.model_copy(update={"value": high, "low": low, "high": high, "text": f"{text} ({figure.text})"})]


def _time(evidence: Evidence) -> str:
    return evidence.published or ""


def _current(reports: list[FigureReport]) -> list[FigureReport]:
    """Leave out what the same publisher has updated with a number in a later document."""
    last: dict[str, str] = {}
    for report in reports:
        if not report.implied and report.evidence.publisher and report.evidence.published:
            key = report.evidence.publisher
            last[key] = max(last.get(key, ""), report.evidence.published)
    return [
        r
        for r in reports
        if not (r.evidence.publisher and r.evidence.published)
        or r.evidence.published >= last.get(r.evidence.publisher, "")
    ]


def _conflicts(reports: list[FigureReport]) -> list[FigureConflict]:
    """Name the two reports furthest apart where no number fits both, each with all who agree with it."""
    ranges = [(bounds(r), r) for r in reports]
    lowest = min(ranges, key=lambda pair: (pair[0][1], pair[0][0]))
    highest = max(ranges, key=lambda pair: (pair[0][0], pair[0][1]))
    if highest[0][0] <= lowest[0][1] * _LEAST_APART:
        return []
    sides = []
    for (least, most), _ in (lowest, highest):
        agreeing = [r for (low, high), r in ranges if low <= most and least <= high]
        sides.append(list(dict.fromkeys(_said_by(r) for r in agreeing)))
    values = [lowest[1].text, highest[1].text]
    note = f"{values[0]} ({', '.join(sides[0])}) or {values[1]} ({', '.join(sides[1])})"
    return [FigureConflict(values=values, sides=sides, note=note)]


def _said_by(report: FigureReport) -> str:
    evidence = report.evidence
    return ", ".join(evidence.source) or evidence.publisher or evidence.document
