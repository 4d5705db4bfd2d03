"""The folder of compiled files, among them what YAML files say: as JSON it is read thirty times as fast."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir

_FORM = b"yaml 1"
"""To be changed when the same file is to be read as other values."""


def cache_folder() -> Path:
    """Give the folder of compiled files: the variable DATELINE_CACHE, else the user's cache folder."""
    return Path(os.environ.get("DATELINE_CACHE") or user_cache_dir("dateline"))


def remembered(content: bytes, parse: Callable[[bytes], Any]) -> Any:
    """Give what `parse` makes of the content of a file: from the cache folder, where it is kept under a hash of that
    content, else parsed and kept. What JSON cannot hold (a date, a number as a key) is parsed each time, and so is all
    when the folder cannot be written.
    """
    kept = cache_folder() / "yaml" / f"{hashlib.sha256(_FORM + content).hexdigest()[:40]}.json"
    with contextlib.suppress(OSError, ValueError):
        return json.loads(kept.read_bytes())
    value = parse(content)
    with contextlib.suppress(OSError, TypeError, ValueError):
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        if json.loads(text) == value:
            kept.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=kept.parent, delete=False) as file:
                file.write(text)
            Path(file.name).replace(kept)
    return value
