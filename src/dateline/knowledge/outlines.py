"""Outlines of countries and provinces, for maps; `data/outlines/README.md` says where they come from."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

Ring = list[tuple[float, float]]
"""Longitude and latitude in WGS 84 degrees; the last point is the first."""


@dataclass(frozen=True)
class Outline:
    """The outline of a country or province: polygons, each an outer ring and then its holes.

    `country` is ISO 3166-1 alpha-3 (KOS for Kosovo); a country has no `name` and `geonameid`.
    """

    country: str
    name: str | None
    geonameid: int | None
    polygons: list[list[Ring]]

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Give the bounds of the largest polygon, as west, south, east, north: islands far away do not count."""
        rings = [polygon[0] for polygon in self.polygons]
        boxes = [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in (zip(*ring, strict=True) for ring in rings)]
        return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))

    @cached_property
    def geometry(self) -> bytes:
        """Give a GeoJSON MultiPolygon, as JSON."""
        written = json.dumps({"type": "MultiPolygon", "coordinates": self.polygons}, separators=(",", ":"))
        return written.encode("ascii")


class Outlines:
    """The outlines of the world."""

    def __init__(self, topology: dict[str, Any]) -> None:
        (scale_x, scale_y), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
        self._arcs = [_decoded(arc, scale_x, scale_y, x0, y0) for arc in topology["arcs"]]
        countries, provinces = (topology["objects"][name]["geometries"] for name in ("countries", "provinces"))
        self.countries = {outline.country: outline for outline in self._outlines(countries)}
        self._provinces: dict[str, list[Any]] = {}
        self._decoded: dict[str, list[Outline]] = {}
        self._found: dict[str, dict[str | int | None, Outline]] = {}
        for geometry in provinces:
            self._provinces.setdefault(geometry["properties"]["country"], []).append(geometry)

    def provinces(self, country: str) -> list[Outline]:
        """Give the provinces of a country (alpha-3)."""
        if country not in self._decoded:
            self._decoded[country] = list(self._outlines(self._provinces.get(country, [])))
        return self._decoded[country]

    def province(self, country: str | None, name: str | None, geonameid: int | None = None) -> Outline | None:
        """Give a province by its GeoNames id, or by its name in any spelling that differs by accents or kind alone
        ("Aleppo Governorate"); None where it is not known.
        """
        if country is None:
            return None
        if country not in self._found:
            of_country = self.provinces(country)
            names = [(_folded(outline.name or ""), outline) for outline in reversed(of_country)]
            self._found[country] = {name: outline for name, outline in names if name} | {
                outline.geonameid: outline for outline in reversed(of_country) if outline.geonameid is not None
            }
        found = self._found[country]
        return found.get(geonameid) or found.get(_folded(name or ""))

    def _outlines(self, geometries: list[Any]) -> Iterator[Outline]:
        for geometry in geometries:
            properties = geometry["properties"]
            arcs = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"])
            if arcs is None:
                continue
            polygons = [[self._ring(ring) for ring in polygon] for polygon in arcs]
            yield Outline(properties["country"], properties.get("name"), properties.get("geonameid"), polygons)

    def _ring(self, indices: list[int]) -> Ring:
        ring: Ring = []
        for index in indices:  # ~index is an arc taken backwards
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            ring += arc[1:] if ring else arc
        return ring


@lru_cache(maxsize=1)
def load_outlines() -> Outlines:
    """Read the outlines, once per process."""
    text = (files("dateline") / "data/outlines/world.topojson").read_text(encoding="utf-8")
    return Outlines(json.loads(text))


def _decoded(arc: list[list[int]], scale_x: float, scale_y: float, x0: float, y0: float) -> Ring:
    x = y = 0
    points: Ring = []
    for dx, dy in arc:  # each point is given as the step from the one before
        x += dx
        y += dy
        points.append((round(x0 + x * scale_x, 4), round(y0 + y * scale_y, 4)))
    return points


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    """Give the words for the kind of unit, which names of one unit have or lack."""
    lines = (files("dateline") / "data/outlines/kinds.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    return " ".join([word for word in words if word not in _kinds()] or words)
