"""Entities, places and figures as reported, of current documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from dateline.model import FigureKind, PlaceKind
from dateline.serve.api.context import OurStore
from dateline.serve.api.lists import Country, Key, Negotiated, Page, PageQuery, answer, described
from dateline.store.browse import EntityRow, PlaceRow, ReportedFigureRow, list_entities, list_figures, list_places

router = APIRouter(tags=["parts of documents"])


class EntityQuery(PageQuery):
    """Which entities."""

    code: str | None = Field(None, pattern=r"^[A-Za-z]{3}$", description="Country or PLOVER's non-state code.")
    type: str | None = Field(None, pattern=r"^[A-Za-z_]{2,20}$", description="PERSON, ORG, GPE, NORP, GROUP …")
    name: str | None = Field(None, min_length=1, max_length=200, description="A part of the name.")
    document: Key | None = None


class PlaceQuery(PageQuery):
    """Which toponyms."""

    country: Country | None = None
    geonameid: Key | None = None
    kind: PlaceKind | None = None
    document: Key | None = None


class FigureQuery(PageQuery):
    """Which figures."""

    kind: FigureKind | None = None
    document: Key | None = None


@router.get("/entities", response_model=Page[EntityRow], responses=described())
def entities(
    request: Request, query: Annotated[EntityQuery, Query()], store: OurStore, format_: Negotiated
) -> Response:
    """Actors and others that documents name, each with how often."""
    with store.reading() as connection:
        rows = list_entities(
            connection, code=query.code and query.code.upper(), type_=query.type, name=query.name,
            document=query.document, after=query.after, limit=query.limit,
        )  # fmt: skip
    return answer(request, rows, format_, limit=query.limit, columns=list(EntityRow.model_fields))


@router.get("/places", response_model=Page[PlaceRow], responses=described())
def places(request: Request, query: Annotated[PlaceQuery, Query()], store: OurStore, format_: Negotiated) -> Response:
    """Places that documents name, each where it stands."""
    with store.reading() as connection:
        rows = list_places(
            connection, country=query.country and query.country.upper(), geonameid=query.geonameid, kind=query.kind,
            document=query.document, after=query.after, limit=query.limit,
        )  # fmt: skip
    return answer(request, rows, format_, limit=query.limit, columns=list(PlaceRow.model_fields))


@router.get("/reported-figures", response_model=Page[ReportedFigureRow], responses=described())
def reported_figures(
    request: Request, query: Annotated[FigureQuery, Query()], store: OurStore, format_: Negotiated
) -> Response:
    """Figures as each document reports them; `/v1/figures` has them reconciled."""
    with store.reading() as connection:
        rows = list_figures(connection, kind=query.kind, document=query.document, after=query.after, limit=query.limit)
    return answer(request, rows, format_, limit=query.limit, columns=list(ReportedFigureRow.model_fields))
