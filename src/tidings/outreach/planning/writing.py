"""Writing: each part becomes decisions and outreaches in one transaction, the next one being prepared meanwhile.

A part is written whole or not at all and says so itself, in the same commit: whoever takes over after a crash goes on
with the next one, and a part that somebody else has written is left alone.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction

import tidings.campaigns.public as campaigns
from tidings.ground.clock import Clock
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.decide import take_turn
from tidings.outreach.deciding_rows import keep_pack
from tidings.outreach.due import WAKE
from tidings.outreach.planning import copying
from tidings.outreach.planning.dealings import known_of
from tidings.outreach.planning.judging import judge_part
from tidings.outreach.planning.models import PlanPart, PlanRun
from tidings.outreach.planning.parts import unpacked
from tidings.outreach.planning.plan import Plan, plan_of
from tidings.outreach.planning.rows import DECISION, OUTREACH, decision_rows, outreach_rows
from tidings.outreach.planning.settling import settled
from tidings.outreach.planning.tally import Tally, tally_of
from tidings.outreach.planning.wire import sole_writer
from tidings.outreach.recent import Contact
from tidings.outreach.telling import tell_planned

IDS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
MINE = """
SELECT r.state FROM outreach_planpart p JOIN outreach_planrun r ON r.id = p.run_id
WHERE p.id = %s AND p.written_at IS NULL FOR UPDATE OF p FOR SHARE OF r
"""


@dataclass(frozen=True)
class Prepared:
    """A part ready to be copied: its bytes, what will be said of it, and whose contacts it was decided by."""

    part_id: int
    run_id: int
    customers: list[int]
    counted: frozenset[Contact]
    decisions: memoryview
    outreaches: memoryview
    tally: Tally
    plan: Plan


def write(
    run_id: int, *, clock: Clock, most: int | None = None, told: Callable[[int], None] | None = None
) -> int:
    """Writes what is left of a run that may be written, at most so many parts; how many rows that were."""
    with sole_writer(run_id) as mine:
        if not mine:
            return 0
        rows = 0
        for prepared in ahead(run_id, clock, most):
            if not put(prepared, clock):
                break
            rows += prepared.tally["rows"]
            if told:
                told(prepared.tally["rows"])
        finish(run_id, clock)
        return rows


def ahead(run_id: int, clock: Clock, most: int | None) -> Iterator[Prepared]:
    """The parts, each prepared while the one before is being copied."""
    waiting = list(
        PlanPart.objects.filter(run_id=run_id, written_at=None)
        .order_by("number")
        .values_list("id", flat=True)
    )[:most]
    if len(waiting) <= 1:
        yield from (prepare(part, clock) for part in waiting)
        return
    with ThreadPoolExecutor(1) as thread:
        try:
            coming = thread.submit(prepare, waiting[0], clock)
            for following in waiting[1:]:
                prepared, coming = coming.result(), thread.submit(prepare, following, clock)
                yield prepared
                del prepared
            yield coming.result()
        finally:
            thread.submit(connection.close)


def prepare(part_id: int, clock: Clock) -> Prepared:
    """A part judged and encoded."""
    part = PlanPart.objects.select_related("run").get(id=part_id)
    version = campaigns.live_version(version_id=part.run.version_id)
    plan = plan_of(part.run, version, now=clock.now())
    judged = judge_part(unpacked(part.body), plan)
    counted = judged.sighted.known.everything
    judged = settled(judged, plan)
    ids = reserved("outreach_decision", len(judged))
    outreach_ids = reserved("outreach_outreach", int(judged.contacted.sum()))
    tally = tally_of(judged, plan.company.zone) | {"ids": [int(ids.min(initial=0)), int(ids.max(initial=0))]}
    return Prepared(
        part_id=part_id,
        run_id=part.run_id,
        customers=judged.sighted.facts.column("customer_id").to_pylist(),
        counted=counted,
        decisions=decision_rows(judged, plan, ids),
        outreaches=outreach_rows(judged, plan, outreach_ids, ids),
        tally=tally,
        plan=plan,
    )


def reserved(table: str, count: int) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """So many new ids of a table, nobody else's for good."""
    with connection.cursor() as cursor:
        cursor.execute(IDS, [table, count])
        return np.fromiter((id for (id,) in cursor.fetchall()), np.int64)


def put(prepared: Prepared, clock: Clock) -> bool:
    """Copies a part in one transaction; False when the run may not be written any more.

    It is the deciders' turn meanwhile: whatever else was decided since the part was prepared, the caps hold.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MINE, [prepared.part_id])
        row = cursor.fetchone()
        if row is None or row[0] != "writing":
            return row is None
        take_turn()
        if known_of(prepared.customers, prepared.plan).everything != prepared.counted:
            prepared = prepare(prepared.part_id, clock)
        keep_pack(prepared.plan.rules, prepared.plan.now)
        copy(cursor, "outreach_decision", DECISION, prepared.decisions)
        copy(cursor, "outreach_outreach", OUTREACH, prepared.outreaches)
        tell_planned(decisions=prepared.tally["ids"], now=clock.now())
        PlanPart.objects.filter(id=prepared.part_id).update(written_at=clock.now(), tally=prepared.tally)
        notify(WAKE)
        notify(CHANGED, f"plan:{prepared.run_id}")
    return True


def copy(cursor: Any, table: str, columns: str, rows: memoryview) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)") as stream:
        stream.write(copying.SIGNATURE)
        for start in range(0, len(rows), SLICE):
            stream.write(rows[start : start + SLICE])
        stream.write(copying.TRAILER)


SLICE = 1 << 20


def finish(run_id: int, clock: Clock) -> None:
    """A run of which no part is left is done."""
    if not PlanPart.objects.filter(run_id=run_id, written_at=None).exists():
        PlanRun.objects.filter(id=run_id, state="writing").update(state="done", finished_at=clock.now())
        notify(CHANGED, f"plan:{run_id}")
