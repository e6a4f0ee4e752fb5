"""The outbound door against a server of this machine: the good path, and servers that mean ill."""

import gzip
import socket
import zlib
from contextlib import suppress

import pytest
from django.core.cache import cache

from claims import net


def test_the_good_path(web):
    url = web.put("/page", "<p>Air bersih</p>", ETag='"7"', Set_Cookie="id=1")
    answer = net.fetch(url)
    assert (answer.status, answer.url, answer.body, answer.media_type) == (200, url, b"<p>Air bersih</p>", "text/html")
    assert answer.header("etag") == '"7"' and answer.redirects == ()


def test_says_who_it_is_and_keeps_no_cookie(web, settings):
    settings.SITE_URL = "https://redaksi.example"
    web.put("/end", "there")
    net.fetch(web.put("/start", status=302, Location="/end", Set_Cookie="id=1; Path=/"))
    assert [path for path, _headers in web.asked] == ["/start", "/end"]
    for _path, headers in web.asked:
        assert headers["User-Agent"] == "Factcheck (+https://redaksi.example)"
        assert headers["Host"] == web.host and "Cookie" not in headers


def test_redirects_are_told(web):
    web.put("/new", "moved here")
    answer = net.fetch(web.put("/old", status=301, Location="/new"))
    assert answer.url == web.url("/new") and answer.redirects == ((301, web.url("/new")),)


def test_proxies_of_the_environment_are_not_used(web, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert net.fetch(web.put("/page", "direct")).body == b"direct"


def test_packed_answers_are_unpacked(web):
    url = web.put("/page", gzip.compress(b"packed"), Content_Encoding="gzip")
    assert net.fetch(url).body == b"packed"


def test_asks_whether_it_changed(web):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"7"'
        handler.send_response(304 if same else 200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    url = web.put("/page", answer)
    assert net.fetch(url).status == 200
    assert net.fetch(url, conditional={"etag": '"7"'}).status == 304


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"x" * 65_536)


def slow_headers(handler):
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X-Wait: 1\r\n")
            handler.server.never.wait(0.02)


def slow_body(handler):
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b".")
            handler.server.never.wait(0.02)


def hanging(handler):
    handler.server.never.wait(5)


def endless_headers(handler):
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X-More: " + b"x" * 8_000 + b"\r\n")


def cut_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")


def bomb(handler):
    """30 MB of nothing in a few kilobytes."""
    packer = zlib.compressobj(9, wbits=31)
    body = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(30)) + packer.flush()
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(body)


ILL = {
    "an endless body": (endless, "too_large", False),
    "headers by the drop": (slow_headers, "timed_out", True),
    "a body by the drop": (slow_body, "timed_out", True),
    "no answer": (hanging, "timed_out", True),
    "endless headers": (endless_headers, "connection", True),
    "half an answer": (cut_off, "connection", True),
    "a gzip bomb": (bomb, "too_large", False),
}


@pytest.mark.parametrize(("answer", "code", "retry"), ILL.values(), ids=list(ILL))
def test_servers_that_mean_ill(web, never, answer, code, retry):
    web.http.never = never
    with pytest.raises(net.NetError) as problem:
        net.fetch(web.put("/ill", answer), timeout=1, max_bytes=1_000_000)
    assert (problem.value.code, problem.value.retry) == (code, retry)


def test_a_redirect_loop_ends(web):
    web.put("/b", status=302, Location="/a")
    with pytest.raises(net.TooManyRedirects):
        net.fetch(web.put("/a", status=302, Location="/b"))
    assert len(web.asked) == net.MAX_REDIRECTS + 1


def test_an_announced_giant_is_not_read(web):
    with pytest.raises(net.TooLarge):
        net.fetch(web.put("/big", b"x" * 2_000), max_bytes=1_000)


def test_a_packing_that_nobody_asked_for(web):
    with pytest.raises(net.ConnectionFailed) as problem:
        net.fetch(web.put("/page", b"x", Content_Encoding="br"))
    assert not problem.value.retry


def test_nobody_listens(web, settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings.NET_ALLOW = [f"127.0.0.1:{port}"]
    with pytest.raises(net.ConnectionFailed):
        net.fetch(f"http://127.0.0.1:{port}/")


def test_a_server_without_tls(web):
    url = web.put("/page", "plain").replace("http:", "https:")
    with pytest.raises(net.TlsFailed):
        net.fetch(url)


def test_a_name_that_does_not_exist(web, monkeypatch):

    def unknown(*arguments, **named):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(net.NameUnknown):
        net.fetch("http://nobody.example/")


@pytest.mark.parametrize("number", [socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_SYSTEM])
def test_a_name_server_with_a_bad_day_says_nothing_about_the_name(web, monkeypatch, number):

    def failing(*arguments, **named):
        raise socket.gaierror(number, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", failing)
    with pytest.raises(net.ConnectionFailed) as problem:
        net.fetch("http://somebody.example/")
    assert problem.value.retry


def test_of_long_robots_rules_the_first_half_megabyte_counts(web):
    cache.clear()
    rules = "User-agent: *\nDisallow: /private/\n" + "# and so on\n" * 60_000 + "Disallow: /late/\n"
    web.put("/robots.txt", rules, kind="text/plain")
    with pytest.raises(net.RobotsForbid):
        net.fetch(web.put("/private/page", "hello"), respect_robots=True)
    assert net.fetch(web.put("/late/page", "hello"), respect_robots=True).body == b"hello"


def test_robots_are_heeded_where_asked_for(web):
    cache.clear()
    web.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", kind="text/plain")
    url = web.put("/private/page", "hello")
    with pytest.raises(net.RobotsForbid):
        net.fetch(url, respect_robots=True)
    assert net.fetch(url).body == b"hello"
    assert net.fetch(web.put("/open", "hello"), respect_robots=True).body == b"hello"
    assert [path for path, _headers in web.asked].count("/robots.txt") == 1


def test_a_site_without_robots_is_open_and_one_whose_server_fails_is_asked_later(web):
    cache.clear()
    assert net.fetch(web.put("/open", "hello"), respect_robots=True).status == 200
    cache.clear()
    web.put("/robots.txt", "", status=503)
    with pytest.raises(net.ConnectionFailed) as problem:
        net.fetch(web.url("/open"), respect_robots=True)
    assert problem.value.retry


def test_a_host_is_left_alone_between_two_requests(web, settings):
    cache.clear()
    settings.NET_INTERVAL_SECONDS = 60
    url = web.put("/page", "hello")
    assert net.fetch(url).status == 200
    with pytest.raises(net.TimedOut):
        net.fetch(url, timeout=1)
    assert len(web.asked) == 1
