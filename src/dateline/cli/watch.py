"""`dateline watch`: feeds polled, and what is new in them coded and kept."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dateline.cli.add import Adding
from dateline.cli.code import OK, PROBLEM, Options
from dateline.cli.status import Status
from dateline.errors import InputError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])", re.ASCII)
_SHORTEST_SECONDS = 10


def seconds(value: str) -> int:
    """Give a duration as written on the command line, "15m", in seconds.

    Raises:
        InputError: it is none, or shorter than servers should be asked.
    """
    match = _DURATION.fullmatch(value.strip().lower())
    if match is None:
        raise InputError(f'--every is "{value}"; write a number and s, m, h or d, as in 15m')
    found = int(match.group(1)) * _UNITS[match.group(2)]
    if found < _SHORTEST_SECONDS:
        raise InputError(f'--every is "{value}"; give servers {_SHORTEST_SECONDS}s at least')
    return found


def watch(sources: Sequence[str], options: Options, database: str, *, every: int, once: bool) -> int:
    """Poll the sources every so many seconds, or once, and give the exit code; interrupting it is its normal end.

    Raises:
        InputError: the database cannot be opened, or a source is no URL and no OPML list.
        DatelineError: the model or the knowledge cannot be used.
    """
    from dateline.fetch.client import DEFAULT_USER_AGENT, Fetcher
    from dateline.fetch.watch import Watch
    from dateline.fetch.web import Web
    from dateline.read import Kind, kind_of
    from dateline.read.url import is_url
    from dateline.store import open_store

    for source in sources:
        if not is_url(source) and kind_of(source) is not Kind.LIST:
            raise InputError(f"{source}: is no feed; name OPML lists, or feeds and sitemaps by their URL")
    with Status(quiet=options.quiet) as status, open_store(database) as store, _stopped_like_interrupted():
        adding = Adding(store, options, status)
        asking = options.asking
        agent = asking.user_agent or DEFAULT_USER_AGENT
        with Fetcher(user_agent=agent, allow_private=asking.allow_private, delay=asking.delay) as fetcher:
            web = Web(fetcher, report=adding.report, given=options.given, memory=store, since=asking.since)
            watching = Watch(sources, web, fetcher, store)
            try:
                while True:
                    started = time.monotonic()
                    before = status.coded, status.refused
                    status.describe("asking the feeds")
                    adding.add(document for _place, document in watching.round())
                    watching.settle()
                    if not options.quiet:
                        added, refused = status.coded - before[0], status.refused - before[1]
                        feeds = f"{watching.asked} feeds asked, {watching.unchanged} unchanged"
                        status.say(f"{feeds}; {added} added, {refused} refused")
                    if once:
                        return PROBLEM if status.refused else OK
                    status.describe("waiting for the next round")
                    time.sleep(max(0.0, started + every - time.monotonic()))
            except KeyboardInterrupt:
                status.clear()
                if not options.quiet:
                    status.say(f"stopped; {status.coded} added, {status.refused} refused")
                return OK


@contextmanager
def _stopped_like_interrupted() -> Iterator[None]:
    """Let the signal by which service managers stop a program end it as Ctrl-C does."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
