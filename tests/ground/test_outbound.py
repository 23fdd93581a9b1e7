"""Which addresses a webhook may reach (rule F-03)."""

import asyncio
import socket

import pytest

from tidings.ground import outbound

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fe80::1%eth0",
    "::7f00:1",
    "::ffff:0:7f00:1",
    "64:ff9b:1::7f00:1",
    "fec0::1",
    "192.0.0.8",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_inner_addresses_are_not_public(address: str) -> None:
    assert not outbound.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert outbound.is_public(address)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "127.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_other_ways_to_write_this_machine_are_refused(host: str) -> None:
    reply = post(f"http://{host}:9/")
    assert reply.status == 0
    # A machine without a hosts file knows no "localhost": that is refused as well, for another reason.
    assert "private network" in reply.says or (host == "localhost" and "is not known" in reply.says)


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: whoever owns the name may answer with both."""

    def answers(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, 443)) for address in ("8.8.8.8", "169.254.169.254")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    reply = post("https://rebinding.example/")
    assert reply.status == 0 and "private network" in reply.says


def test_unreachable_and_unknown_hosts_are_replies_not_errors() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
    assert post(f"http://127.0.0.1:{port}/", private=True).says == "ConnectError"
    assert "not known" in post("http://no-such-host.invalid/").says


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "TIME_OUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        reply = post(f"http://127.0.0.1:{silent.getsockname()[1]}/", private=True)
    assert reply == outbound.Reply(0, "no answer within 0 s")


@pytest.mark.parametrize(
    "url", ["http://[", "https://[::1", "https://example.com:port/", "https://example.com:99999/"]
)
def test_an_address_that_cannot_be_read_is_refused(url: str) -> None:
    with pytest.raises(outbound.AddressRefused):
        outbound.host_of(url)


def post(url: str, *, private: bool = False) -> outbound.Reply:
    return asyncio.run(outbound.post(url=url, body=b"{}", headers={}, private=private))
