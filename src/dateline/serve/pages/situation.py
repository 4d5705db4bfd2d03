"""The situation: a map, a time line and a list of incidents, all by the same filters, all of them in the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json
from sqlalchemy import Connection
from starlette.responses import Response

from dateline.knowledge.ontology import load_ontology
from dateline.knowledge.outlines import Outline, load_outlines
from dateline.model import Status
from dateline.serve.answers import SHARED, Found
from dateline.serve.api.context import OurStore
from dateline.serve.api.lists import day
from dateline.serve.pages.frame import link, page
from dateline.show.pictures import map_picture, marker_of, quad_of, timeline_picture
from dateline.show.plots.map import area_of
from dateline.show.visible import one_line
from dateline.store.ledger_query import IncidentQuery, IncidentRow
from dateline.store.overview import Box, Cluster, Counts, Overview

router = APIRouter()
_PAGE = 40
_CELL_PIXELS = 44.0  # two markers of this size do not hide each other
_TILE_PIXELS = 256.0  # the world at zoom 0, as web maps count


class Filter(BaseModel):
    """Which incidents; what is empty does not matter. A view of the map may stand beside it, for the page's script."""

    model_config = ConfigDict(extra="ignore")

    country: str = Field("", pattern=r"^\s*([A-Za-z]{3})?\s*$")
    actor: str = Field("", max_length=200)
    type: str = Field("", pattern=r"^[A-Za-z]{0,12}$")
    status: str = Field("", pattern=r"^[a-z]{0,12}$")
    since: str = Field("", max_length=40)
    until: str = Field("", max_length=40)
    reports: int | str = Field("", union_mode="left_to_right")
    disputed: str = Field("", max_length=5)
    text: str = Field("", max_length=400)

    def as_query(self, limit: int = _PAGE) -> IncidentQuery:
        """Give what the store is asked.

        Raises:
            InputError: a date is none.
        """
        reports = self.reports if isinstance(self.reports, int) else None
        return IncidentQuery(
            country=self.country.strip().upper() or None,
            actor=self.actor.strip() or None,
            type=self.type.upper() or None,
            status=self.status or None,
            since=day(self.since or None, "since"),
            until=day(self.until or None, "until"),
            reports=reports if reports is not None and 1 < reports < 2**31 else None,
            disputed=True if self.disputed else None,
            text=self.text.strip() or None,
            limit=limit,
        )

    def said(self) -> dict[str, str]:
        """Give what is asked, for an address."""
        return {name: str(value) for name, value in dict(self).items() if value != ""}


class MapQuery(Filter):
    """The part of the map that is seen."""

    zoom: float = Field(2, ge=0, le=20)
    west: float = Field(-180, ge=-720, le=720)
    south: float = Field(-90, ge=-90, le=90)
    east: float = Field(180, ge=-720, le=720)
    north: float = Field(90, ge=-90, le=90)

    @property
    def box(self) -> Box:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north


class InsideQuery(MapQuery):
    """A cluster (its box), or an area (its country, and province if it is one)."""

    area: str = Field("", pattern=r"^([A-Z]{3})?$")
    province: str = Field("", max_length=200)


@router.get("/")
def situation(
    request: Request,
    asked: Annotated[Filter, Query()],
    store: OurStore,
    page_number: Annotated[int, Query(alias="page", ge=1, le=2500)] = 1,
) -> Response:
    """Show the situation."""
    query = asked.as_query()
    offset = (page_number - 1) * _PAGE

    def find() -> tuple[list[IncidentRow], Counts, str]:
        with store.reading() as connection:
            overview = _overview(request, connection)
            rows = overview.latest(connection, query, offset=offset)
            drawn = timeline_picture(connection, query, overview=overview, height=132)
            return rows, overview.counts(connection, query), drawn

    kept: Found = request.app.state.found
    rows, counted, timeline = kept.get(request, (query, offset), find)
    more = link("/", **asked.said(), page=page_number + 1) if offset + len(rows) < counted.total else None
    return page(
        request, "situation.html", section="situation", asked=asked, said=asked.said(), rows=rows, counted=counted,
        timeline=Markup(timeline), more=more, back=page_number > 1, types=list(load_ontology(()).events),  # noqa: S704
        statuses=get_args(Status), address=link("/situation/map.svg", **asked.said()),
    )  # fmt: skip


@router.get("/situation/map.json")
def map_data(request: Request, asked: Annotated[MapQuery, Query()], store: OurStore) -> Response:
    """Give what the map shows: clusters and single incidents as points, areas with their outlines."""
    cell = 360.0 / _TILE_PIXELS / 2**asked.zoom * _CELL_PIXELS
    query = asked.as_query()
    kept: Found = request.app.state.found
    with store.reading() as connection:
        overview = _overview(request, connection)

        def areas() -> list[bytes]:  # the same for every part of the map
            return [_feature(area) for area in overview.areas(connection, query)]

        features = [*kept.get(request, ("areas", query), areas)]
        features += [_feature(point) for point in overview.points(connection, query, cell=cell, box=asked.box)]
    return _json_of("features", features)


@router.get("/situation/map.svg")
def map_as_picture(request: Request, asked: Annotated[Filter, Query()], store: OurStore) -> Response:
    """Give the map as a picture, for browsers without scripts and for reports."""
    with store.reading() as connection:
        overview = _overview(request, connection)
        drawn = map_picture(connection, asked.as_query(), overview=overview, standalone=True)
    return Response(drawn, 200, SHARED, "image/svg+xml")


@router.get("/situation/inside.json")
def inside(request: Request, asked: Annotated[InsideQuery, Query()], store: OurStore) -> Response:
    """Give the latest incidents of a cluster or area."""
    query = asked.as_query(limit=25)
    with store.reading() as connection:
        overview = _overview(request, connection)
        if asked.area:
            rows = overview.in_area(connection, query, country=asked.area, province=asked.province or None)
        else:
            rows = overview.latest(connection, query, box=asked.box)
    return _json({"incidents": [_brief(row) for row in rows]})


@router.get("/outlines/countries.json")
def countries() -> Response:
    """Give the outlines of all countries as GeoJSON."""
    return _collection(load_outlines().countries.values())


@router.get("/outlines/{country}.json")
def provinces(country: str) -> Response:
    """Give the outlines of a country's provinces as GeoJSON; empty where there are none."""
    return _collection(load_outlines().provinces(country))


def _overview(request: Request, connection: Connection) -> Overview:
    """Give what counting needs of the incidents, read once as long as the store stays as it is."""
    kept: Found = request.app.state.found
    return kept.get(request, "overview", lambda: Overview(connection))


def _feature(cluster: Cluster) -> bytes:
    marker = marker_of(cluster)
    area = area_of(load_outlines(), marker)
    feature: dict[str, Any] = {
        "lat": round(cluster.lat, 5), "lon": round(cluster.lon, 5), "count": cluster.count, "quad": marker.quad_code,
        "resolution": cluster.resolution, "place": one_line(cluster.place or ""),
        "label": one_line(marker.label), "box": cluster.box,
        "types": dict(sorted(cluster.types.items(), key=lambda item: -item[1])),
    }  # fmt: skip
    if area is None:
        return to_json(feature)
    feature |= {"area": cluster.country, "province": cluster.province if cluster.resolution == 2 else ""}
    west, south, east, north = area.box
    feature["lat"], feature["lon"] = (south + north) / 2, (west + east) / 2
    return _with(feature, "outline", area)


def _with(feature: dict[str, Any], name: str, outline: Outline) -> bytes:
    """Write a feature with an outline, whose JSON is there already."""
    return to_json(feature)[:-1] + b',"' + name.encode("ascii") + b'":' + outline.geometry + b"}"


def _brief(row: IncidentRow) -> dict[str, Any]:
    who = " → ".join(part for part in (row.actors, row.recipients) if part)
    return {
        "id": row.id, "event": row.event, "quad": quad_of(row.event), "date": row.date, "who": one_line(who),
        "place": one_line(row.place or ""), "text": one_line(row.text), "reports": row.reports,
    }  # fmt: skip


def _collection(outlines: Iterable[Outline]) -> Response:
    features = [
        _with({"type": "Feature", "properties": {"country": o.country, "name": o.name}}, "geometry", o)
        for o in outlines
    ]
    return _json_of("features", features, b'"type":"FeatureCollection",')


def _json(value: Any) -> Response:
    return Response(to_json(value), 200, SHARED, "application/json")


def _json_of(name: str, items: Sequence[bytes], before: bytes = b"") -> Response:
    """Give items that are JSON already."""
    body = b"{" + before + b'"' + name.encode("ascii") + b'":[' + b",".join(items) + b"]}"
    return Response(body, 200, SHARED, "application/json")
