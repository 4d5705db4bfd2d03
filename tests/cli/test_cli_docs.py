"""The manual page names every command, option, exit code and column."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer.main

from dateline.cli import app
from dateline.model import CodedDocument
from dateline.read import MAX_CHARS
from dateline.show.plover import plover_records
from dateline.show.tabular import COLUMNS

MANUAL = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def _options(command: str) -> list[str]:
    group = typer.main.get_command(app)
    return [option for param in group.commands[command].params for option in param.opts if option.startswith("--")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "option",
    [
        *_options("code"),
        *_options("watch"),
        *_options("serve"),
        *_options("plot"),
        "dateline token create",
        "dateline mcp",
        "dateline schema",
        "dateline gazetteer build",
        "--version",
    ],
)
def test_every_command_and_option_is_in_the_manual(option: str) -> None:
    assert option in MANUAL


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_in_the_manual(column: str) -> None:
    assert f"`{column}`" in MANUAL


def test_every_plover_field_is_in_the_manual() -> None:
    span = {"start": 0, "end": 6, "text": "Rebels"}
    event = {
        "id": "e1",
        "event": "ASSAULT",
        "quad_code": 4,
        "event_scale": -9,
        "trigger": span,
        "confidence": 1,
        **span,
    }
    [record] = plover_records(CodedDocument.model_validate({"id": "1", "text": "Rebels", "events": [event]}))
    missing = [name for name in [*record, *record["text_info"], *record["cite_info"]] if f"`{name}`" not in MANUAL]
    assert missing == []


def test_the_limit_is_in_the_manual() -> None:
    assert f"{MAX_CHARS:,} characters" in MANUAL
