"""What the spaCy components leave on a `Doc`: one extension attribute per layer.

| attribute                   | set by                  | value                        |
|-----------------------------|-------------------------|------------------------------|
| `doc._.dateline_published`  | the caller              | str (ISO 8601) or None       |
| `doc._.dateline_publisher`  | the caller              | str or None                  |
| `doc._.dateline_home`       | `dateline_places`       | the publisher's country, alpha-3, or None |
| `doc._.dateline_times`      | `dateline_times`        | list[TimeMention]            |
| `doc._.dateline_places`     | `dateline_places`       | list[PlaceMention]           |
| `doc._.dateline_actors`     | `dateline_actors`       | Actors                       |
| `doc._.dateline_figures`    | `dateline_figures`      | list[FigureMention]          |
| `doc._.dateline_rates`      | `dateline_figures`      | list[RateMention]            |
| `doc._.dateline_casualties` | `dateline_figures`      | list[CasualtyMention]        |
| `doc._.dateline_attributions` | `dateline_attributions` | list[AttributionMention]   |
| `doc._.dateline_events`     | `dateline_events`       | list[EventMention]           |

`start` and `end` are token indices, `end` exclusive; `start_char` and `end_char` are character offsets, which
differ from the tokens' only where a name or date is a part of a token ("US-Iraqi").
Lists are sorted by position. `dateline.code.assemble` turns them into a `CodedDocument`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc

from dateline.knowledge.gazetteer_record import GazetteerRecord
from dateline.model import (
    AttributionKind,
    Change,
    DateBasis,
    FigureKind,
    PlaceKind,
    RateKind,
    Stance,
    Status,
    TimeType,
    UnresolvedReason,
)


@dataclass(slots=True)
class Mention:
    """A stretch of text: tokens `start`..`end`, characters `start_char`..`end_char`, ends exclusive."""

    start: int
    end: int
    start_char: int
    end_char: int


@dataclass(slots=True)
class TimeMention(Mention):
    """A temporal expression; `value` as in TIMEX3, None if it has none. `supposed` says that it is a time of day whose
    day no words tell.
    """

    type: TimeType
    value: str | None
    supposed: bool = False


@dataclass(slots=True)
class PlaceMention(Mention):
    """A toponym; `record` is None when it could not be resolved, and `reason` then says why. `within` is then the known
    place that it lies in, as finely as the text tells it, None if it tells nothing.
    """

    kind: PlaceKind
    record: GazetteerRecord | None
    reason: UnresolvedReason | None = None
    within: GazetteerRecord | None = None


@dataclass(slots=True)
class ActorMention(Mention):
    """Words that refer to an actor. `head` is the index of the syntactic head token, `entity` an index into
    `Actors.entities`; `form` says how it refers: name, nominal ("the rebels") or pronoun.
    """

    head: int
    entity: int
    form: str


GUESSED = "the story around it"
"""`ActorEntity.fact` of a code that no words of the actor's own tell."""


@dataclass(slots=True)
class ActorEntity:
    """One actor with all its mentions (indices into `Actors.mentions`); `code` and `sector` as in PLOVER; `fact` says
    where its code comes from: an entry of a table ("country: FRA"), words that go with it, or the story around it.
    """

    name: str
    type: str
    code: str | None
    sector: list[str]
    mentions: list[int] = field(default_factory=list)
    fact: str = ""
    offices: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """When a person of the tables had which sectors: first and last day (ISO, as precise as known), sectors."""


@dataclass(slots=True)
class Actors:
    """The actors of a document."""

    entities: list[ActorEntity] = field(default_factory=list)
    mentions: list[ActorMention] = field(default_factory=list)
    by_token: dict[int, int] = field(default_factory=dict)
    """Token index -> index of the innermost mention that covers the token."""
    by_head: dict[int, int] = field(default_factory=dict)
    """Head token index -> index of the mention with that head (the longest, if several)."""


@dataclass(slots=True)
class FigureMention(Mention):
    """A quantity; fields as in `dateline.model.Figure`. `noun` is the token index of the head of what is
    counted, None when nothing is named. `attribution` has the indices of the attributions that it stands in, innermost
    first; the attributions layer sets it. `whose` is an index into `Actors.entities`, `part_of` one into the figures.
    `weak` says that the kind rests on a word that leaves open whether people died ("shot").
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    kind: FigureKind
    of: str | None
    noun: int | None
    attribution: list[int] = field(default_factory=list)
    part_of: int | None = None
    previous: float | None = None
    change: Change | None = None
    whose: int | None = None
    perpetrators: bool = False
    weak: bool = False


@dataclass(slots=True)
class RateMention(Mention):
    """A share or a rate; fields as in `dateline.model.Rate`."""

    kind: RateKind
    value: float
    low: float | None
    high: float | None
    per: str | None
    of: str | None


@dataclass(slots=True)
class CasualtyMention(Mention):
    """A single person killed or injured; `entity` is an index into `Actors.entities`."""

    kind: Literal["dead", "injured"]
    entity: int | None


@dataclass(slots=True)
class AttributionMention:
    """Who says what. Each part is a `Mention` or None; `source_entity` is an index into `Actors.entities`.
    `parent` is the index of the attribution whose content this one stands in (chains), None if outermost.
    `cue_class` is "report" (somebody said or showed it) or "attitude" (somebody thinks, wants or decides it).
    `parts` are the character ranges (start, end) of a content in several pieces, empty when it is of one piece.
    `stance` is what the source does with the content (`dateline.model.Attribution`).
    `vouches` tells that the source stands for the content: not who orders or wants something, but who believes it.
    """

    source: Mention | None
    source_entity: int | None
    cue: Mention | None
    content: Mention
    kind: AttributionKind
    parent: int | None = None
    cue_class: Literal["report", "attitude"] = "report"
    parts: list[tuple[int, int]] = field(default_factory=list)
    stance: Stance = "asserts"
    vouches: bool = True


@dataclass(slots=True)
class PartyMention(Mention):
    """An actor or recipient: an entity (index into `Actors.entities`, or None), as named at this place.

    `found` says what put it there: a slot of the predicate ("subject", "against"), what a reader supplies ("speaker",
    "another mention"), or "network"; `score` is the logit that it was chosen with, where the network had a say;
    `person` tells that it is somebody by name or office, not a body or a group.
    """

    entity: int | None
    text: str
    code: str | None
    sector: list[str]
    found: str = ""
    score: float | None = None
    person: bool = False


@dataclass(slots=True)
class EventMention:
    """One event mention; fields as in `dateline.model.Event`, places, figures and attributions as indices.

    `within` is the mention of a known place around `place`, where that itself has no record; `until` the last of
    several countries in a list whose first is `place` ("in Iraq and Syria").
    `frame` names the frame ("ASSAULT/kill"; "ASSAULT/network" where none stands behind it), `signs` what the confidence
    was made from, `evidence` what each sign adds to its logit.
    """

    event: str
    mode: list[str]
    context: list[str]
    status: Status
    trigger: Mention
    sentence: Mention
    actor: list[PartyMention]
    recipient: list[PartyMention]
    place: int | None
    date: str | None
    enddate: str | None
    attribution: list[int]
    figures: list[int]
    confidence: float
    frame: str
    signs: dict[str, float]
    evidence: dict[str, float] = field(default_factory=dict)
    within: int | None = None
    until: int | None = None
    date_basis: DateBasis = "none"


_EXTENSIONS = {
    "dateline_published": None,
    "dateline_publisher": None,
    "dateline_home": None,
    "dateline_times": None,
    "dateline_places": None,
    "dateline_actors": None,
    "dateline_figures": None,
    "dateline_rates": None,
    "dateline_casualties": None,
    "dateline_attributions": None,
    "dateline_events": None,
}


def register() -> None:
    """Make the extension attributes known to spaCy; done on import, harmless to repeat."""
    for name, default in _EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


register()
