"""What the programs that fit weights share: the component that uses them, the texts that they are fitted on, and the
files of the package's data that hold them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc

from dateline import Coder
from dateline.code.events.component import EventLayer
from dateline.knowledge import BUILT_IN

_PLAIN = re.compile(r"[A-Za-z_][\w/-]*")
"""A key that YAML takes without quotes."""


def fitting_parser(description: str | None) -> argparse.ArgumentParser:
    """Give the command line of a program that fits weights of signs by logistic regression."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--ridge", type=float, default=3.0)
    parser.add_argument("--least", type=int, default=5)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    return parser


def event_layer(coder: Coder) -> EventLayer:
    """Give the component of a coder that finds events."""
    layer = coder.nlp.get_pipe("dateline_events")
    if not isinstance(layer, EventLayer):
        raise TypeError("the coder has no event layer")
    return layer


def layered(coder: Coder, gold: Mapping[str, Any], *, events: bool = False) -> Doc:
    """Give a document (in the contract's form: `text`, and `published` and `publisher` where known) with all layers of
    a coder, those of its events only if asked for.
    """
    doc = coder.nlp.make_doc(gold["text"])
    doc._.dateline_published, doc._.dateline_publisher = gold.get("published"), gold.get("publisher")
    with coder.nlp.select_pipes(disable=[] if events else ["dateline_events"]):
        return coder.nlp(doc)


def written(name: str, key: str, *, rules_only: bool) -> dict[str, float]:
    """Give the weights of a file of `events/`, those for use without the network or beside it."""
    tree = yaml.safe_load((BUILT_IN / "events" / name).read_text("utf-8"))
    weights: dict[str, float] = tree[key]["rules" if rules_only else "both"]
    return weights


def write(name: str, key: str, weights: Mapping[str, float], *, rules_only: bool) -> None:
    """Put weights, to two digits, into a file of `events/`, in place of those of their kind; zeros are left out."""
    rounded = {sign: round(weight, 2) for sign, weight in weights.items()}
    new = {sign: weight for sign, weight in rounded.items() if weight}
    other = written(name, key, rules_only=not rules_only)
    write_tree(name, {key: {"rules": new, "both": other} if rules_only else {"rules": other, "both": new}})


def write_tree(name: str, tree: Mapping[str, Any]) -> None:
    """Write a file of `events/` anew below the comments at its head: mappings of mappings and numbers."""
    path = BUILT_IN / "events" / name
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*head, *_lines(tree, "")]) + "\n", "utf-8")


def _lines(tree: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in tree.items():
        key = name if _PLAIN.fullmatch(name) else json.dumps(name)
        if isinstance(value, Mapping):
            yield f"{indent}{key}:" if value else f"{indent}{key}: {{}}"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {value}"
