"""What is promised and what keeps or breaks it: the patterns of `data/link/commitments.yaml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.link.patterns import pattern
from dateline.model import Event


@dataclass(frozen=True)
class Kept:
    """An event that keeps or breaks a commitment: its type, its mode and status where they matter, and whether it must
    be against another party.
    """

    event: str
    mode: str | None = None
    status: str | None = None
    against: str | None = None

    def fits(self, event: Event) -> bool:
        """Tell whether an event is of this type, mode and status."""
        return (
            event.event == self.event
            and (self.mode is None or self.mode in event.mode)
            and (self.status is None or self.status == event.status)
        )


@dataclass(frozen=True)
class Kind:
    """One kind of commitment; the file says what each field means."""

    name: str
    what: re.Pattern[str]
    also: re.Pattern[str] | None
    holding: bool
    promised_by: tuple[Kept, ...]
    kept_by: tuple[Kept, ...]
    kept: re.Pattern[str]
    not_kept: re.Pattern[str]
    broken_by: tuple[Kept, ...]
    broken: re.Pattern[str]
    bound: str | None
    whole: bool
    figure: frozenset[str]

    def named(self, sentence: str) -> re.Match[str] | None:
        """Find where a sentence (in lower case) names what is promised, or says that it was done."""
        if self.also is not None and self.also.search(sentence) is None:
            return None
        return self.what.search(sentence) or self.kept.search(sentence)


@dataclass(frozen=True)
class Rules:
    """All kinds, and the words for what sentences do with them."""

    kinds: Mapping[str, Kind]
    promise: re.Pattern[str]
    ordered: re.Pattern[str]
    refused: re.Pattern[str]
    accused: re.Pattern[str]
    denied: re.Pattern[str]
    unreal: re.Pattern[str]
    still: re.Pattern[str]
    whole: re.Pattern[str]
    deadline: re.Pattern[str]
    strictly: re.Pattern[str]
    due_days: int
    part: float


@cache
def rules() -> Rules:
    """Read the file.

    Raises:
        KnowledgeError: a kind has no words, or a field that is not known.
    """
    data = Knowledge().merged("link/commitments.yaml")
    kinds = {name: _kind(name, fields) for name, fields in data["kinds"].items()}
    words = ("promise", "ordered", "refused", "accused", "denied", "unreal", "still", "whole", "deadline", "strictly")
    return Rules(
        kinds=kinds,
        **{name: pattern(data[name]) for name in words},
        due_days=int(data["due_days"]),
        part=float(data["part"]),
    )


def _kind(name: str, fields: dict[str, Any]) -> Kind:
    known = {"what", "and", "holding", "promised_by", "kept_by", "kept", "not_kept", "broken_by", "broken", "bound"}
    if unknown := sorted(set(fields) - known - {"whole", "figure"}):
        raise KnowledgeError(f"link/commitments.yaml: {name} has a field {unknown[0]}, which is not known")
    if not fields.get("what"):
        raise KnowledgeError(f"link/commitments.yaml: {name} has no words under what")
    return Kind(
        name=name,
        what=pattern(fields["what"]),
        also=pattern(fields["and"]) if "and" in fields else None,
        holding=fields.get("holding", False),
        promised_by=_events(fields.get("promised_by", [])),
        kept_by=_events(fields.get("kept_by", [])),
        kept=pattern(fields.get("kept", [])),
        not_kept=pattern(fields.get("not_kept", [])),
        broken_by=_events(fields.get("broken_by", [])),
        broken=pattern(fields.get("broken", [])),
        bound=fields.get("bound"),
        whole=fields.get("whole", False),
        figure=frozenset(fields.get("figure", [])),
    )


def _events(rows: list[dict[str, str]]) -> tuple[Kept, ...]:
    return tuple(Kept(**row) for row in rows)
