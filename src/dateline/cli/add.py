"""`dateline add`: documents read, coded and kept in the store, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.cli.code import OK, PROBLEM, Options, keep_going, make_coder
from dateline.cli.status import Status
from dateline.model import Document
from dateline.read import Problem, read_documents


def add(inputs: Iterable[str], options: Options, database: str) -> int:
    """Code what the store does not know yet and keep it there; give the exit code: 2 when a document was refused.

    A document is stored whole or not at all, so that a run that was stopped goes on where it was.

    Raises:
        InputError: the database cannot be opened.
        DatelineError: the model or the knowledge cannot be used.
    """
    from dateline.store import open_store

    with Status(quiet=options.quiet) as status, open_store(database) as store:
        known = 0

        def report(problem: Problem) -> None:
            status.refused += problem.refused
            status.say(str(problem))
            if problem.refused:
                store.reject(problem.place, problem.message)

        for _ in store.link():  # what a run that was stopped has left
            pass
        documents = read_documents(inputs, report=report, given=options.given)
        first = next(documents, None)
        if first is not None:
            status.describe("loading the language model")
            coder = make_coder(options)

            def unknown(documents: Iterator[Document]) -> Iterator[Document]:
                nonlocal known
                for document in documents:
                    if store.knows(document, coder.version):
                        known += 1
                    else:
                        yield document

            wanted = unknown(chain([first], documents))
            for coded in keep_going(coder, wanted, options.processes, status):
                known += not store.add(coded, coder_version=coder.version)
                for _ in store.link():
                    pass
                status.advance()
        status.clear()
        if not options.quiet:
            status.say(f"{status.coded} added, {known} known, {status.refused} refused")
    return PROBLEM if status.refused else OK
