"""Showing coded documents: a report to read, JSONL, PLOVER records and CSV."""

from __future__ import annotations

from dateline.show.jsonl import jsonl
from dateline.show.plover import plover_lines, plover_records
from dateline.show.tabular import csv_header, csv_rows
from dateline.show.visible import one_line, visible

__all__ = ["csv_header", "csv_rows", "jsonl", "one_line", "plover_lines", "plover_records", "visible"]
