"""Which addresses may be connected to.

What is connected to is the very address that was checked, so that no name can change its meaning in between.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from ssl import SSLContext
from typing import Any

import httpcore

from dateline.errors import InputError

_NAT64 = IPv6Network("64:ff9b::/96")
_NOT_PUBLIC = (IPv4Network("192.88.99.0/24"), IPv6Network("64:ff9b:1::/48"))
"""Relays and local translation, which `ipaddress` counts as global."""


class PrivateAddressError(InputError):
    """Raised when a host has no address on the public internet."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is on the public internet: not private, loopback, link-local, multicast or reserved.

    IPv6 addresses that stand for an IPv4 address (mapped, 6to4, NAT64) are as public as that one.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour
        if within is None and ip in _NAT64:
            within = IPv4Address(int(ip) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not any(ip in net for net in _NOT_PUBLIC)


class Deadline:
    """Until when the answer under way may take; a server that sends a byte now and then does not extend it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = float("inf")

    def set(self, seconds: float) -> None:
        """Let it end so many seconds from now."""
        self._until = self._clock() + seconds

    def within(self, timeout: float | None) -> float:
        """Give the shorter of a time-out and the time left, in seconds.

        Raises:
            httpcore.ReadTimeout: no time is left.
        """
        left = self._until - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("no time left")
        return left if timeout is None else min(timeout, left)


class PublicBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, or to any with `allow_private`."""

    def __init__(self, deadline: Deadline, *, allow_private: bool = False) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve the name once, leave out what may not be connected to, and connect to the first that answers.

        Raises:
            PrivateAddressError: the name has no public address.
            httpcore.ConnectError, httpcore.ConnectTimeout: nothing answers.
        """
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._network.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._network.sleep(seconds)

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known ({error})") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if self._allow_private:
            return addresses
        public = [address for address in addresses if is_public(address)]
        if addresses and not public:
            raise PrivateAddressError("is on a private network or this machine; allow that with --allow-private")
        return public


class _TimedStream(httpcore.NetworkStream):
    """A connection on which nothing takes longer than the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
