"""What a dead worker had leased moves on before its lease runs out, where it is certain that the worker is dead.

A worker that is only silent may still be sending what it holds (its line to the database is cut, not its line to the mail
server): its leases run out by themselves.
"""

from django.db import connection, transaction

from tidings.ground import roster
from tidings.ground.clock import Clock
from tidings.ground.loops import Loop
from tidings.ground.notify import notify
from tidings.outreach.due import WAKE

RUN_OUT = """
UPDATE outreach_outreach SET lease_until = %(now)s
WHERE state = 'sending' AND split_part(worker, '/', 1) = ANY(%(names)s) AND lease_until > %(now)s
"""


def take_over_loop() -> Loop:
    """The loop "take-over": looks once a second, on live workers only."""
    return Loop("take-over", step=step, next_due=lambda: None)


def step(clock: Clock) -> int:
    """The leases of the dead run out now; how many."""
    now = clock.now()
    roster.forget_old(now)
    names = roster.gone(now)
    if not names:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RUN_OUT, {"now": now, "names": names})
        moved = int(cursor.rowcount)
        roster.sign_off(names)
        notify(WAKE)
    return moved
