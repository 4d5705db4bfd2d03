"""`dateline export`, `dateline diff` and `dateline forget`: what the store gives away, compares and lets go."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import asking
from dateline.cli.events import RowFormat, refuse_geojson, write_rows
from dateline.cli.output import open_output
from dateline.cli.status import Status
from dateline.errors import InputError
from dateline.model import CodedDocument
from dateline.show.difference import Change, changes
from dateline.show.exports import ExportFormat, export_lines, write_excel, write_parquet
from dateline.show.publication import Level, prepared


def export_command(
    format: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=", ".join(ExportFormat))],  # noqa: A002
    db: asking.Database = "dateline.db",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the result to this file; for parquet, to this folder.")
    ] = None,
    country: asking.Country = None,
    type: asking.Type = None,  # noqa: A002
    status: asking.Status = None,
    since: asking.Since = None,
    until: asking.Until = None,
    near: asking.Near = None,
    within: asking.Within = "50km",
    text: asking.Text = None,
    coarsen: Annotated[
        Level | None, typer.Option(help="No place finer than this; names of finer ones are hidden in all texts.")
    ] = None,
    mask_names: Annotated[
        bool, typer.Option("--mask-names", help='Names of persons as "[person 1]", in all columns and texts.')
    ] = False,
) -> None:
    r"""Export events in the format of another data set or program.

    polecat, acled and gdelt, which have no column for the status, take events told as having happened; the others all.

    \b
    Examples:
      dateline export acled --country AZE --since 2023-09-19 --out acled.csv
      dateline export xlsx --out events.xlsx --mask-names --coarsen province
    """
    from dateline.store import open_store

    query = asking.query_of(
        country=country, type_=type, status=status, since=since, until=until, near=near, within=within, text=text
    )
    with open_store(db, create=False) as store:
        documents = prepared(store.coded(query), coarsen=coarsen, mask_names=mask_names)
        if format is ExportFormat.PARQUET:
            _into_folder(documents, out)
        elif format is ExportFormat.XLSX:
            _into_workbook(documents, out)
        else:
            with open_output(out) as output:
                for piece in export_lines(documents, format):
                    output.stream.write(piece)


def diff_command(
    old: Annotated[
        str | None, typer.Argument(metavar="OLD", help="Version of the coder; by default the last but one.")
    ] = None,
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="Version of the coder; by default the last.")] = None,
    db: asking.Database = "dateline.db",
    format: Annotated[RowFormat, typer.Option(help="table, csv or jsonl.")] = RowFormat.TABLE,  # noqa: A002
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    r"""Tell what two versions of the coder coded differently, of the same documents.

    Events that are new, gone, or changed in a field. A beginning of a version is enough to name it.

    \b
    Example:
      dateline diff --format jsonl
    """
    from dateline.store import open_store

    refuse_geojson(format)
    with open_store(db, create=False) as store, open_output(None) as output:
        first, second = store.two_versions(old, new)
        counts = {"documents": 0, "added": 0, "removed": 0, "changed": 0}

        def found() -> Iterator[Change]:
            for before, after in store.versions_of_documents(first, second):
                counts["documents"] += 1
                for change in changes(before, after):
                    counts[change.kind] += 1
                    yield change

        if format is RowFormat.JSONL:
            for change in found():
                output.stream.write(json.dumps(change._asdict()) + "\n")
        else:
            rows = ([*change[:-1], _told(change)] for change in found())
            write_rows(("document", "kind", "old", "new", "event", "text", "fields"), rows, format, output.stream)
        if not quiet:
            Status().say(
                f"{first} and {second}: {counts['documents']} documents coded by both; "
                f"{counts['added']} events added, {counts['removed']} removed, {counts['changed']} changed"
            )


def forget_command(
    db: asking.Database = "dateline.db",
    old_versions: Annotated[
        bool, typer.Option("--old-versions", help="All versions of documents but the current ones.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Remove from the store, with all that was read from it; there is no way back."""
    from dateline.store import open_store

    if not old_versions:
        raise InputError("nothing to forget; say what, as in dateline forget --old-versions")
    with open_store(db, create=False) as store:
        removed = store.forget_old_versions()
    if not quiet:
        Status().say(f"{removed} old versions of documents removed")


def _told(change: Change) -> str:
    return "; ".join(f"{name}: {before} → {after}" for name, (before, after) in change.fields.items())


def _into_folder(documents: Iterator[CodedDocument], out: Path | None) -> None:
    if out is None:
        raise InputError("parquet is written to a folder, a file per table; name it with --out DIR")
    if out.exists() and not out.is_dir():
        raise InputError(f"--out {out}: is a file; name a folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", suffix=".tmp", dir=out) as folder:
            write_parquet(documents, Path(folder))
            for path in sorted(Path(folder).iterdir()):
                path.replace(out / path.name)
    except OSError as error:
        raise InputError(f"--out {out}: cannot be written ({error.strerror or error}); name another folder") from None


def _into_workbook(documents: Iterator[CodedDocument], out: Path | None) -> None:
    if out is None:
        raise InputError("xlsx is written to a file; name it with --out FILE")
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{out.name[:50]}.", suffix=".tmp", dir=out.resolve().parent)
        os.close(descriptor)
        try:
            write_excel(documents, Path(name))
            Path(name).chmod(0o644)
            Path(name).replace(out)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"--out {out}: cannot be written ({error.strerror or error}); name another file") from None
