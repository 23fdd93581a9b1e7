"""The door for events: `POST /events`, a bare ASGI callable beside Django (its handler would cost 1.1 ms a request).

A request is authenticated, read, checked, stored and only then acknowledged: 202 with what became of each event.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import psycopg
from django.conf import settings
from django.db import OperationalError

from tidings.api import cloudevents_http as http
from tidings.api.asgi import Headers, Receive, Scope, Send, SenderLeft, body_within, header, respond
from tidings.api.commits import Commits, TooManyWaiting, Unstorable
from tidings.api.idempotency import Once, Reply, key_of
from tidings.api.keyring import Keyring
from tidings.api.problems import MEDIA_TYPE, Refusal, body_of, said
from tidings.campaigns.public import Incoming, Stored
from tidings.core.problem import Problem
from tidings.ground import clock
from tidings.staff.public import KeyCard

Result = Stored | Unstorable | http.Refused

log = logging.getLogger(__name__)
encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Door:
    """What one process (one event loop) holds open."""

    loop: asyncio.AbstractEventLoop
    commits: Commits
    keyring: Keyring


_door: Door | None = None


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request, whatever it holds."""
    try:
        status, body = await answered(scope, receive)
        await respond(send, status, b"application/json", body)
    except Refusal as refusal:
        await respond(send, refusal.status, MEDIA_TYPE.encode(), encode(body_of(refusal)), refusal.headers)
    except SenderLeft:
        return
    except Exception:  # the rim: whatever it is, the sender hears of it as of every refusal
        log.exception("an event request failed")
        failed = Refusal(500, "This went wrong on our side. Send the request again: nothing is stored twice.")
        await respond(send, failed.status, MEDIA_TYPE.encode(), encode(body_of(failed)))


async def answered(scope: Scope, receive: Receive) -> tuple[int, bytes]:
    if scope["method"] != "POST":
        raise Refusal(405, "Events are sent by POST.", headers={"Allow": "POST"})
    headers, door = scope["headers"], await opened()
    try:
        holder = await door.keyring.holder(header(headers, b"authorization"), "send.events")
        body = await body_within(receive, headers, http.size_limit(headers))
        if key := header(headers, b"idempotency-key"):
            return await answered_once(door, holder, key_of(key), headers, body)
        return await taken(door, headers, body)
    except (psycopg.OperationalError, OperationalError, TooManyWaiting) as error:
        log.warning("events cannot be stored now: %s", type(error).__name__)
        detail = "Events cannot be stored at this moment. Send this request again: what was stored is not stored twice."
        raise Refusal(503, detail, headers={"Retry-After": "1"}) from None


async def answered_once(
    door: Door, holder: KeyCard, key: str, headers: Headers, body: bytes
) -> tuple[int, bytes]:
    once = Once(
        door.commits.pool, holder.prefix, key, header(headers, b"content-type").encode() + b"\n" + body
    )
    if reply := await once.begin(clock.now()):
        return told_before(reply)
    try:
        status, answer = await taken(door, headers, body)
    except BaseException:
        await once.forget()
        raise
    await once.keep(status, answer)
    return status, answer


def told_before(reply: Reply) -> tuple[int, bytes]:
    return reply.status, reply.body


async def taken(door: Door, headers: Headers, body: bytes) -> tuple[int, bytes]:
    """Read, store and say what became of each event."""
    events, is_batch = http.read_request(headers, body)
    if is_batch:
        good = [event for event in events if isinstance(event, Incoming)]
        states = iter(await door.commits.store_batch(good))
        results: list[Result] = [next(states) if isinstance(event, Incoming) else event for event in events]
        return 202, encode(report(events, results))
    [event] = events
    assert isinstance(event, Incoming)
    try:
        state = await door.commits.store(event)
    except Unstorable as refused:
        raise Refusal(400, "The event was refused.", problems=[unstorable(refused)]) from None
    return 202, encode(report([event], [state]))


def report(events: Sequence[Incoming | http.Refused], results: Sequence[Result]) -> dict[str, Any]:
    counts = {"stored": 0, "duplicate": 0, "refused": 0}
    lines = []
    for event, result in zip(events, results, strict=True):
        state = result if isinstance(result, str) else "refused"
        counts[state] += 1
        line: dict[str, Any] = {"source": event.source, "id": event.event_id, "state": state}
        if isinstance(result, http.Refused):
            line["problems"] = [said(problem) for problem in result.problems]
        elif isinstance(result, Unstorable):
            line["problems"] = [said(unstorable(result))]
        lines.append(line)
    return {**counts, "results": lines}


def unstorable(refused: Unstorable) -> Problem:
    return Problem("data", f"cannot be stored: {refused}", "send smaller numbers and plain texts")


async def opened() -> Door:
    """The door of the running event loop, opened with its first request."""
    global _door
    loop = asyncio.get_running_loop()
    if _door is None or _door.loop is not loop:
        _door = Door(loop, Commits(database_url()), Keyring())
        await _door.commits.open()
    return _door


async def close() -> None:
    """Store what is under way, then let go of the database."""
    global _door
    if _door is not None and _door.loop is asyncio.get_running_loop():
        await _door.commits.close()
    _door = None


def database_url() -> str:
    """Where the rest of the site keeps its rows, as libpq reads it."""
    database = settings.DATABASES["default"]
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return psycopg.conninfo.make_conninfo(
        **{libpq: str(database[ours]) for ours, libpq in names.items() if database[ours]}
    )
