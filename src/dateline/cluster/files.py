"""Files on this machine or in an object store, by path or URL, as pyarrow's file systems reach them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyarrow import ArrowException, fs

from dateline.errors import InputError
from dateline.read import SUFFIXES

_CHUNK_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to code: where it is, the name its documents' ids are made of, and its size in bytes."""

    where: str
    name: str
    size: int


def file_system(where: str) -> tuple[fs.FileSystem, str]:
    """Give the file system of a path or URL (s3://, gs://, hdfs://, file://) and the path in it.

    Raises:
        InputError: the URL is none that pyarrow can open.
    """
    try:
        if "://" not in where:
            return fs.LocalFileSystem(), str(Path(where).absolute())
        system, path = fs.FileSystem.from_uri(where)
    except (ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"{where}: cannot be opened ({_first_line(error)}); give a path, or an s3:// or gs:// URL"
        ) from None
    return system, path


def list_files(inputs: Sequence[str]) -> list[InputFile]:
    """Give the files that the inputs name, those of folders in sorted order, hidden ones left out.

    Names are those that `read_documents` gives: a file's own name, or its path in the folder.

    Raises:
        InputError: an input does not exist, cannot be read, or is a folder without articles.
    """
    return [file for item in inputs for file in _list(item)]


def _list(item: str) -> list[InputFile]:
    system, path = file_system(item)
    try:
        info = system.get_file_info(path)
        if info.type == fs.FileType.NotFound:
            raise InputError(f"{item}: no such file or folder; check the path")
        if info.type != fs.FileType.Directory:
            return [InputFile(item, info.base_name, info.size)]
        found = system.get_file_info(fs.FileSelector(path, recursive=True))
    except (ArrowException, OSError) as error:
        raise InputError(f"{item}: cannot be read ({_first_line(error)}); check the path") from None
    base = item.rstrip("/")
    files = []
    for info in found:
        name = info.path[len(path.rstrip("/")) + 1 :]
        hidden = any(part.startswith(".") for part in name.split("/"))
        if info.type == fs.FileType.File and not hidden and name.lower().endswith(SUFFIXES):
            files.append(InputFile(f"{base}/{name}", name, info.size))
    if not files:
        raise InputError(f"{item}: no articles in this folder; Dateline reads {', '.join(SUFFIXES)}")
    return sorted(files, key=lambda file: file.name.split("/"))


@contextmanager
def local_copy(file: InputFile) -> Iterator[Path]:
    """Give the file's path on this machine: itself, or a copy that is gone when the block ends."""
    system, path = file_system(file.where)
    if isinstance(system, fs.LocalFileSystem):
        yield Path(path)
        return
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        copy = Path(folder, os.path.basename(path))  # noqa: PTH119  the path is the object store's, not ours
        with system.open_input_stream(path) as remote, copy.open("wb") as local:
            while data := remote.read(_CHUNK_BYTES):
                local.write(data)
        yield copy


def write_whole(where: str, data: Any) -> None:
    """Write bytes (or a buffer) to a path or URL so that the file is there whole or not at all."""
    system, path = file_system(where)
    if not isinstance(system, fs.LocalFileSystem):
        with system.open_output_stream(path) as stream:  # an object appears when it is complete
            stream.write(data)
        return
    temporary = f"{path}.tmp"
    with system.open_output_stream(temporary) as stream:
        stream.write(data)
    Path(temporary).replace(path)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
