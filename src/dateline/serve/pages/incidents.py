"""One incident: what is said of it, by whom, how many, where; each line with its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.link.model import FigureLine
from dateline.serve.api.context import OurStore
from dateline.serve.api.incidents import Name
from dateline.serve.pages.frame import page
from dateline.show.pictures import figures_picture, where_picture
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
    where = where_picture(found)
    ordered = sorted(found.mentions, key=lambda m: (m.evidence.published or "", m.evidence.document, m.evidence.start))
    aspects = [(label, [a for a in found.aspects if a.kind == kind]) for kind, label in _ASPECTS]
    return page(
        request, "incident.html", section="situation", incident=found, keys=keys,
        asserting=[m for m in ordered if not m.denies], denying=[m for m in ordered if m.denies],
        figures=[Drawn(line, _drawn(figures_picture(line))) for line in found.figures],
        aspects=[(label, some) for label, some in aspects if len(some) > 1],
        where=_drawn(where) if where else None,
    )  # fmt: skip


def _drawn(picture: str) -> Markup:
    return Markup(picture)  # noqa: S704  the drawing escapes what it is given
