"""CSV and Parquet: a document a row, by the columns that are named or have the usual names."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from dateline.errors import InputError
from dateline.read import Given
from dateline.read.columns import choose_columns, parse_columns
from dateline.read.tables import read_csv
from tests.read.made import STORY, read


def _csv(rows: list[list[str]], **form: Any) -> bytes:
    sink = io.StringIO()
    csv.writer(sink, **form).writerows(rows)
    return sink.getvalue().encode()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_usual_names_are_found_whatever_separates_the_cells(tmp_path: Path, separator: str) -> None:
    rows = [["Doc ID", "Headline", "Date", "Body", "Source"], ["7", "T", "2024-03-05", STORY + '\n"More."', "Wire"]]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + _csv(rows, delimiter=separator))
    [document], problems = read(path)
    assert (document.id, document.title, document.published, document.publisher) == ("7", "T", "2024-03-05", "Wire")
    assert document.text == STORY + '\n"More."'
    assert problems == []


def test_named_columns_go_before_usual_ones_and_rows_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(_csv([["text", "notes", "when"], ["x", STORY, "20240305"], ["y", "", ""]]), mtime=0))
    given = Given(columns={"text": "notes", "published": "when"})
    [document], [problem] = read(path, given=given)
    assert (document.id, document.text, document.published) == ("a.csv.gz:1", STORY, "2024-03-05")
    assert str(problem) == f"{path}, row 2: the text is empty; nothing to code"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2024/03/05", "2024-03-05"),
        ("2024-03-05 10:00:00 UTC", "2024-03-05 10:00:00Z"),
        ("Tue, 05 Mar 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
        ("", None),
    ],
)
def test_dates_as_tables_write_them(tmp_path: Path, written: str, read_as: str | None) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(_csv([["text", "date"], [STORY, written]]))
    assert read(path)[0][0].published == read_as


def test_a_date_that_could_mean_two_days_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(_csv([["text", "date"], [STORY, "03/04/2024"], [STORY, "2024-03-04"]]))
    documents, [problem] = read(path)
    assert [d.id for d in documents] == ["a.csv:2"]
    assert "row 1: published is" in str(problem)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    story = "The mayor of Besançon said that “nobody was hurt” when protesters blocked the road."
    path = tmp_path / "a.csv"
    path.write_bytes(f'text,id\n"{story}",1\n'.encode(encoding))
    assert read(path)[0][0].text == story


def test_a_row_of_another_encoding_is_refused_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f'"{STORY} Café {n}."'.encode("latin-1" if n == 20_000 else "utf-8") for n in range(20_001)]
    path.write_bytes(b"text\n" + b"\n".join(rows) + b"\n")
    with path.open("rb") as stream:
        found = [what for _, what in read_csv(stream, name="a.csv", columns={})]
    assert sum(isinstance(what, InputError) for what in found) == 1
    assert "not valid UTF-8" in str(found[-1])


@pytest.mark.parametrize(
    ("data", "columns", "said"),
    [
        (b"", {}, "must name the columns"),
        (b"a,b\n1,2\n", {}, "no column looks like the text; name it with --columns text=NAME; its columns are a, b"),
        (b"text,b\n1,2\n", {"title": "c"}, 'has no column "c" for title; its columns are text, b'),
        (b"text\n\0\0\0", {}, "binary data"),
        (b"text,id\n" + STORY.encode() + b'\n"' + (b"a" * 999 + b"\n") * 4_001, {}, "close its quotation mark"),
    ],
    ids=["empty", "no text", "no such column", "binary", "open quotation mark"],
)
def test_what_is_no_table_is_told(tmp_path: Path, data: bytes, columns: dict[str, str], said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    _, problems = read(path, given=Given(columns=columns))
    assert said in problems[-1].message


def test_parquet_with_times_and_numbers_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "article_id": [1, 2, 3, 4],
            "content": [STORY, None, STORY, ["no text"][0]],
            "published_at": pa.array([datetime(2024, 3, 5, 10, 0, tzinfo=UTC), None, None, None]),
            "link": ["https://example.org/a", "", None, None],
            "embedding": [[0.1], [0.2], [0.3], [0.4]],
        }
    )
    parquet.write_table(table, path)
    documents, [problem] = read(path)
    assert [d.id for d in documents] == ["1", "3", "4"]
    assert (documents[0].published, documents[0].url) == ("2024-03-05T10:00:00+00:00", "https://example.org/a")
    assert "row 2: the text is empty" in str(problem)


def test_parquet_with_days_and_no_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": [STORY], "date": pa.array([date(2024, 3, 5)])}), path)
    [document], _ = read(path)
    assert (document.id, document.published) == ("a.parquet:1", "2024-03-05")


@pytest.mark.parametrize("column", [pa.array([7]), pa.array([["a"]]), pa.array([b"a"])])
def test_parquet_whose_text_is_none(tmp_path: Path, column: pa.Array) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": column}), path)
    documents, [problem] = read(path)
    assert documents == []
    assert "the text is no string; name the right column" in problem.message


def test_a_broken_parquet_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": [STORY] * 50}), path)
    path.write_bytes(path.read_bytes()[:200])
    assert "broken or no Parquet file" in read(path)[1][0].message


@pytest.mark.parametrize("value", ["", "text", "text=", "body=text", "text=a,text=b", "text=a,,url=b"])
def test_a_mapping_of_another_form_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="write field=column"):
        parse_columns(value)


def test_names_are_compared_without_case_and_spaces() -> None:
    assert choose_columns(["Full Text", "Pub-Date", "x"], {"title": "X"}) == {"text": 0, "published": 1, "title": 2}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30), max_size=5))
def test_any_text_survives_a_csv_file(texts: list[str]) -> None:
    data = _csv([["id", "text"], *([str(n), text] for n, text in enumerate(texts))])
    found = [what for _, what in read_csv(io.BytesIO(data), name="a", columns={})]
    assert [what.text for what in found if not isinstance(what, InputError)] == texts
