"""The learned core: what a small network reads at each word about events and who takes part in them.

The network (an int8 ONNX file in `data/model/`, made by `training/`) sees word pieces of a few sentences at a time. It
gives, for each word, how likely it names an event of each type, which modes and status that event would have, and for
two words, how likely one is an actor or a recipient of the event that the other names, or names its place, its date or
its source. `docs/design.md` says how frames and network are combined.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from spacy.tokens import Doc
from tokenizers import Tokenizer

from dateline.code.events.windows import WINDOW, extent
from dateline.code.layers import Mention
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge

NOTHING = -12.0
"""The logit of what the network has not been asked, or says no to without doubt."""

Array = np.ndarray[Any, Any]


@dataclass(slots=True)
class _Window:
    """What the network gave for one window: token indices, for each the role vectors, and those of the piece before all
    words, which stands for the day of publication.
    """

    tokens: Array
    roles: Array
    begin: Array


class Reading:
    """What the network reads in one document; rows are the document's tokens.

    Attributes:
        types: logits (tokens, types), `NOTHING` for tokens it has not seen.
        names: names of the types, in the order of the columns.
    """

    def __init__(self, core: LearnedCore, length: int) -> None:
        self.names = core.types
        self.types: Array = np.full((length, len(core.types)), NOTHING, dtype=np.float32)
        self._modes: Array = np.full((length, len(core.modes)), NOTHING, dtype=np.float32)
        self._status: Array = np.zeros((length, len(core.status)), dtype=np.float32)
        self._window_of: Array = np.full(length, -1, dtype=np.int32)
        self._row_of: Array = np.zeros(length, dtype=np.int32)
        self._windows: list[_Window] = []
        self._core = core

    def type(self, token: int, event: str) -> float:
        """Give the logit that a token names an event of a type."""
        return float(self.types[token, self._core.type_index[event]])

    def modes(self, token: int, event: str) -> dict[str, float]:
        """Give the logit of each mode of a type for an event named at a token."""
        row = self._modes[token]
        return {mode: float(row[i]) for mode, i in self._core.modes_of.get(event, ())}

    def status(self, token: int) -> dict[str, float]:
        """Give the log-probability of each status for an event named at a token."""
        row = self._status[token]
        shifted = row - row.max()
        scores = shifted - np.log(np.exp(shifted).sum())
        return dict(zip(self._core.status, map(float, scores), strict=True))

    def pointed(self, trigger: int, pointer: str) -> dict[int, float]:
        """Give the logit of each token of the trigger's window as the actor, recipient, place, date or source of its
        event; none where the network has no such pointer.
        """
        number, slots = int(self._window_of[trigger]), self._core.slots.get(pointer)
        if number < 0 or slots is None:
            return {}
        window = self._windows[number]
        logits = self._logits(window.roles, trigger, slots)
        found: dict[int, float] = {}
        for token, logit in zip(window.tokens.tolist(), logits.tolist(), strict=True):
            if logit > found.get(token, NOTHING):
                found[token] = logit
        return found

    def publication(self, trigger: int) -> float:
        """Give the logit that the event of a trigger was when the text was published, and that no words tell so."""
        number, slots = int(self._window_of[trigger]), self._core.slots.get("date")
        if number < 0 or slots is None:
            return NOTHING
        return float(self._logits(self._windows[number].begin, trigger, slots))

    def _logits(self, offering: Array, trigger: int, slots: tuple[slice, slice]) -> Array:
        """Give the logit of role vectors (..., size) as what a trigger with a window asks for by a pointer."""
        asking = self._windows[int(self._window_of[trigger])].roles[self._row_of[trigger], slots[0]]
        logits: Array = offering[..., slots[1]] @ asking * self._core.role_size**-0.5 + self._core.role_bias
        return logits

    def add(self, tokens: Array, first: Array, fresh: Array, outputs: list[Array]) -> None:
        """Take in what the network gave for a window.

        Args:
            tokens: the token index of each word piece.
            first: whether the piece is the first of a word; the network was trained on these.
            fresh: whether the piece's sentence belongs to this window and is no mere context.
            outputs: types, modes, status and roles, one row a piece, and one for the piece before them all.
        """
        types, modes, status, roles = (output[1:] for output in outputs)
        self._windows.append(_Window(tokens[first], roles[first], outputs[3][0]))
        row = -1
        for piece in np.flatnonzero(first):
            row += 1
            token = int(tokens[piece])
            if not fresh[piece]:
                continue
            if self._window_of[token] < 0 or types[piece].max() > self.types[token].max():
                self._window_of[token] = len(self._windows) - 1
                self._row_of[token] = row
                self._modes[token] = modes[piece]
                self._status[token] = status[piece]
            self.types[token] = np.maximum(self.types[token], types[piece])


class LearnedCore:
    """The network with its tokenizer.

    Args:
        folder: where `events.onnx`, `tokenizer.json` and `outputs.json` lie.

    Raises:
        KnowledgeError: a file is missing or is not what it should be.
    """

    def __init__(self, folder: Path) -> None:
        try:
            outputs = json.loads((folder / "outputs.json").read_text("utf-8"))
            self.types: list[str] = outputs["types"]
            self.modes: list[str] = outputs["modes"]
            self.status: list[str] = outputs["status"]
            pointers: list[str] = outputs["pointers"]
            size: int = outputs["role_size"]
            self.role_bias: float = outputs["role_bias"]
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1  # the same sums in the same order, and processes do not fight for cores
            options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(
                str(folder / "events.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the three libraries share no class of errors
            raise KnowledgeError(f"{folder}: not a model that Dateline can use ({error})") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._begin, self._end = self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")
        self.role_size = size
        self.slots = {
            pointer: (slice(begin, begin + size), slice(begin + size, begin + 2 * size))
            for begin, pointer in zip(range(0, 2 * size * len(pointers), 2 * size), pointers, strict=True)
        }
        """Where in a role vector each pointer's question and answer stand."""
        self.type_index = {name: i for i, name in enumerate(self.types)}
        self.modes_of: dict[str, list[tuple[str, int]]] = {}
        for i, name in enumerate(self.modes):
            event, mode = name.split("/")
            self.modes_of.setdefault(event, []).append((mode, i))

    def read(self, doc: Doc) -> Reading:
        """Give what the network reads in a document that has sentences."""
        reading = Reading(self, len(doc))
        sentences = self._pieces(doc)
        first = 0
        while first < len(sentences):
            context, last = extent([len(ids) for ids, _, _ in sentences], first)
            chosen = sentences[context:last]
            ids = np.concatenate([[self._begin], *(ids for ids, _, _ in chosen), [self._end]])[None]
            found = self._session.run(None, {"ids": ids})
            fresh = np.repeat([n >= first for n in range(context, last)], [len(ids) for ids, _, _ in chosen])
            reading.add(
                np.concatenate([tokens for _, tokens, _ in chosen]),
                np.concatenate([begins for _, _, begins in chosen]),
                fresh,
                [np.asarray(output)[0, :-1] for output in found],
            )
            first = last
        return reading

    def _pieces(self, doc: Doc) -> list[tuple[Array, Array, Array]]:
        """Give each sentence's piece ids, the token of each piece, and whether the piece begins a word."""
        sentences = [sentence for sentence in doc.sents if not sentence.text.isspace()]
        encoded = self._tokenizer.encode_batch([sentence.text for sentence in sentences], add_special_tokens=False)
        found = []
        for sentence, pieces in zip(sentences, encoded, strict=True):
            if not pieces.ids:
                continue
            starts = np.fromiter((token.idx - sentence.start_char for token in sentence), dtype=np.int64)
            offsets = np.array([start for start, _ in pieces.offsets], dtype=np.int64)
            tokens = np.searchsorted(starts, offsets, side="right") - 1 + sentence.start
            words = np.array(pieces.word_ids, dtype=np.int64)
            begins = np.concatenate([[True], words[1:] != words[:-1]])
            cut = slice(0, WINDOW - 2)
            found.append((np.array(pieces.ids, dtype=np.int64)[cut], tokens[cut], begins[cut]))
        return found


def squeezed(logit: float) -> float:
    """Give a logit as a sign: without what is beyond doubt, and 0 for what is as unlikely as most words.

    >>> squeezed(-3.0), squeezed(NOTHING), squeezed(9.0)
    (0.0, -3.0, 7.0)
    """
    return max(-6.0, min(4.0, logit)) + 3.0


def highest(logits: Mapping[int, float], mention: Mention) -> float:
    """Give the highest logit of the tokens of a mention, `NOTHING` where they have none."""
    return max(logits.get(i, NOTHING) for i in range(mention.start, max(mention.end, mention.start + 1)))


@lru_cache(maxsize=2)
def load_learned_core(folders: tuple[str, ...]) -> LearnedCore:
    """Give the learned core; a user's knowledge folder with its own `model/` overrides ours.

    Raises:
        KnowledgeError: there is none, or it cannot be used.
    """
    found = Knowledge(*folders).files("model/events.onnx")
    if not found:
        raise KnowledgeError("no learned core is installed; use --rules-only")
    return LearnedCore(found[-1].parent)
