"""The ontology that events are coded in: PLOVER's types, modes, scores and contexts, as data.

Read from `ontology/*.yaml`; a user's file adds types, modes and contexts or gives others' scores anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge

Quad = Literal[1, 2, 3, 4]


class EventType(BaseModel):
    """One event type: its quad class, its score from -10 (hostile) to 10 (cooperative), and its modes' scores."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quad: Quad
    score: float = Field(ge=-10.0, le=10.0)
    needs_recipient: bool = False
    modes: dict[str, float] = Field(default_factory=dict)


class Ontology(BaseModel):
    """Event types by name, context names, and the meaning of sector and non-state codes.

    `quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    events: dict[str, EventType]
    contexts: list[str] = Field(default_factory=list)
    sectors: dict[str, str] = Field(default_factory=dict)
    nonstate: dict[str, str] = Field(default_factory=dict)

    def quad(self, event: str) -> Quad:
        """Give the quad class of an event type.

        Raises:
            KeyError: the ontology has no such type.
        """
        return self.events[event].quad

    def scale(self, event: str, modes: Iterable[str] = ()) -> float:
        """Give the score of an event: that of its mode with the largest absolute score (the first of equals), else
        that of its type. Modes that the type does not have count for nothing.

        Raises:
            KeyError: the ontology has no such type.
        """
        known = self.events[event]
        scores = [known.modes[mode] for mode in modes if mode in known.modes]
        return max(scores, key=abs) if scores else known.score


@lru_cache(maxsize=4)
def load_ontology(folders: tuple[str, ...]) -> Ontology:
    """Give Dateline's ontology with what the user's knowledge folders add to it, read once per set of folders.

    A type named again keeps the fields that the later file does not give; its modes are joined.

    Raises:
        KnowledgeError: a file breaks the schema.
    """
    merged: dict[str, Any] = {"events": {}, "contexts": [], "sectors": {}, "nonstate": {}}
    for path, content in Knowledge(*folders).trees("ontology/*.yaml"):
        if not isinstance(content, dict):
            raise KnowledgeError(f"{path}: expected a mapping at the top (events, contexts, sectors, nonstate)")
        for name, value in content.items():
            old = merged.get(name)
            if old is None or type(old) is not type(value):
                kind = "unknown key" if old is None else f"expected a {type(old).__name__}"
                raise KnowledgeError(f"{path}: {name}: {kind}; the keys are events, contexts, sectors, nonstate")
            if name == "events":
                for event, fields in value.items():
                    old[event] = _extended(old.get(event, {}), fields)
            elif isinstance(old, list):
                old.extend(item for item in value if item not in old)
            else:
                old.update(value)
        try:
            ontology = Ontology.model_validate(merged)
        except ValidationError as error:
            first = error.errors()[0]
            raise KnowledgeError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return ontology


def _extended(old: dict[str, Any], new: Any) -> Any:
    """Give the fields of an event type with those of a later file over them, modes joined."""
    if not isinstance(new, dict):
        return new
    result = {**old, **new}
    if isinstance(old.get("modes"), dict) and isinstance(new.get("modes"), dict):
        result["modes"] = {**old["modes"], **new["modes"]}
    return result
