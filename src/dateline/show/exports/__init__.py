"""Coded documents in the formats of other data sets and programs; `docs/exports.md` says what each holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from dateline.model import CodedDocument
from dateline.show.exports import acled, gdelt, geojson, hxl, polecat
from dateline.show.plover import plover_lines

__all__ = ["ExportFormat", "export_lines", "write_excel", "write_parquet"]


class ExportFormat(StrEnum):
    """What events can be exported as."""

    PLOVER = "plover"
    POLECAT = "polecat"
    ACLED = "acled"
    GDELT = "gdelt"
    GEOJSON = "geojson"
    HXL = "hxl"
    PARQUET = "parquet"
    XLSX = "xlsx"


def _plover(documents: Iterable[CodedDocument]) -> Iterator[str]:
    return map(plover_lines, documents)


_LINES: dict[ExportFormat, Callable[[Iterable[CodedDocument]], Iterator[str]]] = {
    ExportFormat.PLOVER: _plover,
    ExportFormat.POLECAT: polecat.lines,
    ExportFormat.ACLED: acled.lines,
    ExportFormat.GDELT: gdelt.lines,
    ExportFormat.GEOJSON: geojson.lines,
    ExportFormat.HXL: hxl.lines,
}


def export_lines(documents: Iterable[CodedDocument], format_: ExportFormat) -> Iterator[str]:
    """Yield the text of an export piece by piece, as documents come in; not for Parquet and Excel, which are no text.

    >>> from dateline.model import CodedDocument
    >>> nothing = CodedDocument(id="a", text="Nothing happened.")
    >>> "".join(export_lines([nothing], ExportFormat.POLECAT)).split(chr(9))[:3]
    ['Event ID', 'Event Date', 'Event Type']
    """
    return _LINES[format_](documents)


def write_parquet(documents: Iterable[CodedDocument], folder: Path) -> None:
    """Write the tables as Parquet files into a folder."""
    from dateline.show.exports import parquet  # pyarrow and openpyxl are slow to import

    parquet.write(documents, folder)


def write_excel(documents: Iterable[CodedDocument], path: Path) -> None:
    """Write the tables as an Excel workbook."""
    from dateline.show.exports import excel

    excel.write(documents, path)
