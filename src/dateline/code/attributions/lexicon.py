"""The cue words of attribution, read from `data/attributions/*.yaml` (see the header there for the frames)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.model import Stance

CueClass = Literal["report", "attitude"]
_STANCES = frozenset(get_args(Stance))


@dataclass(slots=True, frozen=True)
class Cue:
    """What a cue word can do: frame name -> class of the attribution that it makes in this frame."""

    word: str
    frames: dict[str, CueClass]


@dataclass(slots=True, frozen=True)
class StanceWords:
    """What decides the stance of a source; see `data/attributions/stances.yaml` for what each list holds.

    `stances` gives the stance of a cue by lemma, `negated` what it becomes when the cue is negated; `acts` the objects
    with which a verb is no speech at all.
    """

    stances: dict[str, Stance]
    negated: dict[Stance, Stance]
    raising: frozenset[str]
    negators: frozenset[str]
    nobody: frozenset[str]
    withholding: frozenset[str]
    rejecting: frozenset[str]
    claims: frozenset[str]
    untruths: frozenset[str]
    acts: dict[str, frozenset[str]]


@dataclass(slots=True, frozen=True)
class Lexicon:
    """The cue words by lemma, and the other word lists of the layer; `roles` gives the kind of a noun for who speaks,
    `bodies` the kinds of body that a noun can mean.
    """

    verbs: dict[str, Cue]
    adjectives: dict[str, Cue]
    nouns: dict[str, Cue]
    prefixes: tuple[tuple[str, ...], ...]
    documents: frozenset[str]
    statements: frozenset[str]
    pictures: frozenset[str]
    posting: frozenset[str]
    issuing: frozenset[str]
    hearing: frozenset[str]
    expletives: frozenset[str]
    abbreviations: frozenset[str]
    first_person: frozenset[str]
    hearsay_adverbs: frozenset[str]
    hearsay_adjectives: frozenset[str]
    beliefs: frozenset[str]
    seeing: frozenset[str]
    observers: frozenset[str]
    accounts: frozenset[str]
    shifts: frozenset[str]
    press: frozenset[str]
    roles: dict[str, str]
    passing: frozenset[str]
    idle: frozenset[str]
    others: frozenset[str]
    again: frozenset[str]
    bodies: dict[str, frozenset[str]]
    stance: StanceWords


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


def _kinds(groups: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Turn kind -> words into word -> kinds."""
    words = {word for group in groups.values() for word in group}
    return {word: frozenset(kind for kind, group in groups.items() if word in group) for word in words}


def _stance_words(data: dict[str, Any]) -> StanceWords:
    unknown = {*data["stances"], *data["negated"], *data["negated"].values()} - _STANCES
    if unknown:
        raise KnowledgeError(f"attributions: unknown stance {min(unknown)!r}; use {', '.join(sorted(_STANCES))}")
    return StanceWords(
        stances={word: stance for stance, words in data["stances"].items() for word in words},
        negated=data["negated"],
        acts={verb: frozenset(objects) for verb, objects in data["acts"].items()},
        **{
            name: frozenset(data[name])
            for name in ("raising", "negators", "nobody", "withholding", "rejecting", "claims", "untruths")
        },
    )


@lru_cache(maxsize=8)
def load_lexicon(folders: tuple[str, ...] = ()) -> Lexicon:
    """Read the lexicon from Dateline's data and the user's folders.

    Raises:
        KnowledgeError: a group of cues has no valid class, a stance is none of the five, or a folder does not exist.
    """
    data = Knowledge(*folders).merged("attributions/*.yaml")
    return Lexicon(
        verbs=_cues(data["verbs"]),
        adjectives=_cues(data["adjectives"]),
        nouns=_cues(data["nouns"]),
        prefixes=tuple(tuple(phrase.split()) for phrase in data["prefixes"]["report"]),
        documents=frozenset(data["documents"]) | frozenset(data["pictures"]),
        statements=frozenset(data["statements"]),
        pictures=frozenset(data["pictures"]),
        posting=frozenset(data["posting"]),
        issuing=frozenset(data["issuing"]),
        hearing=frozenset(data["hearing"]),
        expletives=frozenset(data["expletives"]),
        abbreviations=frozenset(data["abbreviations"]),
        first_person=frozenset(data["first_person"]),
        hearsay_adverbs=frozenset(data["hearsay_adverbs"]),
        hearsay_adjectives=frozenset(data["hearsay_adjectives"]),
        beliefs=frozenset(data["beliefs"]),
        seeing=frozenset(data["seeing"]),
        observers=frozenset(data["observers"]),
        accounts=frozenset(data["accounts"]),
        shifts=frozenset(data["shifts"]),
        press=frozenset(data["press"]),
        roles={word: kind for kind, words in data["roles"].items() for word in words},
        passing=frozenset(data["passing"]),
        idle=frozenset(data["idle"]),
        others=frozenset(data["others"]),
        again=frozenset(data["again"]),
        bodies=_kinds(data["bodies"]),
        stance=_stance_words(data),
    )
