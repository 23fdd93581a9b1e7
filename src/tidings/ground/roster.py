"""Who works: every working process signs once a second; whose sign stops is silent, and gone once its process is dead."""

import json
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.db import connection

from tidings.ground.models import WorkerSign
from tidings.ground.place import is_gone, place

SIGNED = "tidings_workers"  # the NOTIFY channel: somebody signed
SIGN_EVERY = 1.0  # seconds
SILENT = timedelta(seconds=4)  # a living worker has signed three times in this
FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class LoopCard:
    """What a worker's threads for one loop do: how many are at a step (the longest since), and how fast."""

    loop: str
    threads: int
    busy: int
    since: datetime | None
    handled: int
    per_s: float
    failures: int


@dataclass(frozen=True, kw_only=True)
class WorkerCard:
    """One working process. `state`: working, stopping, silent (its leases run out by themselves)."""

    name: str
    host: str
    process: int
    started_at: datetime
    seen_at: datetime
    state: str
    loops: Sequence[LoopCard]


def me() -> str:
    """This process' name on the roster, by which its leases are known for its own."""
    return _name(os.getpid())


@lru_cache(maxsize=1)
def _name(process: int) -> str:
    return f"{socket.gethostname()}:{process}:{uuid4().hex[:8]}"


SIGN = """
INSERT INTO ground_workersign (name, host, process, place, loops, doing, started_at, seen_at, stopping)
VALUES (%(name)s, %(host)s, %(process)s, %(place)s, %(loops)s::jsonb, %(doing)s::jsonb, %(started_at)s, %(now)s, %(stopping)s)
ON CONFLICT (name) DO UPDATE SET doing = excluded.doing, seen_at = excluded.seen_at, stopping = excluded.stopping
"""


def sign(*, doing: Mapping[str, Any], started_at: datetime, stopping: bool, now: datetime) -> None:
    """This process lives, and does that."""
    process = os.getpid()
    row = {
        "name": me(),
        "host": socket.gethostname(),
        "process": process,
        "place": place(process),
        "loops": json.dumps(list(doing)),
        "doing": json.dumps(doing),
        "started_at": started_at,
        "now": now,
        "stopping": stopping,
    }
    with connection.cursor() as cursor:
        cursor.execute(SIGN, row)
        cursor.execute("SELECT pg_notify(%s, '')", [SIGNED])


def sign_off(names: Sequence[str]) -> None:
    WorkerSign.objects.filter(name__in=names).delete()


def gone(now: datetime) -> list[str]:
    """The silent workers that are dead beyond doubt: what they leased can move on. Others' leases run out by themselves."""
    silent = WorkerSign.objects.filter(seen_at__lt=now - SILENT)
    return [sign.name for sign in silent if is_gone(sign.process, sign.place)]


def forget_old(now: datetime) -> None:
    """Signs of workers on other machines that went without a word, long ago."""
    WorkerSign.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def workers(now: datetime) -> list[WorkerCard]:
    """Everybody on the roster, those who work first."""
    cards = [card(sign, now) for sign in WorkerSign.objects.order_by("host", "started_at", "name")]
    return sorted(cards, key=lambda each: each.state == "silent")


def card(sign: WorkerSign, now: datetime) -> WorkerCard:
    silent = sign.seen_at < now - SILENT
    return WorkerCard(
        name=sign.name,
        host=sign.host,
        process=sign.process,
        started_at=sign.started_at,
        seen_at=sign.seen_at,
        state="silent" if silent else "stopping" if sign.stopping else "working",
        loops=[loop_card(name, sign.doing[name]) for name in sign.loops],
    )


def loop_card(name: str, told: Mapping[str, Any]) -> LoopCard:
    since = told.get("since")
    return LoopCard(
        loop=name,
        threads=told["threads"],
        busy=told["busy"],
        since=datetime.fromisoformat(since) if since else None,
        handled=told["handled"],
        per_s=told["per_s"],
        failures=told["failures"],
    )
