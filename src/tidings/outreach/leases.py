"""What each claim holds, and until when: a row a claim, so that the outreaches themselves enter no index for it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

# Two parts of a statement whose part `settled (id, lease)` are the outreaches just settled or given back. That a lease
# holds nothing more is counted: to look for it among the rows would cost another look at each.
LET_GO = """counted AS (
    SELECT lease, count(*) AS settled FROM settled GROUP BY lease
), over AS (
    DELETE FROM outreach_lease USING counted
    WHERE outreach_lease.id = counted.lease AND held <= counted.settled
), fewer AS (
    UPDATE outreach_lease SET held = held - counted.settled FROM counted
    WHERE outreach_lease.id = counted.lease AND held > counted.settled
)"""
# Looked up one by one by the key, however the planner guesses.
SWEEP = """
DELETE FROM outreach_lease lease WHERE until <= %s AND NOT EXISTS (
    SELECT FROM unnest(outreaches) AS held (id) CROSS JOIN LATERAL (
        SELECT FROM outreach_outreach row
        WHERE row.id = held.id AND row.state = 'sending' AND row.lease = lease.id OFFSET 0
    ) one
)
"""
RUN_OUT = """
UPDATE outreach_lease SET until = %(now)s WHERE worker = ANY(%(names)s) AND until > %(now)s RETURNING held
"""


def sweep(now: datetime) -> int:
    """Forgets leases that ran out and hold nothing: others settled their rows, or took them over. How many."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP, [now])
        return int(cursor.rowcount)


def run_out(workers: Sequence[str], now: datetime) -> int:
    """All that these workers hold may be taken over now; how many outreaches at most."""
    with connection.cursor() as cursor:
        cursor.execute(RUN_OUT, {"names": list(workers), "now": now})
        return sum(held for (held,) in cursor.fetchall())
