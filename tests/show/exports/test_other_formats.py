"""PLOVER, GeoJSON, HXL, Parquet, Excel and frames, each read by a reader that is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import hxl
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from dateline.model import CodedDocument
from dateline.show import plover_records
from dateline.show.exports import ExportFormat, export_lines, write_excel, write_parquet
from dateline.show.exports import hxl as ours
from dateline.show.exports.excel import write
from dateline.show.exports.tables import TABLES, rows_of
from dateline.show.frames import tables


def test_plover_is_a_record_a_line(coded: CodedDocument) -> None:
    lines = "".join(export_lines([coded], ExportFormat.PLOVER)).splitlines()
    assert [json.loads(line) for line in lines] == plover_records(coded)


def test_geojson_is_a_collection_of_points(awkward: CodedDocument) -> None:
    found = json.loads("".join(export_lines([awkward, awkward], ExportFormat.GEOJSON)))
    assert set(found) == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == 2  # four of five events have no coordinates
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["geometry"] == {"type": "Point", "coordinates": [-43.25, 13.32]}
        assert feature["properties"]["title"] == awkward.title
    assert json.loads("".join(export_lines([], ExportFormat.GEOJSON)))["features"] == []


def test_hxl_is_valid_by_libhxl(awkward: CodedDocument, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("".join(export_lines([awkward], ExportFormat.HXL)), encoding="utf-8", newline="")
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        problems: list[str] = []
        hxl.schema(callback=lambda error: problems.append(str(error))).validate(source)
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        assert tuple((column.header, column.display_tag) for column in source.columns) == tuple(
            (header, hxl.model.Column.parse(tag).display_tag) for header, tag in ours.COLUMNS
        )
        rows = list(source)
    assert problems == []
    assert len(rows) == len(awkward.events)
    assert rows[0].get("#affected+killed-low-high") == "12"
    assert rows[0].get("#date+occurred+start") == "2024-03-04"
    assert [row.get("#status") for row in rows] == [event.status for event in awkward.events]


def test_parquet_has_a_file_for_each_table(coded: CodedDocument, tmp_path: Path) -> None:
    write_parquet([coded, coded.model_copy(update={"id": "d2"})], tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == set(TABLES)
    for table, rows in rows_of(coded).items():
        read = pq.read_table(tmp_path / f"{table}.parquet")
        names = [column.name for column in TABLES[table]]
        assert read.column_names == names
        expected = [{name: row[name] for name in names} for row in rows]
        assert read.to_pylist()[: len(rows)] == expected
        assert read.num_rows == 2 * len(rows)


def test_excel_has_a_sheet_for_each_table_after_the_dictionary(awkward: CodedDocument, tmp_path: Path) -> None:
    write_excel([awkward], tmp_path / "events.xlsx")
    book = load_workbook(tmp_path / "events.xlsx")
    assert book.sheetnames == ["dictionary", *TABLES]
    words = {(row[0], row[1]) for row in book["dictionary"].iter_rows(min_row=2, values_only=True)}
    assert words == {(table, column.name) for table, columns in TABLES.items() for column in columns}
    for table, rows in rows_of(awkward).items():
        header, *read = book[table].iter_rows()
        assert [cell.value for cell in header] == [column.name for column in TABLES[table]]
        assert len(read) == len(rows)
        assert {cell.data_type for row in read for cell in row} <= {"s", "inlineStr", "n"}, "no formula, no error"
    assert book["documents"]["B2"].value == awkward.title
    assert book["events"]["D2"].value == "heavy-weapons"
    assert book["events"]["H2"].value == -9.5


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "+1", "-x", "@SUM(A1)", "\t=1", " =1"])
def test_excel_keeps_text_as_text(coded: CodedDocument, tmp_path: Path, text: str) -> None:
    coded.title = text
    write_excel([coded], tmp_path / "events.xlsx")
    cell = load_workbook(tmp_path / "events.xlsx")["documents"]["B2"]
    assert cell.value == text.replace("\t", " ")
    assert cell.data_type in ("s", "inlineStr")


def test_a_long_table_goes_on_in_another_sheet(coded: CodedDocument, tmp_path: Path) -> None:
    write([coded], tmp_path / "events.xlsx", most_rows=4)
    book = load_workbook(tmp_path / "events.xlsx")
    assert [book[name].max_row for name in ("events", "events 2")] == [4, 3]
    coded.events[0].text = "x" * 40_000
    write([coded], tmp_path / "events.xlsx")
    assert len(load_workbook(tmp_path / "events.xlsx")["events"]["AA2"].value) == 32_767


def test_frames_are_arrow_tables_that_pandas_takes(coded: CodedDocument) -> None:
    found = tables([coded])
    assert set(found) == set(TABLES)
    frame = found["events"].to_pandas()
    assert list(frame["event"]) == [event.event for event in coded.events]
    assert frame["lat"][0] == 13.32
    assert found["events"].schema.field("lat").metadata[b"meaning"].startswith(b"Latitude")
    assert found["figures"].num_rows == 2
