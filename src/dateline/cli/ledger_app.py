"""The commands of the ledger and their options; each is a thin shell over one function of `dateline.cli.ledger`."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dateline.cli import asking
from dateline.cli.events import RowFormat
from dateline.cli.output import open_output
from dateline.read import check_published

LIMIT = typer.Option(min=1, metavar="N", help="No more than this.")
FORMAT = typer.Option(help="Format of the result.")
REPORTS = typer.Option(min=0, metavar="N", help="At least this many independent reports.")
AS_OF = typer.Option(metavar="DATE", help="State of that day, or today; by default of the newest document.")
WHO = typer.Option(metavar="NAME", help="Who decides; your user name unless given.")
WHY = typer.Option(metavar="TEXT", help="Why.")


class BriefFormat(StrEnum):
    """How a report is written."""

    MD = "md"
    HTML = "html"


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
    db: asking.Database = "dateline.db",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Put together what the store holds and no earlier run has linked; dateline add does so as it adds."""
    from dateline.cli.ledger import link

    link(db, quiet=quiet)


@ledger.command("incidents")
def incidents_command(
    db: asking.Database = "dateline.db",
    country: asking.Country = None,
    type: asking.Type = None,  # noqa: A002
    status: asking.Status = None,
    actor: asking.Actor = None,
    since: asking.Since = None,
    until: asking.Until = None,
    near: asking.Near = None,
    within: asking.Within = "50km",
    text: asking.Text = None,
    reports: Annotated[int | None, REPORTS] = None,
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

    query = asking.incident_query_of(
        country=country, type_=type, status=status, actor=actor, since=since, until=until, near=near, within=within,
        text=text, reports=reports, disputed=disputed,
    )  # fmt: skip
    with open_output(None) as output:
        incidents(db, query, limit=limit, format_=format, stream=output.stream)


@ledger.command("figures")
def figures_command(
    db: asking.Database = "dateline.db",
    country: asking.Country = None,
    type: asking.Type = None,  # noqa: A002
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="dead, injured, displaced, money …")] = None,
    since: asking.Since = None,
    until: asking.Until = None,
    limit: Annotated[int | None, LIMIT] = None,
    format: Annotated[RowFormat, FORMAT] = RowFormat.TABLE,  # noqa: A002
) -> None:
    r"""Show what reports of each incident come to: the range of each figure, the latest, and conflicts by name.

    \b
    Example:
      dateline figures --country SDN --kind dead --since 2023-04-15
    """
    from dateline.cli.ledger import figures

    query = asking.incident_query_of(country=country, type_=type, since=since, until=until)
    with open_output(None) as output:
        figures(db, query, kind=kind, limit=limit, format_=format, stream=output.stream)


@ledger.command("commitments")
def commitments_command(
    db: asking.Database = "dateline.db",
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Country (alpha-3) of either side.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="ceasefire, release, withdrawal, aid …")] = None,
    actor: asking.Actor = None,
    open: Annotated[bool, typer.Option("--open", help="Only what is open, due or overdue.")] = False,  # noqa: A002
    state: Annotated[
        list[str] | None, typer.Option(metavar="STATE", help="open, due, overdue, kept, broken or disputed.")
    ] = None,
    due: Annotated[str | None, typer.Option(metavar="DAYS", help="Only what is due within so many days: 7d.")] = None,
    as_of: Annotated[str | None, AS_OF] = None,
    since: asking.Since = None,
    until: asking.Until = None,
    limit: Annotated[int | None, LIMIT] = None,
    format: Annotated[RowFormat, FORMAT] = RowFormat.TABLE,  # noqa: A002
) -> None:
    r"""Show what was promised, by whom, until when, and what became of it.

    \b
    Example:
      dateline commitments --open --due 7d --country AZE
    """
    from dateline.cli.commitments import OPEN, commitments, days
    from dateline.store import CommitmentQuery

    query = CommitmentQuery(
        as_of=_as_of(as_of),
        kind=kind,
        states=OPEN if open else tuple(state or ()),
        due_within=None if due is None else days(due),
        country=country and country.upper(),
        actor=actor,
        since=since and check_published(since, field="--since"),
        until=until and check_published(until, field="--until"),
    )
    with open_output(None) as output:
        commitments(db, query, limit=limit, format_=format, stream=output.stream)


@ledger.command("brief")
def brief_command(
    db: asking.Database = "dateline.db",
    country: asking.Country = None,
    since: asking.Since = None,
    until: asking.Until = None,
    as_of: Annotated[str | None, AS_OF] = None,
    reports: Annotated[int | None, REPORTS] = None,
    format: Annotated[BriefFormat, FORMAT] = BriefFormat.MD,  # noqa: A002
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report to this file.")] = None,
) -> None:
    r"""Write a situation report: events by day, figures with ranges, commitments, disputes, each with its sources.

    \b
    Example:
      dateline brief --country AZE --since 2023-09-19 --format html --out brief.html
    """
    from dateline.cli.commitments import brief

    query = asking.incident_query_of(country=country, since=since, until=until, reports=reports)
    with open_output(out) as output:
        brief(db, query, as_html=format is BriefFormat.HTML, as_of=_as_of(as_of), stream=output.stream)


def _as_of(said: str | None) -> str | None:
    if said is None:
        return None
    if said == "today":
        return datetime.now(UTC).date().isoformat()
    return check_published(said, field="--as-of")[:10]


@incident.command("show")
def show_command(
    id: Annotated[str, typer.Argument(metavar="ID", help="The incident's id, or that of a mention.")],  # noqa: A002
    db: asking.Database = "dateline.db",
    json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Show one incident: what, who, where, when and how many, who asserts and denies it, and every sentence."""
    from dateline.cli.ledger import incident

    with open_output(None) as output:
        incident(db, id, as_json=json, stream=output.stream)


@incident.command("merge")
def merge_command(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Incidents that are one happening.")],
    db: asking.Database = "dateline.db",
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
    db: asking.Database = "dateline.db",
    who: Annotated[str | None, WHO] = None,
    why: Annotated[str, WHY] = "",
) -> None:
    """Take mentions out of an incident for good; prints the ids of both."""
    from dateline.cli.ledger import split

    with open_output(None) as output:
        split(db, id, mentions, who=who or getpass.getuser(), why=why, stream=output.stream)
