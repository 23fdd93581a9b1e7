"""Opening pages that somebody wrote down, to learn whether they work: what a customer's click would meet, and nothing sent but a GET.

As for webhooks (`outbound`), a name could be our own database: it is resolved once, every address behind it must be public,
and the connection goes to the checked address. Redirects are followed only within the hosts that are allowed.
"""

import socket
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

import httpx

from tidings.ground.outbound import PORTS, AddressRefused, host_of, is_public

EACH_S, ALL_S = 4.0, 8.0
AT_ONCE, MOST_PAGES, MOST_REDIRECTS = 8, 40, 5
GONE = frozenset({404, 410})
# Nobody but a test has pages there (RFC 2606, RFC 6761), so nobody is asked.
STAND_INS = ("example", "invalid", "test", "localhost", "example.com", "example.org", "example.net")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What a page said: `works`; `dead`, for certain; `doubtful`, it may be for a while; `untried`. `says` why, where it does not."""

    state: Literal["works", "dead", "doubtful", "untried"]
    says: str = ""


def visited(
    pages: Iterable[str], *, hosts: Collection[str], private: bool = False, patience_s: float = ALL_S
) -> dict[str, Visit]:
    """Opens each page of these hosts (and those below them), all within the patience; `private` allows inner addresses."""
    wanted = list(dict.fromkeys(pages))
    found = {page: Visit(state="untried", says="it did not answer in time") for page in wanted}
    pool = ThreadPoolExecutor(AT_ONCE)
    asked = {pool.submit(visit, page, hosts, private): page for page in wanted[:MOST_PAGES]}
    done, _ = wait(asked, timeout=patience_s)
    pool.shutdown(wait=False, cancel_futures=True)
    return found | {asked[each]: each.result() for each in done}


def visit(page: str, hosts: Collection[str], private: bool) -> Visit:
    """One page, through its redirects."""
    try:
        for _ in range(MOST_REDIRECTS + 1):
            host = host_of(page)
            if not within(host, hosts):
                return Visit(state="doubtful", says=f"it leads on to {host}, which is not yours")
            if within(host, STAND_INS):
                return Visit(state="untried", says=f"{host} is a name for examples")
            answer = opened(page, host, private)
            if not answer.has_redirect_location:
                return judged(answer.status_code)
            page = urljoin(page, answer.headers["location"])
    except AddressRefused as refused:
        return Visit(state="dead", says=str(refused))
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as broken:
        return Visit(state="doubtful", says=f"it did not answer ({type(broken).__name__})")
    return Visit(state="dead", says="it leads round in circles")


def within(host: str, hosts: Collection[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def opened(page: str, host: str, private: bool) -> httpx.Response:
    """Its answer's head; the body is not read."""
    url = httpx.URL(page)
    pinned = checked_address(host, url.port or PORTS[url.scheme], private)
    headers = {"host": url.netloc.decode(), "user-agent": "tidings (trying the links of a campaign)"}
    with (
        httpx.Client(trust_env=False, follow_redirects=False, timeout=EACH_S) as client,
        client.stream(
            "GET", url.copy_with(host=pinned), headers=headers, extensions={"sni_hostname": host}
        ) as answer,
    ):
        return answer


def checked_address(host: str, port: int, private: bool) -> str:
    """One address behind a host, all of which customers can reach; raises `AddressRefused`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:  # our own resolver is away: that says nothing of the page
            raise
        raise AddressRefused(f"the host {host} is not known") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(is_public(address) for address in addresses):
        raise AddressRefused(f"the host {host} is inside a private network, where no customer is")
    return addresses[0]


def judged(status: int) -> Visit:
    """By the status alone. Who must sign in first, or is asked to wait, has found the page."""
    if status in GONE:
        return Visit(state="dead", says=f"nothing is there ({status})")
    if status >= 500:
        return Visit(state="doubtful", says=f"its server fails ({status})")
    return Visit(state="works")
