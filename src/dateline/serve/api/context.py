"""What the operations of the API stand on: the store, the coder and who asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException

from dateline.code.coder import Coder
from dateline.store.store import Store
from dateline.store.tokens import Scope, Token

bearer = HTTPBearer(auto_error=False, description="A token, made by dateline token create.")


class Coding:
    """The coder, loaded when it is first needed; one request codes at a time."""

    def __init__(self, *, rules_only: bool) -> None:
        self._rules_only = rules_only
        self._lock = threading.Lock()
        self._coder: Coder | None = None

    def __enter__(self) -> Coder:
        self._lock.acquire()
        try:
            if self._coder is None:
                self._coder = Coder(rules_only=self._rules_only)
        except BaseException:
            self._lock.release()
            raise
        return self._coder

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _coding(request: Request) -> Coding:
    coding: Coding = request.app.state.coding
    return coding


OurStore = Annotated[Store, Depends(_store)]
OurCoding = Annotated[Coding, Depends(_coding)]


def needs(scope: Scope) -> Callable[[Request], Token]:
    """Give the condition of operations that only a token of this scope may ask for."""

    def check(request: Request) -> Token:
        token: Token | None = getattr(request.state, "token", None)
        if token is None:
            detail = f"this needs a token that may {scope}: send Authorization: Bearer TOKEN"
            raise HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})
        if not token.allows(scope):
            raise HTTPException(403, f"the token {token.name} may {token.scope}; this needs one that may {scope}")
        return token

    return check


Writer = Annotated[Token, Depends(needs("write"))]
Admin = Annotated[Token, Depends(needs("admin"))]
