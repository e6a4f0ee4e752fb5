"""Tests reach this machine only: any other address is refused in Python before a packet leaves."""

import ipaddress
import socket


class NetworkRefused(RuntimeError):
    """A test tried to reach another machine. No OSError, so that code which tolerates a dead network cannot hide it."""


def is_loopback(host):
    """Whether a host name or address means this machine."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def is_address(host):
    """Whether `host` is a numeric address, which needs no name server."""
    try:
        ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return False
    return True


def checked(method):
    """A socket method taking an address last, refusing addresses of other machines."""

    def guarded(self, *arguments):
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            raise NetworkRefused(f"tests have no network: {method.__name__}({address!r})")
        return method(self, *arguments)

    return guarded


def resolve_here(original):
    """`getaddrinfo` without name servers: numeric addresses and this machine only."""

    def guarded(host, *arguments, **named):
        if not (is_loopback(host) or is_address(host)):
            raise NetworkRefused(f"tests have no network: looking up {host!r}")
        return original(host, *arguments, **named)

    return guarded


def refuse():
    """Puts the guard up, for the whole test run."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, checked(getattr(socket.socket, name)))
    socket.getaddrinfo = resolve_here(socket.getaddrinfo)
