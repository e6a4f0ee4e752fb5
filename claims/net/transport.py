"""httpx over connections of our own making: to a checked address, with an end, through no proxy."""

from functools import cache

import httpcore
import httpx

from claims.net.addresses import addresses, left
from claims.net.problems import NameUnknown, TlsFailed

SILENCE_SECONDS = 15  # without a byte from the server


class Pinned(httpcore.NetworkBackend):
    """Connects to an address that was checked, under a name that stays what it was (Host, SNI, certificate)."""

    def __init__(self, deadline):
        self.deadline = deadline
        self.plain = httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        problem = NameUnknown(host)
        for address in addresses(host, port, self.deadline)[:4]:
            seconds = min(left(self.deadline), SILENCE_SECONDS)
            try:
                stream = self.plain.connect_tcp(address, port, timeout=seconds, socket_options=socket_options)
                return Timed(stream, self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as another:
                problem = another
        raise problem


class Timed(httpcore.NetworkStream):
    """A connection with an end: a server that sends a byte now and then is cut off all the same."""

    def __init__(self, stream, deadline):
        self.stream, self.deadline = stream, deadline

    def seconds(self):
        return min(left(self.deadline), SILENCE_SECONDS)

    def read(self, max_bytes, timeout=None):
        return self.stream.read(max_bytes, self.seconds())

    def write(self, buffer, timeout=None):
        return self.stream.write(buffer, self.seconds())

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        try:
            return Timed(self.stream.start_tls(ssl_context, server_hostname, self.seconds()), self.deadline)
        except httpcore.ConnectError as problem:
            raise TlsFailed(str(problem)) from problem

    def get_extra_info(self, info):
        return self.stream.get_extra_info(info)

    def close(self):
        self.stream.close()


class Transport(httpx.BaseTransport):
    """httpx over connections of our own making: no proxy, no connection kept."""

    def __init__(self, deadline):
        self.pool = httpcore.ConnectionPool(certificates(), network_backend=Pinned(deadline), max_connections=1)

    def handle_request(self, request):
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
        answer = self.pool.handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=Body(answer.stream), extensions=answer.extensions
        )

    def close(self):
        self.pool.close()


class Body(httpx.SyncByteStream):
    def __init__(self, stream):
        self.stream = stream

    def __iter__(self):
        return iter(self.stream)

    def close(self):
        self.stream.close()


@cache
def certificates():
    """The authorities that are trusted, as shipped: reading them takes a while."""
    return httpx.create_ssl_context(trust_env=False)
