"""From the inputs that a user names to documents: files, folders, standard input, in order, one at a time."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.admit import admit
from dateline.read.archive import read_archive
from dateline.read.decode import decode, replace_unfit
from dateline.read.kinds import SUFFIXES, Kind, kind_of
from dateline.read.limits import MAX_MAIL_BYTES, MAX_PAGE_BYTES, MAX_PDF_BYTES, MAX_TEXT_BYTES
from dateline.read.mail import read_mail
from dateline.read.page import decode_page, looks_like_page, read_page
from dateline.read.pdf import read_pdf
from dateline.read.problem import Problem, Report
from dateline.read.records import read_records
from dateline.read.tables import read_csv, read_parquet
from dateline.read.url import is_url

STANDARD_INPUT = "-"
_HEAD_BYTES = 4096
_READ_ERRORS = (OSError, EOFError, zlib.error)
_LIMITS = {Kind.TEXT: MAX_TEXT_BYTES, Kind.PDF: MAX_PDF_BYTES, Kind.MAIL: MAX_MAIL_BYTES}

Placed = Iterator[tuple[str, Document]]
Several = Iterator[tuple[str, Document | InputError]]
Remote = Callable[[str], Placed]
"""Reads a URL, or a file of links, into documents with their places; `read` of `dateline.fetch.web.Web` is one."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about the input that does not say it itself.

    `columns` maps fields to the columns of tables; see `dateline.read.columns`.
    """

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def fill(self, document: Document) -> Document:
        """Give the document with its gaps filled; what it says itself stands."""
        gaps = {
            name: value
            for name in ("title", "published", "publisher")
            if (value := getattr(self, name)) is not None and getattr(document, name) is None
        }
        return document.model_copy(update=gaps) if gaps else document


def read_documents(
    inputs: Iterable[str | Path],
    *,
    report: Report,
    given: Given | None = None,
    stdin: BinaryIO | None = None,
    leave_out: Path | None = None,
    remote: Remote | None = None,
) -> Iterator[Document]:
    """Yield the documents of all inputs; each is read when it is asked for.

    Args:
        inputs: files (see `SUFFIXES`), folders (searched for such files, in sorted order, hidden ones left out),
            "-" for standard input, whose format is told from its beginning, URLs and files of links (feeds, OPML,
            sitemaps).
        report: called with each problem; the document or file concerned is left out and reading goes on.
        given: title, date and publisher for documents that have none, and the columns of tables.
        stdin: what "-" stands for, the process's standard input by default.
        leave_out: a file not to read where a folder contains it, such as the output of the last run.
        remote: what reads URLs and files of links; without it they are refused.

    A document from a file takes the file's name as id, one from a folder its path in the folder, with "/"; a line of
    JSONL or a row of a table without an id the name and number, as in "news.jsonl:7"; a page of an archive or from the
    web its canonical URL. Ids met before give a warning.
    """
    reader = _Reader(report, given or Given(), leave_out.resolve() if leave_out else None, remote)
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
    for _place, document in _Reader(report, given or Given(), None, None).file(path, name):
        yield document


class _Reader:
    def __init__(self, report: Report, given: Given, leave_out: Path | None, remote: Remote | None) -> None:
        self._report = report
        self._given = given
        self._leave_out = leave_out
        self._remote = remote
        self._stdin_read = False

    def read(self, item: str | Path, stdin: BinaryIO | None) -> Placed:
        """Yield place and document of one input."""
        if str(item) == STANDARD_INPUT:
            yield from self._standard_input(stdin)
            return
        if is_url(str(item)):
            yield from self._links(str(item))
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

    def _standard_input(self, stream: BinaryIO | None) -> Placed:
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

    def _pipe(self, path: Path) -> Placed:
        try:
            with path.open("rb") as stream:
                yield from self._stream(stream, str(path), path.name)
        except OSError as error:
            self._report(Problem(str(path), _reason(error)))

    def _folder(self, folder: Path) -> Placed:
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

    def file(self, path: Path, name: str) -> Placed:
        """Yield place and document of one file."""
        place, identifier, kind = str(path), replace_unfit(name), kind_of(path.name)
        if kind is None:
            known = f"Dateline reads {', '.join(SUFFIXES)}, and - for standard input"
            self._report(Problem(place, f"unknown kind of file; {known}"))
        elif kind is Kind.LIST:
            yield from self._links(place)
        elif kind is Kind.PARQUET:
            yield from self._several(read_parquet(path, name=identifier, columns=self._given.columns), place)
        else:
            try:
                # archives are gzipped record by record, which their reader wants to see
                unpack = path.name.lower().endswith(".gz") and kind is not Kind.ARCHIVE
                with gzip.open(path) if unpack else path.open("rb") as stream:
                    yield from self._opened(cast("BinaryIO", stream), kind, place, identifier)
            except OSError as error:
                self._report(Problem(place, _reason(error)))

    def _links(self, item: str) -> Placed:
        if self._remote is None:
            self._report(Problem(item, "is on the web, or a list of links to it, which cannot be read here"))
        else:
            yield from self._remote(item)

    def _opened(self, stream: BinaryIO, kind: Kind | None, place: str, identifier: str) -> Placed:
        if kind is Kind.RECORDS:
            yield from self._several(read_records(stream, name=identifier), place)
        elif kind is Kind.TABLE:
            yield from self._several(read_csv(stream, name=identifier, columns=self._given.columns), place)
        elif kind is Kind.ARCHIVE:
            yield from self._several(read_archive(stream), place)
        else:
            yield from self._whole(stream, kind, place, identifier)

    def _stream(self, stream: BinaryIO, place: str, identifier: str) -> Placed:
        """Read a stream without a name: its beginning tells what it is."""
        try:
            buffered, head = _peek(stream)
            if head.startswith(b"\x1f\x8b"):
                buffered, head = _peek(cast("BinaryIO", gzip.GzipFile(fileobj=buffered)))
        except _READ_ERRORS as error:
            self._report(Problem(place, _reason(error)))
            return
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        kind = None
        if start.startswith(b"{"):
            kind = Kind.RECORDS
        elif start.startswith(b"%PDF-"):
            kind = Kind.PDF
        elif start.startswith(b"WARC/"):
            kind = Kind.ARCHIVE
        yield from self._opened(buffered, kind, place, identifier)

    def _whole(self, stream: BinaryIO, kind: Kind | None, place: str, identifier: str) -> Placed:
        """Read one document; where its kind is not known, its beginning tells whether it is HTML or plain text."""
        limit = _LIMITS.get(kind, MAX_PAGE_BYTES) if kind is not None else MAX_PAGE_BYTES
        try:
            data = stream.read(limit + 1)
            if len(data) > limit:
                raise InputError(f"is larger than the limit of {limit:,} bytes for one article; split it")
            if not data:
                raise InputError("is empty; nothing to code")
            document = read_whole(data, kind, id=identifier, tell=lambda what: self._warn(place, what))
            yield place, admit(self._given.fill(document))
        except InputError as error:
            self._report(Problem(place, str(error)))
        except _READ_ERRORS as error:
            self._report(Problem(place, _reason(error)))

    def _warn(self, place: str, what: str) -> None:
        self._report(Problem(place, what, refused=False))

    def _several(self, items: Several, place: str) -> Placed:
        """Yield the documents of a file of many; what ends its reading early is told with where it was."""
        where = None
        try:
            for where, found in items:
                at = f"{place}, {where}"
                try:
                    if isinstance(found, InputError):
                        raise found
                    document = admit(self._given.fill(found))
                except InputError as error:
                    self._report(Problem(at, str(error)))
                    continue
                yield at, document
        except InputError as error:
            self._report(Problem(place, str(error)))
        except _READ_ERRORS as error:
            after = f"; what comes before was read, up to {where}" if where else ""
            self._report(Problem(place, _reason(error) + after))
        else:
            if where is None:
                self._report(Problem(place, "is empty; nothing to code"))


def read_whole(data: bytes, kind: Kind | None, *, id: str, tell: Callable[[str], None]) -> Document:  # noqa: A002
    """Give the one document that the bytes are; without a kind, HTML and plain text are told apart.

    `tell` is called with a sentence about each part that is left out.

    Raises:
        InputError: it cannot be read.
    """
    if kind is Kind.PDF:
        return read_pdf(data, id=id)
    if kind is Kind.MAIL:
        return read_mail(data, id=id, tell=tell)
    text = decode(data) if kind is Kind.TEXT else decode_page(data)
    if kind is Kind.PAGE or (kind is None and looks_like_page(text[:_HEAD_BYTES])):
        return read_page(text, id=id)
    return Document(id=id, text=text)


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
