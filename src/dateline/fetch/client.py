"""Getting one URL, politely and within bounds."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType

import httpcore
import httpx

from dateline import __version__
from dateline.errors import InputError
from dateline.fetch.addresses import Deadline, PublicBackend
from dateline.fetch.robots import Robots, Rules
from dateline.read.unpack import unpack

DEFAULT_USER_AGENT = f"Dateline/{__version__} (coder of news events)"
MAX_REDIRECTS = 5
MAX_SECONDS = 60.0
"""How long one answer may take, from the connection to its last byte."""

_TIMEOUTS = {"connect": 10.0, "read": 20.0, "write": 20.0, "pool": 10.0}
_TRIES = 3
_PATIENCE_SECONDS = 60.0
"""The longest wait that a server may ask for (Retry-After) before the same run tries again."""

_PAUSE_SECONDS = 300.0
"""How long a host that does not answer is left alone."""

_LONGEST_PAUSE_SECONDS = 24 * 3600.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_NETWORK_ERRORS = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


class FetchError(InputError):
    """Raised when a URL cannot be had.

    Attributes:
        status: what the server answered, None where it did not.
        passing: whether asking later may help.
        retry_after: seconds for which the server asked to be left alone, or 0.
        asked: whether the server was asked at all.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        passing: bool = False,
        retry_after: float = 0.0,
        asked: bool = True,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.passing = passing
        self.retry_after = retry_after
        self.asked = asked


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `status` is 200, or 304 where nothing changed; `url` is where redirects led."""

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Gets URLs one at a time, so that no host has more than one connection; close it, or use it in a `with` statement.

    Each host is left alone for `delay` seconds (or what its robots.txt asks for) after each answer. robots.txt is
    obeyed. Only http and https, only public addresses unless `allow_private`, five redirects at most, each checked as
    the first URL was. Proxies of the environment are not used, since behind one the address could not be checked.

    Args:
        user_agent: how to name us to servers and in robots.txt.
        allow_private: allow addresses of private networks and of this machine.
        delay: seconds between two requests to one host.
        max_seconds: how long one answer may take.
        sleep, clock: of time, in seconds.
    """

    def __init__(
        self,
        *,
        user_agent: str = DEFAULT_USER_AGENT,
        allow_private: bool = False,
        delay: float = 1.0,
        max_seconds: float = MAX_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._user_agent = user_agent
        self._delay = delay
        self._max_seconds = max_seconds
        self._sleep = sleep
        self._clock = clock
        self._deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=20,
            keepalive_expiry=30.0,
            network_backend=PublicBackend(self._deadline, allow_private=allow_private),
        )
        self._robots = Robots(user_agent, self._fetch_robots, clock)
        self._free_at: dict[str, float] = {}
        self._paused: dict[str, tuple[float, str]] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def free_at(self, host: str) -> float:
        """Give the time, on the clock, from which a host (with port) may be asked."""
        return self._free_at.get(host, -math.inf)

    def get(self, url: str, *, limit: int, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """Give what is at a URL, following redirects.

        Args:
            url: http or https.
            limit: bytes that the body may have, packed and unpacked.
            etag: of the answer before, so that an unchanged one need not be sent again.
            last_modified: of the answer before, likewise.

        Raises:
            FetchError: it cannot be had, or only later.
            InputError: it is too large, or leads to an address that is not public.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        at = _url(url)
        for _ in range(MAX_REDIRECTS + 1):
            rules = self._robots.rules(_origin(at))
            if not rules.allow(str(at)):
                raise FetchError("its robots.txt asks robots like us not to read it")
            found = self._with_patience(at, limit, {name: value for name, value in conditions.items() if value}, rules)
            if isinstance(found, Answer):
                return found
            at = found
        raise FetchError(f"is redirected more than {MAX_REDIRECTS} times; check the address")

    def _fetch_robots(self, origin: str) -> tuple[int, bytes]:
        at = _url(f"{origin}/robots.txt")
        for _ in range(MAX_REDIRECTS + 1):
            try:
                found = self._with_patience(at, Robots.MAX_BYTES, {}, Rules())
            except FetchError as error:
                if error.status is None or error.passing:
                    raise
                return error.status, b""
            if isinstance(found, Answer):
                return 200, found.body
            at = found
        return 404, b""

    def _with_patience(self, at: httpx.URL, limit: int, conditions: dict[str, str], rules: Rules) -> Answer | httpx.URL:
        """Give an answer or where it redirects to; what may pass is tried again."""
        host = _host(at)
        paused_until, reason = self._paused.get(host, (-math.inf, ""))
        if paused_until > self._clock():
            raise FetchError(f"was not asked for, since its host {reason}", passing=True, asked=False)
        for attempt in range(1, _TRIES + 1):
            self._sleep_until(self.free_at(host))
            try:
                return self._once(at, limit, conditions)
            except FetchError as error:
                wait = error.retry_after or 2.0**attempt
                if not error.passing or wait > _PATIENCE_SECONDS or attempt == _TRIES:
                    if error.passing and (error.status is None or error.retry_after):
                        pause = min(max(error.retry_after, _PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)
                        self._paused[host] = (self._clock() + pause, str(error))
                    raise
                self._free_at[host] = self._clock() + wait
            finally:
                soonest = self._clock() + max(self._delay, rules.delay)
                self._free_at[host] = max(self.free_at(host), soonest)
        raise AssertionError("the last attempt returns or raises")

    def _sleep_until(self, moment: float) -> None:
        if (left := moment - self._clock()) > 0:
            self._sleep(left)

    def _once(self, at: httpx.URL, limit: int, conditions: dict[str, str]) -> Answer | httpx.URL:
        own = {
            "Host": at.netloc.decode("ascii"),
            "User-Agent": self._user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
        }
        headers: list[tuple[bytes | str, bytes | str]] = [*own.items(), *conditions.items()]
        target = httpcore.URL(scheme=at.raw_scheme, host=at.raw_host, port=at.port, target=at.raw_path)
        self._deadline.set(self._max_seconds)
        try:
            with self._pool.stream("GET", target, headers=headers, extensions={"timeout": _TIMEOUTS}) as response:
                return self._answer(at, response, limit, conditional=bool(conditions))
        except httpcore.TimeoutException:
            raise FetchError("does not answer in time; try later", passing=True) from None
        except _NETWORK_ERRORS as error:
            reason = str(error).strip() or type(error).__name__
            raise FetchError(f"cannot be reached ({reason[:120]}); check the address", passing=True) from None
        except httpcore.UnsupportedProtocol:
            raise FetchError("is no http or https address") from None

    def _answer(
        self, at: httpx.URL, response: httpcore.Response, limit: int, *, conditional: bool
    ) -> Answer | httpx.URL:
        headers = httpx.Headers(response.headers)
        status = response.status
        if status in _REDIRECTS and "location" in headers:
            return _url(headers["location"], base=at)
        etag, last_modified = headers.get("etag"), headers.get("last-modified")
        if status == 304 and conditional:
            return Answer(str(at), 304, etag=etag, last_modified=last_modified)
        if status != 200:
            raise _refusal(status, headers)
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > limit:
            raise InputError(f"has {int(length):,} bytes, more than the limit of {limit:,}")
        body = unpack(_at_most(response, limit), encoding=headers.get("content-encoding", ""), limit=limit)
        content_type, _, parameters = headers.get("content-type", "").partition(";")
        return Answer(str(at), 200, body, content_type.strip().lower(), _charset(parameters), etag, last_modified)


def _at_most(response: httpcore.Response, limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_stream():
        size += len(chunk)
        if size > limit:
            raise InputError(f"is larger than the limit of {limit:,} bytes")
        yield chunk


def _refusal(status: int, headers: httpx.Headers) -> FetchError:
    try:
        phrase = f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        phrase = ""
    passing = status in _PASSING
    advice = "try later" if passing else "check the address"
    return FetchError(
        f"answers {status}{phrase}; {advice}",
        status=status,
        passing=passing,
        retry_after=_seconds(headers.get("retry-after", "")) if passing else 0.0,
    )


def _seconds(value: str) -> float:
    """Give what a Retry-After header asks for, in seconds from now; 0 where it says nothing that can be read."""
    value = value.strip()
    if value.isdecimal():
        return min(float(value), _LONGEST_PAUSE_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), _LONGEST_PAUSE_SECONDS)


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _url(url: str, *, base: httpx.URL | None = None) -> httpx.URL:
    try:
        found = httpx.URL(url.strip()) if base is None else base.join(url.strip())
        found = found.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise FetchError("leads to something that is no address; check it") from None
    if found.scheme not in ("http", "https") or not found.host:
        raise FetchError("is no http or https address, or is redirected to one that is none")
    return found


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _host(url: httpx.URL) -> str:
    return url.netloc.decode("ascii")
