"""From files to coded Parquet over a Ray cluster."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from pyarrow import fs

from dateline import __version__
from dateline.cluster.chunks import CHUNK, CODED, FAILED, ChunkCoder, ChunkReader
from dateline.cluster.files import file_system, list_files, write_whole
from dateline.errors import DatelineError, InputError
from dateline.read import Given

LOCAL = "local"
_MANIFEST = "manifest.json"
_CODER_CPUS = 0.9
_READER_CPUS = 0.1  # reading is light: together with the coders it must fit on the CPUs there are
_BLOCK_BYTES = 16 * 1024  # less than a chunk: each travels by itself


@dataclass(slots=True)
class Tally:
    """How many documents were coded and refused by this run, and how many parts were there from an earlier one."""

    coded: int = 0
    refused: int = 0
    parts_before: int = 0


def code_on_ray(
    inputs: Sequence[str],
    out: str,
    *,
    address: str = LOCAL,
    given: Given | None = None,
    settings: dict[str, Any] | None = None,
    coders: int | None = None,
    advance: Callable[[Tally], None] | None = None,
) -> Tally:
    """Code files on a Ray cluster into `out`: `coded/*.parquet` and, for what could not be coded, `failed/*.jsonl`.

    Args:
        inputs: files or folders as `read_documents` takes them, or URLs of an object store, which every node can reach.
        out: folder or URL for the output, which every node can reach. Where an earlier run was stopped, only what is
            missing is coded.
        address: "local" for a cluster of this machine's CPUs, "auto" for the one that runs here, or ray://HOST:PORT.
        given: title, date and publisher for documents that have none.
        settings: keyword arguments of `Coder`.
        coders: workers that code; by default one per CPU of the cluster.
        advance: called with the tally after each chunk.

    Raises:
        InputError: an input or `out` cannot be used, or `out` holds the result of other inputs or settings.
        DatelineError: Ray is not installed or cannot be reached.
    """
    files = list_files(inputs)
    target = _target(out)
    manifest = {
        "dateline": __version__,
        "documents_a_part": CHUNK,
        "settings": {key: value for key, value in (settings or {}).items() if value},
        "given": asdict(given or Given()),
        "inputs": [asdict(file) for file in files],
    }
    done = _prepare(target, manifest)
    tally = Tally(parts_before=len(done))
    with _cluster(address) as ray:
        workers = coders or max(1, int(ray.cluster_resources().get("CPU", 1)))
        rows = [asdict(file) for file in files]
        chunks = ray.data.from_items(rows, override_num_blocks=len(rows)).flat_map(
            ChunkReader(given or Given(), done), num_cpus=_READER_CPUS
        )
        coded = chunks.map(
            ChunkCoder,
            fn_constructor_args=(target, settings or {}),
            num_cpus=_CODER_CPUS,
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=workers),
        )
        for result in coded.iter_rows():
            tally.coded += result["coded"]
            tally.refused += result["refused"]
            if advance is not None:
                advance(tally)
    return tally


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machine
    try:
        import ray
        import ray.data
    except ImportError:
        raise DatelineError("Ray is not installed; install it with: pip install 'dateline[ray]'") from None
    try:
        if address == LOCAL:
            ray.init(address="local", include_dashboard=False, logging_level=logging.ERROR, log_to_driver=False)
        else:
            ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        reason = (str(error).splitlines() or [""])[0]
        raise DatelineError(f"--ray {address}: no cluster answers there ({reason}); check the address") from None
    try:
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = ray.data.DataContext.get_current()
        context.target_max_block_size = _BLOCK_BYTES
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        yield ray
    finally:
        ray.shutdown()


def _target(out: str) -> str:
    return out.rstrip("/") if "://" in out else os.path.abspath(out)  # noqa: PTH100  a string: it may be a URL


def _prepare(target: str, manifest: dict[str, Any]) -> frozenset[str]:
    """Make the output folder, or see that it is this very run's; give the parts that are complete."""
    system, path = file_system(target)
    text = json.dumps(manifest, indent=1, ensure_ascii=False, default=str)
    try:
        system.create_dir(f"{path}/{CODED}", recursive=True)
        system.create_dir(f"{path}/{FAILED}", recursive=True)
        if system.get_file_info(f"{path}/{_MANIFEST}").type == fs.FileType.File:
            with system.open_input_stream(f"{path}/{_MANIFEST}") as stream:
                if stream.read().decode() != text:
                    raise InputError(
                        f"--out {target}: holds the result of other inputs or settings; name another folder"
                    )
        else:
            write_whole(f"{target}/{_MANIFEST}", text.encode())
        found = system.get_file_info(fs.FileSelector(f"{path}/{CODED}"))
    except OSError as error:
        reason = (str(error).splitlines() or [""])[0]
        raise InputError(f"--out {target}: cannot be written ({reason}); name another folder") from None
    return frozenset(info.base_name.removesuffix(".parquet") for info in found if info.base_name.endswith(".parquet"))
