"""robots.txt (RFC 9309): who may read what, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from dateline.errors import InputError

_KEPT_SECONDS = 24 * 3600.0
_LONGEST_DELAY_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What the robots.txt of one site asks of us; without a file everything is allowed."""

    parsed: Protego | None = None
    user_agent: str = ""
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Tell whether we may read a URL of the site."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.user_agent))


class Robots:
    """The rules of sites, each read once a day.

    Args:
        user_agent: how we call ourselves; its name up to the first "/" is looked for.
        fetch: gives status and body of the robots.txt of an origin ("https://example.org").
        clock: of time, in seconds.
    """

    MAX_BYTES = 512 * 1024

    def __init__(self, user_agent: str, fetch: Callable[[str], tuple[int, bytes]], clock: Callable[[], float]) -> None:
        self._user_agent = user_agent.split("/")[0].strip() or user_agent
        self._fetch = fetch
        self._clock = clock
        self._known: dict[str, tuple[float, Rules]] = {}

    def rules(self, origin: str) -> Rules:
        """Give the rules of a site.

        Raises:
            InputError: its robots.txt cannot be had at the moment, so that nothing of the site may be read (RFC 9309,
                2.3.1.4).
        """
        read_at, rules = self._known.get(origin, (float("-inf"), Rules()))
        if self._clock() - read_at < _KEPT_SECONDS:
            return rules
        status, body = self._fetch(origin)
        rules = self._parse(body) if status == 200 else Rules()
        self._known[origin] = (self._clock(), rules)
        return rules

    def _parse(self, body: bytes) -> Rules:
        try:
            parsed = Protego.parse(body.decode("utf-8", "replace").removeprefix("\ufeff"))
            delay = float(parsed.crawl_delay(self._user_agent) or 0)
        except Exception as error:  # a file that no robot could read: take care
            raise InputError("has a robots.txt that cannot be read; nothing of the site is read") from error
        return Rules(parsed, self._user_agent, min(max(delay, 0.0), _LONGEST_DELAY_SECONDS))
