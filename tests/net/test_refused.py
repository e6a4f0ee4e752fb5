"""What the outbound door must never reach, as one table: hostile addresses, and name servers that change their mind."""

import socket

import httpcore
import pytest

from claims import net

# address as typed: why it is refused
TABLE = {
    "http://127.0.0.1/": "refused_address",
    "http://127.8.8.8/": "refused_address",
    "http://0.0.0.0/": "refused_address",
    "http://10.0.0.7/": "refused_address",
    "http://172.16.0.1/": "refused_address",
    "http://172.31.255.254/": "refused_address",
    "http://192.168.1.1/admin": "refused_address",
    "http://169.254.169.254/latest/meta-data/": "refused_address",
    "http://168.63.129.16/metadata": "refused_address",
    "http://100.64.0.1/": "refused_address",
    "http://100.100.100.200/latest/meta-data/": "refused_address",
    "http://192.0.0.8/": "refused_address",
    "http://192.0.0.9/": "refused_address",
    "http://192.0.0.10/": "refused_address",
    "http://192.0.2.1/": "refused_address",
    "http://198.18.0.1/": "refused_address",
    "http://198.51.100.4/": "refused_address",
    "http://203.0.113.9/": "refused_address",
    "http://192.88.99.1/": "refused_address",
    "http://224.0.0.1/": "refused_address",
    "http://239.255.255.250/": "refused_address",
    "http://240.0.0.1/": "refused_address",
    "http://255.255.255.255/": "refused_address",
    "http://[::1]/": "refused_address",
    "http://[::]/": "refused_address",
    "http://[fe80::1]/": "refused_address",
    "http://[fc00::1]/": "refused_address",
    "http://[fd12:3456:789a::1]/": "refused_address",
    "http://[fec0::1]/": "refused_address",
    "http://[ff02::1]/": "refused_address",
    "http://[2606:4700::1%25eth0]/": "refused_address",
    "http://[2001:db8::1]/": "refused_address",
    "http://[2001:0:53aa:64c::1]/": "refused_address",
    "http://[::ffff:127.0.0.1]/": "refused_address",
    "http://[::ffff:7f00:1]/": "refused_address",
    "http://[::127.0.0.1]/": "refused_address",
    "http://[2002:7f00:1::]/": "refused_address",
    "http://[64:ff9b::7f00:1]/": "refused_address",
    "http://[64:ff9b:1::a00:1]/": "refused_address",
    "http://2130706433/": "refused_address",
    "http://017700000001/": "refused_address",
    "http://0x7f000001/": "refused_address",
    "http://0x7f.0.0.1/": "refused_address",
    "http://0177.0.0.1/": "bad_address",
    "http://127.1/": "refused_address",
    "http://127.0.0.1./": "refused_address",
    "http://localhost/": "refused_address",
    "http://redis/": "refused_address",
    "http://%31%32%37.0.0.1/": "refused_address",
    "http://①②⑦.⓪.⓪.①/": "bad_address",
    "http://münchen.example/": "refused_address",
    "http://news.example@127.0.0.1/": "refused_address",
    "http://user:secret@news.example/": "refused_address",
    "http://127.0.0.1\\@news.example/": "bad_address",
    "http://news.example\\.evil.example/": "bad_address",
    "http://news.example:6379/": "refused_port",
    "http://news.example:22/": "refused_port",
    "https://news.example:5432/": "refused_port",
    "http://news.example:0/": "refused_port",
    "ftp://news.example/": "refused_scheme",
    "file:///etc/passwd": "refused_scheme",
    "gopher://news.example/_INFO": "refused_scheme",
    "data:text/html,hello": "refused_scheme",
    "javascript:alert(1)": "refused_scheme",
    "//news.example/": "refused_scheme",
    "news.example": "refused_scheme",
    "http://": "bad_address",
    "http:///etc/passwd": "bad_address",
    "http://news.example/\r\nHost: redis": "bad_address",
    "http://[::1": "bad_address",
    "http://news.example:99999/": "refused_port",
}
# names that resolve to more than meets the eye: what the name server says, one answer a look-up
REBINDING = {
    "to this machine": [["127.0.0.1"]],
    "to a neighbour": [["10.1.2.3"]],
    "to the cloud's own service": [["169.254.169.254"]],
    "public and private at once": [["93.184.215.14", "127.0.0.1"]],
    "to a mapped address": [["::ffff:10.0.0.1"]],
    "to an address with a zone": [["fe80::1%1"]],
    "to a public address with a zone": [["2606:4700::1%1"]],
}


@pytest.fixture
def names(monkeypatch, settings):
    """A name server of the test's own and no connection beyond it: `names(answers)` counts look-ups and connections."""

    settings.NET_FETCH, settings.NET_INTERVAL_SECONDS = True, 0

    def install(answers):
        seen = {"look_ups": 0, "connections": []}

        def getaddrinfo(host, port, *arguments, **named):
            answer = answers[min(seen["look_ups"], len(answers) - 1)]
            seen["look_ups"] += 1
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answer]

        def connect_tcp(self, host, port, **named):
            seen["connections"].append((host, port))
            raise httpcore.ConnectError("no further")

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
        return seen

    return install


@pytest.mark.parametrize(
    ("url", "code", "answers"),
    [(url, code, [["127.0.0.1"]]) for url, code in TABLE.items()]
    + [(f"http://{key.replace(' ', '-')}.example/", "refused_address", value) for key, value in REBINDING.items()],
)
def test_hostile_addresses_are_refused_before_a_packet_leaves(names, url, code, answers):
    seen = names(answers)
    with pytest.raises(net.NetError) as refused:
        net.fetch(url)
    assert (refused.value.code, refused.value.retry, seen["connections"]) == (code, False, [])


@pytest.mark.parametrize(
    "url",
    [
        "http://ani:rahasia@news.example/",
        "http://ani:rahasia/x@news.example/",
        "http://ani:rahasia@[::1",
        "http:///ani:rahasia@x/",
    ],
)
def test_a_login_in_an_address_is_never_told(url):
    with pytest.raises(net.NetError) as refused:
        net.checked(url)
    assert "rahasia" not in str(refused.value) and "ani" not in refused.value.detail


def test_the_table_is_long_enough():
    assert len(TABLE) >= 40


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_one_connected_to(names):
    """DNS rebinding: the second answer, this machine, is never asked for."""
    seen = names([["93.184.215.14"], ["127.0.0.1"]])
    with pytest.raises(net.ConnectionFailed):
        net.fetch("http://rebinding.example/")
    assert seen == {"look_ups": 1, "connections": [("93.184.215.14", 80)]}


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://169.254.169.254/", "http://0x7f.1/", "//10.0.0.1/x"])
def test_each_redirect_is_checked_anew(web, target):
    url = web.put("/away", status=302, Location=target)
    with pytest.raises(net.RefusedAddress):
        net.fetch(url)


@pytest.mark.parametrize(
    ("target", "code"), [("file:///etc/passwd", "refused_scheme"), ("http://[", "refused_address")]
)
def test_a_redirect_out_of_the_web_is_refused(web, target, code):
    with pytest.raises(net.NetError) as refused:
        net.fetch(web.put("/away", status=301, Location=target))
    assert refused.value.code == code


def test_another_port_of_an_allowed_machine_stays_closed(web):
    with pytest.raises(net.RefusedAddress):
        net.fetch("http://127.0.0.1:5432/")


def test_nothing_is_fetched_where_the_operator_says_so(web, settings):
    settings.NET_FETCH = False
    with pytest.raises(net.SwitchedOff):
        net.fetch(web.put("/page", "hello"))
    assert web.asked == []
