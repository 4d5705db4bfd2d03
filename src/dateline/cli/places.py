"""`dateline gazetteer build` and `dateline places lookup`: the table of places that names are resolved with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from dateline.cli import coding
from dateline.cli.output import open_output
from dateline.cli.status import Status
from dateline.errors import InputError
from dateline.show.visible import one_line

if TYPE_CHECKING:
    from dateline.knowledge.gazetteer import Candidate
    from dateline.knowledge.gazetteer_geonames import GeoNamesReport

gazetteer = typer.Typer(rich_markup_mode=None, help="The table of places that names are resolved with.")
places = typer.Typer(rich_markup_mode=None, help="Places by their names.")

_FORMS = ("own name", "other name", "shortened")


class LookupFormat(StrEnum):
    """How places are written."""

    TABLE = "table"
    JSONL = "jsonl"


@gazetteer.callback(invoke_without_command=True)
def _gazetteer(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@places.callback(invoke_without_command=True)
def _places(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@gazetteer.command("build")
def build_command(
    geonames: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="allCountries.zip of GeoNames, or a country's zip: all of it is compiled in."
        ),
    ] = None,
    alternate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="alternateNamesV2.zip of GeoNames: more names, with languages.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Compile to this file, not into the cache.")] = None,
    knowledge: coding.Knowledge = None,
) -> None:
    r"""Compile the gazetteer into the cache; print its path.

    Coding makes the embedded one by itself where it is missing. All of GeoNames (12 million places) needs the files
    of https://download.geonames.org/export/dump/; use it with --gazetteer full, or DATELINE_GAZETTEER=full.

    \b
    Examples:
      dateline gazetteer build
      dateline gazetteer build --geonames allCountries.zip --alternate alternateNamesV2.zip
    """
    from dateline.knowledge.gazetteer import build, build_full, full_gazetteer_path, gazetteer_path

    folders = tuple(str(folder.resolve()) for folder in knowledge or ())
    if geonames is None and alternate is not None:
        raise InputError("--alternate only adds to --geonames; give both")
    with Status() as status:
        if geonames is None:
            status.describe("compiling the gazetteer")
            path = build(out or gazetteer_path(folders), knowledge_folders=folders)
        else:
            path = out or full_gazetteer_path(folders)
            report = build_full(path, geonames, alternate, knowledge_folders=folders, advance=status.measure)
            status.clear()
            _tell(report, geonames, alternate, status)
    typer.echo(str(path))


def _tell(report: GeoNamesReport, geonames: Path, alternate: Path | None, status: Status) -> None:
    status.say(f"{report.features:,} places read from {geonames.name}, {report.added:,} of them new")
    if report.bad:
        status.say(f"{geonames}: {report.bad:,} lines are no places and were left out, line {report.first_bad} first")
    if alternate is not None:
        status.say(f"{report.alternates:,} other names read from {alternate.name}")
        if report.bad_alternates:
            status.say(
                f"{alternate}: {report.bad_alternates:,} lines are no names and were left out, "
                f"line {report.first_bad_alternate} first"
            )


@places.command("lookup")
def lookup_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a place; case and accents do not count.")],
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only in this country (alpha-3, such as ARM).")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="No more places than this.")] = 20,
    format: Annotated[LookupFormat, typer.Option(help="table or jsonl.")] = LookupFormat.TABLE,  # noqa: A002
    knowledge: coding.Knowledge = None,
    gazetteer: coding.Gazetteer = None,
) -> None:
    r"""Show the places that a name can mean, the most important first.

    The weight is the importance by which the coder starts, about the decimal logarithm of the population. The exit
    code is 2 when there is no such place.

    \b
    Examples:
      dateline places lookup Goris
      dateline places lookup "San Juan" --country ARG --format jsonl
    """
    from dateline.knowledge.gazetteer import open_gazetteer

    folders = tuple(str(folder.resolve()) for folder in knowledge or ())
    wanted = country and country.upper()
    found = [
        candidate
        for candidate in open_gazetteer(folders, gazetteer).candidates(name)
        if wanted is None or candidate.record.country_code == wanted
    ]
    if not found:
        within = f" in {wanted}" if wanted else ""
        raise InputError(f"{name}: the gazetteer has no such place{within}; try another spelling")
    with open_output(None) as output:
        write = _write_jsonl if format is LookupFormat.JSONL else _write_table
        write(found[:limit], output.stream)
    if len(found) > limit:
        Status(quiet=True).say(f"{len(found) - limit} more; see them with --limit {len(found)}")


def _source(candidate: Candidate) -> str:
    return "GeoNames" if candidate.record.geonameid is not None else "Dateline"


def _write_jsonl(found: Iterable[Candidate], stream: TextIO) -> None:
    for candidate in found:
        more = {"weight": candidate.weight, "form": _FORMS[candidate.form], "source": _source(candidate)}
        stream.write(json.dumps(asdict(candidate.record) | more, ensure_ascii=False) + "\n")


def _write_table(found: Sequence[Candidate], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_edge=False)
    for column in ("name", "province", "district", "country", "lat", "lon"):
        table.add_column(column, overflow="fold", justify="right" if column in ("lat", "lon") else "left")
    for column in ("feature", "resolution", "population", "weight", "id", "source"):
        table.add_column(column, no_wrap=True, justify="left" if column in ("feature", "source") else "right")
    for candidate in found:
        record = candidate.record
        cells: tuple[Any, ...] = (
            record.name,
            record.province,
            record.district,
            record.country_code,
            f"{record.lat:.4f}",
            f"{record.lon:.4f}",
            f"{record.feature_class}.{record.feature_code}",
            record.resolution,
            f"{record.population:,}" if record.population else None,
            f"{candidate.weight:.1f}",
            record.geonameid,
            _source(candidate),
        )
        table.add_row(*(Text("" if cell is None else one_line(str(cell))) for cell in cells))
    Console(file=stream, markup=False, highlight=False, width=None if stream.isatty() else 200).print(table)
