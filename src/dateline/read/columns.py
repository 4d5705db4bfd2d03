"""Which column of a table is which field of a document: as the user says, else by the usual names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

import yaml

from dateline.errors import InputError

FIELDS = ("text", "id", "title", "published", "publisher", "url", "language")
_SHOWN = 12


def parse_columns(value: str) -> dict[str, str]:
    """Give field → column of a mapping as it is written on the command line.

    >>> parse_columns("text=body, published=date")
    {'text': 'body', 'published': 'date'}

    Raises:
        InputError: it has another form, or names something that is no field of a document.
    """
    columns: dict[str, str] = {}
    for part in value.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or field not in FIELDS or field in columns:
            raise InputError(
                f'--columns has "{part.strip()}"; write field=column, separated by commas, each field once; '
                f"fields are {', '.join(FIELDS)}"
            )
        columns[field] = column
    return columns


def choose_columns(found: Sequence[str], wanted: Mapping[str, str]) -> dict[str, int]:
    """Give field → position of its column among those of a table.

    Args:
        found: the table's columns.
        wanted: field → column as the user says; fields left out are looked for by their usual names.

    Raises:
        InputError: the table lacks a column that the user names, or one for the text.
    """
    chosen: dict[str, int] = {}
    plain = {_plain(name): position for position, name in reversed(list(enumerate(found)))}
    for field, name in wanted.items():
        position = found.index(name) if name in found else plain.get(_plain(name))
        if position is None:
            raise InputError(f'has no column "{name}" for {field}; its columns are {_listed(found)}')
        chosen[field] = position
    for field, names in _usual().items():
        if field not in chosen:
            position = next((plain[name] for name in names if name in plain), None)
            if position is not None and position not in chosen.values():
                chosen[field] = position
    if "text" not in chosen:
        raise InputError(
            f"no column looks like the text; name it with --columns text=NAME; its columns are {_listed(found)}"
        )
    return chosen


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name if len(name) <= 40 else name[:40] + "…" for name in names[:_SHOWN])
    return shown + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "") or "none"


@lru_cache(maxsize=1)
def _usual() -> dict[str, list[str]]:
    text = resources.files("dateline.data").joinpath("sources/columns.yaml").read_text(encoding="utf-8")
    usual: dict[str, list[str]] = yaml.safe_load(text)
    return usual
