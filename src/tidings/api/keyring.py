"""Who calls: `Authorization: Bearer KEY`, looked up at most once a second and key."""

import asyncio
import time
from collections.abc import Awaitable

from asgiref.sync import sync_to_async
from django.db import connection

from tidings.api.problems import Refusal
from tidings.ground import clock
from tidings.staff.public import KeyCard, key_for

REMEMBERED_FOR = 1.0  # seconds; a revoked key works no longer than this
REMEMBERED_AT_MOST = 1_000
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="tidings"'}


class Keyring:
    """The keys seen in the last second, good or bad; concurrent requests with one key share its look-up."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[float, Awaitable[KeyCard | None]]] = {}

    async def holder(self, authorization: str, scope: str) -> KeyCard:
        """The key that may do `scope`; raises `Refusal` (401 or 403)."""
        kind, _, raw = authorization.partition(" ")
        card = await self.card(raw.strip()) if kind.lower() == "bearer" and raw else None
        return allowed(card, scope)

    async def card(self, raw: str) -> KeyCard | None:
        until, found = self.known.get(raw, (0.0, None))
        if found is None or time.monotonic() > until:
            if len(self.known) >= REMEMBERED_AT_MOST:
                self.known.clear()
            found = asyncio.ensure_future(look_up(raw))
            self.known[raw] = (time.monotonic() + REMEMBERED_FOR, found)
        try:
            return await found
        except Exception:
            self.known.pop(raw, None)  # the database may answer the next one
            raise


def allowed(card: KeyCard | None, scope: str) -> KeyCard:
    if card is None:
        detail = "Send a live key: Authorization: Bearer KEY. The console makes keys under People and keys."
        raise Refusal(401, detail, headers=CHALLENGE)
    if not card.can(scope):
        raise Refusal(403, f"The key {card.prefix} has not the scope {scope}. Make one that has it.")
    return card


@sync_to_async(thread_sensitive=False)
def look_up(raw: str) -> KeyCard | None:
    try:
        return key_for(raw=raw, now=clock.now())
    finally:
        connection.close()
