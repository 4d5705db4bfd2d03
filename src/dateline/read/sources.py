"""From the inputs that a user names to documents: files, folders, standard input, in order, one at a time."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.admit import admit
from dateline.read.decode import decode, replace_unfit
from dateline.read.limits import MAX_PAGE_BYTES, MAX_TEXT_BYTES
from dateline.read.page import decode_page, looks_like_page, read_page
from dateline.read.problem import Problem, Report
from dateline.read.records import numbered_lines, read_record

STANDARD_INPUT = "-"
SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz")
_HEAD_BYTES = 4096
_READ_ERRORS = (OSError, EOFError, zlib.error)


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about documents that do not say it themselves."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None

    def fill(self, document: Document) -> Document:
        """Give the document with its gaps filled; what it says itself stands."""
        gaps = {
            field: value
            for field in ("title", "published", "publisher")
            if (value := getattr(self, field)) is not None and getattr(document, field) is None
        }
        return document.model_copy(update=gaps) if gaps else document


def read_documents(
    inputs: Iterable[str | Path],
    *,
    report: Report,
    given: Given | None = None,
    stdin: BinaryIO | None = None,
    leave_out: Path | None = None,
) -> Iterator[Document]:
    """Yield the documents of all inputs; each is read when it is asked for.

    Args:
        inputs: files (.txt, .html, .htm, .jsonl, .jsonl.gz), folders (searched for such files, in sorted order,
            hidden ones left out) and "-" for standard input, whose format is told from its beginning.
        report: called with each problem; the document or file concerned is left out and reading goes on.
        given: title, date and publisher for documents that have none.
        stdin: what "-" stands for, the process's standard input by default.
        leave_out: a file not to read where a folder contains it, such as the output of the last run.

    A document from a file takes the file's name as id, one from a folder its path in the folder, with "/";
    a line of JSONL without an id the name and line, as in "news.jsonl:7". Ids met before give a warning.
    """
    reader = _Reader(report, given or Given(), leave_out.resolve() if leave_out else None)
    seen: set[int] = set()
    for item in inputs:
        for place, document in reader.read(item, stdin):
            # hashes, not ids: millions of lines pass through here
            fingerprint = hash(document.id)
            if fingerprint in seen:
                report(Problem(place, f'the id "{document.id}" was used before; give each its own', refused=False))
            seen.add(fingerprint)
            yield document


def read_file(path: Path, *, name: str, report: Report, given: Given | None = None) -> Iterator[Document]:
    """Yield the documents of one file; `name` is what their ids are made of.

    See `read_documents`, which gives the same for the file, but warns of ids that occur twice.
    """
    for _place, document in _Reader(report, given or Given(), None).file(path, name):
        yield document


class _Reader:
    def __init__(self, report: Report, given: Given, leave_out: Path | None) -> None:
        self._report = report
        self._given = given
        self._leave_out = leave_out
        self._stdin_read = False

    def read(self, item: str | Path, stdin: BinaryIO | None) -> Iterator[tuple[str, Document]]:
        """Yield place and document of one input."""
        if str(item) == STANDARD_INPUT:
            yield from self._standard_input(stdin)
            return
        path = Path(item)
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            self._report(Problem(str(path), _reason(error)))
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(path)
        elif stat.S_ISREG(mode):
            yield from self.file(path, path.name)
        else:
            yield from self._pipe(path)

    def _standard_input(self, stream: BinaryIO | None) -> Iterator[tuple[str, Document]]:
        if stream is None and sys.stdin is not None:
            stream = sys.stdin.buffer
        if stream is None:
            self._report(Problem("standard input", "is closed; name a file or send text to it"))
            return
        if self._stdin_read:
            self._report(Problem("standard input", 'was read already; name "-" once'))
            return
        self._stdin_read = True
        yield from self._stream(stream, "standard input", "stdin")

    def _pipe(self, path: Path) -> Iterator[tuple[str, Document]]:
        try:
            with path.open("rb") as stream:
                yield from self._stream(stream, str(path), path.name)
        except OSError as error:
            self._report(Problem(str(path), _reason(error)))

    def _folder(self, folder: Path) -> Iterator[tuple[str, Document]]:
        found = False
        for path in self._articles(folder):
            found = True
            yield from self.file(path, path.relative_to(folder).as_posix())
        if not found:
            self._report(Problem(str(folder), f"no articles in this folder; Dateline reads {', '.join(SUFFIXES)}"))

    def _articles(self, folder: Path) -> Iterator[Path]:
        def unreadable(error: OSError) -> None:
            self._report(Problem(str(error.filename or folder), _reason(error)))

        for directory, folders, files in os.walk(folder, onerror=unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                path = Path(directory, name)
                if name.startswith(".") or not name.lower().endswith(SUFFIXES):
                    continue
                if self._leave_out is not None and path.resolve() == self._leave_out:
                    continue
                if path.is_file() or path.is_symlink():
                    yield path

    def file(self, path: Path, name: str) -> Iterator[tuple[str, Document]]:
        """Yield place and document of one file."""
        place, identifier, suffix = str(path), replace_unfit(name), path.name.lower()
        try:
            if suffix.endswith((".jsonl", ".jsonl.gz")):
                compressed = suffix.endswith(".gz")
                with gzip.open(path) if compressed else path.open("rb") as stream:
                    yield from self._records(cast("BinaryIO", stream), place, identifier)
            elif suffix.endswith((".txt", ".html", ".htm")):
                with path.open("rb") as stream:
                    yield from self._whole(
                        cast("BinaryIO", stream), place, identifier, page=not suffix.endswith(".txt")
                    )
            else:
                self._report(
                    Problem(
                        place, f"unknown kind of file; Dateline reads {', '.join(SUFFIXES)}, and - for standard input"
                    )
                )
        except OSError as error:
            self._report(Problem(place, _reason(error)))

    def _stream(self, stream: BinaryIO, place: str, identifier: str) -> Iterator[tuple[str, Document]]:
        """Read a stream without a name: its beginning tells what it is."""
        try:
            buffered, head = _peek(stream)
            if head.startswith(b"\x1f\x8b"):
                buffered, head = _peek(cast("BinaryIO", gzip.GzipFile(fileobj=buffered)))
        except _READ_ERRORS as error:
            self._report(Problem(place, _reason(error)))
            return
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            yield from self._records(buffered, place, identifier)
        else:
            yield from self._whole(buffered, place, identifier, page=None)

    def _whole(
        self, stream: BinaryIO, place: str, identifier: str, *, page: bool | None
    ) -> Iterator[tuple[str, Document]]:
        """Read one document; `page` tells whether it is HTML, None lets its beginning decide."""
        limit = MAX_TEXT_BYTES if page is False else MAX_PAGE_BYTES
        try:
            data = stream.read(limit + 1)
            if len(data) > limit:
                raise InputError(f"is larger than the limit of {limit:,} bytes for one article; split it")
            if not data:
                raise InputError("is empty; nothing to code")
            text = decode(data) if page is False else decode_page(data)
            if page is None:
                page = looks_like_page(text[:_HEAD_BYTES])
            document = read_page(text, id=identifier) if page else Document(id=identifier, text=text)
            yield place, admit(self._given.fill(document))
        except InputError as error:
            self._report(Problem(place, str(error)))
        except _READ_ERRORS as error:
            self._report(Problem(place, _reason(error)))

    def _records(self, stream: BinaryIO, place: str, identifier: str) -> Iterator[tuple[str, Document]]:
        number = 0
        lines = numbered_lines(stream)
        while True:
            try:
                number, line = next(lines)
            except StopIteration:
                break
            except _READ_ERRORS as error:
                after = f"; the {number} lines before were read" if number else ""
                self._report(Problem(place, _reason(error) + after))
                return
            where = f"{place}, line {number}"
            try:
                document = read_record(line, default_id=f"{identifier}:{number}")
                document = admit(self._given.fill(document))
            except InputError as error:
                self._report(Problem(where, str(error)))
                continue
            yield where, document
        if not number:
            self._report(Problem(place, "is empty; nothing to code"))


def _peek(stream: BinaryIO) -> tuple[BinaryIO, bytes]:
    """Give a stream that can be looked ahead into, and its first bytes."""
    if not hasattr(stream, "peek"):
        stream = cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", stream)))
    return stream, cast("io.BufferedReader", stream).peek(_HEAD_BYTES)[:_HEAD_BYTES]


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder; check the path"
        case PermissionError():
            return "no permission to read it; change its permissions or leave it out"
        case gzip.BadGzipFile() | EOFError() | zlib.error():
            return "the gzip file is broken or cut off; make or fetch it again"
        case OSError(strerror=str(text)):
            return f"cannot be read ({text}); check the path"
        case _:
            return "not a usable file name; check the path"
