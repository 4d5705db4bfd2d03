"""Knowledge: ontology, frames, actors, gazetteer tables and word lists, as data files.

`Knowledge()` reads the files that ship with Dateline. A user adds folders of his own, laid out like
`dateline/data`; what they say extends ours, and overrides it where it has the same key.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import KnowledgeError
from dateline.knowledge.cache import remembered

BUILT_IN = Path(__file__).parent.parent / "data"
_READER = f"dateline 1, yaml {yaml.__version__}"
"""Names how YAML is read, for the cache; to be changed with `_Loader`."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML in which only true and false are truth values: "no", "on" and "off" are words of English."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _parsed(content: bytes) -> Any:
    return yaml.load(content, Loader=_Loader)  # noqa: S506  a safe loader


class Knowledge:
    """The folders that knowledge is read from, ours first, the user's after it.

    Args:
        folders: the user's own folders, later ones override earlier ones.

    Raises:
        KnowledgeError: a folder does not exist.
    """

    def __init__(self, *folders: str | Path) -> None:
        self.folders = [BUILT_IN, *map(Path, folders)]
        for folder in self.folders:
            if not folder.is_dir():
                raise KnowledgeError(f"{folder}: no such knowledge folder; name a folder laid out like Dateline's data")

    def files(self, pattern: str) -> list[Path]:
        """Give the files matching a glob pattern ("frames/*.yaml"), folder by folder, sorted by name in each."""
        return [path for folder in self.folders for path in sorted(folder.glob(pattern))]

    def rows(self, pattern: str, *, required: Collection[str] = ()) -> Iterator[dict[str, str]]:
        """Yield the rows of the CSV files matching `pattern` as dicts; lines starting with "#" are comments.

        Args:
            pattern: a glob pattern ("actors/people.csv").
            required: the columns that each file must have.

        Raises:
            KnowledgeError: a file is no CSV in UTF-8 or lacks a column, or a row has more or fewer cells than the
                header.
        """
        for path in self.files(pattern):
            yield from _table(path, required)

    def keyed_rows(
        self, pattern: str, *, key: str, required: Collection[str] = ()
    ) -> Iterator[tuple[int, Path, dict[str, str]]]:
        """Yield folder number (0 is ours), path and row of the CSV files matching `pattern`, where rows of a later
        folder replace those of earlier folders that have the same value in the column `key`. Rows of one folder
        stand beside each other.

        Raises:
            KnowledgeError: as for `rows`; the column `key` is always required.
        """
        found = [
            (number, path, row)
            for number, folder in enumerate(self.folders)
            for path in sorted(folder.glob(pattern))
            for row in _table(path, {key, *required})
        ]
        last = {row[key]: number for number, _, row in found}
        return (each for each in found if each[0] == last[each[2][key]])

    def trees(self, pattern: str) -> Iterator[tuple[Path, Any]]:
        """Yield path and content of the YAML files matching `pattern`.

        Raises:
            KnowledgeError: a file is no YAML.
        """
        for path in self.files(pattern):
            try:
                content = remembered(path.read_bytes(), _parsed, reader=_READER)
            except (yaml.YAMLError, ValueError) as error:  # ValueError: no such date, no UTF-8
                raise KnowledgeError(f"{path}: not readable as YAML ({str(error).splitlines()[0]})") from error
            yield path, content

    def merged(self, pattern: str) -> dict[str, Any]:
        """Give the top-level mappings of the YAML files matching `pattern` as one: their lists are joined, and their
        mappings with all that lie in them; other values of later files replace earlier ones.

        Raises:
            KnowledgeError: a file is no YAML or no mapping, or has a value of another type than an earlier file.
        """
        result: dict[str, Any] = {}
        for path, content in self.trees(pattern):
            if not isinstance(content, dict):
                raise KnowledgeError(f"{path}: expected a mapping at the top")
            for name, value in content.items():
                old = result.get(name)
                _check_alike(path, str(name), [] if old is None else [old], value)
                if isinstance(old, list):
                    result[name] = old + value
                elif isinstance(old, dict):
                    result[name] = _joined(old, value)
                else:
                    result[name] = value
        return result


def _joined(old: dict[Any, Any], new: dict[Any, Any]) -> dict[Any, Any]:
    """Give two mappings as one; where both have a mapping, this too is joined, else the later value stands."""
    both = {key: _joined(old[key], new[key]) for key in old.keys() & new.keys() if _are_mappings(old[key], new[key])}
    return {**old, **new, **both}


def _are_mappings(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)


def _table(path: Path, required: Collection[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file; empty lines and lines starting with "#" are left out."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(line for line in lines if not line.startswith("#"))
            header = next(reader, [])
            missing = sorted(set(required).difference(header))
            if missing:
                raise KnowledgeError(f"{path}: no column {', '.join(missing)}; the header has {', '.join(header)}")
            for cells in reader:
                if len(cells) == len(header):
                    yield dict(zip(header, cells, strict=True))
                elif cells:
                    raise KnowledgeError(
                        f"{path}: row {cells[:1]} has {len(cells)} cells where the header has {len(header)}"
                    )
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not in UTF-8 ({error.reason}); save it as UTF-8") from error
    except csv.Error as error:
        raise KnowledgeError(f"{path}: not readable as CSV ({error})") from error


_KINDS = {bool: "truth value", int: "number", float: "number", str: "text", list: "list", dict: "mapping"}


def _kind(value: Any) -> str:
    return "empty value" if value is None else _KINDS.get(type(value), type(value).__name__)


def _check_alike(path: Path, where: str, olds: list[Any], new: Any) -> None:
    """Refuse a value that is empty, or of another type than all of those that stand at such a place already."""
    kind, known = _kind(new), sorted({_kind(old) for old in olds})
    if new is None or (known and kind not in known):
        raise KnowledgeError(f"{path}: {where}: {kind} where a {' or '.join(known) or 'value'} is expected")
    same = [old for old in olds if _kind(old) == kind]
    if isinstance(new, list):
        items = [item for old in same for item in old]
        plain = {_kind(item): item for item in items if not isinstance(item, (list, dict))}
        items = [*plain.values(), *(item for item in items if isinstance(item, (list, dict)))]
        for item in new:
            _check_alike(path, where, items, item)
    elif isinstance(new, dict):
        for name, value in new.items():
            inner = [old[name] for old in same if name in old]
            inner = inner or [value for old in same for value in old.values()]
            _check_alike(path, f"{where}.{name}", inner, value)
