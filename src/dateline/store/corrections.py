"""What readers say of events: accepted, corrected or rejected, with who and when. Re-coding leaves it as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, insert, select

from dateline.errors import InputError
from dateline.model import CodedDocument, Event, Party, Status
from dateline.store.rows import storable
from dateline.store.schema import corrections, documents
from dateline.store.tokens import now

Verdict = Literal["accepted", "corrected", "rejected"]


class Becomes(BaseModel):
    """What a reader puts in place of what was coded; what is None stays."""

    model_config = ConfigDict(extra="forbid")

    event: str | None = None
    mode: list[str] | None = None
    status: Status | None = None
    date: str | None = None
    actor: list[str] | None = None
    recipient: list[str] | None = None


class Correction(BaseModel):
    """One word of a reader on an event.

    `document` is the document's own id, `start` and `end` are where the trigger stands in its text, `was` is the
    event as coded then, `becomes` what it should be; `when` is UTC, ISO 8601.
    """

    key: int
    document: str
    content_hash: str
    coder_version: str
    start: int
    end: int
    trigger: str
    verdict: Verdict
    was: dict[str, Any]
    becomes: Becomes | None
    who: str
    when: str
    why: str

    def corrected(self, event: Event) -> Event:
        """Give the event as the reader wants it; parties keep what was coded of those that stay."""
        if self.becomes is None:
            return event
        changes = {name: value for name, value in dict(self.becomes).items() if value is not None}
        for role in ("actor", "recipient"):
            if role in changes:
                changes[role] = _parties(getattr(event, role), changes[role], event)
        return event.model_copy(update=changes)


def correct(
    connection: Connection,
    *,
    document: int,
    coded: CodedDocument,
    event_id: str,
    verdict: Verdict,
    becomes: Becomes | None,
    who: str,
    why: str = "",
) -> Correction:
    """Store what a reader says of an event of the document with this key.

    Raises:
        InputError: the document has no such event, or a correction says nothing.
    """
    event = next((found for found in coded.events if found.id == event_id), None)
    if event is None:
        raise InputError(f"{event_id}: the document has no such event")
    said = becomes.model_dump(exclude_none=True) if becomes is not None else {}
    if (verdict == "corrected") != bool(said):
        raise InputError("a correction, and nothing else, says what the event becomes: give becomes with its fields")
    d = documents.c
    hashes = connection.execute(select(d.content_hash, d.coder_version).where(d.key == document)).one()
    row = {
        "document": storable(coded.id),
        "content_hash": hashes.content_hash,
        "coder_version": hashes.coder_version,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "trigger": storable(event.trigger.text),
        "verdict": verdict,
        "was": json.dumps(event.model_dump(mode="json")),
        "becomes": json.dumps(said) if said else None,
        "who": storable(who),
        "when": now(),
        "why": storable(why),
    }
    key = connection.execute(insert(corrections).values(row).returning(corrections.c.key)).scalar_one()
    return _correction((key, *row.values()))


def list_corrections(
    connection: Connection, *, document: str | None = None, after: int = 0, limit: int | None = None
) -> list[Correction]:
    """Give the corrections, of one document or all, in the order they were made; `after` is the last key seen."""
    c = corrections.c
    wanted = select(corrections).where(c.key > after).order_by(c.key).limit(limit)
    if document is not None:
        wanted = wanted.where(c.document == storable(document))
    return [_correction(row) for row in connection.execute(wanted)]


def standing(given: Sequence[Correction], event: Event) -> Correction | None:
    """Give the latest word on an event, by the place of its trigger; None where nobody said anything."""
    for correction in reversed(given):
        same_place = (correction.start, correction.end) == (event.trigger.start, event.trigger.end)
        if same_place and correction.trigger == storable(event.trigger.text):
            return correction
    return None


def _correction(row: Sequence[Any]) -> Correction:
    values = dict(zip(corrections.c.keys(), row, strict=True))
    becomes = values["becomes"]
    return Correction(
        **values | {"was": json.loads(values["was"]), "becomes": becomes and Becomes(**json.loads(becomes))}
    )


def _parties(coded: Sequence[Party], names: Sequence[str], event: Event) -> list[Party]:
    known = {party.text: party for party in coded}
    return [
        known.get(name) or Party(text=name, start=event.trigger.start, end=event.trigger.end, basis="document")
        for name in names
    ]
