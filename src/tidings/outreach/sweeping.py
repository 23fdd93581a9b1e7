"""Lanes nobody goes by any more are swept away: one is made for every mail domain and country that is paced or was in trouble."""

from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction

from tidings.ground.clock import Clock
from tidings.ground.loops import Loop, now_and_then
from tidings.outreach.models import PersonReached

EVERY = timedelta(hours=1)
IDLE = timedelta(days=7)  # whatever its rate, a bucket nobody drew from for so long is full
REACHED = timedelta(days=1)
# A destination's lane that is open to all and in which nobody waits says nothing that a new one would not.
OF_NO_USE = """
destination <> '' AND state = 'closed' AND run = 0
    AND coalesce(greatest(filled_at, ordinary_to, urgent_to), '-infinity') < %(idle_since)s
"""
ANY_IDLE = f"SELECT EXISTS (SELECT FROM outreach_lane WHERE {OF_NO_USE})"  # noqa: S608 (our own words)
SWEEP = f"DELETE FROM outreach_lane WHERE {OF_NO_USE}"  # noqa: S608 (our own words)


def sweep_loop() -> Loop:
    """The loop "sweep": looks once an hour, on live workers only."""
    return Loop("sweep", step=now_and_then(EVERY, look), next_due=lambda: None)


def look(clock: Clock) -> int:
    now = clock.now()
    PersonReached.objects.filter(at__lt=now - REACHED).delete()
    return sweep(now)


def sweep(now: datetime) -> int:
    """How many lanes went. Where deliveries are under way for longer than a moment, they go another time."""
    given = {"idle_since": now - IDLE}
    with connection.cursor() as cursor:
        cursor.execute(ANY_IDLE, given)
        [any_idle] = cursor.fetchone()
    return swept(given) if any_idle else 0


def swept(given: dict[str, datetime]) -> int:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
            # Nobody is between making a lane and locking it (`lanes.locked`), or they would miss it.
            cursor.execute("LOCK TABLE outreach_lane IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(SWEEP, given)
            return int(cursor.rowcount)
    except OperationalError:
        return 0
