"""Adding many rows fast: statements that are made once, and values that go to the database's driver as they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Select, Table, func, insert, select, text
from sqlalchemy.sql.compiler import SQLCompiler

Row = dict[str, Any]

_NEXT = text("select nextval(pg_get_serial_sequence(:table, 'key')) from generate_series(1, :count)")


def insert_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Add rows, which all have the same columns; SQLAlchemy would look at each value of each row anew."""
    if not rows:
        return
    statement, values = _statement(connection.dialect, table, tuple(rows[0]))
    connection.exec_driver_sql(statement, rows if values is None else [values(row) for row in rows])


def new_keys(connection: Connection, table: Table, count: int) -> list[int]:
    """Give that many keys for new rows of a table; on SQLite the transaction must be one that writes."""
    if connection.dialect.name == "sqlite":  # nobody else writes until this transaction ends
        last = connection.execute(_last_key(table)).scalar() or 0
        return list(range(last + 1, last + count + 1))
    return list(connection.execute(_NEXT, {"table": table.name, "count": count}).scalars())


@lru_cache(maxsize=8)
def _last_key(table: Table) -> Select[Any]:
    return select(func.max(table.c.key))


@lru_cache(maxsize=64)
def _statement(
    dialect: Dialect, table: Table, columns: tuple[str, ...]
) -> tuple[str, Callable[[Row], tuple[Any, ...]] | None]:
    """Give the statement as the driver takes it, and what gives its values in order; None if it takes names."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    assert isinstance(compiled, SQLCompiler)  # noqa: S101  for the type checker; an insert always is
    names = compiled.positiontup
    return str(compiled), None if names is None else itemgetter(*names)
