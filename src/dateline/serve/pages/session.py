"""Signing in with a token, and out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dateline.serve.api.context import OurStore
from dateline.serve.pages.frame import form_of, page
from dateline.store.store import Store
from dateline.store.tokens import Token, find_token

COOKIE = "dateline_token"
router = APIRouter()


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """Ask for a token."""
    return page(request, "sign_in.html", problem=None)


@router.post("/sign-in")
async def sign_in(request: Request, store: OurStore) -> Response:
    """Keep a token in a cookie that scripts cannot read and other sites cannot make use of."""
    given = (await form_of(request)).get("token", "").strip()
    token = await run_in_threadpool(_find, store, given)
    if token is None:
        return page(request, "sign_in.html", status=403, problem="This token is unknown or revoked.")
    answer = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, given, httponly=True, samesite="strict", secure=secure, max_age=30 * 86400)
    return answer


@router.post("/sign-out")
def sign_out() -> Response:
    """Forget the token."""
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _find(store: Store, given: str) -> Token | None:
    with store.reading() as connection:
        return find_token(connection, given)
