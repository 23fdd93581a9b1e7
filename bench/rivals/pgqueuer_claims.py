"""PgQueuer on as many jobs in batches as large: dequeued and logged as successful, by its own queries over asyncpg."""

import asyncio
import time
import uuid
from datetime import timedelta

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.queries import EntrypointExecutionParameter, Queries

NAME = "send"


def emptied(url: str, rows: int, batch: int) -> float:
    """Seconds until every job is logged."""
    return asyncio.run(timed(url, rows, batch))


async def timed(url: str, rows: int, batch: int) -> float:
    wire = await asyncpg.connect(url)
    try:
        queries = Queries(AsyncpgDriver(wire))
        if not await queries.has_table("pgqueuer"):
            await queries.install()
        await queries.enqueue([NAME] * rows, [b"{}"] * rows, [0] * rows)
        for statement in ("VACUUM ANALYZE pgqueuer", "CHECKPOINT"):
            await wire.execute(statement)
        return await logged(queries, rows, batch)
    finally:
        await queries.clear_queue()
        await queries.clear_queue_log()
        await wire.close()


async def logged(queries: Queries, rows: int, batch: int) -> float:
    terms = {NAME: EntrypointExecutionParameter(concurrency_limit=0)}
    me, taken = uuid.uuid4(), 0
    began = time.perf_counter()
    while jobs := await queries.dequeue(batch, terms, me, None, timedelta(minutes=2)):
        taken += len(jobs)
        await queries.log_jobs([(job, "successful", None) for job in jobs])
    seconds = time.perf_counter() - began
    assert taken == rows, f"{taken} of {rows} jobs were taken"
    return seconds
