"""The commands of the ledger and their options; each is a thin shell over one function of `dateline.cli.ledger`."""

from __future__ import annotations

import getpass
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dateline.cli.events import RowFormat, distance, position_of
from dateline.cli.output import open_output
from dateline.read import check_published

DATABASE = typer.Option(
    "--db", metavar="DATABASE", help="SQLite file, or postgresql://USER@HOST/NAME.", envvar="DATELINE_DB"
)
COUNTRY = typer.Option(metavar="CODE", help="Country (alpha-3) of the place or of a party.")
TYPE = typer.Option(metavar="TYPE", help="PLOVER type, such as ASSAULT.")
SINCE = typer.Option(metavar="DATE", help="Not before this day.")
UNTIL = typer.Option(metavar="DATE", help="Not after this day.")
LIMIT = typer.Option(min=1, metavar="N", help="No more than this.")
FORMAT = typer.Option(help="Format of the result.")
WHO = typer.Option(metavar="NAME", help="Who decides; your user name unless given.")
WHY = typer.Option(metavar="TEXT", help="Why.")


class _ShowByDefault(TyperGroup):
    """A group whose command is `show` where none is named: `dateline incident ID`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command of these arguments."""
        if args and args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)


ledger = typer.Typer(rich_markup_mode=None)
incident = typer.Typer(
    cls=_ShowByDefault,
    rich_markup_mode=None,
    help="One incident: dateline incident ID gives its account; merge and split change what belongs together.",
)
ledger.add_typer(incident, name="incident")


@incident.callback(invoke_without_command=True)
def _incident(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@ledger.command("link")
def link_command(
    db: Annotated[str, DATABASE] = "dateline.db",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Put together what the store holds and no earlier run has linked; dateline add does so as it adds."""
    from dateline.cli.ledger import link

    link(db, quiet=quiet)


@ledger.command("incidents")
def incidents_command(
    db: Annotated[str, DATABASE] = "dateline.db",
    country: Annotated[str | None, COUNTRY] = None,
    type: Annotated[str | None, TYPE] = None,  # noqa: A002
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="actual, historical, future, hypothetical or negated.")
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the name of a party.")] = None,
    since: Annotated[str | None, SINCE] = None,
    until: Annotated[str | None, UNTIL] = None,
    near: Annotated[str | None, typer.Option(metavar="PLACE", help="A place's name, or LAT,LON in degrees.")] = None,
    within: Annotated[str, typer.Option(metavar="KM", help="How far from it, as in 50km.")] = "50km",
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words that the evidence contains.")] = None,
    reports: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="At least this many independent reports.")
    ] = None,
    disputed: Annotated[
        bool | None, typer.Option("--disputed/--undisputed", help="Only what somebody denies, or nobody.")
    ] = None,
    limit: Annotated[int | None, LIMIT] = None,
    format: Annotated[RowFormat, FORMAT] = RowFormat.TABLE,  # noqa: A002
) -> None:
    r"""Show incidents: event mentions of all documents that tell of one happening, put together.

    \b
    Example:
      dateline incidents --country AZE --type ASSAULT --since 2023-09-19 --reports 2
    """
    from dateline.cli.ledger import incidents
    from dateline.store import IncidentQuery

    query = IncidentQuery(
        country=country and country.upper(),
        type=type and type.upper(),
        status=status and status.lower(),
        actor=actor,
        since=since and check_published(since, field="--since"),
        until=until and check_published(until, field="--until"),
        near=position_of(near, country and country.upper()) if near else None,
        within_km=distance(within),
        text=text,
        reports=reports,
        disputed=disputed,
    )
    with open_output(None) as output:
        incidents(db, query, limit=limit, format_=format, stream=output.stream)


@ledger.command("figures")
def figures_command(
    db: Annotated[str, DATABASE] = "dateline.db",
    country: Annotated[str | None, COUNTRY] = None,
    type: Annotated[str | None, TYPE] = None,  # noqa: A002
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="dead, injured, displaced, money …")] = None,
    since: Annotated[str | None, SINCE] = None,
    until: Annotated[str | None, UNTIL] = None,
    limit: Annotated[int | None, LIMIT] = None,
    format: Annotated[RowFormat, FORMAT] = RowFormat.TABLE,  # noqa: A002
) -> None:
    r"""Show what reports of each incident come to: the range of each figure, the latest, and conflicts by name.

    \b
    Example:
      dateline figures --country SDN --kind dead --since 2023-04-15
    """
    from dateline.cli.ledger import figures
    from dateline.store import IncidentQuery

    query = IncidentQuery(
        country=country and country.upper(),
        type=type and type.upper(),
        since=since and check_published(since, field="--since"),
        until=until and check_published(until, field="--until"),
    )
    with open_output(None) as output:
        figures(db, query, kind=kind, limit=limit, format_=format, stream=output.stream)


@incident.command("show")
def show_command(
    id: Annotated[str, typer.Argument(metavar="ID", help="The incident's id, or that of a mention.")],  # noqa: A002
    db: Annotated[str, DATABASE] = "dateline.db",
    json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Show one incident: what, who, where, when and how many, who asserts and denies it, and every sentence."""
    from dateline.cli.ledger import incident

    with open_output(None) as output:
        incident(db, id, as_json=json, stream=output.stream)


@incident.command("merge")
def merge_command(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Incidents that are one happening.")],
    db: Annotated[str, DATABASE] = "dateline.db",
    who: Annotated[str | None, WHO] = None,
    why: Annotated[str, WHY] = "",
) -> None:
    """Put incidents together for good; the id of the earliest stays, the others still find it."""
    from dateline.cli.ledger import merge

    with open_output(None) as output:
        merge(db, ids, who=who or getpass.getuser(), why=why, stream=output.stream)


@incident.command("split")
def split_command(
    id: Annotated[str, typer.Argument(metavar="ID", help="The incident.")],  # noqa: A002
    mentions: Annotated[list[str], typer.Argument(metavar="MENTION...", help="Its mentions that are another.")],
    db: Annotated[str, DATABASE] = "dateline.db",
    who: Annotated[str | None, WHO] = None,
    why: Annotated[str, WHY] = "",
) -> None:
    """Take mentions out of an incident for good; prints the ids of both."""
    from dateline.cli.ledger import split

    with open_output(None) as output:
        split(db, id, mentions, who=who or getpass.getuser(), why=why, stream=output.stream)
