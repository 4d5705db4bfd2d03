"""What the server carries: the list of events beside a static answer of the same bytes, under load from wrk; and the
situation's page with many incidents beside the same with few.

    python benchmarks/serve.py [--events 1000000] [--incidents 50000] [--few 500] [--limit 100] [--seconds 5]

The store is SQLite, filled with made-up events (`synthetic.py`) and incidents; the server is that of `dateline serve`
on the loopback, without a rate limit, and answers the static bytes, too: from memory by a route of its own ("memory"),
as a file ("file"), and from memory before all that the server does for a request ("bare"). Each round loads the static
answers and the list after each other, so that what else the machine does falls on all; a ratio is the median of the
rounds'. The list is asked for at one address, where the server may keep its answer ("one page"), and at addresses that
are all different, so that each is read from the store: page after page in any order ("all pages"), and first and later
pages of filters by country, type, status and date together ("all filters").

The load of the situation is its page and the two requests for the map that its script makes first, over one
connection: with filters that were asked for before ("again"), so that the server may keep what it found, and with
others each time, which all incidents pass ("anew"). The two servers are asked in turn.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from synthetic import COUNTRIES, TYPES, fill, fill_incidents

import dateline.serve
from dateline.cli.serve import serve
from dateline.serve.api.lists import cursor_of
from dateline.serve.settings import Settings
from dateline.store import open_store

_STATIC = "list.json"
_STATUSES = ("actual", "future", "hypothetical", "historical", "negated")
_WRK = ("-t1", "-c8")
_LOADS = 15
_ADDRESSES = 20_000
_DIFFERENT = ("all pages", "all filters")
_MAP = "/situation/map.json?zoom={zoom}&west={west}&south={south}&east={east}&north={north}&{new}"
_VIEWS = (
    {"zoom": 4, "west": -180, "south": -85, "east": 180, "north": 85},
    {"zoom": 2.5, "west": -180, "south": -70, "east": 180, "north": 80},
)  # the whole world before the map is fitted, then about what it is fitted to


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--few", type=int, default=500, help="incidents to compare those with")
    parser.add_argument("--limit", type=int, default=100, help="events in a page of the list")
    parser.add_argument("--seconds", type=int, default=5, help="of each load")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        _serve(options.serve)
        return
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: install it (apt-get install wrk)")
    with TemporaryDirectory() as folder:
        _compare_lists(Path(folder) / "events.db", options)
        _compare_maps(Path(folder), options)


def _serve(database: str) -> None:
    """Run `dateline serve` with the static answers added, until ended."""
    made = dateline.serve.make_app

    def with_static(settings: Settings) -> ASGIApp:
        guard = made(settings)
        folder = Path(database).parent
        static: list[bytes] = []

        def body() -> bytes:
            if not static:
                static.append((folder / _STATIC).read_bytes())
            return static[0]

        async def memory() -> Response:
            return Response(body(), media_type="application/json")

        guard.api.add_api_route("/benchmark/memory", memory, include_in_schema=False)
        guard.api.mount("/benchmark/file", StaticFiles(directory=folder))

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["path"] == "/benchmark/bare":
                await Response(body(), media_type="application/json")(scope, receive, send)
            else:
                await guard(scope, receive, send)

        return app

    dateline.serve.make_app = with_static  # type: ignore[assignment]
    serve(Settings(database=database, port=0, rate=0), log=False)


@contextmanager
def _serving(database: Path) -> Iterator[int]:
    """Give the port of a server in a process of its own."""
    command = [sys.executable, __file__, "--serve", str(database)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        said = server.stderr.readline()
        found = re.search(r":(\d+)/", said)
        if found is None:
            sys.exit(f"the server does not start: {said}{server.stderr.read()}")
        port = int(found[1])
        while True:
            try:
                _get(http.client.HTTPConnection("127.0.0.1", port), "/")
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _get(connection: http.client.HTTPConnection, address: str) -> bytes:
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{address}: {answer.status} {body[:200]!r}")
    return body


def _compare_lists(database: Path, options: argparse.Namespace) -> None:
    began = time.perf_counter()
    with open_store(database) as store:
        fill(store._engine, options.events)
    print(f"filled to {options.events:,} events in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    page = f"/v1/events?limit={options.limit}"
    script = database.with_suffix(".lua")
    found: dict[str, list[float]] = {}
    with _serving(database) as port:
        body = _get(http.client.HTTPConnection("127.0.0.1", port), page)
        (database.parent / _STATIC).write_bytes(body)
        kinds = {"bare": "/benchmark/bare", "memory": "/benchmark/memory", "file": f"/benchmark/file/{_STATIC}",
                 "one page": page, **dict.fromkeys(_DIFFERENT, page)}  # fmt: skip
        for name, address in kinds.items():
            if address != page:
                assert _get(http.client.HTTPConnection("127.0.0.1", port), address) == body, name
        for number in range(options.rounds):
            for name, address in kinds.items():
                if name in _DIFFERENT:
                    script.write_text(_script(page, options, number, filters=name == "all filters"), encoding="ascii")
                found.setdefault(name, []).append(
                    _loaded(port, address, options.seconds, script if name in _DIFFERENT else None)
                )
    print(f"{options.events:,} events, {options.limit} to a page, {len(body):,} bytes; load average {_load()}")
    for name, rates in found.items():
        print(f"{name}: {statistics.median(rates):,.0f} requests/s ({min(rates):,.0f} to {max(rates):,.0f})")
    for name in ("one page", *_DIFFERENT):
        for static in ("bare", "memory", "file"):
            ratio = statistics.median(a / b for a, b in zip(found[name], found[static], strict=True))
            print(f"{name} : {static} = {ratio:.2f}")


def _script(page: str, options: argparse.Namespace, number: int, *, filters: bool) -> str:
    """Give what makes wrk ask for pages that are all different, in each round others."""
    drawn = random.Random(number)
    last = max(1, options.events - options.limit)
    keys = drawn.sample(range(1, last + 1), min(last, _ADDRESSES))
    asked = [f"{page}&cursor={cursor_of(key)}" for key in keys]
    if filters:
        asked = [_filtered(address if drawn.random() < 0.5 else page, drawn) for address in asked]
    addresses = ", ".join(f'"{address}"' for address in asked)
    return (
        f"local pages = {{{addresses}}}\nlocal n = 0\n"
        "request = function() n = n % #pages + 1; return wrk.format('GET', pages[n]) end\n"
    )


def _filtered(address: str, drawn: random.Random) -> str:
    """Give an address with one to four filters of its own."""
    filters = [
        f"country={drawn.choice(COUNTRIES)}", f"type={drawn.choice(TYPES)}", f"status={drawn.choice(_STATUSES)}",
        f"since={drawn.randint(2015, 2024)}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}",
    ]  # fmt: skip
    return "&".join([address, *drawn.sample(filters, drawn.randint(1, len(filters)))])


def _loaded(port: int, address: str, seconds: int, script: Path | None) -> float:
    """Give the requests per second that wrk counts; end where one fails."""
    more = ["-s", str(script)] if script else []
    command = ["wrk", *_WRK, f"-d{seconds}s", *more, f"http://127.0.0.1:{port}{address}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s*([\d.]+)", said)
    if rate is None or "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"{address}: {said}")
    return float(rate[1])


def _compare_maps(folder: Path, options: argparse.Namespace) -> None:
    few, many = folder / "few.db", folder / "many.db"
    for database, count in ((few, options.few), (many, options.incidents)):
        with open_store(database) as store:
            fill_incidents(store._engine, count)
    with _serving(few) as first, _serving(many) as second:
        for kind, since in (("again", "1900-01-01"), ("anew", "19{turn:02}-01-01")):
            taken: dict[int, list[list[float]]] = {options.few: [], options.incidents: []}
            for turn in range(_LOADS + 2):
                for count, port in ((options.few, first), (options.incidents, second)):
                    taken[count].append(_load_page(port, "since=" + since.format(turn=turn + 1)))
            _tell(kind, {count: loads[2:] for count, loads in taken.items()})  # the first ones warm up


def _tell(kind: str, taken: dict[int, list[list[float]]]) -> None:
    medians = {}
    for count, loads in taken.items():
        page, *maps = (statistics.median(part) * 1000 for part in zip(*loads, strict=True))
        medians[count] = statistics.median(sum(load) for load in loads) * 1000
        shown = " and ".join(f"{part:.0f}" for part in maps)
        print(f"{kind}, {count:,} incidents: {medians[count]:.0f} ms (page {page:.0f}, map {shown})")
    few, many = medians
    print(f"{kind}, {many:,} : {few:,} incidents = {medians[many] / medians[few]:.2f}; load average {_load()}")


def _load_page(port: int, new: str) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    taken = []
    for address in (f"/?{new}", *(_MAP.format(new=new, **view) for view in _VIEWS)):
        began = time.perf_counter()
        _get(connection, address)
        taken.append(time.perf_counter() - began)
    connection.close()
    return taken


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
