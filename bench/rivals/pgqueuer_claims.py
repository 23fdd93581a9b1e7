"""PgQueuer on as many jobs: its worker with jobs that do nothing (`worked`), or its queries alone (`logged`).

Over asyncpg on uvloop, as its command `pgq run` has it where both are installed; its tables as it installs them (durable).
A job is leased and its success is on record, as ours are.
"""

import asyncio
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import asyncpg
import psycopg
import uvloop
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.queries import EntrypointExecutionParameter, Queries
from pgqueuer.types import QueueExecutionMode

NAME = "send"
LEFT = "SELECT count(*) FROM pgqueuer"
SUCCESSFUL = "SELECT count(*) FROM pgqueuer_log WHERE status = 'successful'"


def filled(url: str, rows: int) -> None:
    """Nothing but `rows` jobs, in tables that are at rest."""
    asyncio.run(enqueued(url, rows))


async def enqueued(url: str, rows: int) -> None:
    wire = await asyncpg.connect(url)
    queries = Queries(AsyncpgDriver(wire))
    if not await queries.has_table("pgqueuer"):
        await queries.install()
    await queries.clear_queue()
    await queries.clear_queue_log()
    await queries.enqueue([NAME] * rows, [b"{}"] * rows, [0] * rows)
    for statement in ("VACUUM ANALYZE", "CHECKPOINT"):
        await wire.execute(statement)
    await wire.close()


def counted(url: str, statement: str) -> int:
    with psycopg.connect(url) as wire:
        row = wire.execute(statement.encode()).fetchone()
    assert row is not None
    return int(row[0])


def worked(url: str, batch: int | None = None) -> Callable[[], None]:
    """One of its workers; without a `batch` it takes as many at once as it does by itself (10)."""
    runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
    rival = PgQueuer(AsyncpgDriver(runner.run(asyncpg.connect(url))))

    @rival.entrypoint(NAME)
    async def send(job: Job) -> None:
        pass

    mode = QueueExecutionMode.drain
    run = partial(rival.run, mode=mode) if batch is None else partial(rival.run, mode=mode, batch_size=batch)
    return lambda: runner.run(run())


def logged(url: str, batch: int) -> Callable[[], None]:
    """Dequeued and logged as successful, with nothing in between and no worker around it."""
    runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
    queries = Queries(AsyncpgDriver(runner.run(asyncpg.connect(url))))
    return lambda: runner.run(dequeued(queries, batch))


async def dequeued(queries: Queries, batch: int) -> None:
    terms, me = {NAME: EntrypointExecutionParameter(concurrency_limit=0)}, uuid.uuid4()
    while jobs := await queries.dequeue(batch, terms, me, None, timedelta(minutes=2)):
        await queries.log_jobs([(job, "successful", None) for job in jobs])
