"""The coded document: the one interface between Dateline's packages.

`Document` goes into the coder, `CodedDocument` comes out. All offsets are character offsets (Unicode code
points) into `text`, `end` exclusive. Field meanings follow PLOVER (manual of 2023) and, for times, TIMEX3.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

PlaceKind = Literal["literal", "associative", "demonym", "in_name"]
UnresolvedReason = Literal[
    "not in the gazetteer", "ambiguous", "of a kind that the gazetteer does not hold", "several countries"
]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
FigureKind = Literal[
    "dead", "injured", "missing", "displaced", "detained", "released", "evacuated", "personnel", "weapons",
    "vehicles", "aid", "money", "people", "other",
]  # fmt: skip
Change = Literal["up", "down"]
RateKind = Literal["share", "rate"]
AttributionKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "confirms", "doubts", "asks"]
DateBasis = Literal["explicit", "relative", "publication", "none"]
Status = Literal["actual", "historical", "future", "hypothetical", "negated"]


def _is_none(value: object) -> bool:
    return value is None


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Document(_Record):
    """One news document as read, before coding.

    `published` is an ISO 8601 date or date-time; what is relative in the text ("on Tuesday") counts from it.
    """

    model_config = ConfigDict(extra="ignore")

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


class Span(_Record):
    """A stretch of the document's text."""

    start: int
    end: int
    text: str


class Entity(_Record):
    """One actor of the story with all its mentions.

    `code` is ISO 3166-1 alpha-3 or a PLOVER non-state code (IGO UNO EUR NGO ISM IMG MNC), null when unknown;
    `sector` lists PLOVER sector codes, primary first.
    """

    id: str
    name: str
    type: str
    code: str | None = None
    sector: list[str] = Field(default_factory=list)
    mentions: list[Span] = Field(default_factory=list)


class Place(Span):
    """One toponym mention, resolved to a GeoNames record where possible (else the ids are null).

    `kind`: literal, associative ("the Baghdad government"), demonym ("Syrian") or in_name ("Mosul University").
    `lat`, `lon` are WGS 84 degrees; `resolution` is PLOVER's: 5 sub-city, 4 city, 3 district, 2 province,
    1 country. `reason` says why a mention has none of these, and is null where it is resolved.
    """

    kind: PlaceKind
    name: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country_code: str | None = None
    province: str | None = None
    district: str | None = None
    feature_class: str | None = None
    feature_code: str | None = None
    resolution: int | None = None
    reason: UnresolvedReason | None = None


class Time(Span):
    """One temporal expression with its TIMEX3 type and value (2023-09-23, P3D, 2023-W38); value null if vague."""

    type: TimeType
    value: str | None = None


class Figure(Span):
    """One counted or measured quantity.

    `low` and `high` are null when the text sets no bound; `value` too for vague amounts ("dozens"). `unit` is
    a name that the `pint` package knows, the name of a currency ("dollar", "egyptian_pound") where `kind` is money, or
    null for a plain count. `of` is what is counted, as written; `whose` is the id of the entity that the counted are
    or belong to. `event` is the id of the event that the figure belongs to; `attribution` has the ids of the
    attributions whose content it stands in, innermost first.

    `part_of` is the index of the figure of the document that this one is a part of ("12 of them children").
    `previous` is the number before a change, `change` where it went ("rose to 85 from 84": 84, up). `perpetrators` says
    that those counted are who did it ("two gunmen were killed").
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    kind: FigureKind = "other"
    of: str | None = None
    whose: str | None = None
    part_of: int | None = None
    previous: float | None = None
    change: Change | None = None
    perpetrators: bool = False
    event: str | None = None
    attribution: list[str] = Field(default_factory=list)


class Rate(Span):
    """A share of a whole or a rate, which is no count.

    A `share` has its `value` between 0 and 1 in most cases ("20 percent": 0.2, "one in five": 0.2, "three-quarters":
    0.75), a `rate` as written, with what it is `per` ("12 deaths per 100,000": 12, per "100,000"). `low` and `high` as
    with figures; `of` is the whole of a share, or what a rate counts, as written.
    """

    kind: RateKind
    value: float
    low: float | None = None
    high: float | None = None
    per: str | None = None
    of: str | None = None


class Casualty(Span):
    """One person killed or injured whom no figure counts ("a man was shot dead"); `entity` is the id of who it is.

    Several mentions can be of one person: those with the same `entity` are.
    """

    kind: Literal["dead", "injured"]
    entity: str | None = None


class AttributionSource(Span):
    """Who is credited; `entity` is the id of the entity that the words refer to."""

    entity: str | None = None


class AttributionContent(Span):
    """What is said; `parts` are the pieces where other words interrupt it ("“A,” he said. “B.”"), else empty."""

    parts: list[Span] = Field(default_factory=list)


class Attribution(_Record):
    """Who says what: a source and a cue (each null where the text has none) and the content.

    `cue_class` tells a report (somebody said or showed it) from an attitude (somebody thinks, wants, plans or
    judges it); `parent` is the id of the attribution in whose content this one stands. `stance` is what the source does
    with the content: says it is so, denies or confirms it, leaves it open or doubts it, or asks.
    """

    id: str
    source: AttributionSource | None = None
    cue: Span | None = None
    content: AttributionContent
    kind: AttributionKind
    cue_class: Literal["report", "attitude"] = "report"
    stance: Stance = "asserts"
    parent: str | None = None


class Party(_Record):
    """An actor or recipient of an event.

    `text` is the fullest name that the document gives the entity; `start` and `end` are where it is mentioned (as a
    pronoun, say). `basis` tells whether that is the event's own sentence, or another one that it is supplied from.
    """

    entity: str | None = None
    text: str
    start: int
    end: int
    code: str | None = None
    sector: list[str] = Field(default_factory=list)
    basis: Literal["sentence", "document"] = "sentence"


class PartyExplanation(_Record):
    """Why a party has its role: `found` names the slot of the predicate ("subject", "against"), what a reader supplies
    ("speaker", "another mention") or "network"; `score` is the logit it was chosen with, null by rules alone; `fact`
    is what gave its code.
    """

    role: Literal["actor", "recipient"]
    text: str
    found: str
    score: float | None = None
    fact: str = ""


class Explanation(_Record):
    """What an event was found by: its frame ("ASSAULT/kill"; "ASSAULT/network" where the network alone found it), what
    each sign adds to the logit of its confidence, and why its parties have their roles.
    """

    frame: str
    evidence: dict[str, float]
    parties: list[PartyExplanation] = Field(default_factory=list)


class Event(_Record):
    """One mention of a PLOVER event; `start`, `end`, `text` are the evidence, the sentence it came from.

    `date` is ISO 8601, as precise as is known (a year, a month, a day); `date_basis` says what it rests on: a calendar
    date in the text ("on 3 May"), an expression that counts from another day ("on Tuesday", "the day before"), the
    publication date (its month, a guess), or none. `event_loc` is the place as written; where that has no record of its
    own (a mosque, a street), the record is that of the known place around it, and `resolution` says how fine that is.
    """

    id: str
    event: str
    mode: list[str] = Field(default_factory=list)
    context: list[str] = Field(default_factory=list)
    quad_code: int
    event_scale: float
    status: Status = "actual"
    date: str | None = None
    enddate: str | None = None
    date_basis: DateBasis = "none"
    actor: list[Party] = Field(default_factory=list)
    recipient: list[Party] = Field(default_factory=list)
    event_loc: Place | None = None
    trigger: Span
    start: int
    end: int
    text: str
    attribution: list[str] = Field(default_factory=list)
    figures: list[int] = Field(default_factory=list)
    confidence: float = Field(ge=0.0, le=1.0)
    explanation: Explanation | None = Field(default=None, exclude_if=_is_none)


class CodedDocument(_Record):
    """What Dateline makes of one news document; one line of JSON each in JSONL."""

    id: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    text: str
    entities: list[Entity] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)
    times: list[Time] = Field(default_factory=list)
    figures: list[Figure] = Field(default_factory=list)
    attributions: list[Attribution] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    rates: list[Rate] = Field(default_factory=list)
    casualties: list[Casualty] = Field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Give the document as plain JSON-ready values, fields in the order of the contract."""
        return self.model_dump(mode="json")
