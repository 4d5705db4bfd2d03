"""The store for assistants: a server of the Model Context Protocol that searches and gives evidence."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from mcp.server import MCPServer
from pydantic import Field

from dateline import __version__
from dateline.errors import InputError
from dateline.knowledge.position import position_of
from dateline.read.published import check_published
from dateline.store.browse import keys_of, list_documents, read_document
from dateline.store.ledger_query import IncidentQuery
from dateline.store.query import EventQuery
from dateline.store.store import Store

INSTRUCTIONS = """Coded news about conflict and crisis. An incident is one happening, put together from all reports
of it; an event is one mention of it in one document. Answer from the evidence sentences given, and name document,
publisher and source with every statement. Coding is by machine and can be wrong: say so where it matters, and name who
denies."""

Country = Annotated[str | None, Field(description="ISO 3166-1 alpha-3, as in SDN.")]
Type = Annotated[str | None, Field(description="PLOVER type, as in ASSAULT, AGREE, RETREAT.")]
Day = Annotated[str | None, Field(description="ISO 8601 date; that day counts.")]
Near = Annotated[str | None, Field(description="A place's name, or LAT,LON.")]
Words = Annotated[str | None, Field(description="Words that the evidence contains, in any inflection.")]
Limit = Annotated[int, Field(ge=1, le=100)]
After = Annotated[int, Field(ge=0, description="Key of the last row seen, for the next page.")]


def make_server(store: Store) -> MCPServer:
    """Give the server over a store; run it with `run()`, over standard input and output."""
    server = MCPServer("dateline", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")

    @server.tool()
    def search_incidents(
        country: Country = None, actor: Annotated[str | None, Field(description="A part of a name.")] = None,
        type: Type = None, status: str | None = None, since: Day = None, until: Day = None,  # noqa: A002
        near: Near = None, within_km: float = 50.0, text: Words = None, disputed: bool | None = None,
        limit: Limit = 20, after: After = 0,
    ) -> dict[str, Any]:  # fmt: skip
        """Find incidents: what happened, who, where, when, how many independent reports assert and deny it."""
        code = country and country.upper()
        query = IncidentQuery(
            country=code, actor=actor, type=type and type.upper(), status=status, since=_day(since),
            until=_day(until), near=position_of(near, code, field="near") if near else None, within_km=within_km,
            text=text, disputed=disputed, limit=limit, after=after,
        )  # fmt: skip
        return _rows(store.incidents(query), limit)

    @server.tool()
    def get_incident(id: str) -> dict[str, Any]:  # noqa: A002  the field's name
        """Give one incident whole: every mention with its sentence, publisher and source, and figures over time."""
        found = store.incident(id)
        if found is None:
            raise InputError(f"{id}: there is no such incident; search_incidents gives ids")
        return found.model_dump(mode="json", exclude={"aspects"})

    @server.tool()
    def search_events(
        country: Country = None, type: Type = None, status: str | None = None, since: Day = None,  # noqa: A002
        until: Day = None, near: Near = None, within_km: float = 50.0, text: Words = None, limit: Limit = 20,
        after: After = 0,
    ) -> dict[str, Any]:  # fmt: skip
        """Find event mentions, each with its sentence, document, and who is credited with saying it."""
        code = country and country.upper()
        query = EventQuery(
            country=code, type=type and type.upper(), status=status, since=_day(since), until=_day(until),
            near=position_of(near, code, field="near") if near else None, within_km=within_km, text=text,
            limit=limit, after=after,
        )  # fmt: skip
        return _rows(store.events(query), limit)

    @server.tool()
    def search_documents(text: Words = None, since: Day = None, until: Day = None, limit: Limit = 20) -> dict[str, Any]:
        """Find documents by words in title or text and by publication date, the latest added first."""
        with store.reading() as connection:
            rows = list_documents(
                connection, words=text, since=_day(since), until=_day(until), newest_first=True, limit=limit
            )
        return {"items": [row.model_dump() for row in rows]}

    @server.tool()
    def get_evidence(
        document: Annotated[str, Field(description="The document's own id.")],
        start: Annotated[int, Field(ge=0, description="Where to begin, in characters of its text.")] = 0,
        length: Annotated[int, Field(ge=1, le=20_000)] = 4000,
    ) -> dict[str, Any]:
        """Give the text of a document around its evidence, with title, publisher, date and address."""
        with store.reading() as connection:
            key = keys_of(connection, [document]).get(document)
            found = read_document(connection, key) if key is not None else None
        if found is None:
            raise InputError(f"{document}: there is no such document; search_documents gives ids")
        row, coded = found
        given = {name: getattr(row, name) for name in ("id", "title", "publisher", "published", "url")}
        return given | {"start": start, "text": coded.text[start : start + length], "of": len(coded.text)}

    return server


def _day(said: str | None) -> str | None:
    return None if said is None else check_published(said, field="since or until")


def _rows(rows: list[Any], limit: int) -> dict[str, Any]:
    return {"items": [asdict(row) for row in rows], "after": rows[-1].key if len(rows) == limit else None}
