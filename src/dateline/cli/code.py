"""`dateline code`: documents in, coded documents out, one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dateline.cli.output import Output, open_output
from dateline.cli.status import Status
from dateline.cli.web import Asking, open_web
from dateline.errors import DatelineError
from dateline.model import CodedDocument, Document
from dateline.read import Given, Problem, Report, read_documents
from dateline.show import csv_header, csv_rows, jsonl, plover_lines

if TYPE_CHECKING:
    from dateline.code.coder import Coder

OK = 0
PROBLEM = 2

Write = Callable[[CodedDocument], None]


class Format(StrEnum):
    """How coded documents are written."""

    TABLE = "table"
    JSONL = "jsonl"
    PLOVER = "plover"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for; None in `format` means a table on a terminal and JSONL elsewhere."""

    format: Format | None = None
    out: Path | None = None
    given: Given = field(default_factory=Given)
    asking: Asking = field(default_factory=Asking)
    processes: int = 1
    model: str | None = None
    knowledge: Sequence[Path] = ()
    rules_only: bool = False
    min_confidence: float | None = None
    place_kinds: tuple[str, ...] | None = None
    gazetteer: str | None = None
    explain: bool = False
    quiet: bool = False


def code(inputs: Sequence[str], options: Options) -> int:
    """Code all inputs and give the exit code: 0, or 2 when a document was refused or nothing could be coded.

    Raises:
        DatelineError: the model, the knowledge or the output file cannot be used; nothing was coded.
        OSError: the output cannot be written any more (BrokenPipeError when its reader has gone).
    """
    with Status(quiet=options.quiet) as status, open_output(options.out) as output:

        def report(problem: Problem) -> None:
            status.refused += problem.refused
            status.say(str(problem))

        with open_web(inputs, options.asking, report=report, given=options.given) as web:
            documents = read_documents(
                inputs, report=report, given=options.given, leave_out=options.out, remote=web.read if web else None
            )
            first = next(documents, None)  # so that a wrong path is told at once, not after the model was loaded
            if first is not None:
                status.describe("loading the language model")
                write = _writer(_format(options, output), output.stream)
                coder = make_coder(options)
                for coded in keep_going(coder, chain([first], documents), options.processes, report):
                    if output.stream.isatty():
                        status.clear()
                    write(coded)
                    output.stream.flush()
                    status.advance()
        output.wanted = status.coded > 0
        status.clear()
        status.summary()
    return PROBLEM if status.refused else OK


def keep_going(coder: Coder, documents: Iterator[Document], processes: int, report: Report) -> Iterator[CodedDocument]:
    """Yield coded documents; one that makes the coder fail, which is a bug, is reported and left out."""
    under_way: deque[Document] = deque()
    reading = True
    unreadable: Exception | None = None

    def handed_out() -> Iterator[Document]:
        nonlocal reading, unreadable
        try:
            for document in documents:
                under_way.append(document)
                yield document
        except Exception as error:
            unreadable = error
            raise
        reading = False

    while reading:
        try:
            for coded in coder.pipe(handed_out(), processes=processes):
                under_way.popleft()
                yield coded
            return
        except DatelineError:
            raise
        except Exception:
            if not under_way:
                raise
        # the documents of the batch that failed, one by one
        stuck = list(under_way)
        under_way.clear()
        for document in stuck:
            try:
                yield from coder.pipe([document])
            except Exception as error:
                reason = f"Dateline failed ({type(error).__name__}: {error}); please report this text"
                report(Problem(document.id, reason))
        if unreadable is not None:
            raise unreadable


def _format(options: Options, output: Output) -> Format:
    if options.format is not None:
        return options.format
    return Format.TABLE if options.out is None and output.stream.isatty() else Format.JSONL


def make_coder(options: Options) -> Coder:
    """Give the coder that the user asked for."""
    from dateline.code.coder import DEFAULT_MODEL, Coder  # brings spaCy: only now

    return Coder(
        model=options.model or DEFAULT_MODEL,
        knowledge=options.knowledge,
        rules_only=options.rules_only,
        min_confidence=options.min_confidence,
        place_kinds=options.place_kinds,
        gazetteer=options.gazetteer,
        explain=options.explain,
    )


def _writer(format_: Format, stream: TextIO) -> Write:
    """Give the function that writes one document; headers are written at once."""
    if format_ is Format.TABLE:
        from dateline.show.table import print_report, report_console

        console = report_console(stream)
        return lambda coded: print_report(coded, console)
    if format_ is Format.CSV:
        stream.write(csv_header())
    text = {Format.JSONL: jsonl, Format.PLOVER: plover_lines, Format.CSV: csv_rows}[format_]

    def write(coded: CodedDocument) -> None:
        stream.write(text(coded))

    return write
