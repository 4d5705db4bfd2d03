"""What goes through the cluster: chunks of documents of one file, each coded and written by itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from dateline.cluster.files import InputFile, local_copy, write_whole
from dateline.errors import DatelineError
from dateline.model import CodedDocument, Document
from dateline.read import Given, Problem, read_file

CHUNK = 32
"""Documents a chunk: seconds of work, so that little is lost with a node and small corpora spread over workers too."""

CODED = "coded"
FAILED = "failed"
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("id", "title", "published", "publisher", "url", "language")]
    + [("events", pa.int32()), ("coded", pa.large_string())]
)
"""Columns of the output: the document's own fields, its number of events, and the coded document as JSON."""


class ChunkReader:
    """Reads a file into chunks; those whose output exists are passed over."""

    def __init__(self, given: Given, done: frozenset[str]) -> None:
        self._given = given
        self._done = done

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the chunks of a file as {"part", "documents", "problems"}, the latter two JSON; `row` is the file."""
        file = InputFile(row["where"], row["name"], row["size"])
        problems: list[dict[str, str]] = []

        def report(problem: Problem) -> None:
            if problem.refused:
                problems.append({"place": problem.place, "reason": problem.message})

        number = 0
        with local_copy(file) as path:
            documents = read_file(path, name=file.name, report=report, given=self._given)
            while True:
                chunk = list(islice(documents, CHUNK))
                if not chunk and not problems:
                    return
                part = part_name(file, number)
                if part not in self._done:
                    yield {
                        "part": part,
                        "documents": [document.model_dump_json() for document in chunk],
                        "problems": json.dumps(problems),
                    }
                problems.clear()
                number += 1
                if not chunk:
                    return


class ChunkCoder:
    """Codes chunks and writes their output; one per worker, so that the model is loaded once."""

    def __init__(self, out: str, settings: dict[str, Any]) -> None:
        from dateline.code.coder import Coder

        self._out = out
        self._coder = Coder(**settings)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Code one chunk and give how many documents were coded and refused, as {"part", "coded", "refused"}.

        What failed is written before what was coded: a part whose coded documents are there is complete.
        """
        documents = [Document.model_validate_json(line) for line in row["documents"]]
        failed: list[dict[str, str]] = json.loads(row["problems"])
        coded = self._code(documents, failed)
        part = row["part"]
        if failed:
            lines = "".join(json.dumps(failure, ensure_ascii=False) + "\n" for failure in failed)
            write_whole(f"{self._out}/{FAILED}/{part}.jsonl", lines.encode())
        sink = pa.BufferOutputStream()
        parquet.write_table(
            pa.Table.from_pylist([_row(document) for document in coded], SCHEMA), sink, compression="zstd"
        )
        write_whole(f"{self._out}/{CODED}/{part}.parquet", sink.getvalue())
        return {"part": part, "coded": len(coded), "refused": len(failed)}

    def _code(self, documents: list[Document], failed: list[dict[str, str]]) -> list[CodedDocument]:
        try:
            return list(self._coder.pipe(documents))
        except Exception:
            coded: list[CodedDocument] = []
        for document in documents:  # one of them makes the coder fail: find it, keep the others
            try:
                coded.extend(self._coder.pipe([document]))
            except Exception as error:
                reason = str(error) if isinstance(error, DatelineError) else f"{type(error).__name__}: {error}"
                failed.append({"place": document.id, "reason": reason})
        return coded


def part_name(file: InputFile, number: int) -> str:
    """Give the name of a chunk's output: the file's name cut short, a hash of where it is, and the chunk's number."""
    stem = "".join(letter if letter.isalnum() else "-" for letter in Path(file.name).name)[:40]
    return f"{stem}-{hashlib.sha256(file.where.encode()).hexdigest()[:12]}-{number:06d}"


def read_coded(out: Path | str) -> Iterator[CodedDocument]:
    """Yield the coded documents under an output folder of this machine, part by part in the order of their names."""
    for path in sorted(Path(out, CODED).glob("*.parquet")):
        for text in parquet.read_table(path, columns=["coded"]).column("coded").to_pylist():
            yield CodedDocument.model_validate_json(text)


def _row(document: CodedDocument) -> dict[str, Any]:
    fields: Sequence[str] = ("id", "title", "published", "publisher", "url", "language")
    return {field: getattr(document, field) for field in fields} | {
        "events": len(document.events),
        "coded": document.model_dump_json(),
    }
