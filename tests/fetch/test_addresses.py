"""Only public addresses are connected to, and to those that were checked."""

from __future__ import annotations

import socket
from typing import Any

import httpcore
import pytest

from dateline.fetch.addresses import Deadline, PrivateAddressError, PublicBackend, is_public
from dateline.fetch.client import Fetcher
from tests.fetch.site import Site


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.10", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "fe80::1%eth0",
        "::", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2001:db8::1", "not an address",
    ],
)  # fmt: skip
def test_other_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::"]
)
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(address)


def _answers(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names resolve to these addresses, one list after the other, and give the list of names asked for."""
    asked: list[str] = []
    left = list(answers)

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


class _Network(httpcore.NetworkBackend):
    """Keeps where it was asked to connect to; nothing answers."""

    def __init__(self) -> None:
        self.connected: list[str] = []

    def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
        self.connected.append(host)
        raise httpcore.ConnectError("nobody there")


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answers(monkeypatch, ["93.184.215.14", "10.0.0.1"], ["127.0.0.1"])  # a name that changes its meaning
    backend, network = PublicBackend(Deadline()), _Network()
    monkeypatch.setattr(backend, "_network", network)
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("rebinding.example", 80)
    assert asked == ["rebinding.example"]
    assert network.connected == ["93.184.215.14"]


def test_a_name_of_private_addresses_alone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(monkeypatch, ["10.0.0.1", "169.254.169.254"])
    backend, network = PublicBackend(Deadline()), _Network()
    monkeypatch.setattr(backend, "_network", network)
    with pytest.raises(PrivateAddressError, match="--allow-private"):
        backend.connect_tcp("intranet.example", 80)
    assert network.connected == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_every_spelling_of_this_machine_is_refused(site: Site, host: str) -> None:
    with Fetcher() as fetcher, pytest.raises(PrivateAddressError):
        fetcher.get(f"http://{host}:{site.port}/", limit=1000)
    assert site.asked == []


def test_a_deadline_is_not_extended_by_time_outs() -> None:
    now = [0.0]
    deadline = Deadline(lambda: now[0])
    assert deadline.within(20) == 20
    deadline.set(30)
    now[0] = 25
    assert deadline.within(20) == 5
    now[0] = 31
    with pytest.raises(httpcore.ReadTimeout):
        deadline.within(20)
