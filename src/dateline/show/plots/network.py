"""Who does what to whom: actors on a circle, an arrow for what one did to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from dateline.show.plots.svg import element, picture, shortened, titled, words


@dataclass(frozen=True)
class Tie:
    """How often one did something to another, and with which quad code most often."""

    actor: str
    recipient: str
    quad_code: int
    count: int


def network_svg(
    ties: Sequence[Tie], *, most_actors: int = 18, width: float = 760, height: float = 560, title: str,
    standalone: bool = False,
) -> str:  # fmt: skip
    """Draw the actors with the most ties; the width of an arrow grows with the root of its count."""
    weight: dict[str, int] = {}
    for tie in ties:
        for name in {tie.actor, tie.recipient}:
            weight[name] = weight.get(name, 0) + tie.count
    shown = sorted(weight, key=lambda name: (-weight[name], name))[:most_actors]
    if not shown:
        return picture([words("nobody did anything to anybody", 12, 30)], width, 60, title, standalone=standalone)
    cx, cy, radius = width / 2, height / 2, min(width, height) / 2 - 60
    at = {
        name: (cx + radius * cos(2 * pi * n / len(shown) - pi / 2), cy + radius * sin(2 * pi * n / len(shown) - pi / 2))
        for n, name in enumerate(sorted(shown))
    }
    strongest = max((tie.count for tie in ties if tie.actor in at and tie.recipient in at), default=1)
    drawn = [
        element(
            "marker",
            element("path", d="M0 0L6 3L0 6z", class_=f"q{quad}"),
            id=f"tip{quad}",
            viewBox="0 0 6 6",
            refX=5,
            refY=3,
            markerWidth=9,
            markerHeight=9,
            orient="auto",
            markerUnits="userSpaceOnUse",
        )
        for quad in range(5)
    ]
    for tie in sorted(ties, key=lambda tie: tie.count):
        if tie.actor in at and tie.recipient in at and tie.actor != tie.recipient:
            drawn.append(_arrow(tie, at[tie.actor], at[tie.recipient], (cx, cy), strongest))
    for name, (x, y) in at.items():
        size = 4 + 8 * sqrt(weight[name] / max(weight.values()))
        right, middle = x > cx + 1, abs(x - cx) <= 1
        label = words(
            shortened(name, 20), x if middle else x + (size + 5 if right else -size - 5),
            (y - size - 6 if y < cy else y + size + 15) if middle else y + 4,
            text_anchor="middle" if middle else "start" if right else "end", class_="strong",
        )  # fmt: skip
        node = element("circle", cx=x, cy=y, r=size, class_="node")
        drawn.append(element("g", titled(f"{name}: {weight[name]}") + node + label, class_="actor"))
    return picture(drawn, width, height, title, standalone=standalone)


def _arrow(
    tie: Tie, start: tuple[float, float], end: tuple[float, float], middle: tuple[float, float], strongest: int
) -> str:
    (x1, y1), (x2, y2) = start, end
    bend_x, bend_y = (x1 + x2) / 2, (y1 + y2) / 2
    length = hypot(x2 - x1, y2 - y1) or 1.0
    side_x, side_y = -(y2 - y1) / length * 26, (x2 - x1) / length * 26  # both directions of a pair stay apart
    control = (bend_x * 0.8 + middle[0] * 0.2 + side_x, bend_y * 0.8 + middle[1] * 0.2 + side_y)
    reach = hypot(x2 - control[0], y2 - control[1]) or 1.0
    stop = (x2 - (x2 - control[0]) / reach * 13, y2 - (y2 - control[1]) / reach * 13)
    return element(
        "path",
        titled(f"{tie.actor} → {tie.recipient}: {tie.count}"),
        d=f"M{x1:.1f} {y1:.1f}Q{control[0]:.1f} {control[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}",
        class_=f"tie q{tie.quad_code}",
        stroke_width=1 + 5 * sqrt(tie.count / strongest),
        marker_end=f"url(#tip{tie.quad_code})",
    )
