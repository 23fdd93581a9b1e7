"""PgQueuer on as many jobs in batches as large, over asyncpg: dequeued and logged as successful by its own queries
alone (`emptied`), or by its worker with jobs that do nothing (`worked`)."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta

import asyncpg
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.queries import EntrypointExecutionParameter, Queries
from pgqueuer.types import QueueExecutionMode

NAME = "send"
Emptied = Callable[[AsyncpgDriver, int, int], Awaitable[float]]


def emptied(url: str, rows: int, batch: int) -> float:
    """Seconds until every job is logged, with nothing done in between."""
    return asyncio.run(timed(url, rows, batch, logged))


def worked(url: str, rows: int, batch: int) -> float:
    """Seconds until its worker has done every job."""
    return asyncio.run(timed(url, rows, batch, done))


async def timed(url: str, rows: int, batch: int, empty: Emptied) -> float:
    wire = await asyncpg.connect(url)
    try:
        driver = AsyncpgDriver(wire)
        queries = Queries(driver)
        if not await queries.has_table("pgqueuer"):
            await queries.install()
        await queries.enqueue([NAME] * rows, [b"{}"] * rows, [0] * rows)
        for statement in ("VACUUM ANALYZE pgqueuer", "CHECKPOINT"):
            await wire.execute(statement)
        return await empty(driver, rows, batch)
    finally:
        await queries.clear_queue()
        await queries.clear_queue_log()
        await wire.close()


async def done(driver: AsyncpgDriver, rows: int, batch: int) -> float:
    rival, taken = PgQueuer(driver), 0

    @rival.entrypoint(NAME)
    async def send(job: Job) -> None:
        nonlocal taken
        taken += 1

    began = time.perf_counter()
    await rival.run(batch_size=batch, mode=QueueExecutionMode.drain)
    seconds = time.perf_counter() - began
    assert taken == rows, f"{taken} of {rows} jobs were done"
    return seconds


async def logged(driver: AsyncpgDriver, rows: int, batch: int) -> float:
    queries = Queries(driver)
    terms = {NAME: EntrypointExecutionParameter(concurrency_limit=0)}
    me, taken = uuid.uuid4(), 0
    began = time.perf_counter()
    while jobs := await queries.dequeue(batch, terms, me, None, timedelta(minutes=2)):
        taken += len(jobs)
        await queries.log_jobs([(job, "successful", None) for job in jobs])
    seconds = time.perf_counter() - began
    assert taken == rows, f"{taken} of {rows} jobs were taken"
    return seconds
