"""Live pages: `GET /live?topic=...` says that something changed, by id, never what; the page then fetches.

A bare ASGI callable. One connection to the database listens for the whole process, however many pages are
open, and a client holds none. What a slow client has not read yet is one set of ids, so nothing piles up. The first
event of a stream says "fetch now": whatever came while the line was down was told to nobody.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async

from tidings.ground.listening import Listener
from tidings.ground.notify import CHANGED
from tidings.ground.roster import SIGNED

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

# The NOTIFY channel, the capability it takes. Signs of life come each second: they have a line of their own.
TOPICS = {"changed": (CHANGED, "see.outreach"), "workers": (SIGNED, "see.problems")}
HEARTBEAT = 15.0  # seconds; proxies cut a line that is silent for a minute
PACE = 1.0  # seconds between two events: a burst is one event, and its end is never lost
MOST_IDS = 100
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
_listeners: dict[asyncio.AbstractEventLoop, Listener] = {}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers 404 for an unknown topic, 401 without a session, 403 without the capability, else a stream."""
    topic = parse_qs(scope["query_string"].decode("latin-1")).get("topic", [""])[0]
    channel, capability = TOPICS.get(topic, ("", ""))
    ask_again = partial(sync_to_async(why_not), session_key(scope), capability)
    if not channel:
        await refuse(send, 404, f"Topics: {', '.join(TOPICS)}.")
    elif status := await ask_again():
        await refuse(send, status, "Sign in first." if status == 401 else f"This takes {capability}.")
    else:
        await stream(bodies(listener(), topic, channel, ask_again), receive, send)


async def close() -> None:
    """Ends every stream of this event loop, so that a server that stops need not wait for its readers."""
    if found := _listeners.pop(asyncio.get_running_loop(), None):
        await found.close()


def listener() -> Listener:
    loop = asyncio.get_running_loop()
    if loop not in _listeners:
        _listeners[loop] = Listener(channel for channel, _ in TOPICS.values())
    return _listeners[loop]


def session_key(scope: Scope) -> str | None:
    """The session's cookie, read as Django reads it: `http.cookies` gives up at another site's odd one."""
    from django.conf import settings
    from django.http import parse_cookie

    for name, value in scope["headers"]:
        if name == b"cookie":
            found = parse_cookie(value.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
            return None if found and "\0" in found else found
    return None


def why_not(session: str | None, capability: str) -> int:
    """0 if whoever has this session may listen, else the HTTP status that says why not."""
    from django.contrib.auth import get_user
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection
    from django.http import HttpRequest

    if not session:
        return 401
    request = HttpRequest()
    request.session = SessionStore(session)
    try:
        user = get_user(request)
        return 401 if not user.is_authenticated else 0 if user.can(capability) else 403
    finally:
        connection.close()  # a stream lasts; its connection must not


async def refuse(send: Send, status: int, says: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": says.encode()})


async def stream(events: AsyncGenerator[bytes, None], receive: Receive, send: Send) -> None:
    """Writes events until the client leaves, the process stops, or the reader may no longer listen."""
    writing = asyncio.ensure_future(write(events, send))
    leaving = asyncio.ensure_future(left(receive))
    try:
        await asyncio.wait([writing, leaving], return_when=asyncio.FIRST_COMPLETED)
    finally:
        writing.cancel()
        leaving.cancel()
        await asyncio.gather(writing, leaving, return_exceptions=True)
        await events.aclose()


async def write(events: AsyncIterator[bytes], send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    async for body in events:
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def bodies(
    source: Listener, topic: str, channel: str, ask_again: Callable[[], Awaitable[int]]
) -> AsyncGenerator[bytes, None]:
    yield b"retry: 2000\n\n"
    tell_time = asyncio.get_running_loop().time
    with source.subscribed(channel) as ear:
        asked = tell_time()
        while not source.closed:
            ids = await ear.heard(HEARTBEAT)
            if not ids or tell_time() - asked >= HEARTBEAT:
                if await ask_again():
                    return  # signed out, or the role taken away, while the page stood open
                asked = tell_time()
            yield event(topic, ids) if ids else b": still here\n\n"
            if ids:
                await asyncio.wait([source.closing], timeout=PACE)


def event(topic: str, ids: set[str]) -> bytes:
    """One event; its data are the ids, or "*" when there are none or too many to tell."""
    told = sorted(ids) if ids and "" not in ids and len(ids) <= MOST_IDS else ["*"]
    return f"event: {topic}\ndata: {' '.join(told)}\n\n".encode()
