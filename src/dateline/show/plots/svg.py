"""Writing SVG: elements with escaped text, and the style that makes a picture whole outside a page."""

from __future__ import annotations

from html import escape

from dateline.show.visible import one_line

STYLE = """
svg { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; background: #fcfbf8 }
text { fill: #59626b } .strong { fill: #1c2126; font-weight: 600 }
.axis, .grid { stroke: #dcd8cf; fill: none } .axis { stroke: #8b8f94 }
.q1 { fill: #2f6f9f } .q2 { fill: #2b7a4b } .q3 { fill: #a8660f } .q4 { fill: #b1302b } .q0 { fill: #6b7177 }
.land { fill: #efece4; stroke: #c9c4b8; stroke-width: .6 } .province { fill: none; stroke: #dcd8cf; stroke-width: .5 }
.marker { fill-opacity: .75; stroke: #fcfbf8; stroke-width: 1 }
.area { fill-opacity: .28; stroke-opacity: .9; stroke-width: 1.2 }
.area.q1 { stroke: #2f6f9f } .area.q2 { stroke: #2b7a4b } .area.q3 { stroke: #a8660f } .area.q4 { stroke: #b1302b }
.area.q0 { stroke: #6b7177 }
.range { stroke: #14507a; stroke-width: 6; stroke-linecap: round; stroke-opacity: .35 } .value { fill: #14507a }
.open { stroke-dasharray: 2 4 } .band { fill: #14507a; fill-opacity: .09 }
.tie { fill: none; stroke-opacity: .65 } .tie.q1 { stroke: #2f6f9f } .tie.q2 { stroke: #2b7a4b }
.tie.q3 { stroke: #a8660f }
.tie.q4 { stroke: #b1302b } .tie.q0 { stroke: #6b7177 } .node { fill: #14507a }
"""
"""The style of a picture in a file of its own; pages have theirs, with the same class names."""


def element(name: str, content: str = "", **attributes: str | float | None) -> str:
    """Give an element; `content` is SVG already, attribute values are escaped.

    `_` in names stands for `-`, a trailing one is left out (`class_`).
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def words(said: str, x: float, y: float, **attributes: str | float | None) -> str:
    """Give a text at a point, escaped and on one line."""
    return element("text", escape(one_line(said)) or " ", x=x, y=y, **attributes)


def titled(said: str) -> str:
    """Give the title that a pointer shows over an element."""
    return element("title", escape(one_line(said)) or " ")


def picture(content: list[str], width: float, height: float, title: str, *, standalone: bool) -> str:
    """Give the whole picture; `standalone` brings its style, for a file."""
    style = f"<style>{STYLE}</style>" if standalone else ""
    return element(
        "svg",
        titled(title) + style + "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width if standalone else None,
        height=height if standalone else None,
        role="img",
        aria_label=one_line(title),
        class_="plot",
    )


def shortened(said: str, most: int) -> str:
    """Give a text that fits."""
    plain = one_line(said)
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
