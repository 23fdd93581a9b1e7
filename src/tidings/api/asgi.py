"""As much of HTTP as a bare ASGI callable needs: headers, a body with an end, an answer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from tidings.api.problems import Refusal

Scope = Mapping[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Headers = Sequence[tuple[bytes, bytes]]


class SenderLeft(Exception):
    """Whoever sent this hung up before the end of the body."""


def header(headers: Headers, name: bytes) -> str:
    return next((value for found, value in headers if found == name), b"").decode("latin-1")


async def body_within(receive: Receive, headers: Headers, limit: int) -> bytes:
    """The whole body; raises `Refusal` (413) as soon as it is known to be too large."""
    stated = header(headers, b"content-length")
    if stated.isdigit() and int(stated) > limit:
        raise too_large(limit)
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise SenderLeft
        body += message.get("body", b"")
        if len(body) > limit:
            raise too_large(limit)
        if not message.get("more_body"):
            return body


def too_large(limit: int) -> Refusal:
    detail = f"This request may have {limit // 1024} KiB. Send several, or a link to what is large."
    return Refusal(413, detail, headers={"Connection": "close"})


async def respond(
    send: Send, status: int, media_type: bytes, body: bytes, headers: Mapping[str, str] | None = None
) -> None:
    more = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", media_type),
                (b"content-length", str(len(body)).encode()),
                (b"x-content-type-options", b"nosniff"),
                *more,
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
