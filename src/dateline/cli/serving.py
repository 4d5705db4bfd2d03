"""The commands that show the store to people and programs: serve, token, plot and mcp; each a thin shell."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import asking
from dateline.errors import InputError

token = typer.Typer(rich_markup_mode=None, help="Who may ask the server, and for what.")


class Picture(StrEnum):
    """What is drawn."""

    TIMELINE = "timeline"
    MAP = "map"
    FIGURES = "figures"


class ScopeName(StrEnum):
    """What a token allows; each includes those before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


def serve_command(
    db: asking.Database = "dateline.db",
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0 for any that is free.")] = 8000,
    rate: Annotated[
        float, typer.Option(min=0, metavar="N", help="Requests per second that a client may send; 0 for any number.")
    ] = 50.0,
    max_body: Annotated[int, typer.Option(min=1000, metavar="BYTES", help="Largest body of a request.")] = 4_000_000,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="What the server codes: without the learned core.")
    ] = False,
    log: Annotated[bool, typer.Option("--log", help="Write a line for each request to standard error.")] = False,
) -> None:
    r"""Open the store in a browser, and to programs by an API.

    Without a token all can be read and nothing changed. Where others can reach the address, reading needs a token, too.

    \b
    Examples:
      dateline serve
      dateline serve --db postgresql://me@localhost/crisis --host 0.0.0.0
    """
    from dateline.cli.serve import serve
    from dateline.serve.settings import Settings

    serve(Settings(database=db, host=host, port=port, rate=rate, max_body=max_body, rules_only=rules_only), log=log)


@token.callback(invoke_without_command=True)
def _token(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@token.command("create")
def token_create_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is; corrections are kept with it.")],
    scope: Annotated[ScopeName, typer.Option(help="What it allows; each includes those before.")] = ScopeName.READ,
    db: asking.Database = "dateline.db",
) -> None:
    """Make a token and print it; it is shown this once, and kept as a hash."""
    from dateline.cli.serve import make_token

    typer.echo(make_token(db, name, scope.value))


@token.command("list")
def token_list_command(db: asking.Database = "dateline.db") -> None:
    """Print who has a token: name, scope, when it was made and revoked, separated by tabs."""
    from dateline.cli.serve import tokens
    from dateline.show.visible import one_line

    for found in tokens(db):
        typer.echo("\t".join([one_line(found.name), found.scope, found.created, found.revoked or ""]).rstrip())


@token.command("revoke")
def token_revoke_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose token.")],
    db: asking.Database = "dateline.db",
) -> None:
    """Make a token worthless."""
    from dateline.cli.serve import revoke

    revoke(db, name)


def plot_command(
    picture: Annotated[Picture, typer.Argument(metavar="PICTURE", help="timeline, map or figures.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the SVG to this file.")] = None,
    db: asking.Database = "dateline.db",
    country: asking.Country = None,
    actor: asking.Actor = None,
    type: asking.Type = None,  # noqa: A002
    status: asking.Status = None,
    since: asking.Since = None,
    until: asking.Until = None,
    text: asking.Text = None,
    incident: Annotated[str | None, typer.Option(metavar="ID", help="Whose figures.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Which figures, such as dead.")] = None,
) -> None:
    r"""Draw incidents over time or on a map, or the figures of one incident, as SVG.

    \b
    Examples:
      dateline plot timeline --country SDN --out timeline.svg
      dateline plot figures --incident 2183a9345721 --kind injured --out injured.svg
    """
    from dateline.cli.output import open_output
    from dateline.cli.plot import plot

    query = asking.incident_query_of(
        country=country, actor=actor, type_=type, status=status, since=since, until=until, text=text
    )
    drawn = plot(db, picture, query, incident=incident, kind=kind)
    with open_output(out) as output:
        output.stream.write(drawn + "\n")


def mcp_command(db: asking.Database = "dateline.db") -> None:
    """Let an assistant search the store, by the Model Context Protocol over standard input and output.

    Needs pip install 'dateline[mcp]'.
    """
    try:
        from dateline.serve.mcp import make_server
    except ImportError:
        raise InputError("the package mcp is not installed; install it with pip install 'dateline[mcp]'") from None
    from dateline.store import open_store

    with open_store(db, create=False) as store:
        make_server(store).run("stdio")


def add_commands(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("serve")(serve_command)
    app.add_typer(token, name="token")
    app.command("plot")(plot_command)
    app.command("mcp")(mcp_command)
