"""`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): the same request again gets the same answer.

A row marks the request before it is carried out; whoever finds the row waits no longer than to be told.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from psycopg_pool import AsyncConnectionPool

from tidings.api.problems import Refusal
from tidings.campaigns.public import replies

KEPT_FOR = timedelta(hours=24)
# Its process died; events are stored once anyway, so it may begin again.
ABANDONED_AFTER = timedelta(minutes=1)
FORM = re.compile(r'"([\x21\x23-\x5b\x5d-\x7e]{1,255})"|([A-Za-z0-9._~+/=:-]{1,255})')


@dataclass(frozen=True)
class Reply:
    """An answer given before."""

    status: int
    body: bytes


def key_of(header: str) -> str:
    """The key in the header, a structured-field string (a bare token is taken too); raises `Refusal`."""
    found = FORM.fullmatch(header.strip())
    if not found:
        raise Refusal(
            400, 'Idempotency-Key is not readable. Send up to 255 characters in quotes: "8e03978e-40d5".'
        )
    return found[1] or found[2]


@dataclass(frozen=True)
class Once:
    """One holder's use of one key for one body."""

    pool: AsyncConnectionPool
    holder: str
    key: str
    body: bytes

    async def begin(self, now: datetime) -> Reply | None:
        """None when this request is the first, else the answer it got; raises `Refusal` (409, 422)."""
        digest = sha256(self.body).hexdigest()
        async with self.pool.connection() as wire:
            begun = await wire.execute(
                replies.BEGIN, [self.holder, self.key, digest, now, now + KEPT_FOR, ABANDONED_AFTER]
            )
            if await begun.fetchone():
                await wire.execute(replies.EXPIRE, [now])
                return None
            found = await (await wire.execute(replies.FIND, [self.holder, self.key])).fetchone()
        return replay(found, digest)

    async def keep(self, status: int, answer: bytes) -> None:
        """Keep the answer for the next time."""
        async with self.pool.connection() as wire:
            await wire.execute(replies.KEEP, [status, answer.decode(), self.holder, self.key])

    async def forget(self) -> None:
        """Nothing was done: the request may be mended and sent again with the same key."""
        async with self.pool.connection() as wire:
            await wire.execute(replies.FORGET, [self.holder, self.key])


def replay(found: tuple[str, int, str] | None, digest: str) -> Reply:
    if found is not None and found[0] != digest:
        raise Refusal(
            422, "This Idempotency-Key was used with another body. Take a new key for a new request."
        )
    if found is None or found[1] == 0:
        raise Refusal(
            409, "The first request with this Idempotency-Key is under way.", headers={"Retry-After": "1"}
        )
    return Reply(found[1], found[2].encode())
