"""Rows as text that programs read and people open: no cell breaks a row, and no spreadsheet takes one for a formula."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence

from dateline.show.tabular import Cell, safe_cell
from dateline.show.visible import one_line


def comma_separated(cells: Sequence[Cell]) -> str:
    """Give a row as CSV (RFC 4180) with its line end; text that looks like a formula begins with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def tab_separated(cells: Sequence[Cell]) -> str:
    """Give a row of cells between tabs with its line end, read the same with and without regard to quotation marks:
    white space becomes a space and a double quotation mark a single one. Formulas as in `comma_separated`.
    """
    return "\t".join(_plain(cell) for cell in cells) + "\n"


def number_of(name: str) -> int:
    """Give a number below 10 to the 15th that always stands for this id: for formats whose ids are numbers. A
    spreadsheet keeps all its digits; two of a million events share one with a probability of 0.0005.
    """
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "replace")).digest()[:8]) % 10**15


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    return str(safe_cell(one_line(cell))).replace('"', "'")
