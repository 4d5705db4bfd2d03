"""Events: listed by the command line's filters, read one by one, and corrected by readers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dateline.errors import InputError
from dateline.knowledge.ontology import load_ontology
from dateline.knowledge.position import distance, position_of
from dateline.model import Event, Status
from dateline.read.published import check_published
from dateline.serve.api.context import OurStore, Writer
from dateline.serve.api.lists import Country, Day, Key, Negotiated, Page, PageQuery, Words, answer, day, described, one
from dateline.serve.problems import responses
from dateline.store.browse import document_of_event, read_document, read_event
from dateline.store.corrections import Becomes, Correction, Verdict, correct, list_corrections
from dateline.store.query import EventQuery, EventRow

router = APIRouter(tags=["events"])

EventType = Annotated[str, Field(pattern=r"^[A-Za-z]{3,12}$", description="PLOVER type.", examples=["ASSAULT"])]


class HappeningFilter(PageQuery):
    """Which events or incidents; all that is given must hold."""

    country: Country | None = None
    type: EventType | None = None
    status: Status | None = None
    since: Day | None = None
    until: Day | None = None
    near: str | None = Field(None, min_length=1, max_length=200, description="A place's name, or LAT,LON.")
    within: str = Field("50km", max_length=12, description="Kilometres from it.")
    text: Words | None = None

    def conditions(self) -> dict[str, Any]:
        """Give what the store's queries for both call the same.

        Raises:
            InputError: a date, place or distance is none.
        """
        country = self.country and self.country.upper()
        return {
            "country": country,
            "type": self.type and self.type.upper(),
            "status": self.status,
            "since": day(self.since, "since"),
            "until": day(self.until, "until"),
            "near": position_of(self.near, country, field="near") if self.near else None,
            "within_km": distance(self.within, field="within"),
            "text": self.text,
            "after": self.after,
            "limit": self.limit,
        }


class EventFilter(HappeningFilter):
    """Which events."""

    def as_query(self) -> EventQuery:
        """Give what the store is asked.

        Raises:
            InputError: a date, place or distance is none.
        """
        return EventQuery(**self.conditions())


class EventWhole(BaseModel):
    """An event as listed (`row`), as coded (`coded`, with offsets into the document's text), and what readers said."""

    row: dict[str, Any]
    document: int
    coded: Event | None
    corrections: list[Correction]


class NewCorrection(BaseModel):
    """What a reader says of an event; `becomes` goes with corrected, and with it alone."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict
    becomes: Becomes | None = None
    why: str = Field("", max_length=2000)


class CorrectionQuery(PageQuery):
    """Which corrections."""

    document: str | None = Field(None, min_length=1, max_length=2000, description="The document's own id.")


@router.get("/events", response_model=Page[EventRow], responses=described())
def events(request: Request, query: Annotated[EventFilter, Query()], store: OurStore, format_: Negotiated) -> Response:
    """Events of current documents, in the order they were added."""
    rows = store.events(query.as_query())
    return answer(request, rows, format_, limit=query.limit, columns=list(EventRow.__dataclass_fields__))


@router.get("/events/{key}", response_model=EventWhole, responses=responses(404, 422, 429))
def event(key: Key, store: OurStore) -> Response:
    """One event."""
    with store.reading() as connection:
        row = read_event(connection, key)
        at = document_of_event(connection, key)
        found = read_document(connection, at) if at is not None else None
        if row is None or at is None or found is None:
            raise HTTPException(404, f"there is no event {key}")
        coded = next((one for one in found[1].events if one.id == row.id), None)
        said = list_corrections(connection, document=row.document)
    here = [c for c in said if coded is not None and (c.start, c.end) == (coded.trigger.start, coded.trigger.end)]
    return one(
        {
            "row": asdict(row),
            "document": at,
            "coded": coded and coded.model_dump(mode="json"),
            "corrections": [c.model_dump(mode="json") for c in here],
        }
    )


@router.post(
    "/documents/{key}/events/{event_id}/corrections",
    status_code=201,
    response_model=Correction,
    responses=responses(400, 401, 403, 404, 413, 422, 429),
)
def add_correction(
    key: Key,
    event_id: Annotated[str, Field(min_length=1, max_length=40)],
    new: NewCorrection,
    store: OurStore,
    who: Writer,
) -> Response:
    """Accept, correct or reject an event of a document; what was said before stays, the latest word holds."""
    return JSONResponse(store_correction(store, key, event_id, new, who.name).model_dump(mode="json"), 201)


@router.get("/corrections", response_model=Page[Correction], responses=described())
def corrections(
    request: Request, query: Annotated[CorrectionQuery, Query()], store: OurStore, format_: Negotiated
) -> Response:
    """All that readers said of events, in the order it was said."""
    with store.reading() as connection:
        rows = list_corrections(connection, document=query.document, after=query.after, limit=query.limit)
    return answer(request, rows, format_, limit=query.limit, columns=list(Correction.model_fields))


def store_correction(store: Any, key: int, event_id: str, new: NewCorrection, who: str) -> Correction:
    """Check a correction against the ontology and store it.

    Raises:
        HTTPException: 404, there is no such document or event.
        InputError: it says what cannot be.
    """
    becomes = new.becomes
    if becomes is not None:
        _check(becomes)
    with store.writing() as connection:
        found = read_document(connection, key)
        if found is None or event_id not in {one.id for one in found[1].events}:
            raise HTTPException(404, f"there is no event {event_id} in document {key}")
        return correct(
            connection, document=key, coded=found[1], event_id=event_id, verdict=new.verdict, becomes=becomes, who=who,
            why=new.why,
        )  # fmt: skip


def _check(becomes: Becomes) -> None:
    ontology = load_ontology(())
    if becomes.event is not None and becomes.event not in ontology.events:
        raise InputError(f"{becomes.event}: is no type of PLOVER; the types are {', '.join(ontology.events)}")
    if becomes.date is not None:
        check_published(becomes.date, field="date")
