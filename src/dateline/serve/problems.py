"""Errors as problem details (RFC 9457), or as a page for a browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.errors import InputError
from dateline.serve.pages.frame import error_page, wants_page

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One part of a request that cannot be used: where it stands, and what is wrong with it."""

    pointer: str
    detail: str


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: list[Fault] | None = None


def problem(
    status: int,
    detail: str | None = None,
    *,
    errors: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Give an answer that says what went wrong."""
    said = ProblemDetails(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)
    body = json.dumps(said.model_dump(exclude_none=True)).encode("ascii")
    return Response(body, status, dict(headers or {}), MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems of an operation for the OpenAPI document."""
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
        for status in statuses
    }


_SCHEMA = {"$ref": "#/components/schemas/ProblemDetails"}


def add_handlers(app: FastAPI) -> None:
    """Make the app tell every error as a problem."""

    @app.exception_handler(HTTPException)
    async def of_http(request: Request, error: HTTPException) -> Response:
        standard = HTTPStatus(error.status_code).phrase
        detail = None if error.detail == standard else str(error.detail)
        if wants_page(request):
            return error_page(request, error.status_code, detail)
        return problem(error.status_code, detail, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def of_validation(request: Request, error: RequestValidationError) -> Response:
        faults = [
            Fault(pointer="/".join(str(part) for part in fault["loc"]), detail=str(fault["msg"]))
            for fault in error.errors()
        ]
        detail = "; ".join(f"{fault.pointer}: {fault.detail}" for fault in faults[:3])
        if wants_page(request):
            return error_page(request, 422, detail)
        return problem(422, detail, errors=faults)

    @app.exception_handler(InputError)
    async def of_input(request: Request, error: InputError) -> Response:
        if wants_page(request):
            return error_page(request, 422, str(error))
        return problem(422, str(error))

    @app.exception_handler(Exception)
    async def of_ours(request: Request, _error: Exception) -> Response:
        detail = "stopped by an error in Dateline; the server's log has it, please report it"
        if wants_page(request):
            return error_page(request, 500, detail)
        return problem(500, detail)
