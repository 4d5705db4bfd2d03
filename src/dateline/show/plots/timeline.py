"""How many things happened when, by quad code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.show.plots.svg import element, picture, titled, words

QUADS = (4, 3, 2, 1, 0)
"""From the bottom up: conflict first, since it is what most look for."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 8.0, 8.0, 22.0
_MOST_BARS = 200


@dataclass(frozen=True)
class Bar:
    """How many on a day (or in what "2023-09" names, counted from its first day), with one quad code."""

    date: str
    quad_code: int
    count: int


def timeline_svg(
    bars: Sequence[Bar], *, width: float = 900, height: float = 160, title: str = "Time line", standalone: bool = False
) -> str:
    """Draw columns by day, or by week or month where there are too many days; each has its span in its data."""
    days = [(found, bar) for bar in bars if (found := _day(bar.date)) is not None]
    if not days:
        return picture([words("nothing dated", 12, height / 2)], width, height, title, standalone=standalone)
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    spans = _spans(first, last)
    totals: list[dict[int, int]] = [{} for _ in spans]
    at = 0
    for day, bar in sorted(days, key=lambda pair: pair[0]):
        while day > spans[at][1]:
            at += 1
        totals[at][bar.quad_code] = totals[at].get(bar.quad_code, 0) + bar.count
    most = max(sum(total.values()) for total in totals)
    inner_w, inner_h = width - _LEFT - _RIGHT, height - _TOP - _BOTTOM
    step = inner_w / len(spans)
    drawn = _grid(most, width, inner_h)
    for number, (span, total) in enumerate(zip(spans, totals, strict=True)):
        drawn.append(_column(span, total, _LEFT + number * step, step, inner_h / most, inner_h))
    drawn += _dates(spans, step, width, height)
    return picture(drawn, width, height, title, standalone=standalone)


def _column(span: tuple[date, date], total: dict[int, int], x: float, step: float, unit: float, inner_h: float) -> str:
    y = _TOP + inner_h
    pieces = [element("rect", x=x, y=_TOP, width=step, height=inner_h, class_="hit", fill="transparent")]
    for quad in QUADS:
        count = total.get(quad, 0)
        if count:
            y -= count * unit
            pieces.append(
                element(
                    "rect", x=x + step * 0.08, y=y, width=min(step * 0.84, 26), height=count * unit, class_=f"q{quad}"
                )
            )
    said = span[0].isoformat() if span[0] == span[1] else f"{span[0].isoformat()} to {span[1].isoformat()}"
    pieces.append(titled(f"{said}: {sum(total.values())}"))
    return element(
        "g", "".join(pieces), class_="column", data_since=span[0].isoformat(), data_until=span[1].isoformat()
    )


def _grid(most: int, width: float, inner_h: float) -> list[str]:
    unit = next(u * 10**e for e in range(9) for u in (1, 2, 5) if most / (u * 10**e) <= 4)
    drawn = []
    for value in range(0, most + 1, unit):
        y = _TOP + inner_h - value / most * inner_h
        drawn.append(element("line", x1=_LEFT, x2=width - _RIGHT, y1=y, y2=y, class_="axis" if value == 0 else "grid"))
        drawn.append(words(f"{value:,}", _LEFT - 5, y + 4, text_anchor="end"))
    return drawn


def _dates(spans: list[tuple[date, date]], step: float, width: float, height: float) -> list[str]:
    every = max(1, round(90 / step))
    last = len(spans) - 1
    return [
        words(span[0].isoformat(), min(_LEFT + number * step + 2, width - 70), height - 6)
        for number, span in enumerate(spans)
        if number % every == 0 and (number == 0 or last - number >= every * 0.9)
    ]


def is_by_month(first: str, last: str) -> bool:
    """Tell whether columns from one day to another are months, or longer."""
    days = _day(first), _day(last)
    return days[0] is not None and days[1] is not None and _in_months(days[0], days[1])


def _in_months(first: date, last: date) -> bool:
    return (last - first).days >= _MOST_BARS * 7


def _spans(first: date, last: date) -> list[tuple[date, date]]:
    length = 1
    if (last - first).days >= _MOST_BARS:
        length = 7
    if _in_months(first, last):
        return _months(first, last)
    spans = []
    while first <= last:
        spans.append((first, first + timedelta(days=length - 1)))
        first += timedelta(days=length)
    return spans


def _months(first: date, last: date) -> list[tuple[date, date]]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    together = -(-months // _MOST_BARS)
    spans = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        after = month - 1 + together
        next_year, next_month = year + after // 12, after % 12 + 1
        end = date.max if next_year > 9999 else date(next_year, next_month, 1) - timedelta(days=1)
        spans.append((date(year, month, 1), end))
        if next_year > 9999:
            break
        year, month = next_year, next_month
    return spans


def _day(said: str) -> date | None:
    padded = said[:10] + "-01" * ((10 - len(said[:10])) // 3)
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None
