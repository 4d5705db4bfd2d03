"""One incident: what is said of it, by whom, how many, where; each line with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.link.model import FigureLine, FigureReport, Incident, Mention
from dateline.serve.api.context import OurStore
from dateline.serve.api.incidents import Name
from dateline.serve.pages.frame import page, quad_of
from dateline.show.plots import Marker, Reported, map_svg, ranges_svg
from dateline.store.browse import keys_of

router = APIRouter()
_ASPECTS = (
    ("event", "Type"), ("mode", "Mode"), ("actor", "Actor"), ("recipient", "Recipient"), ("place", "Place"),
    ("date", "Date"),
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A figure's line with its picture."""

    line: FigureLine
    picture: Markup


@router.get("/incidents/{id}")
def incident(request: Request, id: Name, store: OurStore) -> Response:  # noqa: A002  the field's name
    """Show an incident."""
    found = store.incident(id)
    if found is None:
        raise HTTPException(404, f"there is no incident {id}")
    with store.reading() as connection:
        keys = keys_of(connection, {mention.evidence.document for mention in found.mentions})
    ordered = sorted(found.mentions, key=lambda m: (m.evidence.published or "", m.evidence.document, m.evidence.start))
    aspects = [(label, [a for a in found.aspects if a.kind == kind]) for kind, label in _ASPECTS]
    return page(
        request, "incident.html", section="situation", incident=found, keys=keys,
        asserting=[m for m in ordered if not m.denies], denying=[m for m in ordered if m.denies],
        figures=[Drawn(line, figure_picture(line)) for line in found.figures],
        aspects=[(label, some) for label, some in aspects if len(some) > 1],
        where=where_picture(found),
    )  # fmt: skip


def figure_picture(line: FigureLine, *, standalone: bool = False) -> Markup:
    """Draw what was reported of one kind of figure, the earliest report first."""
    title = f"{line.kind}{f', {line.unit}' if line.unit else ''}: as reported over time"
    drawn = ranges_svg(
        [reported(report) for report in _in_order(line.reports)], low=line.low, high=line.high, title=title,
        standalone=standalone,
    )  # fmt: skip
    return Markup(drawn)  # noqa: S704  the drawing escapes what it is given


def reported(report: FigureReport) -> Reported:
    """Give a report as it is drawn."""
    evidence = report.evidence
    who = ", ".join(evidence.source) or evidence.publisher or evidence.document
    exact = report.value if report.low is None and report.high is None else None
    low, high = (report.low, report.high) if exact is None else (exact, exact)
    return Reported(evidence.published, who, low, high, report.text)


def where_picture(found: Incident) -> Markup | None:
    """Draw the places that the mentions tell of; None where none has coordinates."""
    places: dict[tuple[float, float], list[Mention]] = {}
    for mention in found.mentions:
        place = mention.place
        if place is not None and place.lat is not None and place.lon is not None:
            places.setdefault((place.lat, place.lon), []).append(mention)
    if not places:
        return None
    marked = []
    for (lat, lon), some in places.items():
        place = some[0].place
        assert place is not None  # noqa: S101
        label = f"{place.name}: {len(some)} mention{'s' if len(some) > 1 else ''}"
        marked.append(
            Marker(
                lat,
                lon,
                place.resolution,
                place.country_code,
                place.province,
                quad_of(found.event),
                label,
                len(some),
                place.name,
            )  # fmt: skip
        )
    return Markup(map_svg(marked, width=460, height=300, title="Where"))  # noqa: S704


def _in_order(reports: Sequence[FigureReport]) -> list[FigureReport]:
    return sorted(reports, key=lambda r: (r.evidence.published or "", r.evidence.document, r.evidence.start))
