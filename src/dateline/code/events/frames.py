"""Frames: what a predicate means in PLOVER, as data.

A frame file (`data/frames/ASSAULT.yaml`) lists the verbs and nouns that tell of an event type, the conditions
under which they do, the modes they set and where their actor and recipient stand. `docs/frames.md` is the
manual for people who write them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.code.events.predicate import Predicate
from dateline.code.events.words import load_event_words
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.knowledge.ontology import load_ontology
from dateline.model import Status

NO_EVENT = "NONE"
"""The type of frames that say: with this meaning the word tells of no event."""

VERB_ACTOR: tuple[str, ...] = ("subject",)
VERB_RECIPIENT: tuple[str, ...] = ("object",)
NOUN_ACTOR: tuple[str, ...] = ("light", "accused", "poss", "by", "from", "mod")
NOUN_RECIPIENT: tuple[str, ...] = ("against", "on", "at", "of")

PROPERTIES = frozenset(
    {"any", "plural", "number", "place", "actor", "country", "person", "org", "armed", "state", "civil"}
)
"""Properties of fillers that conditions ask for ("#armed"), beside the ontology's sectors and non-state codes."""

_SLOTS = frozenset(name.removeprefix("_slot_") for name in vars(Predicate) if name.startswith("_slot_"))

TEXTS = frozenset({"sentence", "document"})
"""Slots of conditions that are filled by all words of a stretch of text."""

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
    status: Status | None = None
    nominal: Literal["strict", "eventive", "free"] = "eventive"
    priority: int = 0
    confidence: float = 0.7
    instead_of: str = ""
    """The type that a NONE frame forbids to the network too ("met with failure" is no CONSULT)."""

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


class FrameCheck:
    """Checks that frames name only what there is.

    Args:
        knowledge: where the ontology and the prepositions are read from.
        classes: the names of the word classes.
    """

    def __init__(self, knowledge: Knowledge, classes: frozenset[str]) -> None:
        folders = tuple(str(folder) for folder in knowledge.folders[1:])
        self._ontology = load_ontology(folders)
        self._contexts = frozenset(self._ontology.contexts)
        self._classes = classes
        self._properties = PROPERTIES.union(self._ontology.sectors, self._ontology.nonstate)
        self._slots = set(_SLOTS | load_event_words(folders).prepositions)

    def __call__(self, frame: Frame, path: Path) -> None:
        """Check one frame.

        Raises:
            KnowledgeError: it names something unknown; the message gives file, frame and word.
        """
        try:
            self._frame(frame)
        except _UnknownError as error:
            raise KnowledgeError(f"{path}: frame {frame.id}: {error}") from error

    def _frame(self, frame: Frame) -> None:
        for predicate in (*frame.verbs, *frame.nouns, *frame.adjectives):
            if not predicate.strip():
                raise _UnknownError("verbs, nouns and adjectives: a word is empty")
        self._event(frame.event, [*frame.mode, *(mode for rule in frame.modes for mode in rule.mode)])
        if frame.also is not None:
            self._event(frame.also.event, frame.also.mode, none=False)
        if frame.instead_of:
            self._event(frame.instead_of, [], none=False)
        for context in (*frame.context, *(context for rule in frame.modes for context in rule.context)):
            if context not in self._contexts:
                raise _UnknownError(f"the ontology has no context {context}")
        for slots in (frame.actor, frame.recipient, frame.noun_actor, frame.noun_recipient):
            for slot in slots or ():
                self._slot(slot)
        for conditions in (frame.when, frame.unless, *(rule.when for rule in frame.modes)):
            for slot, words in conditions.items():
                if slot not in TEXTS:
                    self._slot(slot)
                self._words(slot, words)

    def _event(self, event: str, modes: list[str], *, none: bool = True) -> None:
        if event == NO_EVENT and none:
            known: dict[str, float] = {}
        elif event in self._ontology.events:
            known = self._ontology.events[event].modes
        else:
            raise _UnknownError(f"the ontology has no event type {event}")
        for mode in modes:
            if mode not in known:
                raise _UnknownError(f"the ontology has no mode {mode} of {event}")

    def _slot(self, slot: str) -> None:
        if slot not in self._slots:
            if "." not in slot:
                raise _UnknownError(f"no slot is called {slot}; it is neither listed in the manual nor a preposition")
            for part in slot.split("."):
                self._slot(part)
            self._slots.add(slot)

    def _words(self, slot: str, words: list[str]) -> None:
        if not words:
            raise _UnknownError(f"{slot}: no word stands there")
        for word in words:
            sign = word[:1]
            if not word.strip():
                raise _UnknownError(f"{slot}: a word is empty")
            if sign == "@" and word[1:] not in self._classes:
                raise _UnknownError(f"{slot}: no class file defines {word}")
            if sign == "#" and (word[1:] not in self._properties or slot in TEXTS):
                raise _UnknownError(f"{slot}: no property is called {word}" + (" there" if slot in TEXTS else ""))


class _UnknownError(ValueError):
    """A frame names something unknown."""


class FrameSet:
    """All frames, indexed by the first word of their predicates, and the word classes that conditions name.

    Args:
        knowledge: where "frames/*.yaml" and "classes/*.yaml" are read from. A frame with the id of an earlier
            one of the same event type replaces it.

    Raises:
        KnowledgeError: a file breaks the schema, or names a class, event type, mode, context, slot or property that
            is not known.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.classes = _flatten(_classes(knowledge))
        check = FrameCheck(knowledge, frozenset(self.classes))
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
                check(frame, path)
                by_id[frame.event, frame.id] = frame
        self.frames = list(by_id.values())
        self.verbs: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
        self.nouns: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
        self.adjectives: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
        for frame in self.frames:
            _index(self.verbs, frame.verbs, frame)
            _index(self.nouns, frame.nouns, frame)
            _index(self.adjectives, frame.adjectives, frame)

    def words(self, name: str) -> frozenset[str]:
        """Give the words of a class; empty if there is no such class."""
        return self.classes.get(name, frozenset())


def _index(index: dict[str, list[tuple[tuple[str, ...], Frame]]], predicates: list[str], frame: Frame) -> None:
    for predicate in predicates:
        first, *rest = predicate.split()
        index.setdefault(first, []).append((tuple(rest), frame))


def _classes(knowledge: Knowledge) -> dict[str, list[str]]:
    """Give the members of the classes of all files, a class of several files joined."""
    classes: dict[str, list[str]] = {}
    for path, content in knowledge.trees("classes/*.yaml"):
        if not isinstance(content, dict):
            raise KnowledgeError(f"{path}: expected a mapping of class names to lists of words")
        for name, words in content.items():
            if not isinstance(words, list) or not words:
                raise KnowledgeError(f"{path}: {name}: expected a list of words, at least one")
            for word in words:
                if isinstance(word, (list, dict)) or word is None or not str(word).strip():
                    raise KnowledgeError(f"{path}: {name}: {word!r} is no word")
            classes.setdefault(str(name), []).extend(map(str, words))
    return classes


def _flatten(classes: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Replace class names inside classes ("@weapon") by their words."""

    def words(name: str, seen: tuple[str, ...]) -> set[str]:
        if name in seen:
            raise KnowledgeError(f"classes: {name} contains itself; remove the loop")
        if name not in classes:
            raise KnowledgeError(f"classes: no file defines @{name}; define it or correct the name")
        result: set[str] = set()
        for word in classes[name]:
            result |= words(word[1:], (*seen, name)) if word.startswith("@") else {word}
        return result

    return {name: frozenset(words(name, ())) for name in classes}


@lru_cache(maxsize=4)
def load_frames(folders: tuple[str, ...]) -> FrameSet:
    """Give the frames of Dateline and of the user's knowledge folders, read once per set of folders."""
    return FrameSet(Knowledge(*folders))
