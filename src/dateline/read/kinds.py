"""Kinds of input by the ending of their name."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a file holds."""

    TEXT = "text"
    PAGE = "page"
    PDF = "PDF"
    MAIL = "mail"
    RECORDS = "JSONL"
    TABLE = "CSV"
    PARQUET = "Parquet"
    ARCHIVE = "WARC"
    LIST = "list of links"


_ENDINGS = {
    ".txt": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".pdf": Kind.PDF,
    ".eml": Kind.MAIL,
    ".jsonl": Kind.RECORDS,
    ".jsonl.gz": Kind.RECORDS,
    ".csv": Kind.TABLE,
    ".csv.gz": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".tsv.gz": Kind.TABLE,
    ".parquet": Kind.PARQUET,
    ".warc": Kind.ARCHIVE,
    ".warc.gz": Kind.ARCHIVE,
}
_LISTS = (".opml", ".rss", ".atom", ".xml", ".xml.gz")

SUFFIXES = tuple(_ENDINGS)
"""Endings of the files that hold documents; these are looked for in folders."""

_SEVERAL = frozenset({Kind.RECORDS, Kind.TABLE, Kind.PARQUET, Kind.ARCHIVE, Kind.LIST})


def kind_of(name: str) -> Kind | None:
    """Give the kind of a file by its name, None where the ending is unknown."""
    name = name.lower()
    if name.endswith(_LISTS):
        return Kind.LIST
    return next((kind for ending, kind in _ENDINGS.items() if name.endswith(ending)), None)


def is_several(name: str) -> bool:
    """Tell whether a file of this name holds many documents, or leads to many."""
    return kind_of(name) in _SEVERAL
