"""The tables as one Excel workbook: a sheet each, after a dictionary of all columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from dateline.model import CodedDocument
from dateline.show.exports.tables import TABLES, rows_of
from dateline.show.visible import visible

MOST_ROWS = 1_048_576
"""Rows of a sheet, a limit of Excel's; a longer table goes on in a sheet of the next number."""
MOST_CHARACTERS = 32_767
_SPECIAL = ("=", "+", "-", "@", "#", "\t", "\r")


def write(documents: Iterable[CodedDocument], path: Path, *, most_rows: int = MOST_ROWS) -> None:
    """Write the workbook. Text is text, whatever it begins with: no cell is ever a formula."""
    book = Workbook(write_only=True)
    dictionary = book.create_sheet("dictionary")
    dictionary.append(["table", "column", "holds", "meaning"])
    sheets = {}
    for table, columns in TABLES.items():
        for column in columns:
            dictionary.append([table, column.name, column.kind, column.meaning])
    for table in TABLES:
        sheets[table] = _Sheets(book, table, most_rows)
    for document in documents:
        for table, rows in rows_of(document).items():
            for row in rows:
                sheets[table].append([row[column.name] for column in TABLES[table]])
    book.save(path)


class _Sheets:
    """A table on one sheet, and on further ones where it is long."""

    def __init__(self, book: Workbook, table: str, most_rows: int) -> None:
        self._book, self._table, self._most_rows = book, table, most_rows
        self._number, self._rows = 0, most_rows
        self._start()

    def append(self, values: list[Any]) -> None:
        if self._rows >= self._most_rows:
            self._start()
        self._sheet.append([self._cell(value) for value in values])
        self._rows += 1

    def _start(self) -> None:
        self._number += 1
        name = self._table if self._number == 1 else f"{self._table} {self._number}"
        self._sheet = self._book.create_sheet(name)
        self._sheet.freeze_panes = "A2"
        self._sheet.append([column.name for column in TABLES[self._table]])
        self._rows = 1

    def _cell(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = visible(value, keep="\n")
        if len(text) > MOST_CHARACTERS:
            text = text[: MOST_CHARACTERS - 1] + "…"
        if not text.lstrip().startswith(_SPECIAL):
            return text
        cell = WriteOnlyCell(self._sheet, value=None)
        cell.value = text
        cell.data_type = "s"  # openpyxl would take "=..." for a formula and "#N/A" for an error
        cell.quotePrefix = True  # and so would Excel, once the cell is edited
        return cell
