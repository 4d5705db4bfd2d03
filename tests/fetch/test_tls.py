"""https: certificates are checked, by the name and not by the address that is connected to."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from dateline.fetch.client import Fetcher, FetchError

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"words")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for localhost, with its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = "-addext subjectAltName=DNS:localhost"
    command = f"openssl req -x509 {key} {names} -keyout {path} -out {path}.crt"
    subprocess.run(command.split(), check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_a_certificate_nobody_vouches_for_is_refused(port: int) -> None:
    with (
        Fetcher(allow_private=True, sleep=lambda _: None) as fetcher,
        pytest.raises(FetchError, match="certificate verify failed"),
    ):
        fetcher.get(f"https://localhost:{port}/a", limit=1000)


def test_the_certificate_is_that_of_the_name(port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def trusting(**_: object) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=certificate)

    monkeypatch.setattr(httpx, "create_ssl_context", trusting)
    with Fetcher(allow_private=True, sleep=lambda _: None) as fetcher:
        assert fetcher.get(f"https://localhost:{port}/a", limit=1000).body == b"words"
        with pytest.raises(FetchError, match="certificate verify failed"):
            fetcher.get(f"https://127.0.0.1:{port}/a", limit=1000)
