"""Posting to an address somebody else wrote down: resolved once, checked, and held to (rule F-03).

A webhook address could name our own database, a neighbour or a cloud's metadata service. The name is resolved here,
every address behind it must be public, and the connection goes to the checked address: no second look-up that
could answer differently, no redirect, no proxy from the environment.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

TIME_OUT_S = 15.0
PORTS = {"http": 80, "https": 443}
# What `is_global` of an older Python takes for public: IPv4 inside IPv6 by other ways, and networks of one site.
NOT_ROUTED = [
    ipaddress.ip_network(network)
    for network in (
        "::/96",
        "::ffff:0:0:0/96",
        "64:ff9b:1::/48",
        "fec0::/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
    )
]


class AddressRefused(Exception):
    """An address we do not post to; the text says why."""


@dataclass(frozen=True)
class Reply:
    """What the other side said; `status` 0 means that nothing was said, and `says` why."""

    status: int
    says: str = ""
    retry_after: str = ""


async def post(*, url: str, body: bytes, headers: Mapping[str, str], private: bool) -> Reply:
    """POST `body`; anything but an answer within 15 s is a reply of status 0. `private` allows inner addresses."""
    try:
        async with asyncio.timeout(TIME_OUT_S):
            return await _post(url, body, dict(headers), private)
    except AddressRefused as refused:
        return Reply(0, str(refused))
    except TimeoutError:
        return Reply(0, f"no answer within {TIME_OUT_S:.0f} s")
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as broken:
        return Reply(0, type(broken).__name__)


async def _post(url: str, body: bytes, headers: dict[str, str], private: bool) -> Reply:
    host = host_of(url)
    parsed = httpx.URL(url)
    pinned = await checked_address(host, parsed.port or PORTS[parsed.scheme], private=private)
    headers |= {"host": parsed.netloc.decode()}
    async with (
        httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=TIME_OUT_S) as client,
        client.stream(
            "POST",
            parsed.copy_with(host=pinned),
            content=body,
            headers=headers,
            extensions={"sni_hostname": host},
        ) as answer,
    ):
        return Reply(answer.status_code, answer.reason_phrase, answer.headers.get("retry-after", ""))


def host_of(url: str) -> str:
    """The host of an http(s) URL without a user in it; raises `AddressRefused`."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError as wrong:
        raise AddressRefused("this is no address: its host or port cannot be read") from wrong
    if parts.scheme not in PORTS or not parts.hostname:
        raise AddressRefused("the address must start with https:// (or http://) and name a host")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("the address must not carry a user name or password")
    return parts.hostname


async def checked_address(host: str, port: int, *, private: bool) -> str:
    """One address behind `host`; refused unless all of them are public (a rebinding name mixes them)."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise AddressRefused(f"the host {host} is not known") from unknown
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(is_public(address) for address in addresses):
        raise AddressRefused(f"the host {host} is inside a private network")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address (also one wrapped in IPv6) belongs to the open internet."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (inner := _wrapped(ip)):
        ip = inner
    if any(ip in network for network in NOT_ROUTED if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
