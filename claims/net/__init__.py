"""The only outbound HTTP. Reaches public web servers and nothing else: not this machine, not the network it stands in.

A name is looked up once, every address it has is checked, and the connection goes to an address that was checked: a
name server that answers differently the second time (DNS rebinding) is never asked a second time. A redirect is a new
address, checked like the first.
"""

from claims.net.addresses import checked
from claims.net.fetching import MAX_REDIRECTS, Fetched, fetch
from claims.net.problems import (
    MESSAGES,
    BadAddress,
    ConnectionFailed,
    NameUnknown,
    NetError,
    RefusedAddress,
    RefusedPort,
    RefusedScheme,
    RobotsForbid,
    SwitchedOff,
    TimedOut,
    TlsFailed,
    TooLarge,
    TooManyRedirects,
)

__all__ = [
    "MAX_REDIRECTS",
    "MESSAGES",
    "BadAddress",
    "ConnectionFailed",
    "Fetched",
    "NameUnknown",
    "NetError",
    "RefusedAddress",
    "RefusedPort",
    "RefusedScheme",
    "RobotsForbid",
    "SwitchedOff",
    "TimedOut",
    "TlsFailed",
    "TooLarge",
    "TooManyRedirects",
    "checked",
    "fetch",
]
