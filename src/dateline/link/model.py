"""What linking gives: mentions put together into incidents, figures side by side, commitments followed.

All are plain records, made from coded documents alone. Dates are ISO 8601, as precise as is known. Ids: a document's is
its own; a mention's is a hash of document, type and place in the text, so that it survives re-coding; an incident's is
that of its earliest mention. `docs/ledger.md` says how each is decided.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.model import FigureKind, Stance, Status

AspectKind = Literal["event", "mode", "actor", "recipient", "place", "date"]
CommitmentState = Literal["open", "due", "overdue", "kept", "broken", "disputed"]
DecisionKind = Literal["merge", "split"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Who(_Record):
    """A party of an event: its fullest name, code (alpha-3 or PLOVER's non-state codes) and sectors, primary first."""

    name: str
    code: str | None = None
    sector: list[str] = Field(default_factory=list)


class Where(_Record):
    """A place: GeoNames record where resolved; `resolution` is PLOVER's (5 sub-city … 1 country), WGS 84 degrees."""

    name: str
    country_code: str | None = None
    province: str | None = None
    district: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    resolution: int | None = None


class Evidence(_Record):
    """A sentence that something rests on: where it stands (offsets into the document's text) and who published it.

    `source` names who is credited in it. `report` is the id of the report: documents that repeat one text share it, and
    count once.
    """

    document: str
    report: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    source: list[str] = Field(default_factory=list)
    start: int
    end: int
    text: str


class MentionFigure(_Record):
    """A figure of a mention as written; `start` and `end` are offsets into the document's text.

    `implied` is true where no number is written: "a man was shot dead" counts one.
    """

    kind: FigureKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    of: str | None = None
    text: str
    start: int
    end: int
    source: list[str] = Field(default_factory=list)
    implied: bool = False


class Mention(_Record):
    """One event mention with all that it is compared by; `event_id` is its event's id in the document.

    `stance` is that of who is credited; a mention `denies` the incident when its event is negated or its source denies.
    """

    id: str
    event_id: str
    event: str
    mode: list[str] = Field(default_factory=list)
    context: list[str] = Field(default_factory=list)
    status: Status = "actual"
    stance: Stance = "asserts"
    denies: bool = False
    date: str | None = None
    enddate: str | None = None
    actor: list[Who] = Field(default_factory=list)
    recipient: list[Who] = Field(default_factory=list)
    place: Where | None = None
    trigger: str
    confidence: float = Field(ge=0.0, le=1.0)
    figures: list[MentionFigure] = Field(default_factory=list)
    evidence: Evidence


class Support(_Record):
    """How far something is backed: `reports` counts independent reports, `documents` all texts, copies included.

    `since` is the earliest publication; `sources` are who is credited, by name.
    """

    reports: int = 0
    documents: int = 0
    publishers: list[str] = Field(default_factory=list)
    sources: list[str] = Field(default_factory=list)
    since: str | None = None


class Aspect(_Record):
    """One value of an incident (a type, mode, party, place or date) with its support; the best supported come first."""

    kind: AspectKind
    value: str
    code: str | None = None
    sector: list[str] = Field(default_factory=list)
    support: Support
    denied: Support


class FigureReport(_Record):
    """One reported value: bounds null where the text sets none, and both equal to the value where it is exact."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str
    implied: bool = False
    evidence: Evidence


class FigureConflict(_Record):
    """Values that cannot all be true as reported at the same time, each with who reports it."""

    values: list[str]
    sides: list[list[str]]
    note: str


class FigureLine(_Record):
    """The figures of one incident and kind: the time line of reports, the current range, the latest, the conflicts.

    `low` and `high` bound what current reports say (a report that the same outlet or source has updated is not
    current); one is null where no bound is set ("at least 18"), both where no number is given ("several hundred").
    `unit` is pint's name, or null for a plain count.
    """

    incident: str
    kind: FigureKind
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    latest: FigureReport
    reports: list[FigureReport]
    conflicts: list[FigureConflict] = Field(default_factory=list)


class Decision(_Record):
    """What an analyst decided: mentions that belong together (merge) or do not (split); who, when (UTC) and why."""

    key: int
    kind: DecisionKind
    mentions: list[str]
    apart: list[str] = Field(default_factory=list)
    who: str
    when: str
    why: str = ""


class Incident(_Record):
    """All mentions of one happening, put together.

    The single values (`event`, `mode`, `actor`, …) are the best supported; `aspects` has all with their support.
    `confidence` follows from independent support, see `dateline.link.incidents_account.confidence`. `disputed` is true
    when somebody denies what another asserts.
    """

    id: str
    event: str
    mode: list[str] = Field(default_factory=list)
    context: list[str] = Field(default_factory=list)
    status: Status
    date: str | None = None
    enddate: str | None = None
    actor: list[Who] = Field(default_factory=list)
    recipient: list[Who] = Field(default_factory=list)
    place: Where | None = None
    text: str
    support: Support
    denied: Support
    disputed: bool = False
    confidence: float = Field(ge=0.0, le=1.0)
    aspects: list[Aspect] = Field(default_factory=list)
    figures: list[FigureLine] = Field(default_factory=list)
    mentions: list[Mention] = Field(default_factory=list)
    decisions: list[Decision] = Field(default_factory=list)


class CommitmentChange(_Record):
    """A change of a commitment's state: on which day, and the sentence that brought it (null where only time did)."""

    state: CommitmentState
    on: str | None
    why: str
    evidence: Evidence | None = None


class Commitment(_Record):
    """What somebody promised, agreed, was ordered or is expected to do.

    `kind` names the row of `data/link/commitments.yaml` that says what keeps and what breaks it; `state` is as of the
    day asked about, `changes` what led there, the promise first.
    """

    id: str
    kind: str
    incident: str | None = None
    by: list[Who]
    to: list[Who] = Field(default_factory=list)
    text: str
    made: str | None = None
    deadline: str | None = None
    state: CommitmentState
    since: str | None = None
    changes: list[CommitmentChange]
    support: Support
