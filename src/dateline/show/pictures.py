"""What the store knows as pictures: what a page shows and `dateline plot` writes is drawn here, once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection

from dateline.knowledge.ontology import load_ontology
from dateline.link.model import FigureLine, FigureReport, Incident, Mention
from dateline.show.plots import Bar, Marker, Reported, is_by_month, map_svg, ranges_svg, timeline_svg
from dateline.store.ledger_query import IncidentQuery
from dateline.store.overview import Cluster, Overview

_CELL = 0.5
"""Degrees: incidents nearer to each other than this are one circle on a map that does not move."""


@lru_cache(maxsize=256)
def quad_of(event: str) -> int:
    """Give the quad code of a PLOVER type; 0 for what is none."""
    ontology = load_ontology(())
    return ontology.quad(event) if event in ontology.events else 0


def timeline_picture(
    connection: Connection, query: IncidentQuery, *, overview: Overview | None = None, height: float = 160,
    standalone: bool = False,
) -> str:  # fmt: skip
    """Draw how many incidents of the query happened when; `overview` is what was read of them before."""
    overview = overview or Overview(connection)
    dated = overview.dated(connection, query)
    counted = overview.over_time(connection, query, by_month=dated is not None and is_by_month(*dated))
    bars = [Bar(date, quad_of(event), count) for date, event, count in counted]
    return timeline_svg(bars, height=height, title="Incidents over time, by kind", standalone=standalone)


def map_picture(
    connection: Connection, query: IncidentQuery, *, overview: Overview | None = None, standalone: bool = False
) -> str:
    """Draw where the incidents of the query happened; `overview` is what was read of them before."""
    overview = overview or Overview(connection)
    found = overview.points(connection, query, cell=_CELL) + overview.areas(connection, query)
    return map_svg([marker_of(cluster) for cluster in found], title="Incidents", standalone=standalone)


def figures_picture(line: FigureLine, *, standalone: bool = False) -> str:
    """Draw what was reported of one kind of figure, the earliest report first."""
    title = f"{line.kind}{f', {line.unit}' if line.unit else ''}: as reported over time"
    ordered = sorted(line.reports, key=lambda r: (r.evidence.published or "", r.evidence.document, r.evidence.start))
    return ranges_svg(
        [_reported(report) for report in ordered], low=line.low, high=line.high, title=title, standalone=standalone
    )


def where_picture(incident: Incident) -> str | None:
    """Draw the places that the mentions of an incident tell of; None where none has coordinates."""
    marked = []
    for some in _by_place(incident.mentions):
        place = some[0].place
        if place is None or place.lat is None or place.lon is None:
            continue
        marked.append(
            Marker(
                lat=place.lat,
                lon=place.lon,
                resolution=place.resolution,
                country=place.country_code,
                province=place.province,
                quad_code=quad_of(incident.event),
                label=f"{place.name}: {_counted(len(some), 'mention')}",
                count=len(some),
                name=place.name,
            )
        )
    return map_svg(marked, width=460, height=300, title="Where") if marked else None


def marker_of(cluster: Cluster) -> Marker:
    """Give what a map shows for incidents near each other: of most kinds the commonest quad code."""
    area = {1: cluster.country, 2: cluster.province}.get(cluster.resolution)
    where = area or cluster.place or cluster.country or "unnamed place"
    return Marker(
        lat=cluster.lat,
        lon=cluster.lon,
        resolution=cluster.resolution,
        country=cluster.country,
        province=cluster.province,
        quad_code=_leading(cluster.types),
        label=f"{where}: {_counted(cluster.count, 'incident')}",
        count=cluster.count,
        name=cluster.place if cluster.resolution >= 3 else None,
    )


def _leading(types: dict[str, int]) -> int:
    """Give the quad code of most; of equals the more conflictual."""
    weight: dict[int, int] = {}
    for event, count in types.items():
        quad = quad_of(event)
        weight[quad] = weight.get(quad, 0) + count
    return max((count, quad) for quad, count in weight.items())[1]


def _by_place(mentions: Sequence[Mention]) -> list[list[Mention]]:
    found: dict[tuple[float | None, float | None], list[Mention]] = {}
    for mention in mentions:
        if mention.place is not None:
            found.setdefault((mention.place.lat, mention.place.lon), []).append(mention)
    return list(found.values())


def _reported(report: FigureReport) -> Reported:
    evidence = report.evidence
    who = ", ".join(evidence.source) or evidence.publisher or evidence.document
    exact = report.value if report.low is None and report.high is None else None
    low, high = (report.low, report.high) if exact is None else (exact, exact)
    return Reported(evidence.published, who, low, high, report.text)


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
