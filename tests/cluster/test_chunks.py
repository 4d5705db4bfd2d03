"""What the cluster's readers hand on: the documents of every kind of file, as a local run reads them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from dateline.cluster.chunks import ChunkReader
from dateline.cluster.files import list_files
from dateline.model import Document
from dateline.read import Given, read_documents
from tests.read.made import STORY, page, warc

HTML = "200 OK\nContent-Type: text/html"


def test_parquet_and_archives_are_read_as_a_local_run_reads_them(tmp_path: Path) -> None:
    given = Given(columns={"text": "words"})
    parquet.write_table(pa.table({"words": [STORY, ""], "id": ["p1", "p2"]}), tmp_path / "a.parquet")
    pages = [(f"https://example.org/{n}", HTML, page().encode()) for n in range(40)]
    (tmp_path / "b.warc.gz").write_bytes(warc(pages, gzip=True))

    reader = ChunkReader(given, frozenset())
    chunks = [chunk for file in list_files([str(tmp_path)]) for chunk in reader(asdict(file))]
    documents = [Document.model_validate_json(line) for chunk in chunks for line in chunk["documents"]]
    assert [len(chunk["documents"]) for chunk in chunks] == [1, 32, 8]
    assert documents == list(read_documents([tmp_path], report=lambda _: None, given=given))
    [problem] = [problem for chunk in chunks for problem in json.loads(chunk["problems"])]
    assert problem == {"place": f"{tmp_path}/a.parquet, row 2", "reason": "the text is empty; nothing to code"}
