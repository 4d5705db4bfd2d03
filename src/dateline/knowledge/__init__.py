"""Knowledge: ontology, frames, actors, gazetteer tables and word lists, as data files.

`Knowledge()` reads the files that ship with Dateline. A user adds folders of his own, laid out like
`dateline/data`; what they say extends ours, and overrides it where it has the same key.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import KnowledgeError

BUILT_IN = Path(__file__).parent.parent / "data"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML in which only true and false are truth values: "no", "on" and "off" are words of English."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


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

    @cached_property
    def key(self) -> str:
        """A string that identifies this set of folders, for caches."""
        return "|".join(str(folder.resolve()) for folder in self.folders)

    def files(self, pattern: str) -> list[Path]:
        """Give the files matching a glob pattern ("frames/*.yaml"), folder by folder, sorted by name in each."""
        return [path for folder in self.folders for path in sorted(folder.glob(pattern))]

    def rows(self, pattern: str) -> Iterator[dict[str, str]]:
        """Yield the rows of the CSV files matching `pattern` as dicts; lines starting with "#" are comments.

        Raises:
            KnowledgeError: a row has more or fewer cells than the header.
        """
        for path in self.files(pattern):
            with path.open(encoding="utf-8", newline="") as lines:
                reader = csv.reader(line for line in lines if not line.startswith("#"))
                header = next(reader, [])
                for cells in reader:
                    if len(cells) != len(header):
                        raise KnowledgeError(
                            f"{path}: row {cells[:1]} has {len(cells)} cells where the header has {len(header)}"
                        )
                    yield dict(zip(header, cells, strict=True))

    def trees(self, pattern: str) -> Iterator[tuple[Path, Any]]:
        """Yield path and content of the YAML files matching `pattern`.

        Raises:
            KnowledgeError: a file is no YAML.
        """
        for path in self.files(pattern):
            try:
                content = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506  a safe loader
            except yaml.YAMLError as error:
                raise KnowledgeError(f"{path}: not readable as YAML ({str(error).splitlines()[0]})") from error
            yield path, content

    def merged(self, pattern: str) -> dict[str, Any]:
        """Give the top-level mappings of the YAML files matching `pattern` as one: lists and mappings are
        joined, other values of later files replace earlier ones.
        """
        result: dict[str, Any] = {}
        for path, content in self.trees(pattern):
            if not isinstance(content, dict):
                raise KnowledgeError(f"{path}: expected a mapping at the top")
            for name, value in content.items():
                old = result.get(name)
                if isinstance(old, list) and isinstance(value, list):
                    result[name] = old + value
                elif isinstance(old, dict) and isinstance(value, dict):
                    result[name] = {**old, **value}
                else:
                    result[name] = value
        return result
