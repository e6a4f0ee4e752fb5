"""A web server of this machine that answers as a test tells it to, the one that `claims.net` may reach in that test."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class WebServer:
    """`put` says what a path answers, `url` gives its address, `asked` the requests that came: (path, headers)."""

    def __init__(self):
        self.pages, self.asked = {}, []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.asked.append((self.path, dict(self.headers)))
                server.pages.get(self.path, missing)(self)
                self.close_connection = True

            def log_message(self, *arguments):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.host = f"127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://{self.host}{path}"

    def put(self, path, body=b"", status=200, kind="text/html; charset=utf-8", **headers):
        """The path answers `body`; `headers` with underscores for hyphens. A callable body gets the request handler."""
        if callable(body):
            self.pages[path] = body
            return self.url(path)
        body = body.encode() if isinstance(body, str) else body
        sent = {"Content-Type": kind, "Content-Length": str(len(body))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(handler):
            handler.send_response(status)
            for name, value in sent.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer
        return self.url(path)

    def close(self):
        self.http.shutdown()
        self.http.server_close()


def missing(handler):
    handler.send_error(404)


@pytest.fixture
def never():
    """An event that a hanging server waits for; it comes when the test is over."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def web(settings):
    """A web server that `claims.net` may reach, without waiting between two requests."""
    server = WebServer()
    settings.NET_FETCH = True
    settings.NET_ALLOW = [server.host]
    settings.NET_INTERVAL_SECONDS = 0
    yield server
    server.close()
