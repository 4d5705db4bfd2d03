"""Bringing a database to the schema that this version reads, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dateline.errors import InputError
from dateline.store.schema import HEAD

FOLDER = Path(__file__).parent / "migrations"
"""Where Alembic finds the migrations."""


def migrate(connection: Connection) -> None:
    """Make the tables, or change them to the newest schema; nothing happens where they are there already.

    Raises:
        InputError: the database was made by a newer Dateline, or holds tables of another program.
    """
    found = _revision(connection)
    if found == HEAD:
        return
    if found is None and inspect(connection).has_table("documents"):
        raise InputError("this database has a table documents that is not Dateline's; name another with --db")
    if found is not None and found > HEAD:
        raise InputError("this database was made by a newer Dateline; upgrade with pip install --upgrade dateline")
    from alembic import command  # slow to import, and needed once per database
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return found
