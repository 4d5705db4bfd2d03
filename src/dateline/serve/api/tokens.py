"""Tokens, for those who may everything: who has one, and taking it away."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dateline.errors import InputError
from dateline.serve.api.context import Admin, OurStore
from dateline.serve.problems import responses
from dateline.store.tokens import Token, list_tokens, revoke_token

router = APIRouter(tags=["tokens"])


class Tokens(BaseModel):
    """All tokens, without what they are kept by."""

    items: list[Token]
    next: Literal[None] = None


@router.get("/tokens", response_model=Tokens, responses=responses(401, 403, 429))
def tokens(store: OurStore, _who: Admin) -> Response:
    """Who has a token, and what it allows."""
    with store.reading() as connection:
        return JSONResponse({"items": [asdict(token) for token in list_tokens(connection)], "next": None})


@router.delete("/tokens/{name}", status_code=204, responses=responses(401, 403, 404, 422, 429))
def revoke(name: Annotated[str, Field(min_length=1, max_length=200)], store: OurStore, _who: Admin) -> Response:
    """Make a token worthless."""
    try:
        with store.writing() as connection:
            revoke_token(connection, name)
    except InputError:
        raise HTTPException(404, f"there is no token {name}") from None
    return Response(status_code=204)
