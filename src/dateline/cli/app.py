"""The commands and their options; each is a thin shell over one public function."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer

from dateline import __version__
from dateline.cli import asking, coding
from dateline.cli.code import OK, PROBLEM, Format, Options, code
from dateline.cli.events import RowFormat
from dateline.cli.export import diff_command, export_command, forget_command
from dateline.cli.ledger_app import ledger
from dateline.cli.output import discard_standard_output, open_output
from dateline.cli.places import gazetteer, places
from dateline.cli.serving import add_commands
from dateline.cli.status import Status
from dateline.errors import DatelineError, InputError
from dateline.read import SUFFIXES, is_several

_INTERRUPTED = 130
_BUG = 1

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="Turns news about conflict and crisis into sourced PLOVER event data, offline.",
)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(places, name="places")
app.add_typer(ledger)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("code")
def code_command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help=f"Files ({', '.join(SUFFIXES)}), folders of such files, - for standard input, URLs of pages, "
            "feeds and sitemaps, or OPML lists.",
        ),
    ],
    format: Annotated[  # noqa: A002  the option's name
        Format | None, typer.Option(help="Format of the result; by default a table on a terminal, else jsonl.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the result to this file.")] = None,
    published: coding.Published = None,
    publisher: coding.Publisher = None,
    title: Annotated[
        str | None, typer.Option(metavar="TITLE", help="Title of a single document that gives none.")
    ] = None,
    columns: coding.Columns = None,
    user_agent: coding.UserAgent = None,
    delay: coding.Delay = 1.0,
    since: coding.PagesSince = None,
    allow_private: coding.AllowPrivate = False,
    processes: coding.Processes = 1,
    model: coding.Model = None,
    knowledge: coding.Knowledge = None,
    rules_only: coding.RulesOnly = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, metavar="P", help="Leave out events below this confidence (0 to 1)."),
    ] = None,
    place_kinds: Annotated[
        str | None,
        typer.Option(
            metavar="KINDS",
            help="Kinds of places to put out, by commas: literal, associative, demonym, in_name; all without it.",
        ),
    ] = None,
    gazetteer: coding.Gazetteer = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say with each event what it was found by.")] = False,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Code on a Ray cluster: local (this machine), auto (the one running here) or ray://HOST:PORT. "
            "--out is then a folder for Parquet; started again, the run goes on where it stopped.",
        ),
    ] = None,
    quiet: coding.Quiet = False,
) -> None:
    r"""Code articles: events, with all they are read from.

    Places, actors, times, figures and attributions come with the events, each with its place in the text.
    Documents that cannot be used are named on standard error and left out; the exit code is then 2.

    \b
    Examples:
      dateline code article.txt --published 2023-09-23
      dateline code corpus.jsonl.gz --out coded.jsonl --processes 4
      curl -s https://example.org/story.html | dateline code - --format plover
      dateline code s3://bucket/2023/ --ray auto --out s3://bucket/coded
    """
    if title is not None and (len(inputs) > 1 or is_several(inputs[0]) or Path(inputs[0]).is_dir()):
        raise InputError("--title is for a single article; give titles of several in JSONL")
    options = Options(
        format=format,
        out=out,
        given=coding.given_of(title=title, published=published, publisher=publisher, columns=columns),
        asking=coding.asking_of(user_agent=user_agent, delay=delay, since=since, allow_private=allow_private),
        processes=processes,
        model=model,
        knowledge=tuple(knowledge or ()),
        rules_only=rules_only,
        min_confidence=min_confidence,
        place_kinds=None if place_kinds is None else tuple(kind.strip() for kind in place_kinds.split(",")),
        gazetteer=gazetteer,
        explain=explain,
        quiet=quiet,
    )
    if ray is not None:
        from dateline.cli.cluster import code_on_cluster

        raise typer.Exit(code_on_cluster(inputs, options, ray))
    try:
        exit_code = code(inputs, options)
    except BrokenPipeError:
        discard_standard_output()  # the reader has seen enough, as with `| head`
        exit_code = OK
    raise typer.Exit(exit_code)


@app.command("add")
def add_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="What dateline code reads.")],
    db: asking.Database = "dateline.db",
    published: coding.Published = None,
    publisher: coding.Publisher = None,
    columns: coding.Columns = None,
    user_agent: coding.UserAgent = None,
    delay: coding.Delay = 1.0,
    since: coding.PagesSince = None,
    allow_private: coding.AllowPrivate = False,
    processes: coding.Processes = 1,
    model: coding.Model = None,
    knowledge: coding.Knowledge = None,
    rules_only: coding.RulesOnly = False,
    gazetteer: coding.Gazetteer = None,
    link: Annotated[
        bool,
        typer.Option("--link/--no-link", help="Put what is added into incidents, or leave it to dateline link."),
    ] = True,
    quiet: coding.Quiet = False,
) -> None:
    r"""Code articles and keep them in the store, each once.

    What is there already is passed over, so that a run that was stopped can simply be started again. What cannot be
    used is named on standard error and kept in the table rejected; the exit code is then 2.

    \b
    Examples:
      dateline add news/ --processes 4
      dateline add wire.jsonl.gz --db postgresql://me@localhost/crisis
    """
    from dateline.cli.add import add

    options = Options(
        given=coding.given_of(published=published, publisher=publisher, columns=columns),
        asking=coding.asking_of(user_agent=user_agent, delay=delay, since=since, allow_private=allow_private),
        processes=processes,
        model=model,
        knowledge=tuple(knowledge or ()),
        rules_only=rules_only,
        gazetteer=gazetteer,
        quiet=quiet,
    )
    raise typer.Exit(add(inputs, options, db, link=link))


@app.command("watch")
def watch_command(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="OPML lists, or feeds and sitemaps by their URL.")
    ],
    db: asking.Database = "dateline.db",
    every: Annotated[str, typer.Option(metavar="TIME", help="From one round to the next: 90s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round only.")] = False,
    publisher: coding.Publisher = None,
    user_agent: coding.UserAgent = None,
    delay: coding.Delay = 1.0,
    since: coding.PagesSince = None,
    allow_private: coding.AllowPrivate = False,
    processes: coding.Processes = 1,
    model: coding.Model = None,
    knowledge: coding.Knowledge = None,
    rules_only: coding.RulesOnly = False,
    quiet: coding.Quiet = False,
) -> None:
    r"""Poll feeds and sitemaps, and add what is new in them to the store, until interrupted.

    robots.txt is obeyed, each host has one connection and a pause after each answer, and feeds that have not changed
    are not sent again.

    \b
    Example:
      dateline watch feeds.opml --every 15m --user-agent "ExampleOffice/1.0 (desk@example.org)"
    """
    from dateline.cli.watch import seconds, watch

    options = Options(
        given=coding.given_of(publisher=publisher),
        asking=coding.asking_of(user_agent=user_agent, delay=delay, since=since, allow_private=allow_private),
        processes=processes,
        model=model,
        knowledge=tuple(knowledge or ()),
        rules_only=rules_only,
        quiet=quiet,
    )
    raise typer.Exit(watch(sources, options, db, every=seconds(every), once=once))


@app.command("events")
def events_command(
    db: asking.Database = "dateline.db",
    country: asking.Country = None,
    type: asking.Type = None,  # noqa: A002
    status: asking.Status = None,
    since: asking.Since = None,
    until: asking.Until = None,
    near: asking.Near = None,
    within: asking.Within = "50km",
    text: asking.Text = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="No more events than this.")] = None,
    format: Annotated[RowFormat, typer.Option(help="Format of the result.")] = RowFormat.TABLE,  # noqa: A002
) -> None:
    r"""Show the events that the store knows, in the order they were added, or by date where dates are asked for.

    \b
    Example:
      dateline events --country AZE --type RETREAT --since 2023-09-19 --near Stepanakert --within 50km --format geojson
    """
    from dateline.cli.events import events

    query = asking.query_of(
        country=country, type_=type, status=status, since=since, until=until, near=near, within=within, text=text
    )
    with open_output(None) as output:
        events(db, query, limit=limit, format_=format, stream=output.stream)


@app.command("stories")
def stories_command(
    story: Annotated[str | None, typer.Argument(metavar="STORY", help="Only this story, document by document.")] = None,
    db: asking.Database = "dateline.db",
    format: Annotated[  # noqa: A002  the option's name
        RowFormat, typer.Option(help="table, csv or jsonl; jsonl has a line for each document.")
    ] = RowFormat.TABLE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    r"""Show which documents tell of one happening, of any topic, and which carry the same text.

    Documents that were added since the last time are put into stories first.

    \b
    Example:
      dateline stories --format jsonl
    """
    from dateline.cli.stories import stories

    with open_output(None) as output:
        stories(db, story, format_=format, stream=output.stream, quiet=quiet)


@app.command("sql")
def sql_command(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="One statement that reads.")],
    db: asking.Database = "dateline.db",
    format: Annotated[RowFormat, typer.Option(help="table, csv or jsonl.")] = RowFormat.TABLE,  # noqa: A002
) -> None:
    r"""Ask the store in SQL; nothing can be changed.

    \b
    Example:
      dateline sql "select event, count(*) from events_flat group by event"
    """
    from dateline.cli.events import sql

    with open_output(None) as output:
        sql(db, statement, format_=format, stream=output.stream)


app.command("export")(export_command)
app.command("diff")(diff_command)
app.command("forget")(forget_command)


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a coded document."""
    import json

    from dateline.model import CodedDocument

    typer.echo(json.dumps(CodedDocument.model_json_schema(), indent=2))


add_commands(app)


for (
    _command
) in app.registered_commands:  # raw docstrings, which the linter wants, cannot hold the mark for "as it stands"
    if _command.callback is not None:
        _command.callback.__doc__ = (_command.callback.__doc__ or "").replace("\\b", "\b")


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 when all went well, 2 for a problem with input or options, 1 for a bug of ours,
    130 when interrupted.

    No error shows a traceback, unless the variable DATELINE_DEBUG is set.
    """
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries tell their programmers is not for our users
    say = Status(quiet=True).say
    try:
        result = typer.main.get_command(app).main(args=arguments, prog_name="dateline", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        say("interrupted")
        return _INTERRUPTED
    except DatelineError as error:
        say(str(error))
        return PROBLEM
    except OSError as error:
        say(f"{error.filename or 'the result'}: cannot be written or read ({error.strerror or error})")
        return PROBLEM
    except Exception as error:
        format_message = getattr(error, "format_message", None)
        if format_message is not None:  # Typer's own, about options and arguments
            say(f"{format_message().rstrip('.')}; try --help")
            return PROBLEM
        if os.environ.get("DATELINE_DEBUG"):
            raise
        say(f"stopped by an error in Dateline ({type(error).__name__}: {error}); please report it")
        return _BUG
    return result if isinstance(result, int) else 0
