"""Tokens that the server asks for: made, listed, revoked and recognised. Only a hash of a token is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from dateline.errors import InputError
from dateline.store.rows import storable
from dateline.store.schema import tokens

Scope = Literal["read", "write", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "write", "admin")
"""Each may do what those before it may."""


@dataclass(frozen=True)
class Token:
    """Whose token it is and what it allows; `created` and `revoked` are UTC, ISO 8601."""

    name: str
    scope: Scope
    created: str
    revoked: str | None = None

    def allows(self, scope: Scope) -> bool:
        """Tell whether what needs this scope may be done."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


def create_token(connection: Connection, name: str, scope: Scope) -> str:
    """Make a token and give it; it cannot be had again.

    Raises:
        InputError: there is a token of that name, or it is empty.
    """
    name = storable(" ".join(name.split()))
    if not name:
        raise InputError("a token needs a name that says whose it is, as in: dateline token create desk")
    token = "dl_" + secrets.token_urlsafe(32)
    row = {"name": name, "hash": _hash(token), "scope": scope, "created": now()}
    try:
        connection.execute(insert(tokens).values(row))
    except IntegrityError:
        raise InputError(f"{name}: there is a token of that name already; choose another") from None
    return token


def list_tokens(connection: Connection) -> list[Token]:
    """Give all tokens, revoked ones too, in the order they were made."""
    t = tokens.c
    rows = connection.execute(select(t.name, t.scope, t.created, t.revoked).order_by(t.key))
    return [Token(*row) for row in rows]


def revoke_token(connection: Connection, name: str) -> None:
    """Make a token worthless from now on.

    Raises:
        InputError: there is none of that name.
    """
    t = tokens.c
    done = connection.execute(update(tokens).where(t.name == name, t.revoked.is_(None)).values(revoked=now()))
    if not done.rowcount:
        raise InputError(f"{name}: no such token; see dateline token list")


def find_token(connection: Connection, token: str) -> Token | None:
    """Give whose token this is, None where it is unknown or revoked."""
    t = tokens.c
    wanted = select(t.name, t.scope, t.created).where(t.hash == _hash(token), t.revoked.is_(None))
    row = connection.execute(wanted).first()
    return None if row is None else Token(*row)


def now() -> str:
    """Give the time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _hash(token: str) -> str:
    # 256 random bits need no slow hash: there is nothing to guess
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
