"""What the server is told at its start."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from dateline.errors import InputError

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the server listens, and what it lets pass.

    `database` is a file or URL as for `open_store`. `rate` is how many requests per second a client may send on average
    (0: any number), in bursts of four times as many; `max_body` the bytes of a request's body; `rules_only` leaves the
    learned core out of what the server codes.
    """

    database: str = "dateline.db"
    host: str = "127.0.0.1"
    port: int = 8000
    rate: float = 50.0
    max_body: int = 4_000_000
    rules_only: bool = False

    @property
    def public(self) -> bool:
        """Whether others than this machine can reach the server: then reading needs a token, too.

        Raises:
            InputError: the host is neither an address nor localhost.
        """
        if self.host == "localhost":
            return False
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:
            raise InputError(
                f"--host {self.host}: is no address; give one of this machine, or 0.0.0.0 for all"
            ) from None
