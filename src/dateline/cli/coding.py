"""The options that say what is read and how it is coded, the same for `dateline code`, `add` and `watch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.web import Asking
from dateline.errors import InputError
from dateline.read import Given, check_published, parse_columns
from dateline.read.decode import replace_unfit

Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date (ISO 8601) of documents that give none."),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Publisher of documents that give none.")
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,...",
        help="Which columns of CSV and Parquet hold text, id, title, published, publisher …",
    ),
]
UserAgent = Annotated[
    str | None,
    typer.Option("--user-agent", metavar="NAME", help="How to name us to web servers and in robots.txt."),
]
Delay = Annotated[
    float, typer.Option("--delay", min=0.0, metavar="SECONDS", help="Time between two requests to one host.")
]
PagesSince = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Leave out pages that feeds and sitemaps date before this day."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private networks and this machine, too.")
]
Processes = Annotated[int, typer.Option("--processes", min=1, metavar="N", help="Number of processes that code.")]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Installed spaCy pipeline to use instead of the default one."),
]
Knowledge = Annotated[
    list[Path] | None,
    typer.Option("--knowledge", metavar="DIR", help="Folder of your own knowledge files; may be given several times."),
]
RulesOnly = Annotated[
    bool, typer.Option("--rules-only", help="Frames and syntax alone, without the learned core: faster.")
]
Gazetteer = Annotated[
    str | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        envvar="DATELINE_GAZETTEER",
        help="Compiled gazetteer to resolve places with, or full: that of all GeoNames that gazetteer build made.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; problems are told.")]


def given_of(
    *,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    columns: str | None = None,
) -> Given:
    """Give what the options say of documents that do not say it themselves.

    Raises:
        InputError: the date is none, or the columns are not written as they should be.
    """
    return Given(
        title=_text(title),
        published=None if published is None else check_published(published, field="--published"),
        publisher=_text(publisher),
        columns=parse_columns(columns) if columns else {},
    )


def asking_of(*, user_agent: str | None, delay: float, since: str | None, allow_private: bool) -> Asking:
    """Give how the options say that servers are asked; `delay` is in seconds.

    Raises:
        InputError: the name is not fit for a header, or the date is none.
    """
    if user_agent is not None and not (user_agent.isascii() and user_agent.isprintable() and user_agent.strip()):
        raise InputError("--user-agent goes into a header; write it in ASCII, such as ExampleOffice/1.0")
    if since is not None:
        since = check_published(since, field="--since")
    return Asking(user_agent=user_agent, delay=delay, since=since, allow_private=allow_private)


def _text(value: str | None) -> str | None:
    return replace_unfit(value) if value else None  # the shell may pass bytes that are no text
