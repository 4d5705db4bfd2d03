"""Incidents: many reports of one happening, put together; and their figures, reconciled."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.link.model import Incident
from dateline.model import FigureKind
from dateline.serve.api.context import OurStore, Writer
from dateline.serve.api.events import HappeningFilter
from dateline.serve.api.lists import Key, Negotiated, Page, answer, described, one
from dateline.serve.problems import responses
from dateline.store.ledger_query import FigureRow, IncidentQuery, IncidentRow

router = APIRouter(tags=["incidents"])

Name = Annotated[str, Field(min_length=1, max_length=100)]


class IncidentFilter(HappeningFilter):
    """Which incidents."""

    actor: str | None = Field(None, min_length=1, max_length=200, description="A part of a party's name.")
    reports: Key | None = Field(None, description="The least number of independent reports.")
    disputed: bool | None = Field(None, description="Those that somebody denies, or that nobody does.")

    def as_query(self) -> IncidentQuery:
        """Give what the store is asked.

        Raises:
            InputError: a date, place or distance is none.
        """
        return IncidentQuery(**self.conditions(), actor=self.actor, reports=self.reports, disputed=self.disputed)


class FigureFilter(IncidentFilter):
    """Whose figures, and of which kind."""

    kind: FigureKind | None = None


class Merge(BaseModel):
    """Incidents that are one."""

    model_config = ConfigDict(extra="forbid")

    ids: list[Name] = Field(min_length=2, max_length=100)
    why: str = Field("", max_length=2000)


class Split(BaseModel):
    """Mentions that belong to another incident."""

    model_config = ConfigDict(extra="forbid")

    mentions: list[Name] = Field(min_length=1, max_length=1000)
    why: str = Field("", max_length=2000)


@router.get("/incidents", response_model=Page[IncidentRow], responses=described())
def incidents(
    request: Request, query: Annotated[IncidentFilter, Query()], store: OurStore, format_: Negotiated
) -> Response:
    """Incidents, in the order they were first linked."""
    rows = store.incidents(query.as_query())
    return answer(request, rows, format_, limit=query.limit, columns=list(IncidentRow.__dataclass_fields__))


@router.get("/incidents/{id}", response_model=Incident, responses=responses(404, 422, 429))
def incident(id: Name, store: OurStore) -> Response:  # noqa: A002  the field's name
    """One incident: all mentions with their evidence, figures over time, who asserts and who denies."""
    found = store.incident(id)
    if found is None:
        raise HTTPException(404, f"there is no incident {id}")
    return one(found.model_dump(mode="json"))


@router.post("/incidents/merge", response_model=Incident, responses=responses(400, 401, 403, 413, 422, 429))
def merge(what: Merge, store: OurStore, who: Writer) -> Response:
    """Put incidents together, for good; who, when and why are kept."""
    return _json(store.merge(what.ids, who=who.name, why=what.why))


@router.post(
    "/incidents/{id}/split", response_model=list[Incident], responses=responses(400, 401, 403, 404, 413, 422, 429)
)
def split(id: Name, what: Split, store: OurStore, who: Writer) -> Response:  # noqa: A002  the field's name
    """Take mentions out of an incident, for good; give the incidents there are now."""
    if store.incident(id) is None:
        raise HTTPException(404, f"there is no incident {id}")
    made = store.split(id, what.mentions, who=who.name, why=what.why)
    return Response(json.dumps([one.model_dump(mode="json") for one in made]), media_type="application/json")


@router.get("/figures", response_model=Page[FigureRow], responses=described())
def figures(
    request: Request, query: Annotated[FigureFilter, Query()], store: OurStore, format_: Negotiated
) -> Response:
    """Figures of incidents, reconciled: the range of current reports, the latest, and conflicts."""
    rows = store.figures(query.as_query(), kind=query.kind)
    return answer(request, rows, format_, limit=query.limit, columns=list(FigureRow.__dataclass_fields__))


def _json(incident: Incident) -> Response:
    return Response(json.dumps(incident.model_dump(mode="json")), media_type="application/json")
