from __future__ import annotations

import csv
import io
import json

import pytest

from dateline.model import CodedDocument
from dateline.show import csv_header, csv_rows, jsonl, plover_lines, plover_records
from dateline.show.tabular import COLUMNS


def test_jsonl_is_the_document_exactly(coded: CodedDocument) -> None:
    line = jsonl(coded)
    assert line.count("\n") == 1
    assert json.loads(line) == coded.to_dict()


def test_jsonl_writes_control_characters_as_escapes_and_keeps_the_text() -> None:
    text = "a\x1b[31mb\x9bc\u202ed\u2028e\x7f\U000e0041 [red] 🚀 é"
    line = jsonl(CodedDocument(id="1", text=text))
    assert json.loads(line)["text"] == text
    assert "é" in line
    assert line.replace("\n", "").isprintable()


def test_jsonl_survives_lone_surrogates() -> None:
    assert json.loads(jsonl(CodedDocument(id="1", text="a\ud800")))["text"] == "a\ud800"


def test_plover_records_hold_one_event_each_with_its_evidence(coded: CodedDocument) -> None:
    records = plover_records(coded)
    assert [record["id"] for record in records] == ["d1/e1", "d1/e2", "d1/e3", "d1/e4", "d1/e5"]
    first = records[0]
    assert list(first) == [
        "id", "date", "enddate", "actor", "recipient", "event", "mode", "context", "quad_code", "event_scale",
        "event_loc", "event_text", "text_info", "cite_info",
    ]  # fmt: skip
    assert first["actor"][0]["name"] == "Houthi rebels"
    assert first["event_loc"]["geonameid"] == 71336
    info = first["text_info"]
    assert coded.text[info["start"] : info["end"]] == first["event_text"]
    assert info["attribution"][0]["source"] == "Yemeni coast guard"
    assert info["figures"][0]["value"] == 12
    assert [record["text_info"]["status"] for record in records][1:] == [
        "future",
        "hypothetical",
        "negated",
        "historical",
    ]
    assert first["cite_info"]["publisher"] == "Coast Wire"


def test_plover_lines_are_the_records_as_json(coded: CodedDocument) -> None:
    assert [json.loads(line) for line in plover_lines(coded).splitlines()] == plover_records(coded)
    assert plover_lines(CodedDocument(id="1", text="Nothing.")) == ""


def _rows(document: CodedDocument) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_header() + csv_rows(document), newline="")))


def test_csv_has_a_row_for_each_event(coded: CodedDocument) -> None:
    rows = _rows(coded)
    assert tuple(rows[0]) == COLUMNS
    first = rows[0]
    assert (first["event"], first["mode"], first["event_scale"]) == ("ASSAULT", "heavy-weapons", "-9.5")
    assert (first["actor"], first["actor_code"], first["actor_sector"]) == ("Houthi rebels", "YEM", "REB")
    assert (first["place"], first["lat"], first["lon"]) == ("Mokha", "13.32", "-43.25")
    assert (first["figures"], first["source"]) == ("12 people (dead)", "Yemeni coast guard")
    assert rows[2]["actor"] == rows[2]["place"] == rows[2]["date"] == ""
    assert csv_rows(coded).endswith("\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "  ="])
def test_csv_cells_that_look_like_formulas_are_defused(coded: CodedDocument, start: str) -> None:
    coded.title = start + "HYPERLINK(1)"
    assert _rows(coded)[0]["title"].startswith("'")


def test_csv_quotes_line_breaks_commas_and_quotation_marks(coded: CodedDocument) -> None:
    coded.title = 'Two\nlines, "quoted"'
    assert _rows(coded)[0]["title"] == coded.title
