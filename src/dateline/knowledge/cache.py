"""The folder of compiled files, among them what YAML files say: as JSON it is read thirty times as fast."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir


def cache_folder() -> Path:
    """Give the folder of compiled files: the variable DATELINE_CACHE, else the user's cache folder."""
    return Path(os.environ.get("DATELINE_CACHE") or user_cache_dir("dateline"))


def remembered(content: bytes, parse: Callable[[bytes], Any], *, reader: str) -> Any:
    """Give what `parse` makes of the content of a file: from the cache folder, where it is kept under a hash of that
    content and of `reader`, else parsed and kept.

    What JSON cannot hold (a date, a number as a key) is parsed each time, and so is all when the folder cannot be
    written. What is kept is never removed: some hundred kilobytes for each version of Dateline's own data.

    Args:
        content: the content of the file.
        parse: what reads it.
        reader: tells `parse` from others that read the same content as other values.
    """
    kept = cache_folder() / "yaml" / f"{hashlib.sha256(reader.encode() + b'|' + content).hexdigest()[:40]}.json"
    with contextlib.suppress(OSError, ValueError):
        return json.loads(kept.read_bytes())
    value = parse(content)
    with contextlib.suppress(OSError, TypeError, ValueError):
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        if json.loads(text) == value:
            with new_file(kept) as part:
                part.write_text(text, encoding="utf-8")
    return value


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a file beside `path` that takes its place when the block ends without an exception.

    Raises:
        OSError: it cannot be written there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)  # mkstemp makes it private; the file may be shared
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
