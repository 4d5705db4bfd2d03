"""POLECAT, ACLED and GDELT: the columns that their readers expect, in rows that general parsers read."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import CodedDocument
from dateline.show.exports import ExportFormat, acled, export_lines, gdelt, polecat
from dateline.show.exports.hxl import COLUMNS as HXL_COLUMNS
from dateline.show.exports.reference import cameo

pandas = pytest.importorskip("pandas")


def _tab_rows(document: CodedDocument, format_: ExportFormat, quoting: Any) -> list[list[str]]:
    text = "".join(export_lines([document], format_))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=quoting))


def test_polecat_has_its_forty_columns(coded: CodedDocument) -> None:
    assert len(polecat.COLUMNS) == 40
    header, *rows = _tab_rows(coded, ExportFormat.POLECAT, csv.QUOTE_NONE)
    assert tuple(header) == polecat.COLUMNS
    [row] = [dict(zip(header, row, strict=True)) for row in rows]  # the other four did not happen in the story
    expected = {
        "Event ID": "d1/e1", "Event Date": "2024-03-04", "Event Type": "ASSAULT", "Event Mode": "heavy-weapons",
        "Intensity": "-9.5", "Quad Code": "MATERIAL CONFLICT", "Contexts": "military", "Actor Name": "Houthi rebels",
        "Actor Country": "Yemen", "Actor COW": "678", "Primary Actor Sector": "REB", "Actor Name Raw": "Rebels",
        "Recipient Name": "", "Placename": "Al Mukhā", "City": "Al Mukhā", "Province": "Taiz", "Country": "Yemen",
        "Latitude": "13.32", "GeoNames ID": "71336", "Raw Placename": "Mokha", "Feature Type": "PPL",
        "Source": "Coast Wire", "Publication Date": "2024-03-05", "Language": "en",
        "Story Organizations": "Government of Yemen; Yemeni coast guard",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_acled_has_its_thirty_one_columns(coded: CodedDocument) -> None:
    assert len(acled.COLUMNS) == 31
    frame = pandas.read_csv(io.StringIO("".join(export_lines([coded], ExportFormat.ACLED))), keep_default_na=False)
    assert tuple(frame.columns) == acled.COLUMNS
    [row] = frame.to_dict("records")
    expected = {
        "event_date": "2024-03-04", "year": 2024, "time_precision": 1, "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Houthi rebels", "inter1": "Rebel group", "actor2": "", "interaction": "Rebel group only", "iso": 887,
        "region": "Middle East", "country": "Yemen", "admin1": "Taiz", "location": "Al Mukhā", "geo_precision": 1,
        "source": "Coast Wire", "fatalities": 12, "timestamp": 1709596800,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["event_id_cnty"].startswith("YEM")


def test_gdelt_has_its_sixty_one_columns_and_no_header(coded: CodedDocument) -> None:
    assert len(gdelt.COLUMNS) == 61
    text = "".join(export_lines([coded], ExportFormat.GDELT))
    frame = pandas.read_csv(io.StringIO(text), sep="\t", header=None, names=gdelt.COLUMNS, dtype={"EventCode": str})
    [row] = frame.to_dict("records")
    expected = {
        "SQLDATE": 20240304, "MonthYear": 202403, "Year": 2024, "Actor1Code": "YEMREB", "Actor1Name": "HOUTHI REBELS",
        "Actor1CountryCode": "YEM", "Actor1Type1Code": "REB", "IsRootEvent": 1, "EventCode": "194",
        "EventBaseCode": 194, "EventRootCode": 19, "QuadClass": 4, "GoldsteinScale": -10.0, "NumMentions": 1,
        "Actor1Geo_Type": 0, "ActionGeo_Type": 4, "ActionGeo_FullName": "Al Mukhā, Taiz, Yemen",
        "ActionGeo_CountryCode": "YM", "ActionGeo_Lat": 13.32, "DATEADDED": 20240305000000,
        "SOURCEURL": "https://example.org/1",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["FractionDate"] == pytest.approx(2024 + 64 / 365, abs=1e-4)


@pytest.mark.parametrize("format_", [ExportFormat.POLECAT, ExportFormat.GDELT])
def test_tab_separated_rows_read_the_same_with_and_without_quotation_marks(
    awkward: CodedDocument, format_: ExportFormat
) -> None:
    plain, quoted = (_tab_rows(awkward, format_, quoting) for quoting in (csv.QUOTE_NONE, csv.QUOTE_MINIMAL))
    assert plain == quoted
    assert len({len(row) for row in plain}) == 1


@pytest.mark.parametrize("format_", [ExportFormat.POLECAT, ExportFormat.ACLED, ExportFormat.GDELT, ExportFormat.HXL])
def test_no_text_cell_is_a_formula(awkward: CodedDocument, format_: ExportFormat) -> None:
    text = "".join(export_lines([awkward], format_))
    tabs = format_ in (ExportFormat.POLECAT, ExportFormat.GDELT)
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ",") for cell in row]
    bad = [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and not _is_number(cell)]
    assert bad == []
    assert any(cell.startswith("'@") for cell in cells)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("event", "mode", "context", "code", "quad"),
    [
        ("ASSAULT", ["drone"], ["military"], "195", 4),
        ("ASSAULT", [], ["military"], "190", 4),
        ("ASSAULT", [], [], "180", 4),
        ("AID", [], ["human_security"], "073", 2),
        ("PROTEST", ["demo"], ["rights_freedoms"], "1413", 4),
        ("RETREAT", ["release"], [], "0841", 2),
        ("ACCUSE", ["investigate"], ["human_rights"], "092", 3),
        ("CONSULT", ["phone"], [], "041", 1),
    ],
)
def test_cameo_takes_the_most_telling_code(
    coded: CodedDocument, event: str, mode: list[str], context: list[str], code: str, quad: int
) -> None:
    found = cameo(coded.events[0].model_copy(update={"event": event, "mode": mode, "context": context}))
    assert (found.code, found.quad_class) == (code, quad)


def _acled(document: CodedDocument, **fields: Any) -> dict[str, str] | None:
    changed = document.model_copy(update={"events": [document.events[0].model_copy(update=fields)]})
    rows = list(csv.DictReader(io.StringIO("".join(acled.lines([changed])), newline="")))
    return rows[0] if rows else None


def test_acled_types_depend_on_who_fights_whom(coded: CodedDocument) -> None:
    rebels = coded.events[0].actor
    civilians = [rebels[0].model_copy(update={"sector": ["CVL"]})]
    soldiers = [rebels[0].model_copy(update={"sector": ["MIL"]})]
    for fields, expected in (
        ({"mode": ["firearms"], "recipient": soldiers}, ("Battles", "Armed clash", "")),
        ({"mode": [], "recipient": civilians}, ("Violence against civilians", "Attack", "Civilian targeting")),
        ({"mode": [], "actor": civilians, "recipient": civilians}, ("Riots", "Mob violence", "Civilian targeting")),
        ({"mode": ["drone"]}, ("Explosions/Remote violence", "Air/drone strike", "")),
        (
            {"mode": ["crowd-control"], "actor": soldiers, "recipient": civilians},
            ("Protests", "Excessive force against protesters", "Civilian targeting"),
        ),
        ({"event": "PROTEST", "mode": ["demo"]}, ("Protests", "Peaceful protest", "")),
        ({"event": "COERCE", "mode": ["arrest"]}, ("Strategic developments", "Arrests", "")),
    ):
        row = _acled(coded, **fields)
        assert row is not None
        assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"]) == expected
    row = _acled(coded, mode=["crowd-control"], actor=soldiers, recipient=civilians)
    assert row is not None
    assert (row["inter1"], row["inter2"], row["interaction"]) == (
        "Protesters", "State forces", "State forces-Protesters"
    )  # fmt: skip


def test_acled_leaves_out_what_it_has_no_type_day_or_place_for(coded: CodedDocument) -> None:
    assert _acled(coded, event="CONSULT", mode=[]) is None
    assert _acled(coded, status="hypothetical") is None
    assert _acled(coded, date="2024") is None
    assert _acled(coded, event_loc=None) is None
    row = _acled(coded, date="2024-02")
    assert row is not None
    assert (row["event_date"], row["time_precision"]) == ("2024-02-15", "3")
    row = _acled(coded, date="2024-W10")
    assert row is not None
    assert (row["event_date"], row["time_precision"]) == ("2024-03-07", "2")


def test_acled_counts_the_fewest_deaths_that_are_told(coded: CodedDocument) -> None:
    dead = coded.figures[0]
    for figures, expected in (
        ([dead.model_copy(update={"low": 10.0})], "10"),
        ([dead.model_copy(update={"value": None, "text": "dozens"})], "24"),
        ([dead, dead.model_copy(update={"value": 3.0})], "12"),  # "12 people, three of them children"
        ([dead, dead.model_copy(update={"value": 9.0, "attribution": ["s1"]})], "9"),  # two who tell
    ):
        changed = coded.model_copy(update={"figures": figures})
        row = _acled(changed, figures=list(range(len(figures))))
        assert row is not None
        assert row["fatalities"] == expected
    coded.attributions[0].stance = "denies"
    changed = coded.model_copy(update={"figures": [dead.model_copy(update={"attribution": ["s1"]})]})
    row = _acled(changed, figures=[0])
    assert row is not None
    assert row["fatalities"] == "0"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.text(st.characters(exclude_categories=())), format_=st.sampled_from(["polecat", "gdelt", "acled", "hxl"])
)
def test_no_text_breaks_a_row(coded: CodedDocument, said: str, format_: str) -> None:
    document = coded.model_copy(update={"title": said, "publisher": said, "url": said})
    entity = document.entities[0].model_copy(update={"name": said})
    document = document.model_copy(update={"entities": [entity, *document.entities[1:]]})
    text = "".join(export_lines([document], ExportFormat(format_)))
    tabs = format_ in ("polecat", "gdelt")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ","))
    expected = {"polecat": (40, 2), "gdelt": (61, 1), "acled": (31, 2), "hxl": (len(HXL_COLUMNS), 7)}[format_]
    assert ({len(row) for row in rows}, len(rows)) == ({expected[0]}, expected[1])
    text.encode("utf-8", "replace")
