"""Taking due outreaches for delivery: checked again, leased, and with an attempt on record before anything is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction

from tidings.ground.loops import Due
from tidings.outreach.clearing import cleared
from tidings.outreach.compose import Voice, message_id_for
from tidings.outreach.models import Attempt, Outreach

WAKE = "tidings_outreach"  # the NOTIFY channel: there is something to claim
BATCH = 50
LEASE = timedelta(seconds=120)


@dataclass(frozen=True)
class Claim:
    """An outreach under our lease, its customer, and the attempt about to be made (its id)."""

    outreach: Outreach
    customer_id: str
    customer_name: str
    attempt: int


@dataclass(frozen=True)
class Taken:
    """What one claim found: rows handled in all, and those to be sent now."""

    handled: int
    claims: list[Claim]


def claim(*, now: datetime, voice: Voice, limit: int = BATCH) -> Taken:
    """Lease what is due in one transaction; what may not be sent any more is settled in the same one."""
    with transaction.atomic():
        due = due_rows(now, limit)
        if not due:
            return Taken(0, [])
        close_lapsed_attempts(due, now)
        return Taken(len(due), leased(cleared(due, now), now, voice))


# Each part is a short walk of its own partial index; one ORDER BY over all would sort the whole backlog.
DUE = """
WITH urgent AS (
    SELECT id, 1 AS turn FROM outreach_outreach
    WHERE state = 'pending' AND digest = '' AND due_at <= %(now)s AND urgency = 'now'
    ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), lapsed AS (
    SELECT id, 2 AS turn FROM outreach_outreach
    WHERE state = 'sending' AND lease_until <= %(now)s
    ORDER BY lease_until LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), ordinary AS (
    SELECT id, 3 AS turn FROM outreach_outreach
    WHERE state = 'pending' AND digest = '' AND due_at <= %(now)s AND urgency <> 'now'
    ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), due AS (SELECT * FROM urgent UNION ALL SELECT * FROM lapsed UNION ALL SELECT * FROM ordinary)
SELECT row.*, customer.name AS customer_name, customer.external_id AS customer_external_id
FROM due JOIN outreach_outreach row USING (id) JOIN people_customer customer ON customer.id = row.customer_id
ORDER BY due.turn, row.due_at, row.id LIMIT %(limit)s
"""


def due_rows(now: datetime, limit: int) -> list[Outreach]:
    """Urgent ones first, then leases that ran out, then by the moment they fell due; locked, skipping others' rows."""
    return list(Outreach.objects.raw(DUE, {"now": now, "limit": limit}))


def close_lapsed_attempts(rows: Iterable[Outreach], now: datetime) -> None:
    """A worker that died left its attempt open; what became of it stays unknown."""
    lapsed = [row.id for row in rows if row.state == "sending"]
    if lapsed:
        open_ones = Attempt.objects.filter(outreach_id__in=lapsed, finished_at=None)
        open_ones.update(finished_at=now, says="the worker's lease ran out before it told")


LEASED = """
WITH leased AS (
    UPDATE outreach_outreach row
    SET state = 'sending', lease_until = %(until)s, worker = %(worker)s, tries = row.tries + 1,
        message_id = given.message_id
    FROM unnest(%(ids)s::bigint[], %(message_ids)s::text[]) AS given (id, message_id)
    WHERE row.id = given.id
    RETURNING row.*
)
INSERT INTO outreach_attempt (outreach_id, number, channel, address, message_id, started_at)
SELECT id, tries, channel, address, message_id, %(now)s FROM leased
RETURNING outreach_id, id
"""


def leased(rows: Sequence[Outreach], now: datetime, voice: Voice) -> list[Claim]:
    """Both in the caller's transaction: the rows marked as ours, and an attempt for each."""
    if not rows:
        return []
    worker, until = uuid4().hex, now + LEASE
    for row in rows:
        row.state, row.lease_until, row.worker, row.tries = "sending", until, worker, row.tries + 1
        row.message_id = row.message_id or message_id_for(row, voice=voice)
    given = {"ids": [row.id for row in rows], "message_ids": [row.message_id for row in rows]}
    with connection.cursor() as cursor:
        cursor.execute(LEASED, {"worker": worker, "until": until, "now": now, **given})
        attempts = dict(cursor.fetchall())
    return [Claim(row, row.customer_external_id, row.customer_name, attempts[row.id]) for row in rows]


GIVE_BACK = """
WITH mine AS (
    UPDATE outreach_outreach SET state = 'pending', lease_until = NULL, worker = '', tries = tries - 1,
        due_at = coalesce(%(due_at)s, due_at)
    WHERE id = ANY(%(ids)s) AND state = 'sending' AND worker = ANY(%(workers)s)
    RETURNING id
)
DELETE FROM outreach_attempt WHERE id = ANY(%(attempts)s) AND outreach_id IN (SELECT id FROM mine)
"""


def give_back(claims: Sequence[Claim], *, due_at: datetime | None = None) -> None:
    """Claims that were never tried return to the queue as if they had not been taken (or, `due_at`, for later)."""
    values = {
        "due_at": due_at,
        "ids": [each.outreach.id for each in claims],
        "workers": [each.outreach.worker for each in claims],
        "attempts": [each.attempt for each in claims],
    }
    if claims:
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, values)


def release_leases() -> int:
    """Put every leased row back at once: for a replay that starts again and knows it is alone. How many."""
    return Outreach.objects.filter(state="sending").update(state="pending", lease_until=None, worker="")


# When the next outreach falls due or the next lease runs out.
next_due = Due("""
SELECT least((SELECT min(due_at) FROM outreach_outreach WHERE state = 'pending' AND digest = ''),
             (SELECT min(lease_until) FROM outreach_outreach WHERE state = 'sending'))
""")
