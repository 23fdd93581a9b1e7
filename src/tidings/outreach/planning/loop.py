"""The worker's share in plans: it rehearses what was gathered and writes what was approved, a few parts a step."""

from tidings.ground.clock import Clock
from tidings.ground.loops import Due, Loop
from tidings.outreach.planning.models import PlanRun
from tidings.outreach.planning.rehearsing import rehearse
from tidings.outreach.planning.writing import write

WAKE = "tidings_plan"
PARTS = 4


def step(clock: Clock) -> int:
    """Rehearses one run or writes some of one; how many rows that were."""
    run = (
        PlanRun.objects.select_related("campaign", "version").filter(state="gathered").order_by("id").first()
    )
    if run is not None:
        return int(rehearse(run, now=clock.now())["rows"]) or 1
    for id in PlanRun.objects.filter(state="writing").order_by("approved_at").values_list("id", flat=True):
        if rows := write(id, clock=clock, most=PARTS):
            return rows
    return 0


# Since a run was gathered or approved; asked before every step of every loop.
next_due = Due("""
SELECT min(CASE WHEN state = 'gathered' THEN created_at ELSE approved_at END) FROM outreach_planrun
WHERE state IN ('gathered', 'writing')
""")


def plan_loop() -> Loop:
    return Loop("plan", step=step, next_due=next_due, wakes=(WAKE,))
