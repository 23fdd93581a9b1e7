"""How fast a plan is written: a snapshot in Parquet becomes decisions and outreaches in PostgreSQL.

The limit is COPY BINARY of the very bytes we write, encoded beforehand, into the same tables with the same constraints,
indexes, settings and commits. Both sides take turns on emptied tables; each runs in a process of its own.
"""

import os
import signal
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plan_people
import plan_sides
import psycopg

if TYPE_CHECKING:
    from tidings.ground.postgres import Server

NAMED = "tidings_plan_"


def run(options: dict[str, str]) -> dict[str, Any]:
    """`customers` (1,000,000), `rounds` (2); `rival` no leaves COPY out, to look at memory only."""
    customers, rounds = int(options.get("customers", 1_000_000)), int(options.get("rounds", 2))
    from tidings.ground import clock, postgres
    from tidings.site import settings

    with (
        postgres.running(settings.VAR / "bench") as server,
        tempfile.TemporaryDirectory() as folder,
        own_database(server) as url,
    ):
        file = str(Path(folder, "facts.parquet"))
        apart(plan_sides.found_company, url)
        at = clock.now() - timedelta(hours=1)
        plan_people.found(url, customers, at - timedelta(days=1))
        plan_people.snapshot(Path(file), customers, at, "offers")
        parts = 0 if options.get("rival") == "no" else apart(plan_sides.encode, url, file, folder)
        turns = [turn(url, file, folder, parts, number % 2 == 1) for number in range(rounds)]
    return figures(turns)


@contextmanager
def own_database(server: "Server") -> Iterator[str]:
    """The URL of a database of this run's own, gone when it ends; those that killed runs left behind go first."""
    from tidings.ground import postgres

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that what follows runs
    for name in left_behind(server):
        postgres.drop_database(server, name)
    name = f"{NAMED}{os.getpid()}"
    postgres.ensure_database(server, name)
    try:
        yield server.url(name)
    finally:
        postgres.drop_database(server, name)


def left_behind(server: "Server") -> list[str]:
    """The databases of runs whose process is no more."""
    with psycopg.connect(server.url("postgres")) as wire:
        rows = wire.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [NAMED])
        return [name for (name,) in rows if not runs(int(name.removeprefix(NAMED)))]


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def turn(url: str, file: str, folder: str, parts: int, rival_first: bool) -> dict[str, float]:
    """One round: ours and COPY of the same rows, the other one first each time."""
    found: dict[str, float] = {"copy_s": 0.0}
    for rival in (rival_first, not rival_first):
        plan_sides.emptied(url)
        if not rival:
            found |= apart(plan_sides.ours, url, file)
        elif parts:
            found["copy_s"] = apart(plan_sides.copied, url, folder, parts)
    return found


def figures(turns: list[dict[str, float]]) -> dict[str, Any]:
    middle = {name: statistics.median(each[name] for each in turns) for name in turns[0]}
    seconds = middle["seconds"]
    ratios = [each["copy_s"] / each["seconds"] for each in turns]
    return {
        "ratio": {"copy": round(statistics.median(ratios), 3)},
        "customers": int(middle["customers"]),
        "outreaches": int(middle["outreaches"]),
        "customers_per_s": round(middle["customers"] / seconds),
        "seconds": {name: round(middle[name], 2) for name in ("gather_s", "rehearse_s", "write_s", "copy_s")},
        "peak_mib": round(max(each["peak_mib"] for each in turns)),
        "rounds": len(turns),
    }


def apart(work: Callable[..., Any], *values: Any) -> Any:
    """The work's answer, done in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(plan_sides.told, work, *values).result()
