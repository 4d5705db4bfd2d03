"""Frames: what a predicate means in PLOVER, as data.

A frame file (`data/frames/ASSAULT.yaml`) lists the verbs and nouns that tell of an event type, the conditions
under which they do, the modes they set and where their actor and recipient stand. `docs/frames.md` is the
manual for people who write them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge

NO_EVENT = "NONE"
"""The type of frames that say: with this meaning the word tells of no event."""

VERB_ACTOR: tuple[str, ...] = ("subject",)
VERB_RECIPIENT: tuple[str, ...] = ("object",)
NOUN_ACTOR: tuple[str, ...] = ("light", "accused", "poss", "by", "from", "mod")
NOUN_RECIPIENT: tuple[str, ...] = ("against", "on", "at", "of")

Conditions = dict[str, list[str]]


class ModeRule(BaseModel):
    """Modes and contexts that a frame adds when its conditions hold."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    when: Conditions
    mode: list[str] = Field(default_factory=list)
    context: list[str] = Field(default_factory=list)


class Also(BaseModel):
    """A second event that a frame tells of at the same trigger ("jailed": SANCTION convict and COERCE arrest)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    event: str
    mode: list[str] = Field(default_factory=list)


class Frame(BaseModel):
    """One meaning of some predicates.

    `when` maps slots to the words or classes one of which must fill the slot (all slots must hold); `unless`
    the same for what must not. The frame with most satisfied `when` slots wins, then the higher `priority`,
    then the earlier one.
    """

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    id: str
    event: str = ""
    verbs: list[str] = Field(default_factory=list)
    nouns: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(default_factory=list)
    when: Conditions = Field(default_factory=dict)
    unless: Conditions = Field(default_factory=dict)
    mode: list[str] = Field(default_factory=list)
    context: list[str] = Field(default_factory=list)
    modes: list[ModeRule] = Field(default_factory=list)
    actor: list[str] | None = None
    recipient: list[str] | None = None
    noun_actor: list[str] | None = None
    noun_recipient: list[str] | None = None
    also: Also | None = None
    reciprocal: bool = False
    consumes: bool = False
    status: Literal["actual", "historical", "future", "hypothetical", "negated"] | None = None
    nominal: Literal["strict", "eventive", "free"] = "eventive"
    priority: int = 0
    confidence: float = 0.7

    def slots(self, *, nominal: bool, role: Literal["actor", "recipient"]) -> tuple[str, ...]:
        """Give the slots in which a role is looked for, in order, for a nominal or a verbal trigger."""
        if role == "actor":
            chosen, default = (self.noun_actor, NOUN_ACTOR) if nominal else (self.actor, VERB_ACTOR)
        else:
            chosen, default = (self.noun_recipient, NOUN_RECIPIENT) if nominal else (self.recipient, VERB_RECIPIENT)
        return default if chosen is None else tuple(chosen)


class FrameFile(BaseModel):
    """One file of frames of one event type; `provenance` says who wrote it from what."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    event: str
    provenance: str
    frames: list[Frame]


class FrameSet:
    """All frames, indexed by the first word of their predicates, and the word classes that conditions name.

    Args:
        knowledge: where "frames/*.yaml" and "classes/*.yaml" are read from. A frame with the id of an earlier
            one of the same event type replaces it.

    Raises:
        KnowledgeError: a file breaks the schema, or a condition names a class that no file defines.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.classes = _flatten(knowledge.merged("classes/*.yaml"))
        by_id: dict[tuple[str, str], Frame] = {}
        for path, content in knowledge.trees("frames/*.yaml"):
            try:
                file = FrameFile.model_validate(content)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"]))
                raise KnowledgeError(f"{path}: {where}: {first['msg']}; see the frame manual") from error
            for frame in file.frames:
                frame.event = frame.event or file.event
                self._check(frame, str(path))
                by_id[frame.event, frame.id] = frame
        self.frames = list(by_id.values())
        self.verbs: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
        self.nouns: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
        self.adjectives: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
        for frame in self.frames:
            _index(self.verbs, frame.verbs, frame)
            _index(self.nouns, frame.nouns, frame)
            _index(self.adjectives, frame.adjectives, frame)

    def _check(self, frame: Frame, path: str) -> None:
        for conditions in (frame.when, frame.unless, *(rule.when for rule in frame.modes)):
            for slot, words in conditions.items():
                for word in words:
                    if word.startswith("@") and word[1:] not in self.classes:
                        raise KnowledgeError(f"{path}: frame {frame.id}: {slot}: no class file defines {word}")

    def words(self, name: str) -> frozenset[str]:
        """Give the words of a class; empty if there is no such class."""
        return self.classes.get(name, frozenset())


def _index(index: dict[str, list[tuple[tuple[str, ...], Frame]]], predicates: list[str], frame: Frame) -> None:
    for predicate in predicates:
        first, *rest = predicate.split()
        index.setdefault(first, []).append((tuple(rest), frame))


def _flatten(classes: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Replace class names inside classes ("@weapon") by their words."""

    def words(name: str, seen: tuple[str, ...]) -> set[str]:
        if name in seen:
            raise KnowledgeError(f"classes: {name} contains itself; remove the loop")
        if name not in classes:
            raise KnowledgeError(f"classes: no file defines @{name}; define it or correct the name")
        result: set[str] = set()
        for word in classes[name]:
            result |= words(word[1:], (*seen, name)) if word.startswith("@") else {str(word)}
        return result

    return {name: frozenset(words(name, ())) for name in classes}


@lru_cache(maxsize=4)
def load_frames(folders: tuple[str, ...]) -> FrameSet:
    """Give the frames of Dateline and of the user's knowledge folders, read once per set of folders."""
    return FrameSet(Knowledge(*folders))
