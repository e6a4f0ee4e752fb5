"""Which addresses may be reached: public web servers and nothing else, not this machine, not the network it stands in.

A name is looked up once, and every address it has is checked.
"""

import ipaddress
import re
import socket
import threading
import time
from queue import Empty, SimpleQueue

import httpx
from django.conf import settings

from claims.net.problems import BadAddress, NameUnknown, RefusedAddress, RefusedPort, RefusedScheme, TimedOut

NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+\.?")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
PUBLIC_V6 = ipaddress.ip_network("2000::/3")
# Public by the registry, but never a publisher's server: relays into IPv4, documentation, a cloud's own services.
CLOSED = [
    ipaddress.ip_network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.88.99.0/24", "168.63.129.16/32")
]


def checked(url):
    """The httpx.URL of a text that may be fetched as far as can be told without looking up its name; else NetError."""
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as problem:
        raise BadAddress(str(problem)) from problem
    if parsed.scheme not in {"http", "https"}:
        raise RefusedScheme(parsed.scheme)
    authority = url.strip().partition("://")[2]
    authority = re.split(r"[/?#]", authority, maxsplit=1)[0]
    if not authority or "\\" in url:
        raise BadAddress(url)
    # Letters that only look like those of a known name, and log-ins, have no place in evidence.
    if parsed.userinfo or "@" in authority or not authority.isascii():
        raise RefusedAddress(authority)
    host, port = parsed.raw_host.decode("ascii").lower(), port_of(parsed)
    if not excepted(host, port):
        check_host(host)
        if port not in {int(known) for known in settings.NET_PORTS}:
            raise RefusedPort(str(port))
    return parsed


def joined(base, location):
    """The address a redirect leads to, as text."""
    try:
        return str(base.join(location))
    except (httpx.InvalidURL, ValueError, UnicodeError) as problem:
        raise BadAddress(str(problem)) from problem


def port_of(url):
    return url.port or (443 if url.scheme == "https" else 80)


def excepted(host, port):
    """Whether the operator named this host and port as one that may be reached wherever it is."""
    return f"{host}:{port}" in settings.NET_ALLOW


def check_host(host):
    """Refuses what is no full name and no plain address: 2130706433, 0x7f.1 and the like, names without a dot."""
    try:
        return check_address(ipaddress.ip_address(host))
    except ValueError:
        pass
    if not NAME.fullmatch(host) or NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        raise RefusedAddress(host)


def check_address(address):
    """Raises RefusedAddress unless `address` is one of the public internet."""
    closed = any(address in block for block in CLOSED if block.version == address.version)
    if closed or not address.is_global or address.is_multicast or address.is_reserved:
        raise RefusedAddress(str(address))
    if address.version == 6 and address not in PUBLIC_V6:
        raise RefusedAddress(str(address))


def addresses(host, port, deadline):
    """Every address of `host`, looked up once; RefusedAddress where one of them is not public."""
    found = list(dict.fromkeys(entry[4][0] for entry in look_up(host, port, deadline)))
    if not excepted(host, port):
        for address in found:
            check_address(ipaddress.ip_address(address))
    return found


def look_up(host, port, deadline):
    """What the system knows of `host`, asked in a thread: the system's own patience is longer than ours."""
    answers = SimpleQueue()
    threading.Thread(target=ask_system, args=(host, port, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=left(deadline))
    except Empty:
        raise TimedOut(host) from None
    if isinstance(answer, socket.gaierror):
        raise NameUnknown(host) from answer
    if isinstance(answer, Exception):
        raise answer
    return answer


def ask_system(host, port, answers):
    try:
        answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except Exception as problem:
        answers.put(problem)


def left(deadline):
    """Seconds until `deadline`; TimedOut where it has passed."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimedOut()
    return seconds
