"""Codings of texts that are not ours to pass on: event lines with the number of their sentence, without the text.

    == wikiwars-05 | 1-120
    3 - ASSAULT aerial "bombed" U.S. forces > Hanoi
    7 - AGREE @historical "signed" They=North Vietnam; United States >

A block covers the sentences 1 to 120 of the text of that id; its sentences without a line tell of no event. Event lines
are those of `coded_text.py`. Sentences are counted from 1, as `rough_sentences.py` finds them; so a coding holds
for one exact text, whose first characters of the SHA-256 may stand in the header (`== id | 1-120 | 0f3a9c21`).

    python training/stand_off.py list TEXTS.jsonl ID [FIRST-LAST]     the numbered sentences, for who codes
    python training/stand_off.py check TEXTS.jsonl… -- FILE…          what is wrong, or how much there is
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from coded_text import CodedText, FormError, code_event
from rough_sentences import split_sentences

_HEADER = re.compile(r"== *(?P<id>\S+) *\| *(?P<first>\d+)-(?P<last>\d+) *(?:\| *(?P<sum>[0-9a-f]{8}))?")
_LINE = re.compile(r"(?P<number>\d+) +(?P<event>- .*)")


def split_line(line: str) -> tuple[int, str]:
    """Give the number of the sentence and the event line of a line.

    Raises:
        FormError: when it has not both.
    """
    found = _LINE.fullmatch(line)
    if found is None:
        raise FormError(f"not a header and not an event line: {line}")
    return int(found["number"]), found["event"]


def read_texts(paths: list[Path]) -> dict[str, str]:
    """Give the texts of JSONL files with `id` and `text` by id."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return {document["id"]: document["text"] for document in map(json.loads, lines)}


def checksum(text: str) -> str:
    """Give the first eight characters of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def read_stand_off(path: Path, texts: dict[str, str]) -> Iterator[CodedText]:
    """Give the coded documents of a file whose text is among `texts`; blocks of other texts are passed over.

    Raises:
        FormError: naming file and line.
    """
    document: CodedText | None = None
    skipped, first, last = False, 0, 0
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line:
            continue
        try:
            if header := _HEADER.fullmatch(line):
                if document is not None:
                    yield document
                first, last = int(header["first"]), int(header["last"])
                text = texts.get(header["id"])
                skipped = text is None
                document = None if text is None else _document(header["id"], text, first, last, header["sum"])
                continue
            at, event = split_line(line)
            if document is not None:
                if not first <= at <= last:
                    raise FormError(f"sentence {at} is not among {first}-{last}")
                document.events.append(code_event(document, document.sentences[at - first], event))
            elif not skipped:
                raise FormError("a document must begin with '== '")
        except FormError as error:
            raise FormError(f"{path.name}:{number}: {error}") from None
    if document is not None:
        yield document


def _document(name: str, text: str, first: int, last: int, expected: str | None) -> CodedText:
    if expected not in (None, checksum(text)):
        raise FormError(f"{name}: this is not the text that was coded")
    sentences = split_sentences(text)
    if not 1 <= first <= last <= len(sentences):
        raise FormError(f"{name} has the sentences 1-{len(sentences)}")
    start, end = sentences[first - 1][0], sentences[last - 1][1]
    shifted = [(a - start, b - start) for a, b in sentences[first - 1 : last]]
    return CodedText(f"{name}:{first}-{last}", None, "real text", text[start:end], shifted)


def main(arguments: list[str]) -> int:
    """List a text's sentences, or check files."""
    if arguments[:1] == ["list"] and len(arguments) in (3, 4):
        text = read_texts([Path(arguments[1])])[arguments[2]]
        sentences = split_sentences(text)
        first, last = map(int, arguments[3].split("-")) if len(arguments) == 4 else (1, len(sentences))
        print(f"== {arguments[2]} | {first}-{min(last, len(sentences))} | {checksum(text)}")
        for number, (a, b) in list(enumerate(sentences, 1))[first - 1 : last]:
            print(number, " ".join(text[a:b].split()))
        return 0
    if arguments[:1] != ["check"] or "--" not in arguments:
        print(__doc__)
        return 2
    divide = arguments.index("--")
    texts = read_texts([Path(each) for each in arguments[1:divide]])
    for each in arguments[divide + 1 :]:
        try:
            documents = list(read_stand_off(Path(each), texts))
        except FormError as error:
            print(error)
            return 1
        count = sum(len(document.sentences) for document in documents)
        events = sum(len(document.events) for document in documents)
        full = len({(document.id, event.sentence) for document in documents for event in document.events})
        print(f"{each}: {len(documents)} blocks, {count} sentences ({count - full} without events), {events} events")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
