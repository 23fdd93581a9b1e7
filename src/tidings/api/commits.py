"""The shared commit: events that arrive while an INSERT is under way join the next one.

Each is acknowledged only after its row is committed; nothing durable is given up for the speed.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool

from tidings.campaigns.public import Incoming, Stored, intake
from tidings.ground import clock

ROWS_A_COMMIT = 500
WAITING_AT_MOST = 5_000
COPY_FROM = 50  # below, one statement is quicker than a COPY and an INSERT


class Unstorable(Exception):
    """PostgreSQL would not hold what this event says."""


class TooManyWaiting(Exception):
    """More events wait for their commit than is good for anyone."""


class Commits:
    """Stores the events of one process through its own small pool."""

    def __init__(self, url: str) -> None:
        self.pool = AsyncConnectionPool(
            url, min_size=1, max_size=4, timeout=10, open=False, kwargs={"autocommit": True}
        )
        self.waiting: list[tuple[Incoming, asyncio.Future[Stored]]] = []
        self.under_way: asyncio.Task[None] | None = None

    async def open(self) -> None:
        await self.pool.open()

    async def close(self) -> None:
        if self.under_way:
            await self.under_way
        await self.pool.close()

    async def store(self, event: Incoming) -> Stored:
        """Store one event with whichever others are waiting; returns after its commit."""
        if len(self.waiting) >= WAITING_AT_MOST:
            raise TooManyWaiting
        future: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()
        self.waiting.append((event, future))
        if self.under_way is None:
            self.under_way = asyncio.create_task(self.commit_all())
        return await future

    async def commit_all(self) -> None:
        while self.waiting:
            group, self.waiting = self.waiting[:ROWS_A_COMMIT], self.waiting[ROWS_A_COMMIT:]
            await self.commit(group)
        self.under_way = None

    async def commit(self, group: list[tuple[Incoming, asyncio.Future[Stored]]]) -> None:
        """Commit a group and answer each of its senders; one that cannot be stored does not hold up the others."""
        try:
            states = await self.insert([event for event, _ in group])
        except psycopg.DataError as error:
            if len(group) == 1:
                answer(group[0][1], Unstorable(str(error.diag.message_primary)))
            else:
                for one in group:
                    await self.commit([one])
        except Exception as error:  # the rim of the loop: every sender must hear of it
            for _, future in group:
                answer(future, error)
        else:
            for (_, future), state in zip(group, states, strict=True):
                answer(future, state)

    async def store_batch(self, events: Sequence[Incoming]) -> list[Stored | Unstorable]:
        """Store the events of one request in one commit; where one of them cannot be stored, each in its own."""
        try:
            if len(events) < COPY_FROM:
                return list(await self.insert(events))
            return list(await self.copy(events))
        except psycopg.DataError:
            return [await self.alone(event) for event in events]

    async def alone(self, event: Incoming) -> Stored | Unstorable:
        try:
            return (await self.insert([event]))[0]
        except psycopg.DataError as error:
            return Unstorable(str(error.diag.message_primary))

    async def insert(self, events: Sequence[Incoming]) -> list[Stored]:
        if not events:
            return []
        async with self.pool.connection() as wire:
            stored = await wire.execute(intake.STORE, [intake.rows_json(events, clock.now())])
            return intake.became(events, await stored.fetchall())

    async def copy(self, events: Sequence[Incoming]) -> list[Stored]:
        rows = intake.copy_text(events, clock.now())
        async with self.pool.connection() as wire, wire.transaction(), wire.cursor() as cursor:
            await cursor.execute(intake.STAGE)
            async with cursor.copy(intake.COPY_IN) as staged:
                await staged.write(rows)
            await cursor.execute(intake.STORE_STAGED)
            return intake.became(events, await cursor.fetchall())


def answer(future: "asyncio.Future[Any]", result: Any) -> None:
    if future.done():  # the sender hung up
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
