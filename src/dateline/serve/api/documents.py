"""Documents: listed, read whole, added, coded without being kept."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dateline.errors import InputError
from dateline.model import CodedDocument, Document
from dateline.read.admit import admit
from dateline.read.decode import replace_unfit
from dateline.serve.api.context import OurCoding, OurStore, Writer
from dateline.serve.api.lists import Day, Key, Negotiated, Page, PageQuery, Words, answer, day, described, one
from dateline.serve.problems import responses
from dateline.store.browse import DocumentRow, list_documents, read_document
from dateline.store.corrections import Correction, list_corrections

router = APIRouter(tags=["documents"])
_KNOWN: dict[int | str, dict[str, Any]] = {200: {"model": DocumentRow, "description": "It was there already."}}


class DocumentQuery(PageQuery):
    """Which documents."""

    id: str | None = Field(None, min_length=1, max_length=2000, description="The document's own id.")
    publisher: str | None = Field(None, min_length=1, max_length=400)
    since: Day | None = None
    until: Day | None = None
    text: Words | None = None
    versions: bool = Field(False, description="Earlier versions, too.")


class DocumentVersion(DocumentRow):
    """One version of a document, with what was coded and what readers said of it."""

    coded: CodedDocument
    corrections: list[Correction]


class NewDocument(BaseModel):
    """A text to code."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=1_000_000)
    id: str | None = Field(None, min_length=1, max_length=2000, description="Without one, a hash of the text.")
    title: str | None = Field(None, max_length=2000)
    published: str | None = Field(None, max_length=40, description="ISO 8601, a date or date-time.")
    publisher: str | None = Field(None, max_length=400)
    url: str | None = Field(None, max_length=4000)
    language: str | None = Field(None, max_length=40)

    def as_document(self) -> Document:
        """Give it as the coder takes it.

        Raises:
            InputError: it is not in English, or its date is none.
        """
        said = {name: replace_unfit(value) if isinstance(value, str) else value for name, value in dict(self).items()}
        digest = hashlib.sha256(said["text"].encode("utf-8")).hexdigest()[:16]
        document = Document(**said | {"id": said["id"] or f"api:{digest}"})
        return admit(document)


@router.get("/documents", response_model=Page[DocumentRow], responses=described())
def documents(
    request: Request, query: Annotated[DocumentQuery, Query()], store: OurStore, format_: Negotiated
) -> Response:
    """Documents, in the order they were added."""
    with store.reading() as connection:
        rows = list_documents(
            connection, id=query.id, publisher=query.publisher, since=day(query.since, "since"),
            until=day(query.until, "until"), words=query.text, every_version=query.versions, after=query.after,
            limit=query.limit,
        )  # fmt: skip
    return answer(request, rows, format_, limit=query.limit, columns=list(DocumentRow.model_fields))


def whole_document(connection: Connection, key: int) -> tuple[DocumentRow, CodedDocument, list[Correction]]:
    """Give a version of a document, its coding, and what readers said of the document's events.

    Raises:
        HTTPException: 404, there is none with this key.
    """
    found = read_document(connection, key)
    if found is None:
        raise HTTPException(404, f"there is no document {key}")
    row, coded = found
    return row, coded, list_corrections(connection, document=row.id)


@router.get("/documents/{key}", response_model=DocumentVersion, responses=responses(404, 422, 429))
def document(key: Key, store: OurStore) -> Response:
    """One version of a document, whole: text, coding, and corrections."""
    with store.reading() as connection:
        row, coded, said = whole_document(connection, key)
    value = row.model_dump() | {"coded": coded.to_dict(), "corrections": [c.model_dump(mode="json") for c in said]}
    return one(value)


@router.post("/code", response_model=CodedDocument, responses=responses(400, 413, 422, 429), tags=["coding"])
def code(new: NewDocument, coding: OurCoding) -> Response:
    """Code a text; nothing is kept."""
    document = new.as_document()
    with coding as coder:
        coded = next(coder.pipe([document]))
    return Response(json.dumps(coded.to_dict()), media_type="application/json")


@router.post(
    "/documents",
    status_code=201,
    response_model=DocumentRow,
    responses=_KNOWN | responses(400, 401, 403, 413, 422, 429),
)
def add(new: NewDocument, store: OurStore, coding: OurCoding, _who: Writer) -> Response:
    """Code a document and keep it, once."""
    document = new.as_document()
    with coding as coder:
        version = coder.version
        known = store.knows(document, version)
        if not known:
            coded = next(coder.pipe([document]))
            store.add(coded, coder_version=version)
            for _ in store.link():
                pass
    with store.reading() as connection:
        rows = list_documents(connection, id=document.id, limit=1)
    if not rows:
        raise InputError(f"{document.id}: could not be stored")
    return JSONResponse(rows[0].model_dump(), 200 if known else 201, {"Location": f"/v1/documents/{rows[0].key}"})
