"""Texts cut into windows of word pieces, with what the network is to say of each piece."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import get_args

from material import Example, Party, Range
from tokenizers import Tokenizer

from dateline.code.events.windows import WINDOW, extent
from dateline.knowledge.ontology import load_ontology
from dateline.model import Status

POINTERS = ("actor", "recipient", "place", "date", "source")
"""What a trigger points at, in the order of the outputs."""
STATUSES: list[str] = list(get_args(Status))
"""The order of the outputs of status."""
_DATE = POINTERS.index("date")
_STOP = frozenset(
    word
    for words in ("a an the and or its their his her", "of to in on at by for from with as into up out off over")
    for word in words.split(" ")
)


@dataclass(slots=True)
class Trigger:
    """A labelled trigger piece: index in its window, codes (no status where there is none to learn), and for each
    pointer the pieces that are right and those not to be judged, None where nothing is to be learned. The first piece,
    which no word has, stands for the date of publication.
    """

    at: int
    event: int
    modes: list[int]
    status: int | None
    roles: list[tuple[list[int], list[int]] | None]


@dataclass(slots=True)
class Window:
    """A stretch of a text as word pieces; `loss` marks first pieces of words whose type counts."""

    ids: list[int]
    offsets: list[Range]
    loss: list[bool]
    labels: list[tuple[int, int]]
    triggers: list[Trigger]


class Coding:
    """The order of types and modes that the network's outputs follow."""

    def __init__(self) -> None:
        ontology = load_ontology(())
        self.types = sorted(ontology.events)
        self.modes = [f"{event}/{mode}" for event in self.types for mode in sorted(ontology.events[event].modes)]


def windows_of(example: Example, tokenizer: Tokenizer, coding: Coding) -> list[Window]:
    """Cut a text into windows of whole sentences; each sentence counts in one window and may be context in the next."""
    pieces = []
    for start, end in example.sentences:
        encoded = tokenizer.encode(example.text[start:end], add_special_tokens=False)
        word_ids = encoded.word_ids
        rows = [
            (i, (start + a, start + b), n == 0 or word_ids[n] != word_ids[n - 1])
            for n, (i, (a, b)) in enumerate(zip(encoded.ids, encoded.offsets, strict=True))
        ]
        pieces.append(rows[: WINDOW - 2])
    found, first = [], 0
    while first < len(pieces):
        context, last = extent([len(p) for p in pieces], first)
        found.append(_window(example, pieces, (context, first, last), tokenizer, coding))
        first = last
    return found


def _window(
    example: Example,
    pieces: list[list[tuple[int, Range, bool]]],
    part: tuple[int, int, int],
    tokenizer: Tokenizer,
    coding: Coding,
) -> Window:
    context, first, last = part
    window = Window([special(tokenizer, "[CLS]")], [(0, 0)], [False], [], [])
    for n in range(context, last):
        for i, offsets, begins in pieces[n]:
            window.ids.append(i)
            window.offsets.append(offsets)
            window.loss.append(begins and n >= first)
    window.ids.append(special(tokenizer, "[SEP]"))
    window.offsets.append((0, 0))
    window.loss.append(False)
    begin, end = example.sentences[first][0], example.sentences[last - 1][1]
    for event in example.events:
        if begin <= event.trigger[0] < end:
            at = [i for i in _covered(window, [event.trigger]) if window.loss[i]]
            at = [i for i in at if example.text[slice(*window.offsets[i])].lower() not in _STOP] or at
            kind = coding.types.index(event.event)
            modes = [coding.modes.index(f"{event.event}/{mode}") for mode in event.mode]
            roles: list[tuple[list[int], list[int]] | None] = [
                _pointed(window, parties) for parties in (event.actor, event.recipient)
            ]
            for one in (event.place, event.date, event.source):
                roles.append(None if one is None else _pointed(window, [one]))
            if event.published and roles[_DATE] is not None:
                roles[_DATE] = ([0], [])
            window.labels += [(i, kind) for i in at]
            status = STATUSES.index(event.status) if example.told else None
            window.triggers += [Trigger(i, kind, modes, status, roles) for i in at]
    return window


def special(tokenizer: Tokenizer, name: str) -> int:
    """Give the id of a special word piece ("[CLS]")."""
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"the tokenizer has no {name}")
    return number


def _covered(window: Window, ranges: list[Range]) -> list[int]:
    """Give the word pieces, in order, that share characters with any of some ranges; those between the special ones at
    both ends stand in the order of the text.
    """
    words = range(1, len(window.offsets) - 1)
    found: set[int] = set()
    for start, end in ranges:
        first = bisect_right(words, start, key=lambda i: window.offsets[i][1])
        last = bisect_left(words, end, key=lambda i: window.offsets[i][0])
        found.update(words[first:last])
    return sorted(found)


def _pointed(window: Window, parties: list[Party]) -> tuple[list[int], list[int]]:
    right = _covered(window, [r for p in parties for r in p.at])
    return right, sorted(set(_covered(window, [r for p in parties for r in p.ignore])) - set(right))
