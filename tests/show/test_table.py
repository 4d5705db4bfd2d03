from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from dateline.model import CodedDocument
from dateline.show import csv_rows, one_line, visible
from dateline.show.table import print_report, report_console


def _report(document: CodedDocument) -> str:
    out = io.StringIO()
    print_report(document, report_console(out))
    return out.getvalue()


def test_events_are_grouped_by_status_each_with_its_evidence(coded: CodedDocument) -> None:
    report = _report(coded)
    groups = [
        "Reported events (1)",
        "Expected or planned",
        "Possible",
        "Said not to have",
        "Background",
        "Other figures (1)",
    ]
    assert [report.index(group) for group in groups] == sorted(report.index(group) for group in groups)
    assert "Port shelled\nCoast Wire · 2024-03-05" in report
    assert "Houthi rebels (YEM REB)" in report
    assert "at Mokha (Al Mukhā, Taiz, YEM) · 12 people (dead)" in report
    assert "according to Yemeni" in report
    assert "Rebels [shelled] the port" in report
    assert "5 events (1 actual, 1 future, 1 hypothetical, 1 negated, 1 historical), 3\nactors" in report


def test_events_of_one_status_come_by_date(coded: CodedDocument) -> None:
    for event, date in zip(coded.events, ["2024-03-04", None, "2023", "2024-01-01", "2024-03-04"], strict=True):
        event.status, event.date = "actual", date
    report = _report(coded)
    shown = sorted(("shelled", "send", "meet", "enter", "bombed"), key=lambda word: report.index(f"[{word}]"))
    assert shown == ["meet", "enter", "shelled", "bombed", "send"]


def test_a_report_fits_80_columns_and_has_no_colour_outside_a_terminal(coded: CodedDocument) -> None:
    coded.title = "Port " * 60
    coded.events[0].text = coded.events[0].text + " and more" * 200
    report = _report(coded)
    assert max(map(cell_len, report.splitlines())) <= 80
    assert "\x1b" not in report


def test_on_a_terminal_the_trigger_is_marked_by_style(coded: CodedDocument) -> None:
    out = io.StringIO()
    print_report(coded, Console(file=out, force_terminal=True, color_system="standard", width=100, highlight=False))
    assert "[shelled]" not in out.getvalue()
    assert "\x1b[1;4mshelled" in out.getvalue()


def test_a_document_without_events_still_reports() -> None:
    assert "0 events, 0 actors" in _report(CodedDocument(id="1", text="Nothing happened."))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 中文 العربية", "plain é 中文 العربية"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("a\x7fb\x9bc", "a␡b�c"),
        ("abc\u202edef\u2066", "abc�def�"),
        ("co\u00adop\u200b", "coop"),
        ("one\r\ntwo\u2028three\u00a0four", "one  two three four"),
        ("\ud800", "�"),
        ("[red]x[/red]", "[red]x[/red]"),
    ],
)
def test_what_would_steer_a_terminal_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_text_is_printable(text: str) -> None:
    assert visible(text).isprintable()
    assert "\n" not in one_line(text)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40) | st.sampled_from(["\x1b]0;x\x07", "[bold red]", "[/]", "\u202eevil", ":boom:", "\x9b2J"]))
def test_no_text_reaches_the_report_or_table_as_control_or_markup(coded: CodedDocument, text: str) -> None:
    hostile = coded.model_copy(deep=True)
    hostile.id = hostile.title = hostile.publisher = hostile.url = hostile.published = text
    for entity in hostile.entities:
        entity.name = text
    hostile.figures[0].text = hostile.figures[1].text = hostile.figures[1].of = text
    event = hostile.events[0]
    event.text, event.trigger.text, event.event, event.date = text, text, text, text
    event.mode, event.context, event.actor[0].sector, event.actor[0].code = [text], [text], [text], text
    assert event.event_loc is not None
    event.event_loc.name = event.event_loc.text = event.event_loc.province = text
    for shown in (_report(hostile), csv_rows(hostile).replace("\r\n", "\n")):
        assert shown.replace("\n", "").isprintable()


def test_markup_in_a_document_is_shown_literally(coded: CodedDocument) -> None:
    coded.title = "[bold red]Alarm[/] :boom:"
    assert "[bold red]Alarm[/] :boom:" in _report(coded)
