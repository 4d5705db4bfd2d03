"""What was reported of one kind of figure, over time: a range plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.show.plots.svg import element, picture, shortened, titled, words

_LABEL, _RIGHT, _TOP, _ROW = 250.0, 90.0, 26.0, 26.0


@dataclass(frozen=True)
class Reported:
    """One report: when it was published, who says so, the bounds (None: not bounded) and the words."""

    when: str | None
    who: str
    low: float | None
    high: float | None
    text: str


def ranges_svg(
    reports: Sequence[Reported], *, low: float | None, high: float | None, width: float = 760, title: str,
    standalone: bool = False,
) -> str:  # fmt: skip
    """Draw a row per report, in the order given, each from its low to its high; what is not bounded runs on, dashed.

    The band behind is the current range.
    """
    bounds = [value for r in reports for value in (r.low, r.high) if value is not None]
    bounds += [value for value in (low, high) if value is not None]
    height = _TOP + _ROW * len(reports) + 26
    if not bounds:
        return picture([words("no bounds were said", 12, 30)], width, 60, title, standalone=standalone)
    most = max(bounds) * 1.08 or 1.0
    inner = width - _LABEL - _RIGHT

    def x(value: float) -> float:
        return _LABEL + max(0.0, value) / most * inner

    drawn = []
    if low is not None or high is not None:
        start, end = x(low if low is not None else 0), x(high if high is not None else most)
        band = element(
            "rect",
            x=start - 3,
            y=_TOP - 12,
            width=max(6.0, end - start + 6),
            height=_ROW * len(reports) + 8,
            class_="band",
        )
        drawn.append(band)
    unit = next(u * 10**e for e in range(16) for u in (1, 2, 5) if most / (u * 10**e) <= 6)
    value = 0.0
    while value <= most:
        drawn.append(element("line", x1=x(value), x2=x(value), y1=_TOP - 12, y2=height - 22, class_="grid"))
        drawn.append(words(f"{value:,.0f}", x(value), height - 7, text_anchor="middle"))
        value += unit
    for number, report in enumerate(reports):
        drawn.append(_row(report, _TOP + number * _ROW + 4, x, most, width))
    return picture(drawn, width, height, title, standalone=standalone)


def _row(report: Reported, y: float, place: Callable[[float], float], most: float, width: float) -> str:
    pieces = [
        titled(f"{report.who}, {report.when or 'undated'}: {report.text}"),
        words((report.when or "undated")[:10], 4, y + 4),
        words(shortened(report.who, 26), 82, y + 4, class_="strong"),
    ]
    if report.low is None and report.high is None:
        pieces.append(words(shortened(report.text, 40), _LABEL, y + 4))
        return element("g", "".join(pieces), class_="report")
    start = place(report.low if report.low is not None else 0.0)
    end = place(report.high if report.high is not None else most)
    loose = report.low is None or report.high is None
    pieces.append(element("line", x1=start, x2=end, y1=y, y2=y, class_="range open" if loose else "range"))
    for bound in dict.fromkeys((report.low, report.high)):
        if bound is not None:
            pieces.append(element("circle", cx=place(bound), cy=y, r=4, class_="value"))
    pieces.append(words(shortened(report.text, 14), width - _RIGHT + 8, y + 4))
    return element("g", "".join(pieces), class_="report")
