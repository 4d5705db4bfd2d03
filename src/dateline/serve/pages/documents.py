"""The documents: a list, and each article with its coding on it, where a reader accepts, corrects or rejects events."""

from __future__ import annotations

from typing import Annotated, Any, cast, get_args

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.knowledge.ontology import load_ontology
from dateline.model import CodedDocument, Event, Status
from dateline.serve.api.context import OurStore, Writer
from dateline.serve.api.documents import whole_document
from dateline.serve.api.events import NewCorrection, store_correction
from dateline.serve.api.lists import Key
from dateline.serve.pages.frame import form_of, link, page
from dateline.serve.pages.marked import pieces_of
from dateline.show.index import DocumentIndex
from dateline.store.browse import keys_of, list_documents
from dateline.store.corrections import Becomes, Correction, Verdict, standing

router = APIRouter()
_PAGE = 50


@router.get("/documents")
def documents(
    request: Request,
    store: OurStore,
    text: Annotated[str, Query(max_length=400)] = "",
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """List documents, the latest added first."""
    with store.reading() as connection:
        rows = list_documents(connection, words=text.strip() or None, newest_first=True, after=before or 0, limit=_PAGE)
    older = link("/documents", text=text, before=rows[-1].key) if len(rows) == _PAGE else None
    return page(request, "documents.html", section="documents", rows=rows, text=text, older=older)


@router.get("/documents/{key}")
def document(request: Request, key: Key, store: OurStore) -> Response:
    """Show an article with its coding on it."""
    with store.reading() as connection:
        row, coded, said = whole_document(connection, key)
        current = row.key if row.current else keys_of(connection, [row.id]).get(row.id)
    return page(request, "document.html", section="documents", row=row, current=current, **coding_on(coded, said))


@router.get("/document")
def document_by_id(store: OurStore, id: Annotated[str, Query(min_length=1, max_length=2000)]) -> Response:  # noqa: A002
    """Go to the current version of the document with this id of its own."""
    with store.reading() as connection:
        key = keys_of(connection, [id]).get(id)
    if key is None:
        raise HTTPException(404, f"there is no document {id}")
    return RedirectResponse(f"/documents/{key}", 303)


@router.post("/documents/{key}/events/{event_id}")
async def say(request: Request, key: Key, event_id: str, store: OurStore, who: Writer) -> Response:
    """Keep what a reader says of an event, and go back to it."""
    new = _correction(await form_of(request))
    await run_in_threadpool(store_correction, store, key, event_id, new, who.name)
    return RedirectResponse(f"/documents/{key}#event-{event_id}", 303)


def coding_on(coded: CodedDocument, said: list[Correction]) -> dict[str, Any]:
    """Give what the template of an article with its coding needs."""
    index = DocumentIndex(coded)
    ontology = load_ontology(())
    return {
        "coded": coded,
        "pieces": pieces_of(coded),
        "entries": [_entry(event, index, said) for event in sorted(coded.events, key=lambda e: e.trigger.start)],
        "types": list(ontology.events),
        "statuses": get_args(Status),
    }


def _entry(event: Event, index: DocumentIndex, said: list[Correction]) -> dict[str, Any]:
    latest = standing(said, event)
    return {
        "event": event,
        "shown": latest.corrected(event) if latest is not None and latest.verdict == "corrected" else event,
        "correction": latest,
        "index": index,
        "sources": index.sources(event),
        "figures": index.figures(event),
    }


def _correction(form: dict[str, str]) -> NewCorrection:
    verdict = form.get("verdict", "")
    if verdict not in get_args(Verdict):
        raise InputError("say whether the event is accepted, corrected or rejected")
    becomes = None
    if verdict == "corrected":
        fields: dict[str, Any] = {
            name: form[name].strip()
            for name in ("event", "status", "date")
            if form.get(name, "").strip() and form[name].strip() != form.get(f"was_{name}", "")
        }
        for name in ("mode", "actor", "recipient"):
            if name in form and form[name].strip() != form.get(f"was_{name}", ""):
                fields[name] = [part.strip() for part in form[name].split(";") if part.strip()]
        if fields.get("status", "actual") not in get_args(Status):
            raise InputError(f"{fields['status']}: is no status")
        becomes = Becomes(**fields)
    return NewCorrection(verdict=cast("Verdict", verdict), becomes=becomes, why=form.get("why", "")[:2000])
