"""The door for what channels' other sides send: `/in/CHANNEL/ACCOUNT`, a bare ASGI callable beside Django.

A request is read (1 MB at most), its signature verified by the channel, its row committed, and only then answered. A GET
(a provider trying the address) is answered and changes nothing. What proves nothing is refused, counted, never kept.
"""

import asyncio
import logging
from dataclasses import dataclass, replace

import psycopg
from django.db import OperationalError

from tidings.api.asgi import Headers, Receive, Scope, Send, SenderLeft, body_within, header, respond
from tidings.api.inbound_accounts import Accounts
from tidings.api.inbound_keeping import Keeping
from tidings.api.intake import database_url
from tidings.api.problems import Refusal
from tidings.channels import discover
from tidings.channels.contract import Answer, NotGenuine, Raw
from tidings.ground import clock

LARGEST = 1_000_000  # bytes
COMES_WITHIN = 15.0  # seconds
UNDER_WAY = 500  # requests; more wait at the other side, which sends them again
AGAIN = "This cannot be taken at this moment. Send it again: nothing is taken twice."
log = logging.getLogger(__name__)


@dataclass
class Door:
    """What one process (one event loop) holds open."""

    loop: asyncio.AbstractEventLoop
    keeping: Keeping
    accounts: Accounts
    under_way: int = 0


_door: Door | None = None


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request, whatever it holds."""
    try:
        told = await answered(scope, receive)
        await respond(send, told.status, told.content_type.encode(), told.body)
    except Refusal as refusal:
        detail = refusal.detail.encode()
        await respond(send, refusal.status, b"text/plain; charset=utf-8", detail, refusal.headers)
    except SenderLeft:
        return
    except Exception as error:  # the rim: the other side is told to come again; what it sent is in no log
        log.error("a request to %s failed: %s", place(scope), type(error).__name__)
        await respond(send, 500, b"text/plain", AGAIN.encode())


async def answered(scope: Scope, receive: Receive) -> Answer:
    if scope["method"] not in ("GET", "POST"):
        raise Refusal(405, "Receipts are sent by POST.", headers={"Allow": "GET, POST"})
    door = await opened()
    if door.under_way >= UNDER_WAY:
        raise Refusal(503, AGAIN, headers={"Retry-After": "1"})
    door.under_way += 1
    try:
        return await taken(door, scope, receive)
    except (psycopg.OperationalError, psycopg.errors.QueryCanceled, OperationalError) as error:
        log.warning("what came in cannot be kept now: %s", type(error).__name__)
        raise Refusal(503, AGAIN, headers={"Retry-After": "1"}) from None
    finally:
        door.under_way -= 1


async def taken(door: Door, scope: Scope, receive: Receive) -> Answer:
    """Verified and kept; a request that was kept before is answered as the first time."""
    name, account = names(scope["path"])
    stated = await door.accounts.settings(name, account)
    raw = await request(scope, receive, stated.home)
    channel = discover()[name]
    try:
        told = channel.answer(raw, stated.values)
    except NotGenuine as refused:
        door.keeping.refused(name, account, says=str(refused), now=raw.at)
        raise Refusal(403, "Nothing proves that this comes from whom it should.") from None
    if told.keep and raw.method == "POST":
        await door.keeping.keep(replace(raw, key=channel.key(raw)), channel=name, account=account)
    return told


def names(path: str) -> tuple[str, str]:
    """The channel and its account; raises `Refusal` (404)."""
    parts = path.split("/")
    if len(parts) != 4 or parts[2] not in discover() or not parts[3]:
        raise Refusal(404, "There is no such address.")
    return parts[2], parts[3]


async def request(scope: Scope, receive: Receive, home: str) -> Raw:
    """The request as the channel reads it; `url` is the public address, which some providers sign."""
    headers, query = scope["headers"], scope["query_string"].decode("latin-1")
    return Raw(
        kind="http",
        key="",
        body=await body(receive, headers),
        at=clock.now(),
        headers={name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers},
        method=scope["method"],
        url=home
        + scope.get("raw_path", scope["path"].encode()).decode("latin-1")
        + ("?" + query if query else ""),
    )


async def body(receive: Receive, headers: Headers) -> bytes:
    if header(headers, b"content-encoding") not in ("", "identity"):
        raise Refusal(415, "Send the body as it is, not compressed.")
    try:
        async with asyncio.timeout(COMES_WITHIN):
            return await body_within(receive, headers, LARGEST)
    except TimeoutError:
        raise Refusal(408, "This request came too slowly.", headers={"Connection": "close"}) from None


def place(scope: Scope) -> str:
    """The channel a request was for, for the log; anything else in its address may be somebody's."""
    name = scope["path"].split("/")[2:3]
    return name[0] if name and name[0] in discover() else "no channel"


async def opened() -> Door:
    """The door of the running event loop, opened with its first request."""
    global _door
    loop = asyncio.get_running_loop()
    if _door is None or _door.loop is not loop:
        _door = Door(loop, Keeping(database_url()), Accounts())
        await _door.keeping.open()
    return _door


async def close() -> None:
    """Write what is under way, then let go of the database."""
    global _door
    if _door is not None and _door.loop is asyncio.get_running_loop():
        await _door.keeping.close()
    _door = None
