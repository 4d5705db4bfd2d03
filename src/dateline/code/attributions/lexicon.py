"""The cue words of attribution, read from `data/attributions/*.yaml` (see the header there for the frames)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge

CueClass = Literal["report", "attitude"]


@dataclass(slots=True, frozen=True)
class Cue:
    """What a cue word can do: frame name -> class of the attribution that it makes in this frame."""

    word: str
    frames: dict[str, CueClass]


@dataclass(slots=True, frozen=True)
class Lexicon:
    """The cue words by lemma, and the other word lists of the layer."""

    verbs: dict[str, Cue]
    adjectives: dict[str, Cue]
    nouns: dict[str, Cue]
    prefixes: tuple[tuple[str, ...], ...]
    documents: frozenset[str]
    issuing: frozenset[str]
    expletives: frozenset[str]
    abbreviations: frozenset[str]
    first_person: frozenset[str]


def _cues(groups: list[dict[str, Any]]) -> dict[str, Cue]:
    result: dict[str, Cue] = {}
    for group in groups:
        if group.get("class") not in ("report", "attitude"):
            raise KnowledgeError(
                f"attributions: class {group.get('class')!r} of a group of cues; use report or attitude"
            )
        for word in group["words"]:
            cue = result.setdefault(word, Cue(word, {}))
            for frame in group["frames"]:
                cue.frames.setdefault(frame, group["class"])
    return result


@lru_cache(maxsize=8)
def load_lexicon(folders: tuple[str, ...] = ()) -> Lexicon:
    """Read the lexicon from Dateline's data and the user's folders.

    Raises:
        KnowledgeError: a group of cues has no valid class, or a folder does not exist.
    """
    data = Knowledge(*folders).merged("attributions/*.yaml")
    return Lexicon(
        verbs=_cues(data["verbs"]),
        adjectives=_cues(data["adjectives"]),
        nouns=_cues(data["nouns"]),
        prefixes=tuple(tuple(phrase.split()) for phrase in data["prefixes"]["report"]),
        documents=frozenset(data["documents"]),
        issuing=frozenset(data["issuing"]),
        expletives=frozenset(data["expletives"]),
        abbreviations=frozenset(data["abbreviations"]),
        first_person=frozenset(data["first_person"]),
    )
