"""Training material in one form: coded documents, coded sentences, and, where their texts are given, real texts.

Everything becomes `Example`s: a text, the character ranges of its sentences, and its events with the ranges that stand
for their parties. Ranges are (start, end) character offsets, end exclusive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coded_text import CodedText, occurrences, read_coded_text
from full_codings import read_full_codings
from rough_sentences import split_sentences
from stand_off import read_stand_off, read_texts

HERE = Path(__file__).parent
Range = tuple[int, int]
_WORD = re.compile(r"\w+")
_ROLES = ("actor", "recipient")
_PRONOUNS = frozenset(
    word
    for words in (
        "he him his himself she her hers herself it its itself they them their theirs themselves both",
        "i me my we us our ours who which that",
    )
    for word in words.split(" ")
)


@dataclass(slots=True)
class Party:
    """Where a party of an event stands: `at` are ranges to point at, `ignore` ranges that also stand for it, `code`
    its PLOVER country code where the coder gave one.
    """

    at: list[Range]
    ignore: list[Range]
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an actor, as `mentions.py` writes them."""

    start: int
    end: int
    entity: int
    code: str | None
    sector: str | None
    form: str


@dataclass(slots=True)
class Known:
    """What `mentions.py` found in a text: who is meant where, places (range, what tells them apart), and expressions
    of time (range, date).
    """

    mentions: list[Mention] = field(default_factory=list)
    places: list[tuple[Range, str]] = field(default_factory=list)
    times: list[tuple[Range, str]] = field(default_factory=list)

    @classmethod
    def of(cls, line: dict[str, Any]) -> Known:
        """Read a line of its output."""
        return cls(
            [Mention(*row) for row in line["mentions"]],
            [((start, end), key) for start, end, key in line["places"]],
            [((start, end), date) for start, end, date in line["times"]],
        )


@dataclass(slots=True)
class Event:
    """An event: the range of its trigger, and its codes; where its place, the expression of its date and its source
    stand, None where that is not to be learned. `published` tells that it has the date of publication, which no words
    tell.
    """

    event: str
    mode: list[str]
    status: str
    trigger: Range
    actor: list[Party]
    recipient: list[Party]
    place: Party | None = None
    date: Party | None = None
    source: Party | None = None
    published: bool = False


@dataclass(slots=True)
class Example:
    """A coded text. `kind` tells where it comes from: documents, sentences, codings or real. `told` says whether its
    statuses are to be learned: a history has no present of its own. `published` (ISO date) and `publisher` are there
    where known.
    """

    id: str
    kind: str
    text: str
    sentences: list[Range]
    events: list[Event] = field(default_factory=list)
    told: bool = True
    published: str | None = None
    publisher: str | None = None


def load(real: list[Path], texts: list[Path], mentions: Path | None = None) -> list[Example]:
    """Give all material: our own, our codings of texts that are given (JSONL with `id` and `text`; full ones as real
    documents), and coded real documents (the contract's form with gold `events`) from files. `mentions` is what
    `mentions.py` wrote of the real documents.
    """
    lines = [] if mentions is None else mentions.read_text("utf-8").splitlines()
    known = {each["id"]: Known.of(each) for each in map(json.loads, lines)}
    found = [_from_coded_text(d) for path in sorted(HERE.glob("documents/*.txt")) for d in read_coded_text(path)]
    for path in sorted(HERE.glob("sentences/*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            found.append(_from_sentence(f"{path.stem}-{number}", json.loads(line)))
    given = read_texts(texts)
    for path in sorted(HERE.glob("codings/*.txt")):
        found += [_from_coded_text(d, "codings", told=path.stem != "wars") for d in read_stand_off(path, given)]
    return found + [_from_real(each, known.get(each["id"])) for each in real_documents(real, texts)]


def real_documents(real: list[Path], texts: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield the coded real documents: those that our full codings make of texts, and those of gold files."""
    yield from read_full_codings(texts)
    for path in real:
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def _sentence_of(sentences: list[Range], at: int) -> Range:
    return next(((a, b) for a, b in sentences if a <= at < b), (max(0, at - 200), at + 200))


def _from_coded_text(document: CodedText, kind: str = "documents", *, told: bool = True) -> Example:
    example = Example(
        document.id, kind, document.text, list(document.sentences), told=told, published=document.published
    )
    for event in document.events:
        roles = [
            [_party(example, (p.start, p.end), p.name, event.sentence) for p in parties]
            for parties in (event.actor, event.recipient)
        ]
        example.events.append(
            Event(event.event, event.mode, event.status, (event.start, event.end), roles[0], roles[1])
        )
    return example


def _party(example: Example, at: Range, name: str, sentence: Range) -> Party:
    others = [found for found in occurrences(example.text, name) if found != at]
    if sentence[0] <= at[0] < sentence[1]:
        return Party([at], others)
    pronouns = _pronouns(example.text, sentence)
    return Party([at], others + pronouns)


def _pronouns(text: str, sentence: Range) -> list[Range]:
    return [m.span() for m in _WORD.finditer(text, *sentence) if m.group().lower() in _PRONOUNS]


def _from_sentence(name: str, line: dict[str, Any]) -> Example:
    text = line["text"]
    example = Example(name, "sentences", text, split_sentences(text))
    for event in line["events"]:
        found = occurrences(text, event["trigger"])
        start, end = found[min(len(found), event.get("trigger_n", 1)) - 1]
        sentence = _sentence_of(example.sentences, start)
        roles = []
        for role in ("actor", "recipient"):
            parties = []
            for words in event.get(role) or []:
                places = occurrences(text, words)
                inside = [p for p in places if sentence[0] <= p[0] < sentence[1]]
                if places:
                    near = (inside or places)[0]
                    parties.append(_party(example, near, words, sentence))
            roles.append(parties)
        example.events.append(Event(event["event"], event["mode"], event["status"], (start, end), roles[0], roles[1]))
    return example


def _from_real(document: dict[str, Any], known: Known | None) -> Example:
    text, found = document["text"], known or Known()
    example = Example(document["id"], "real", text, [])
    example.published, example.publisher = document.get("published"), document.get("publisher")
    spans = sorted({(e["start"], e["end"]) for e in document["events"]})
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        example.sentences += [(position + a, position + b) for a, b in split_sentences(text[position:start])]
        if end > start:
            example.sentences.append((start, end))
        position = max(position, end)
    for event in document["events"]:
        sentence = event["start"], event["end"]
        trigger = event["trigger"]["start"], event["trigger"]["start"] + len(event["trigger"]["text"])
        roles = [[_real_party(text, party, sentence, found.mentions) for party in event[role]] for role in _ROLES]
        one = Event(event["event"], event["mode"], event["status"], trigger, roles[0], roles[1])
        if known is not None:
            one.place = _real_place(text, event.get("event_loc"), sentence, known)
            one.source = _real_source(text, event.get("source"), sentence, known)
            one.date, one.published = _real_date(event.get("date"), document.get("published"), sentence, known)
        example.events.append(one)
    return example


def _real_place(text: str, place: dict[str, Any] | None, sentence: Range, known: Known) -> Party | None:
    """Find where the place of an event is named: in its sentence, else nearest before; None if nowhere."""
    if place is None:
        return Party([], [])
    at = occurrences(text, place["text"]) or occurrences(text, place["text"].split(",")[0])
    keys = {key for (a, b), key in known.places if any(a < end and start < b for start, end in at)}
    return _nearest({*at, *(span for span, key in known.places if key in keys)}, sentence)


def _real_source(text: str, source: str | None, sentence: Range, known: Known) -> Party | None:
    """Find where the source of an event is named, in the same way."""
    if source is None:
        return Party([], [])
    at = _named(text, source)
    found = _nearest({*at, *_of_the_same(at, known.mentions)}, sentence)
    if found is not None:
        found.ignore += _pronouns(text, sentence)
    return found


def _real_date(date: str | None, published: str | None, sentence: Range, known: Known) -> tuple[Party | None, bool]:
    """Find the expression of time that tells the date of an event, in the same way, and whether that is the date of
    publication, which no words tell.
    """
    if date is None:
        return Party([], []), False
    found = _nearest({span for span, told in known.times if told == date}, sentence)
    if found is None and published and date in (published[:10], published[:7]):
        return Party([], []), True
    return found, False


def _nearest(at: set[Range], sentence: Range) -> Party | None:
    """Give those ranges that stand in a sentence, else the last before it, else the first; all others to be ignored."""
    if not at:
        return None
    right = [span for span in sorted(at) if sentence[0] <= span[0] < sentence[1]]
    before = [span for span in sorted(at) if span[0] < sentence[0]]
    right = right or before[-1:] or [min(at)]
    return Party(right, sorted(at - set(right)))


def _of_the_same(at: list[Range], mentions: list[Mention]) -> list[Range]:
    """Give all mentions, pronouns left out, of the actors that some ranges mention."""
    same = {m.entity for m in mentions if any(m.start < end and start < m.end for start, end in at)}
    return [(m.start, m.end) for m in mentions if m.entity in same and m.form != "pronoun"]


def _real_party(text: str, party: dict[str, Any], sentence: Range, mentions: list[Mention]) -> Party:
    """Find where a party, given by its fullest name, is meant: its words and other mentions of it in the sentence, else
    who else there has its country, if that can only be one, else its words nearest before.
    """
    name, code = party["text"], party.get("code")
    places = _named(text, name)
    coded = [m for m in mentions if m.code == code]
    known = sorted({*places, *_of_the_same(places, coded)})
    pronouns = _pronouns(text, sentence)
    inside = [p for p in known if sentence[0] <= p[0] < sentence[1]]
    countrymen = [m for m in coded if sentence[0] <= m.start < sentence[1] and m.form != "pronoun" and code is not None]
    if not inside:
        sector = (party.get("sector") or [None])[0]
        alike = [m for m in countrymen if m.sector == sector] or countrymen
        if len({m.entity for m in alike}) == 1:
            inside = [(m.start, m.end) for m in alike]
    if inside:
        return Party(inside, [p for p in known if p not in inside] + pronouns, code)
    doubtful = [(m.start, m.end) for m in countrymen] + pronouns
    before = [p for p in known if p[0] < sentence[0]]
    if known:
        near = before[-1] if before else known[0]
        return Party([near], [p for p in known if p != near] + doubtful, code)
    return Party([], doubtful, code)


def _named(text: str, name: str) -> list[Range]:
    """Give where a name or its usual short forms (initials, last capitalised word) stand."""
    names = [name]
    capitals = [w for w in name.split() if w[:1].isupper()]
    if len(capitals) > 1:
        names.append("".join(w[0] for w in capitals))
        names.append(capitals[-1])
    places = [p for each in names if len(each) > 1 for p in occurrences(text, each)]
    return [p for p in places if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in places)]
