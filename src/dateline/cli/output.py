"""Where results go: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dateline.errors import InputError


@dataclass
class Output:
    """A stream for results; set `wanted` to False to leave the file of an earlier run as it was."""

    stream: TextIO
    wanted: bool = True


@contextmanager
def open_output(path: Path | None) -> Iterator[Output]:
    """Open the place for results, UTF-8 text whose line ends are written as given; None is standard output.

    A file is written beside its final place under a hidden temporary name. It replaces what was there when the
    block ends without an exception and the output is still wanted; else it is removed. Devices and pipes are
    written directly.

    Raises:
        InputError: the file cannot be written there.
    """
    if path is None:
        yield Output(_standard_output())
        return
    target = path.resolve()
    try:
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise InputError(f"--out {path}: is a folder; name a file")
        direct = mode is not None and not stat.S_ISREG(mode)
        if direct:
            stream, temporary = target.open("w", encoding="utf-8", newline=""), None
        else:
            if mode is not None and not os.access(target, os.W_OK):
                raise PermissionError(13, "Permission denied")
            descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", suffix=".tmp", dir=target.parent)
            stream, temporary = open(descriptor, "w", encoding="utf-8", newline=""), Path(name)  # noqa: PTH123, SIM115
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise InputError(f"--out {path}: cannot be written ({reason}); name another file") from None
    try:
        with stream:
            output = Output(stream)
            yield output
        if temporary is not None and output.wanted:
            temporary.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
            temporary.replace(target)
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def discard_standard_output() -> None:
    """Point standard output at nothing, so that no error follows when the interpreter closes a broken pipe."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _standard_output() -> TextIO:
    stream = sys.stdout
    if stream is None:
        raise InputError("standard output is closed; name a file with --out")
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        if stream.isatty():
            reconfigure(errors="replace", newline="")
        else:
            reconfigure(encoding="utf-8", errors="replace", newline="")
    return stream


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
