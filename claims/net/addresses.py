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

from claims.net.problems import (
    BadAddress,
    ConnectionFailed,
    NameUnknown,
    RefusedAddress,
    RefusedPort,
    RefusedScheme,
    TimedOut,
)

NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+\.?")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
PUBLIC_V6 = ipaddress.ip_network("2000::/3")
# Never a publisher's server, whatever the registry says: relays into IPv4, protocols, examples, a cloud's services.
CLOSED = [
    ipaddress.ip_network(block)
    for block in (
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
    )
]
# What the system says where a name does not exist; anything else is a name server's bad day.
NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def checked(url):
    """The httpx.URL of a text that may be fetched as far as can be told without looking up its name; else NetError."""
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as problem:
        raise BadAddress(without_login(url, str(problem))) from None
    if parsed.scheme not in {"http", "https"}:
        raise RefusedScheme(parsed.scheme)
    authority = url.strip().partition("://")[2]
    authority = re.split(r"[/?#]", authority, maxsplit=1)[0]
    if not authority or "\\" in url:
        raise BadAddress(without_login(url, url))
    # Letters that only look like those of a known name, and log-ins, have no place in evidence.
    if parsed.userinfo or "@" in authority or not authority.isascii():
        raise RefusedAddress(authority.rpartition("@")[2])
    host, port = parsed.raw_host.decode("ascii").lower(), port_of(parsed)
    if "%" in host or "%" in authority:
        raise RefusedAddress(authority)
    if not port:
        raise RefusedPort(str(port))
    if not excepted(host, port):
        check_host(host)
        if port not in {int(known) for known in settings.NET_PORTS}:
            raise RefusedPort(str(port))
    return parsed


def without_login(url, detail):
    """What may be told about `url`: nothing where it could hold a user's name and password."""
    return "" if "@" in url else detail


def joined(base, location):
    """The address a redirect leads to, as text."""
    try:
        return str(base.join(location))
    except (httpx.InvalidURL, ValueError, UnicodeError) as problem:
        raise BadAddress(without_login(location, str(problem))) from None


def port_of(url):
    """The port of an address, the usual one of its scheme where it names none; 0 stays 0."""
    return (443 if url.scheme == "https" else 80) if url.port is None else url.port


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
    if (
        closed
        or getattr(address, "scope_id", None)
        or not address.is_global
        or address.is_multicast
        or address.is_reserved
    ):
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
        raise (NameUnknown if answer.errno in NO_SUCH_NAME else ConnectionFailed)(host) from answer
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
