"""What a dead worker had leased moves on before its lease runs out, where it is certain that the worker is dead.

A worker that is only silent may still be sending what it holds (its line to the database is cut, not its line to the mail
server): its leases run out by themselves.
"""

from django.db import transaction

from tidings.ground import roster
from tidings.ground.clock import Clock
from tidings.ground.loops import Loop
from tidings.ground.notify import notify
from tidings.outreach import leases
from tidings.outreach.due import WAKE


def take_over_loop() -> Loop:
    """The loop "take-over": looks once a second, on live workers only."""
    return Loop("take-over", step=step, next_due=lambda: None)


def step(clock: Clock) -> int:
    """The leases of the dead run out now; how many."""
    now = clock.now()
    roster.forget_old(now)
    leases.sweep(now)
    names = roster.gone(now)
    if not names:
        return 0
    with transaction.atomic():
        moved = leases.run_out(names, now)
        roster.sign_off(names)
        notify(WAKE)
    return moved
