"""The ledger: commitments with their states and deadlines, and figures of incidents with ranges and conflicts."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.link.model import CommitmentState
from dateline.model import FigureKind
from dateline.serve.api.context import OurStore
from dateline.serve.api.incidents import Name
from dateline.serve.api.lists import day
from dateline.serve.pages.frame import link, page
from dateline.store.browse import keys_of
from dateline.store.commitments import CommitmentQuery
from dateline.store.ledger_query import IncidentQuery

router = APIRouter()
_PAGE = 100


class LedgerQuery(BaseModel):
    """Which figures; what is empty does not matter."""

    model_config = ConfigDict(extra="ignore")

    country: str = Field("", pattern=r"^\s*([A-Za-z]{3})?\s*$")
    kind: str = Field("", pattern=r"^[a-z]{0,12}$")
    state: str = Field("", pattern=r"^[a-z]{0,12}$")
    since: str = Field("", max_length=40)
    until: str = Field("", max_length=40)
    conflicts: str = Field("", max_length=5)
    after: int = Field(0, ge=0, le=2**31 - 1)


@router.get("/ledger")
def ledger(request: Request, asked: Annotated[LedgerQuery, Query()], store: OurStore) -> Response:
    """Show the ledger."""
    query = IncidentQuery(
        country=asked.country.strip().upper() or None, since=day(asked.since or None, "since"),
        until=day(asked.until or None, "until"), after=asked.after, limit=_PAGE,
    )  # fmt: skip
    rows = store.figures(query, kind=asked.kind or None)
    said = {name: str(value) for name, value in dict(asked).items() if value and name != "after"}
    more = link("/ledger", **said, after=rows[-1].key) if len(rows) == _PAGE else None
    shown = [row for row in rows if row.conflict] if asked.conflicts else rows
    states = (asked.state,) if asked.state in get_args(CommitmentState) else ()
    promised = store.commitments(
        CommitmentQuery(country=query.country, states=states, since=query.since, until=query.until, limit=_PAGE)
    )
    return page(
        request, "ledger.html", section="ledger", asked=asked, rows=shown, more=more, kinds=get_args(FigureKind),
        promised=sorted(promised, key=lambda row: (row.deadline is None, row.deadline or "", row.made or "")),
        states=get_args(CommitmentState), as_of=store.newest(),
    )  # fmt: skip


@router.get("/commitments/{id}")
def commitment(request: Request, id: Name, store: OurStore) -> Response:  # noqa: A002  the field's name
    """Show one commitment: the promise, and every change of its state with its evidence."""
    found = store.commitment(id)
    if found is None:
        raise HTTPException(404, f"there is no commitment {id}")
    with store.reading() as connection:
        keys = keys_of(connection, [change.evidence.document for change in found.changes if change.evidence])
    return page(request, "commitment.html", section="ledger", commitment=found, keys=keys)
