"""`dateline add`: documents read, coded and kept in the store, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from dateline.cli.code import OK, PROBLEM, Options, keep_going, make_coder
from dateline.cli.status import Status
from dateline.cli.web import open_web
from dateline.model import Document
from dateline.read import Problem, read_documents

if TYPE_CHECKING:
    from dateline.code.coder import Coder
    from dateline.store import Store


class Adding:
    """Codes what the store does not know yet and keeps it there; the coder is loaded when the first document comes."""

    def __init__(self, store: Store, options: Options, status: Status, *, link: bool = True) -> None:
        self._store = store
        self._options = options
        self._links = link
        self._status = status
        self._coder: Coder | None = None
        self.known = 0

    def report(self, problem: Problem) -> None:
        """Tell a problem, and keep it in the store where a document was refused for it."""
        self._status.refused += problem.refused
        self._status.say(str(problem))
        if problem.refused:
            self._store.reject(problem.place, problem.message)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents; each is stored whole or not at all.

        Raises:
            DatelineError: the model or the knowledge cannot be used.
        """
        self._link()  # what a run that was stopped has left
        documents = iter(documents)
        first = next(documents, None)  # so that a wrong path is told at once, not after the model was loaded
        if first is None:
            return
        if self._coder is None:
            self._status.describe("loading the language model")
            self._coder = make_coder(self._options)
        coder = self._coder
        wanted = self._unknown(chain([first], documents), coder.version)
        for coded in keep_going(coder, wanted, self._options.processes, self.report):
            self.known += not self._store.add(coded, coder_version=coder.version)
            self._link()
            self._status.advance()

    def _link(self) -> None:
        if self._links:
            for _ in self._store.link():
                pass

    def _unknown(self, documents: Iterator[Document], version: str) -> Iterator[Document]:
        for document in documents:
            if self._store.knows(document, version):
                self.known += 1
            else:
                yield document


def add(inputs: Sequence[str], options: Options, database: str, *, link: bool = True) -> int:
    """Code what the store does not know yet and keep it there; give the exit code: 2 when a document was refused.

    A document is stored whole or not at all, so that a run that was stopped goes on where it was. With `link`, it is
    put into incidents at once.

    Raises:
        InputError: the database cannot be opened.
        DatelineError: the model or the knowledge cannot be used.
    """
    from dateline.store import open_store

    with Status(quiet=options.quiet) as status, open_store(database) as store:
        adding = Adding(store, options, status, link=link)
        with open_web(inputs, options.asking, report=adding.report, given=options.given, memory=store) as web:
            remote = web.read if web else None
            adding.add(read_documents(inputs, report=adding.report, given=options.given, remote=remote))
            known = adding.known + (web.known if web else 0)
        status.clear()
        if not options.quiet:
            status.say(f"{status.coded} added, {known} known, {status.refused} refused")
    return PROBLEM if status.refused else OK
