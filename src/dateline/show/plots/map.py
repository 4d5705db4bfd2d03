"""Where it happened: outlines, areas as areas, points as circles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, degrees, log, pi, radians, sqrt, tan

from dateline.knowledge.outlines import Outline, Outlines, load_outlines
from dateline.show.plots.svg import element, picture, titled, words

_KM_PER_DEGREE = 111.19
_MOST_NAMES = 12
DISTRICT_KM = 15.0
"""The radius that stands for a district, whose outline we do not have."""


@dataclass(slots=True)
class Marker:
    """Something at a place: `resolution` is PLOVER's (5 sub-city … 1 country), `quad_code` gives the colour.

    `label` is what a pointer shows, `name` what is written beside it where there are few.
    """

    lat: float
    lon: float
    resolution: int | None
    country: str | None
    province: str | None
    quad_code: int
    label: str
    count: int = 1
    name: str | None = None


def map_svg(
    markers: Sequence[Marker], *, width: float = 900, height: float = 560, title: str = "Map", standalone: bool = False
) -> str:
    """Draw the markers on the part of the world that holds them, in the Mercator projection."""
    outlines = load_outlines()
    areas = [(marker, area) for marker in markers if (area := area_of(outlines, marker)) is not None]
    drawn_as_area = {id(marker) for marker, _ in areas}
    frame = _Frame(_bounds(markers, [area for _, area in areas]), width, height)
    drawn = [element("rect", x=0, y=0, width=width, height=height, class_="sea", fill="none")]
    seen = [outline for outline in outlines.countries.values() if frame.touches(outline)]
    drawn += [element("path", titled(outline.country), d=frame.path(outline), class_="land") for outline in seen]
    if len(seen) <= 12:
        drawn += [
            element("path", d=frame.path(province), class_="province")
            for outline in seen
            for province in outlines.provinces(outline.country)
            if frame.touches(province)
        ]
    for marker, area in sorted(areas, key=lambda pair: pair[0].resolution or 0):
        path = element("path", titled(marker.label), d=frame.path(area), class_=f"area q{marker.quad_code}")
        drawn.append(path)
    named = len(markers) <= _MOST_NAMES
    for marker in sorted(markers, key=lambda m: -m.count):
        if id(marker) not in drawn_as_area:
            x, y = frame.point(marker.lon, marker.lat)
            radius = min(26.0, 4 + 1.6 * sqrt(marker.count))
            kind = "marker"
            if marker.resolution == 3:
                radius, kind = max(radius, DISTRICT_KM / _KM_PER_DEGREE * frame.pixels_at(marker.lat)), "area"
            drawn.append(
                element("circle", titled(marker.label), cx=x, cy=y, r=radius, class_=f"{kind} q{marker.quad_code}")
            )
            if named and marker.name:
                drawn.append(words(marker.name, x, y + radius + 13, text_anchor="middle"))
    drawn.append(words("Outlines: Natural Earth", width - 8, height - 8, text_anchor="end"))
    return picture(drawn, width, height, title, standalone=standalone)


def area_of(outlines: Outlines, marker: Marker) -> Outline | None:
    """Give the outline of what is known to a province or country only; None for what has a point."""
    if marker.resolution == 1:
        return outlines.countries.get(marker.country or "")
    if marker.resolution == 2:
        return outlines.province(marker.country, marker.province)
    return None


def _bounds(markers: Sequence[Marker], areas: Sequence[Outline]) -> tuple[float, float, float, float]:
    boxes = [(m.lon - 2, m.lat - 2, m.lon + 2, m.lat + 2) for m in markers if m.resolution not in (1, 2)]
    boxes += [area.box for area in areas]
    if not boxes:
        return -170.0, -56.0, 180.0, 78.0
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


class _Frame:
    """From degrees to pixels."""

    def __init__(self, bounds: tuple[float, float, float, float], width: float, height: float) -> None:
        west, south, east, north = bounds
        top, bottom = _mercator(min(84.0, north)), _mercator(max(-70.0, south))
        self.scale = min(width / max(east - west, 1e-6), height / max(top - bottom, 1e-6)) * 0.92
        self.x0 = width / 2 - (west + east) / 2 * self.scale
        self.y0 = height / 2 + (top + bottom) / 2 * self.scale
        half = width / 2 / self.scale
        self.west, self.east = (west + east) / 2 - half, (west + east) / 2 + half
        self.top, self.bottom = self.y0 / self.scale, (self.y0 - height) / self.scale

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        return self.x0 + lon * self.scale, self.y0 - _mercator(lat) * self.scale

    def pixels_at(self, lat: float) -> float:
        """Give the pixels of one degree of a meridian at a latitude."""
        return self.scale / max(0.1, cos(radians(lat)))

    def touches(self, outline: Outline) -> bool:
        return any(self._sees(polygon[0]) for polygon in outline.polygons)

    def _sees(self, ring: list[tuple[float, float]]) -> bool:
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        return (
            min(xs) < self.east
            and max(xs) > self.west
            and _mercator(min(ys)) < self.top
            and _mercator(max(ys)) > self.bottom
        )

    def path(self, outline: Outline) -> str:
        rings = [ring for polygon in outline.polygons if self._sees(polygon[0]) for ring in polygon]
        return "".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (self.point(*at) for at in ring)) + "Z" for ring in rings
        )


def _mercator(lat: float) -> float:
    lat = max(-85.0, min(85.0, lat))
    return degrees(log(tan(pi / 4 + radians(lat) / 2)))
