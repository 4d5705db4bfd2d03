"""A web site of the tests' own, on this machine, and a clock that passes only when somebody sleeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Serve = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Page:
    """What the site answers to a path; `etag` is matched with If-None-Match."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None


class Site:
    """A site on 127.0.0.1; `pages` may be changed while it runs, `asked` are the paths that were asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Serve | list[Page]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append(dict(self.headers))
                page = site.pages.get(self.path, Page(status=404))
                if isinstance(page, list):
                    page = page.pop(0) if len(page) > 1 else page[0]
                if callable(page):
                    page(self)
                    return
                body = page.body.encode() if isinstance(page.body, str) else page.body
                status = page.status
                if page.etag is not None and self.headers.get("If-None-Match") == page.etag:
                    status, body = 304, b""
                self.send_response(status)
                headers = {"Content-Type": "text/html; charset=utf-8", **page.headers}
                if page.etag is not None:
                    headers["ETag"] = page.etag
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def without_robots(self) -> list[str]:
        """Give the paths that were asked for, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]


class Clock:
    """Time in seconds that passes when `sleep` is called, at once."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """Give the time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self.slept.append(seconds)
        self.time += seconds
