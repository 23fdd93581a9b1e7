"""How much a stranger may send: Django keeps a whole body on disk before any view can refuse it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]

LARGEST = 3_000_000  # bytes; Django reads no form larger than 2.5 MB
LARGEST_FILE = 21_000_000  # the largest import, and the form around it
LARGEST_EVIDENCE = 11_000_000  # the largest photo, and the form around it
TAKES_FILES = {
    "/console/customers/imports/new": LARGEST_FILE,
    "/console/evidence/new": LARGEST_EVIDENCE,
    "/api/v1/evidence": LARGEST_EVIDENCE,
}
COMES_WITHIN = 60.0  # seconds


class BodyRefused(Exception):
    """A body that is too large (413) or comes too slowly (408)."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status, self.says = status, says


def bounded(path: str, receive: Receive, *, seconds: float = COMES_WITHIN) -> Receive:
    """`receive` for a request to `path`, raising `BodyRefused` as soon as its body is too large or too slow."""
    limit = TAKES_FILES.get(path, LARGEST)
    until, size, ended = asyncio.get_running_loop().time() + seconds, 0, False

    async def next_part() -> Message:
        nonlocal size, ended
        if ended:  # what is still heard is that the other side leaves, whenever that may be
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise BodyRefused(408, "This request came too slowly.") from None
        size += len(message.get("body", b""))
        ended = not message.get("more_body")
        if size > limit:
            raise BodyRefused(413, f"A request to this address may have {limit // 1_000_000} MB.")
        return message

    return next_part
