"""What every request passes: its host, its token, its size, its rate; and the headers of every answer."""

from __future__ import annotations

import time
from collections import OrderedDict
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.serve.pages.frame import wants_page
from dateline.serve.pages.session import COOKIE
from dateline.serve.problems import problem
from dateline.serve.settings import LOCAL_NAMES, Settings
from dateline.store.store import Store
from dateline.store.tokens import Token, find_token

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_OPEN = ("/static/", "/sign-in")
_CLIENTS = 10_000
_TOKEN_SECONDS = 5.0  # a revoked token is refused after this time at the latest


class Guard:
    """Lets pass what may pass, in front of the app; `api` is the FastAPI application behind."""

    def __init__(self, app: ASGIApp, *, settings: Settings, store: Store, api: FastAPI) -> None:
        self.api = api
        self._app = app
        self._settings = settings
        self._public = settings.public
        self._store = store
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._tokens: OrderedDict[str, tuple[float, Token | None]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a problem, or hand on to the app."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        refusal = await self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, with_headers)
            return
        body = _Body(receive, self._settings.max_body)
        if body.declared_too_large(scope):
            await self._too_large()(scope, receive, with_headers)
            return

        async def watched(message: Message) -> None:
            if body.too_large:  # whatever the app made of its broken body
                if message["type"] == "http.response.start":
                    await self._too_large()(scope, receive, with_headers)
                return
            await with_headers(message)

        await self._app(scope, body.receive, watched)

    async def _refusal(self, scope: Scope) -> Response | None:
        headers = dict(scope["headers"])
        if not self._public and _host_name(headers.get(b"host", b"")) not in LOCAL_NAMES:
            return problem(421, "this server answers to localhost alone")  # or a page elsewhere could read the store
        given, by_cookie = _given_token(headers)
        token = None if given is None else await self._token(given)
        client = f"token {token.name}" if token else str((scope.get("client") or ("?",))[0])
        wait = self._wait(client)
        if wait > 0:
            return problem(429, "too many requests; wait a little", headers={"Retry-After": str(int(wait) + 1)})
        if given is not None and token is None and not by_cookie:
            return problem(401, "this token is unknown or revoked", headers={"WWW-Authenticate": "Bearer"})
        if by_cookie and scope["method"] not in ("GET", "HEAD") and not _same_origin(headers):
            return problem(403, "a page of another site may not do this")
        scope.setdefault("state", {})["token"] = token
        if self._public and token is None and not scope["path"].startswith(_OPEN):
            if scope["method"] == "GET" and wants_page(Request(scope)):
                return RedirectResponse("/sign-in", 303)
            detail = "this server asks for a token: send Authorization: Bearer TOKEN"
            return problem(401, detail, headers={"WWW-Authenticate": "Bearer"})
        return None

    async def _token(self, given: str) -> Token | None:
        known = self._tokens.get(given)
        now = time.monotonic()
        if known is not None and now - known[0] < _TOKEN_SECONDS:
            return known[1]
        token = await run_in_threadpool(self._look_up, given)
        self._tokens[given] = (now, token)
        if len(self._tokens) > 1000:
            self._tokens.popitem(last=False)
        return token

    def _look_up(self, given: str) -> Token | None:
        with self._store.reading() as connection:
            return find_token(connection, given)

    def _wait(self, client: str) -> float:
        """Take a request from the client's bucket; give the seconds to wait if it is empty."""
        rate = self._settings.rate
        if rate <= 0:
            return 0.0
        now = time.monotonic()
        left, at = self._buckets.pop(client, (rate * 4, now))
        left = min(rate * 4, left + (now - at) * rate)
        self._buckets[client] = (max(0.0, left - 1), now)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / rate

    def _too_large(self) -> Response:
        return problem(413, f"the body may have {self._settings.max_body:,} bytes; send less at a time")


class _Body:
    """A request's body, counted as it comes."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._seen = 0
        self.too_large = False

    def declared_too_large(self, scope: Scope) -> bool:
        """Tell whether the request says of itself that it is too large."""
        length = dict(scope["headers"]).get(b"content-length", b"0")
        return length.isdigit() and int(length) > self._most

    async def receive(self) -> Message:
        """Give the next message of the body."""
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self._most:
            self.too_large = True
            return {"type": "http.disconnect"}
        return message


def _given_token(headers: dict[bytes, bytes]) -> tuple[str | None, bool]:
    """Give the token of a request and whether a cookie brought it."""
    kind, _, given = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if kind.lower() == "bearer" and given:
        return given.strip(), False
    try:
        morsel = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(COOKIE)
    except CookieError:
        return None, False
    return (morsel.value, True) if morsel is not None and morsel.value else (None, False)


def _host_name(host: bytes) -> str:
    try:
        return urlsplit("//" + host.decode("latin-1")).hostname or ""
    except ValueError:
        return ""


def _same_origin(headers: dict[bytes, bytes]) -> bool:
    origin = headers.get(b"origin")
    if origin is None:
        return headers.get(b"sec-fetch-site", b"same-origin") == b"same-origin"
    return urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode("latin-1")
