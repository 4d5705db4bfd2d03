"""The database below the store: its connections, and how documents lie in it."""

from __future__ import annotations

import json
import zlib
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from dateline.model import CodedDocument


class Database:
    """Connections to one database; close it, or use it in a `with` statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(dateline_writes=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @property
    def dialect(self) -> str:
        """The kind of database: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a connection for statements that read."""
        return self._engine.connect()

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction for statements that write; it is kept when the block ends without an exception."""
        return self._writer.begin()

    def raw_connection(self) -> Any:
        """Give a connection of the database's driver itself; close it when done."""
        return self._engine.raw_connection()


def unpacked(packed: bytes) -> CodedDocument:
    """Give a coded document as it was stored."""
    return CodedDocument.model_validate(json.loads(zlib.decompress(packed)))
