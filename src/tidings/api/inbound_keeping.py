"""Rows for what came in, committed before the answer; and how many requests were refused, counted once a second."""

import asyncio
import logging
from datetime import date, datetime

from psycopg_pool import AsyncConnectionPool

from tidings.channels.contract import Raw
from tidings.ground.inbox import COUNT_REFUSED, KEEP_AND_WAKE, row_of, storable

COUNT_EVERY = 1.0  # seconds: a flood of forgeries costs one statement a second
log = logging.getLogger(__name__)
Key = tuple[str, str, date]


class Keeping:
    """One process's own small pool."""

    def __init__(self, url: str) -> None:
        self.pool = AsyncConnectionPool(
            url, min_size=1, max_size=6, timeout=5, open=False, kwargs={"autocommit": True}
        )
        self.refusals: dict[Key, tuple[int, str, datetime]] = {}
        self.counting: asyncio.Task[None] | None = None

    async def open(self) -> None:
        await self.pool.open()

    async def close(self) -> None:
        if self.counting:
            self.counting.cancel()
            await asyncio.gather(self.counting, return_exceptions=True)
        await self.count()
        await self.pool.close()

    async def keep(self, raw: Raw, *, channel: str, account: str) -> bool:
        """Committed when this returns; False when the same key was there already."""
        async with self.pool.connection() as wire:
            done = await wire.execute(KEEP_AND_WAKE, row_of(raw, channel=channel, account=account))
            return done.rowcount == 1

    def refused(self, channel: str, account: str, *, says: str, now: datetime) -> None:
        """One more request that nothing proved; logged without anything of what it held."""
        key = (channel, account, now.date())
        count = self.refusals[key][0] if key in self.refusals else 0
        self.refusals[key] = (count + 1, storable(says)[:200], now)
        if self.counting is None:
            log.warning("requests to %s/%s are refused: they prove nothing", channel, account)
            self.counting = asyncio.create_task(self.count_later())

    async def count_later(self) -> None:
        await asyncio.sleep(COUNT_EVERY)
        self.counting = None
        await self.count()

    async def count(self) -> None:
        refusals, self.refusals = self.refusals, {}
        try:
            for (channel, account, day), (count, says, at) in refusals.items():
                async with self.pool.connection() as wire:
                    await wire.execute(COUNT_REFUSED, [channel, account, day, count, says, at])
        except Exception as error:  # a count that is lost is no reason to refuse anybody
            log.warning("refused requests could not be counted: %s", type(error).__name__)
