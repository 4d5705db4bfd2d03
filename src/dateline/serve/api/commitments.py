"""Commitments: what actors promised, agreed or were ordered to do, followed through later reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.link.model import Commitment, CommitmentState
from dateline.serve.api.context import OurStore
from dateline.serve.api.incidents import Name
from dateline.serve.api.lists import Country, Day, Negotiated, Page, PageQuery, answer, day, described, one
from dateline.serve.problems import responses
from dateline.store.commitments import CommitmentQuery, CommitmentRow

router = APIRouter(tags=["commitments"])


class CommitmentFilter(PageQuery):
    """Which commitments, as of which day; all that is given must hold."""

    as_of: str | None = Field(
        None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="As of this day; by default that of the newest document.",
    )
    state: CommitmentState | None = None
    due_within: int | None = Field(None, ge=0, le=36_500, description="A deadline at most so many days ahead.")
    country: Country | None = Field(None, description="Country (alpha-3) of who is bound or to whom.")
    actor: str | None = Field(None, min_length=1, max_length=200, description="A part of the name of either.")
    since: Day | None = Field(None, description="Made on this day or later.")
    until: Day | None = Field(None, description="Made on this day or before.")

    def as_query(self) -> CommitmentQuery:
        """Give what the store is asked.

        Raises:
            InputError: a date is none.
        """
        as_of, since, until = (day(getattr(self, name), name) for name in ("as_of", "since", "until"))
        return CommitmentQuery(
            as_of=as_of and as_of[:10],
            states=(self.state,) if self.state else (),
            due_within=self.due_within,
            country=self.country and self.country.upper(),
            actor=self.actor,
            since=since,
            until=until,
            after=self.after,
            limit=self.limit,
        )


@router.get("/commitments", response_model=Page[CommitmentRow], responses=described())
def commitments(
    request: Request, query: Annotated[CommitmentFilter, Query()], store: OurStore, format_: Negotiated
) -> Response:
    """List commitments with their states: open, due, overdue, kept, broken or disputed."""
    rows = store.commitments(query.as_query())
    return answer(request, rows, format_, limit=query.limit, columns=list(CommitmentRow.__dataclass_fields__))


@router.get("/commitments/{id}", response_model=Commitment, responses=responses(404, 422, 429))
def commitment(id: Name, store: OurStore) -> Response:  # noqa: A002  the field's name
    """One commitment with every change of its state and the evidence for it."""
    found = store.commitment(id)
    if found is None:
        raise HTTPException(404, f"there is no commitment {id}")
    return one(found.model_dump(mode="json"))
