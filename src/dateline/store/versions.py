"""What several versions of the coder made of the same documents."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import delete, func, select

from dateline.errors import InputError
from dateline.model import CodedDocument
from dateline.store import schema
from dateline.store.database import Database, unpacked

_PAGE = 200


class Versions(Database):
    """The versions of the coder that documents were coded by, and the documents of each."""

    def coder_versions(self) -> list[str]:
        """Give the versions of the coder that documents were coded by, the one used last at the end."""
        d = schema.documents.c
        wanted = select(d.coder_version).group_by(d.coder_version).order_by(func.max(d.key))
        with self._engine.connect() as connection:
            return list(connection.execute(wanted).scalars())

    def two_versions(self, old: str | None, new: str | None) -> tuple[str, str]:
        """Give the versions of the coder that begin so; the last but one and the last where None.

        Raises:
            InputError: there is no such version, or more than one.
        """
        known = self.coder_versions()
        if len(known) < 2:
            raise InputError(f"all documents were coded by one version of the coder ({', '.join(known) or 'none'})")

        def named(said: str | None, at: int) -> str:
            fitting = [version for version in known if version == said] or [
                version for version in known if said is not None and version.startswith(said)
            ]
            if said is None:
                return known[at]
            if len(fitting) != 1:
                count = "several versions begin so" if fitting else "no such version"
                raise InputError(f"{said}: {count}; there are {', '.join(known)}")
            return fitting[0]

        return named(old, -2), named(new, -1)

    def versions_of_documents(self, old: str, new: str) -> Iterator[tuple[CodedDocument, CodedDocument]]:
        """Yield the documents that both versions of the coder coded with the same content, as each coded them."""
        one, two = schema.documents.alias("one"), schema.documents.alias("two")
        wanted = (
            select(two.c.key, one.c.coded, two.c.coded)
            .join(one, (one.c.id == two.c.id) & (one.c.content_hash == two.c.content_hash))
            .where(one.c.coder_version == old, two.c.coder_version == new)
            .order_by(two.c.key)
            .limit(_PAGE)
        )
        last = 0
        while True:
            with self._engine.connect() as connection:
                page = connection.execute(wanted.where(two.c.key > last)).all()
            for last, before, after in page:  # noqa: B007  it is where the next page begins
                yield unpacked(before), unpacked(after)
            if len(page) < _PAGE:
                return

    def forget_old_versions(self) -> int:
        """Remove all versions of documents but the current ones, with their rows; give how many there were."""
        d = schema.documents
        removed = 0
        while True:
            with self._writer.begin() as connection:  # some at a time, so that other writers get their turn
                old = select(d.c.key).where(d.c.current.is_(False)).limit(_PAGE)
                found = connection.execute(delete(d).where(d.c.key.in_(old))).rowcount
            removed += found
            if found < _PAGE:
                return removed
