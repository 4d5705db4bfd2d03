"""Answers kept as long as the store stays as it is, each with an ETag.

Only answers that say so of themselves (`SHARED`) are kept: those that are the same for everybody who may read at all,
and depend on the address, the formats accepted and the store alone.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHARED = {"Cache-Control": "private, no-cache"}
"""The header of answers that are the same for every reader."""

_MARK = (b"cache-control", SHARED["Cache-Control"].encode("ascii"))
_KEPT_BYTES = 64_000_000
_LARGEST = 4_000_000
_FOUND = 64

T = TypeVar("T")


@dataclass(frozen=True)
class _Answer:
    state: str
    headers: list[tuple[bytes, bytes]]
    etag: bytes
    body: bytes


class Answers:
    """Keeps answers to GET in memory, the latest used; `state` tells the state of the store, see `Revision`.

    `direct` answers some requests at once, all others (None) go to the app.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        state: Callable[[], str],
        in_thread: bool,
        direct: Callable[[Scope], Response | None] | None = None,
    ) -> None:
        self._app = app
        self._direct = direct
        self._state = state
        self._in_thread = in_thread
        self._kept: OrderedDict[tuple[str, bytes, bytes], _Answer] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or ask the app and remember."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        head = scope["method"] == "HEAD"
        key = (scope["path"], scope["query_string"], headers.get(b"accept", b""))
        state = await run_in_threadpool(self._state) if self._in_thread else self._state()
        scope.setdefault("state", {})["revision"] = state
        answer = self._kept.get(key)
        if answer is None or answer.state != state:
            answer = await self._ask({**scope, "method": "GET"}, receive, send, key, state, head)
            if answer is None:
                return
        else:
            self._kept.move_to_end(key)
        await _send(answer, headers.get(b"if-none-match", b""), head, send)

    async def _ask(
        self, scope: Scope, receive: Receive, send: Send, key: tuple[str, bytes, bytes], state: str, head: bool
    ) -> _Answer | None:
        """Give the app's answer if it is one to keep; otherwise send it."""
        direct = None if self._direct is None else self._direct(scope)
        if direct is not None:
            return self._keep(key, state, direct.raw_headers, bytes(direct.body))
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, collect)
        except Exception:
            for message in messages:  # the app tells of its own error, and lets the server log it
                await send(message)
            raise
        start, *rest = messages
        body = b"".join(message.get("body", b"") for message in rest)
        if start["status"] != 200 or _MARK not in start["headers"] or len(body) > _LARGEST:
            deliver = _headless(send) if head else send
            for message in messages:
                await deliver(message)
            return None
        return self._keep(key, state, start["headers"], body)

    def _keep(
        self, key: tuple[str, bytes, bytes], state: str, headers: Sequence[tuple[bytes, bytes]], body: bytes
    ) -> _Answer:
        etag = b'"' + hashlib.sha256(body).hexdigest()[:24].encode("ascii") + b'"'
        answer = _Answer(state, [*headers, (b"etag", etag), (b"vary", b"Accept")], etag, body)
        old = self._kept.pop(key, None)
        self._bytes += len(body) - (len(old.body) if old else 0)
        self._kept[key] = answer
        while self._bytes > _KEPT_BYTES:
            self._bytes -= len(self._kept.popitem(last=False)[1].body)
        return answer


class Found:
    """Keeps what pages found in the store, the latest used, as long as the store stays as it is; for any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = ""
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._finding: dict[Hashable, threading.Lock] = {}

    def get(self, request: Request, key: Hashable, find: Callable[[], T]) -> T:
        """Give what was found under this key in the state of the store that the request met, else find it; who asks for
        the same meanwhile waits for it.
        """
        state: str = request.state.revision
        with self._lock:
            if self._state == state and key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
            finding = self._finding.setdefault(key, threading.Lock())
        with finding:
            with self._lock:
                if self._state == state and key in self._kept:
                    return cast("T", self._kept[key])
            found = find()
            with self._lock:
                if self._state != state:
                    self._state = state
                    self._kept.clear()
                    self._finding.clear()
                self._kept[key] = found
                if len(self._kept) > _FOUND:
                    self._finding.pop(self._kept.popitem(last=False)[0], None)
        return found


async def _send(answer: _Answer, known: bytes, head: bool, send: Send) -> None:
    if known and (
        known.strip() == b"*" or answer.etag in [tag.strip().removeprefix(b"W/") for tag in known.split(b",")]
    ):
        kept = [header for header in answer.headers if header[0] not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": kept})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": b"" if head else answer.body})


def _headless(send: Send) -> Send:
    async def without_body(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return without_body
