"""Coded documents as people write them: each sentence on a line, its events on the lines under it.

    == statements-001 | 2014-11-03 | statement, West Africa
    The foreign secretary has condemned the killing of 70 villagers by Boko Haram near Damasak.
    - ACCUSE disapprove "condemned" foreign secretary > Boko Haram
    - ASSAULT targeted "killing" Boko Haram > 70 villagers

    He said London would send investigators.
    - AGREE "send" London >

An event is `- TYPE [mode,mode] [@status] "trigger"[#n] actor; actor > recipient; recipient`. The trigger is exact words
of the sentence above (`#2`: their second occurrence); a party is exact words of that sentence, or `words=fullest name`
when the document names the party more fully elsewhere ("He=foreign secretary"), or words of another sentence alone.
Status is actual unless given. A blank line starts a new paragraph. `coded_text.py FILE...` checks files.
"""

from __future__ import annotations

import functools
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from dateline.knowledge.ontology import load_ontology
from dateline.model import Status

STATUSES = frozenset(get_args(Status))
_HEADER = re.compile(r"== *(?P<id>\S+) *\| *(?P<published>\d{4}-\d\d-\d\d|-) *\| *(?P<about>.*)")
_EVENT = re.compile(
    r"- (?P<event>[A-Z]+)(?: (?P<mode>[a-z][a-z, -]*?))?(?: @(?P<status>[a-z]+))? +"
    r'"(?P<trigger>[^"]+)"(?:#(?P<n>\d+))?(?P<parties>.*)'
)


@dataclass(slots=True)
class CodedParty:
    """A party: character offsets of the words that stand for it, and the document's fullest name for it."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class CodedEvent:
    """An event: its trigger and its sentence as character offsets into the document, and its codes."""

    event: str
    mode: list[str]
    status: str
    start: int
    end: int
    sentence: tuple[int, int]
    actor: list[CodedParty]
    recipient: list[CodedParty]


@dataclass(slots=True)
class CodedText:
    """A document with its events; `sentences` are character offsets."""

    id: str
    published: str | None
    about: str
    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    events: list[CodedEvent] = field(default_factory=list)


class FormError(ValueError):
    """A line is not in the form, or names words that are not there."""


def read_coded_text(path: Path) -> list[CodedText]:
    """Give the documents of a file.

    Raises:
        FormError: naming file and line.
    """
    found: list[CodedText] = []
    blocks: list[tuple[CodedText, list[tuple[int, str]]]] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.rstrip()
        if line.startswith("== "):
            header = _HEADER.fullmatch(line)
            if header is None:
                raise FormError(f"{path.name}:{number}: the header must be '== id | YYYY-MM-DD or - | about'")
            published = None if header["published"] == "-" else header["published"]
            blocks.append((CodedText(header["id"], published, header["about"]), []))
        elif blocks:
            blocks[-1][1].append((number, line))
        elif line:
            raise FormError(f"{path.name}:{number}: a document must begin with '== '")
    for document, lines in blocks:
        found.append(_document(document, lines, path.name))
    return found


def _document(document: CodedText, lines: list[tuple[int, str]], name: str) -> CodedText:
    pieces: list[str] = []
    events: list[tuple[int, int, str]] = []
    length, paragraph = 0, False
    for number, line in lines:
        if not line:
            paragraph = bool(pieces)
        elif line.startswith("- "):
            if not document.sentences:
                raise FormError(f"{name}:{number}: an event before the first sentence")
            events.append((len(document.sentences) - 1, number, line))
        else:
            glue = "" if not pieces else "\n\n" if paragraph else " "
            start = length + len(glue)
            pieces += [glue, line]
            length = start + len(line)
            document.sentences.append((start, length))
            paragraph = False
    document.text = "".join(pieces)
    for sentence, number, line in events:
        try:
            document.events.append(code_event(document, document.sentences[sentence], line))
        except FormError as error:
            raise FormError(f"{name}:{number}: {error}") from None
    return document


@dataclass(slots=True, frozen=True)
class EventLine:
    """What an event line says, not yet looked up in a text; actors and recipients as written."""

    event: str
    mode: list[str]
    status: str
    trigger: str
    nth: int
    actors: str
    recipients: str


def read_event_line(line: str) -> EventLine:
    """Give what an event line says.

    Raises:
        FormError: when it is not in the form, or has an unknown code.
    """
    form = _EVENT.fullmatch(line)
    if form is None:
        raise FormError(f"not an event line: {line}")
    ontology = load_ontology(())
    kind = form["event"]
    if kind not in ontology.events:
        raise FormError(f"unknown event {kind}")
    mode = [each.strip() for each in (form["mode"] or "").split(",") if each.strip()]
    unknown = [each for each in mode if each not in ontology.events[kind].modes]
    if unknown:
        raise FormError(f"{kind} has no mode {unknown[0]}")
    status = form["status"] or "actual"
    if status not in STATUSES:
        raise FormError(f"unknown status {status}")
    actors, arrow, recipients = form["parties"].partition(">")
    if not arrow:
        raise FormError("no '>' between actors and recipients")
    return EventLine(kind, mode, status, form["trigger"], int(form["n"] or 1), actors, recipients)


def code_event(document: CodedText, sentence: tuple[int, int], line: str) -> CodedEvent:
    """Give the event that a line tells of a sentence of a document.

    Raises:
        FormError: when the line is not in the form or names words that are not there.
    """
    said = read_event_line(line)
    start = _find(document.text, said.trigger, sentence, said.nth)
    if start is None:
        raise FormError(f"the sentence has no trigger '{said.trigger}'")
    return CodedEvent(
        said.event,
        said.mode,
        said.status,
        start,
        start + len(said.trigger),
        sentence,
        _parties(document, sentence, said.actors),
        _parties(document, sentence, said.recipients),
    )


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Give the ranges in which words stand in a text, as whole words."""
    return [m.span() for m in _whole(words).finditer(text)]


@functools.lru_cache(maxsize=1 << 14)
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _find(text: str, words: str, within: tuple[int, int], nth: int = 1) -> int | None:
    found = occurrences(text[within[0] : within[1]], words)
    return within[0] + found[nth - 1][0] if len(found) >= nth else None


def _parties(document: CodedText, sentence: tuple[int, int], listed: str) -> list[CodedParty]:
    found = []
    for item in filter(None, (each.strip() for each in listed.split(";"))):
        words, _, name = (each.strip() for each in item.partition("="))
        start = _find(document.text, words, sentence)
        if start is None:
            earlier = [s for s in document.sentences if s[0] < sentence[0]]
            later = [s for s in document.sentences if s[0] > sentence[0]]
            places = (_find(document.text, words, other) for other in [*reversed(earlier), *later])
            start = next((place for place in places if place is not None), None)
        if start is None:
            raise FormError(f"the document has no words '{words}'")
        if name and _find(document.text, name, (0, len(document.text))) is None:
            raise FormError(f"the document has no name '{name}'")
        found.append(CodedParty(start, start + len(words), name or words))
    return found


def main(paths: list[str]) -> int:
    """Check files; print what is wrong, or how much there is."""
    for path in paths:
        try:
            documents = read_coded_text(Path(path))
        except FormError as error:
            print(error)
            return 1
        sentences = [document.text[a:b] for document in documents for a, b in document.sentences]
        events = sum(len(document.events) for document in documents)
        full = len({(*event.sentence, document.id) for document in documents for event in document.events})
        print(
            f"{Path(path).name}: {len(documents)} documents, {len(sentences)} sentences ({len(sentences) - full}"
            f" without events), {events} events, {sum(len(s.split()) for s in sentences)} words,"
            f" {len(sentences) - len(set(sentences))} repeated sentences"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
