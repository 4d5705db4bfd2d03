"""The manual names every column of every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.show.exports import ExportFormat, acled, gdelt, hxl, polecat
from dateline.show.exports.tables import TABLES

DOCS = Path(__file__).parents[3] / "docs"
MANUAL = (DOCS / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*ExportFormat, *TABLES, *polecat.COLUMNS, *acled.COLUMNS])
def test_every_format_table_and_plain_column_is_named(name: str) -> None:
    assert f"`{name}`" in MANUAL


@pytest.mark.parametrize("column", gdelt.COLUMNS)
def test_every_column_of_gdelt_is_named(column: str) -> None:
    shortened = column.removeprefix("Actor1").removeprefix("Actor2").removeprefix("ActionGeo")
    if column.startswith(("Actor1Geo", "Actor2Geo")):
        shortened = "Actor1Geo_"
    if shortened in ("Type2Code", "Type1Code", "Type3Code"):
        shortened = "Type1Code`–`Type3Code"
    assert f"`{column}`" in MANUAL or f"`{shortened}" in MANUAL


@pytest.mark.parametrize("tag", [tag for _, tag in hxl.COLUMNS])
def test_every_hashtag_is_named(tag: str) -> None:
    assert f"`{tag.removesuffix('+low').removesuffix('+high')}`" in MANUAL


@pytest.mark.parametrize(("table", "column"), [(t, c.name) for t, columns in TABLES.items() for c in columns])
def test_every_column_of_the_tables_is_in_the_manual_of_the_store(table: str, column: str) -> None:
    if (table, column) in (("documents", "events"), ("parties", "document")):  # of the export alone
        return
    row = next(
        line
        for line in (DOCS / "store.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| `{table}` |")
    )
    assert f"`{column}`" in row
