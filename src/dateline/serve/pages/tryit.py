"""A text of the reader's own, coded and shown, and not kept."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dateline.errors import InputError
from dateline.model import CodedDocument
from dateline.serve.api.context import Coding, OurCoding
from dateline.serve.api.documents import NewDocument
from dateline.serve.pages.documents import coding_on
from dateline.serve.pages.frame import form_of, page

router = APIRouter()
_LONGEST = 100_000


@router.get("/try")
def empty(request: Request) -> Response:
    """Ask for a text."""
    return _page(request, "", "")


@router.post("/try")
async def tried(request: Request, coding: OurCoding) -> Response:
    """Show it coded."""
    form = await form_of(request)
    text, published = form.get("text", "").replace("\r\n", "\n"), form.get("published", "").strip()
    try:
        if len(text) > _LONGEST:
            raise InputError(f"the text has more than {_LONGEST:,} characters; add it with dateline add instead")
        if not text.strip():
            raise InputError("there is no text; paste some")
        coded = await run_in_threadpool(_coded, coding, text, published)
    except InputError as error:
        return _page(request, text, published, status=422, problem=str(error))
    return _page(request, text, published, **coding_on(coded, []))


def _coded(coding: Coding, text: str, published: str) -> CodedDocument:
    document = NewDocument(text=text, id="text", published=published[:40] or None).as_document()
    with coding as coder:
        return next(coder.pipe([document]))


def _page(request: Request, text: str, published: str, **values: Any) -> Response:
    given: dict[str, Any] = {"problem": None, "entries": None, "pieces": None} | values
    return page(request, "try.html", section="try", said=text, published=published, **given)
