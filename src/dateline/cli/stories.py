"""`dateline stories`: which documents tell of one happening."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, TextIO

from dateline.cli.events import RowFormat, refuse_geojson, write_rows
from dateline.cli.status import Status
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.store import StoryRow

_STORIES = ("story", "first", "last", "documents", "reports", "publishers", "headline")
_DOCUMENTS = ("story", "document", "duplicate_of", "published", "publisher", "title")


def stories(database: str, story: str | None, *, format_: RowFormat, stream: TextIO, quiet: bool = False) -> None:
    """Take what is new into the stories, and write them all, or the documents of one.

    Raises:
        InputError: the database cannot be opened, or has no such story.
    """
    from dateline.store import open_store

    refuse_geojson(format_)
    with Status(quiet=quiet) as status, open_store(database, create=False) as store:
        status.describe("putting documents into stories")
        for _ in store.link_stories():
            status.advance()
        status.clear()
        rows = store.stories(story)
        if story is not None and not rows:
            raise InputError(f"{story}: there is no such story; dateline stories shows all")
        if format_ is RowFormat.JSONL:
            for row in rows:
                stream.write(json.dumps(_line(row)) + "\n")
        elif story is not None:
            write_rows(_DOCUMENTS, ([getattr(row, name) for name in _DOCUMENTS] for row in rows), format_, stream)
        else:
            write_rows(_STORIES, _summaries(rows), format_, stream)


def _line(row: StoryRow) -> dict[str, Any]:
    return {
        "id": row.document,
        "incidents": [row.story],
        "duplicate_of": row.duplicate_of,
        "title": row.title,
        "published": row.published,
        "publisher": row.publisher,
    }


def _summaries(rows: Iterable[StoryRow]) -> Iterator[list[Any]]:
    for story, group in groupby(rows, key=lambda row: row.story):
        members = list(group)
        dates = sorted(row.published[:10] for row in members if row.published)
        yield [
            story,
            dates[0] if dates else None,
            dates[-1] if dates else None,
            len(members),
            sum(row.duplicate_of is None for row in members),
            len({row.publisher for row in members if row.publisher}),
            next((row.title for row in members if row.title), None),
        ]
