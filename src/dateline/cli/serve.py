"""`dateline serve` and `dateline token`: the server, and who may ask it for what."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from dateline.cli.status import Status
from dateline.errors import InputError
from dateline.store import open_store
from dateline.store.tokens import Scope, Token, create_token, list_tokens, revoke_token

if TYPE_CHECKING:
    from dateline.serve.settings import Settings


def serve(settings: Settings, *, log: bool) -> None:
    """Serve until interrupted.

    Raises:
        InputError: the database cannot be opened, the address is in use, or others could read without a token.
    """
    import uvicorn

    from dateline.serve import make_app

    if settings.public:
        with open_store(settings.database, create=False) as store, store.reading() as connection:
            if all(token.revoked for token in list_tokens(connection)):
                raise InputError(
                    f"--host {settings.host}: others can reach this address, so that reading needs a token; "
                    "make one with dateline token create NAME"
                )
    app = make_app(settings)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) on sockets that say they are TCP; others wait 40 ms between head and body
    with socket.socket(family, proto=socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((settings.host, settings.port))
        except OSError as error:
            raise InputError(
                f"{settings.host}:{settings.port}: cannot listen there ({error.strerror}); choose another --port"
            ) from None
        host = f"[{settings.host}]" if family == socket.AF_INET6 else settings.host
        Status(quiet=True).say(f"serving {settings.database} at http://{host}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="info" if log else "warning", access_log=log, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def make_token(database: str, name: str, scope: Scope) -> str:
    """Make a token in a database, which is made where it is not there, and give it.

    Raises:
        InputError: there is a token of that name.
    """
    with open_store(database) as store, store.writing() as connection:
        return create_token(connection, name, scope)


def tokens(database: str) -> list[Token]:
    """Give the tokens of a database.

    Raises:
        InputError: the database cannot be opened.
    """
    with open_store(database, create=False) as store, store.reading() as connection:
        return list_tokens(connection)


def revoke(database: str, name: str) -> None:
    """Make a token worthless.

    Raises:
        InputError: there is none of that name.
    """
    with open_store(database, create=False) as store, store.writing() as connection:
        revoke_token(connection, name)
