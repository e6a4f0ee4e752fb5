"""Fetches one address, and what it redirects to, within bounds of size and time; gently, and under our own name."""

import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.robotparser import RobotFileParser

import httpcore
import httpx
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from claims.net.addresses import checked, joined, left
from claims.net.problems import (
    ConnectionFailed,
    RobotsForbid,
    SwitchedOff,
    TimedOut,
    TooLarge,
    TooManyRedirects,
)
from claims.net.transport import Transport
from claims.net.unpacking import PACKINGS, Unpacker

AGENT = "Factcheck"
MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
ROBOTS_MAX_BYTES = 500_000
ROBOTS_KEPT_SECONDS = 86_400
CHUNK = 65_536
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Fetched:
    """A server's answer. `url` is where the redirects ended; `body` is unpacked, `headers` are pairs as sent."""

    requested_url: str
    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    redirects: tuple[tuple[int, str], ...]  # each status and the address it sent us to
    fetched_at: datetime

    def header(self, name):
        """The first header of that name, or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def media_type(self):
        return self.header("content-type").partition(";")[0].strip().lower()


def fetch(url, *, max_bytes=MAX_BYTES, timeout=30, respect_robots=False, conditional=None, whole=True):
    """GETs `url` and the redirects behind it; any HTTP status is an answer (Fetched), everything else a NetError.

    `max_bytes` counts before and after unpacking: what is longer is TooLarge or, where it need not be `whole`, cut
    off there. `timeout` is seconds in all. `conditional` is {"etag", "last_modified"} of an
    earlier answer, either may be missing: the status is 304 where nothing changed.
    """
    if not settings.NET_FETCH:
        raise SwitchedOff()
    deadline = time.monotonic() + timeout
    at, redirects = checked(url), []
    while True:
        if respect_robots:
            ask_robots(at, deadline)
        await_turn(at.host, deadline)
        answer = get(at, max_bytes, deadline, conditional or {}, whole)
        if answer.status_code not in REDIRECTS or "location" not in answer.headers:
            return fetched(url, at, answer, redirects)
        at = checked(joined(at, answer.headers["location"]))
        redirects.append((answer.status_code, str(at)))
        if len(redirects) > MAX_REDIRECTS:
            raise TooManyRedirects(str(at))


def get(url, max_bytes, deadline, conditional, whole=True):
    """One request, without following a redirect; a client of its own, so that no cookie outlives it."""
    headers = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip"}
    known = {"If-None-Match": conditional.get("etag"), "If-Modified-Since": conditional.get("last_modified")}
    headers |= {name: value for name, value in known.items() if value}
    with (
        told_apart(),
        httpx.Client(transport=Transport(deadline), trust_env=False) as client,
        client.stream("GET", url, headers=headers, follow_redirects=False) as answer,
    ):
        redirects = answer.status_code in REDIRECTS and "location" in answer.headers
        answer.unpacked = b"" if redirects else unpacked(answer, max_bytes, whole)
    return answer


def user_agent():
    """Says who asks, and where to complain."""
    return f"{AGENT} (+{settings.SITE_URL})"


@contextmanager
def told_apart():
    """Turns the errors of the libraries into those of this house."""
    try:
        yield
    except httpcore.TimeoutException as problem:
        raise TimedOut(str(problem)) from problem
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError, zlib.error) as problem:
        raise ConnectionFailed(str(problem)) from problem


def unpacked(answer, max_bytes, whole=True):
    """The body, read and unpacked piece by piece, so that no endless answer and no bomb fills the memory."""
    announced = answer.headers.get("content-length", "")
    if whole and announced.isdigit() and int(announced) > max_bytes:
        raise TooLarge(announced)
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing != "identity" and packing not in PACKINGS:
        raise ConnectionFailed(f"unknown packing {packing[:40]}", retry=False)
    unpacker = None if packing == "identity" else Unpacker(packing)
    body, read = bytearray(), 0
    for chunk in answer.iter_raw(CHUNK):
        read += len(chunk)
        body += unpacker.feed(chunk, max_bytes + 1 - len(body)) if unpacker else chunk
        if max(read, len(body)) > max_bytes:
            if whole:
                raise TooLarge(f"more than {max_bytes} bytes")
            return bytes(body[:max_bytes])
    if unpacker and read and not unpacker.complete:
        raise ConnectionFailed("the packed answer ends too early")
    return bytes(body)


def fetched(url, at, answer, redirects):
    pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw)
    return Fetched(
        requested_url=url,
        url=str(at),
        status=answer.status_code,
        reason=answer.reason_phrase,
        headers=pairs,
        body=answer.unpacked,
        redirects=tuple(redirects),
        fetched_at=timezone.now(),
    )


def await_turn(host, deadline):
    """Waits until this host was left alone for NET_INTERVAL_SECONDS by every process that shares the cache."""
    interval = settings.NET_INTERVAL_SECONDS
    while interval and not cache.add(f"net:turn:{host}", 1, timeout=interval):
        time.sleep(min(0.1, left(deadline)))


def ask_robots(url, deadline):
    """Raises RobotsForbid where the site's robots.txt keeps this page from programs."""
    place = url.copy_with(raw_path=b"/robots.txt", fragment=None)
    key = f"net:robots:{place}"
    rules = cache.get(key)
    if rules is None:
        rules = robots_text(str(place), left(deadline))
        cache.set(key, rules, timeout=ROBOTS_KEPT_SECONDS)
    parser = RobotFileParser()
    parser.parse(rules.splitlines())
    if not parser.can_fetch(AGENT, str(url)):
        raise RobotsForbid(str(url))


def robots_text(url, timeout):
    """The rules of a site, their beginning where they are long, empty where it has none.

    A NetError to be tried again where its server has a bad day.
    """
    answer = fetch(url, max_bytes=ROBOTS_MAX_BYTES, timeout=timeout, whole=False)
    if answer.status >= 500:
        raise ConnectionFailed(f"robots.txt: {answer.status}")
    return answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
