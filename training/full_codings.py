"""Full codings of texts that are not ours to pass on: every event with its parties, place, date, source and incident,
and no more of the text than the words of the trigger and the names.

One JSON object a line: `id` and `sum` of the text (the first characters of its SHA-256), and `events`, each with `s`
(the number of its sentence, from 0, as `rough_sentences.py` finds them), `trigger` (exact words of that sentence; `n`
says which occurrence, 1 if absent), `event`, `mode`, `status`, `actor` and `recipient` (lists of `text`, `code`,
`sector`), `place` (`text`, `country`), `date`, `source` and `incident`.

    python training/full_codings.py [--measured] TEXTS.jsonl… > GOLD.jsonl

gives whole coded documents to who has the texts; `--measured` those whose texts are for evaluation only.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from coded_text import FormError, occurrences
from rough_sentences import split_sentences
from stand_off import checksum

FOLDER = Path(__file__).parent / "codings"
MEASURED = FOLDER / "measured.jsonl"
"""Those that nothing is learned from: their texts are for evaluation only."""
LEARNED = tuple(path for path in sorted(FOLDER.glob("*.jsonl")) if path != MEASURED)
"""Those that may be learned from."""


def read_full_codings(paths: list[Path], codings: Sequence[Path] = LEARNED) -> Iterator[dict[str, Any]]:
    """Yield the coded documents (the contract's form, with gold `events`) whose texts are in JSONL files.

    Raises:
        FormError: a text of that id is another than was coded, or lacks the words of a trigger.
    """
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    texts = {document["id"]: document for document in map(json.loads, lines)}
    for line in chain.from_iterable(path.read_text(encoding="utf-8").splitlines() for path in codings):
        coding = json.loads(line)
        if coding["id"] in texts:
            yield _document(coding, texts[coding["id"]])


def _document(coding: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    text = given["text"]
    if checksum(text) != coding["sum"]:
        raise FormError(f"{coding['id']}: this is not the text that was coded")
    sentences = split_sentences(text)
    names = ("id", "text", "title", "published", "publisher", "url", "language")
    events = [_event(event, text, sentences[event["s"]], coding["id"]) for event in coding["events"]]
    return {name: given.get(name) for name in names} | {"events": events, "figures": []}


def _event(event: dict[str, Any], text: str, sentence: tuple[int, int], name: str) -> dict[str, Any]:
    start, end = sentence
    words = re.sub(r"\s+", " ", text[start:end])
    if words == text[start:end]:
        found = occurrences(words, event["trigger"])
    else:
        spaced = re.compile(r"\s+".join(map(re.escape, event["trigger"].split())))
        found = [match.span() for match in spaced.finditer(text[start:end])]
    if len(found) < event.get("n", 1):
        raise FormError(f"{name}: no {event['trigger']} in sentence {event['s']}")
    a, b = found[event.get("n", 1) - 1]
    place = event.get("place")
    return {
        "event": event["event"],
        "mode": event["mode"],
        "status": event["status"],
        "trigger": {"start": start + a, "end": start + b, "text": text[start + a : start + b]},
        "start": start,
        "end": end,
        "text": text[start:end],
        "actor": event["actor"],
        "recipient": event["recipient"],
        "event_loc": None if place is None else {"text": place["text"], "country_code": place["country"]},
        "date": event["date"],
        "source": event["source"],
        "incident": event["incident"],
    }


def main(arguments: list[str]) -> int:
    """Print coded documents."""
    measured = arguments[:1] == ["--measured"]
    if not arguments[measured:]:
        print(__doc__)
        return 2
    codings = (MEASURED,) if measured else LEARNED
    for document in read_full_codings([Path(each) for each in arguments[measured:]], codings):
        print(json.dumps(document, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
