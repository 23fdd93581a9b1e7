"""Taking due outreaches for delivery: checked again, leased, and with an attempt on record before anything is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, Min, Q, QuerySet

from tidings.outreach.clearing import cleared
from tidings.outreach.compose import Voice, message_id_for
from tidings.outreach.models import Attempt, Outreach

BATCH = 50
LEASE = timedelta(seconds=120)


@dataclass(frozen=True)
class Claim:
    """An outreach under our lease and the attempt about to be made."""

    outreach: Outreach
    attempt: Attempt


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


def due_rows(now: datetime, limit: int) -> list[Outreach]:
    """Urgent ones first, then leases that ran out, then by the moment they fell due; locked, skipping others' rows."""
    pending, found = Q(state="pending", due_at__lte=now), list[Outreach]()
    for which in (pending & Q(urgency="now"), Q(state="sending", lease_until__lte=now), pending):
        if len(found) < limit:
            found += locked(which & ~Q(id__in=[row.id for row in found]), limit - len(found))
    return found


def locked(which: Q, limit: int) -> "QuerySet[Outreach]":
    rows = Outreach.objects.filter(which).order_by("due_at", "id").select_related("customer")
    return rows.select_for_update(skip_locked=True, of=("self",))[:limit]


def close_lapsed_attempts(rows: Iterable[Outreach], now: datetime) -> None:
    """A worker that died left its attempt open; what became of it stays unknown."""
    lapsed = [row.id for row in rows if row.state == "sending"]
    if lapsed:
        open_ones = Attempt.objects.filter(outreach_id__in=lapsed, finished_at=None)
        open_ones.update(finished_at=now, says="the worker's lease ran out before it told")


LEASED = """
UPDATE outreach_outreach row
SET state = 'sending', lease_until = %(until)s, worker = %(worker)s, tries = row.tries + 1, message_id = given.message_id
FROM unnest(%(ids)s::bigint[], %(message_ids)s::text[]) AS given (id, message_id)
WHERE row.id = given.id
"""


def leased(rows: list[Outreach], now: datetime, voice: Voice) -> list[Claim]:
    """Both in the caller's transaction: the rows marked as ours, and an attempt for each."""
    worker, until = uuid4().hex, now + LEASE
    for row in rows:
        row.state, row.lease_until, row.worker, row.tries = "sending", until, worker, row.tries + 1
        row.message_id = row.message_id or message_id_for(row, voice=voice)
    given = {"ids": [row.id for row in rows], "message_ids": [row.message_id for row in rows]}
    with connection.cursor() as cursor:
        cursor.execute(LEASED, {"worker": worker, "until": until, **given})
    attempts = Attempt.objects.bulk_create(attempt_of(row, now) for row in rows)
    return [Claim(row, attempt) for row, attempt in zip(rows, attempts, strict=True)]


def attempt_of(row: Outreach, now: datetime) -> Attempt:
    return Attempt(
        outreach=row,
        number=row.tries,
        channel=row.channel,
        address=row.address,
        message_id=row.message_id,
        started_at=now,
    )


@transaction.atomic
def give_back(claims: list[Claim], *, due_at: datetime | None = None) -> None:
    """Claims that were never tried return to the queue as if they had not been taken (or, `due_at`, for later)."""
    for each in claims:
        Attempt.objects.filter(id=each.attempt.id).delete()
        mine(each.outreach).update(
            state="pending",
            lease_until=None,
            worker="",
            tries=F("tries") - 1,
            due_at=due_at or each.outreach.due_at,
        )


def mine(row: Outreach) -> "QuerySet[Outreach]":
    """The row, if it is still under the lease that `row` was read with."""
    return Outreach.objects.filter(id=row.id, state="sending", worker=row.worker)


def release_leases() -> int:
    """Put every leased row back at once: for a replay that starts again and knows it is alone. How many."""
    return Outreach.objects.filter(state="sending").update(state="pending", lease_until=None, worker="")


def next_due() -> datetime | None:
    """When the next outreach falls due or the next lease runs out."""
    pending = Outreach.objects.filter(state="pending").aggregate(at=Min("due_at"))["at"]
    leases = Outreach.objects.filter(state="sending").aggregate(at=Min("lease_until"))["at"]
    return min((at for at in (pending, leases) if at), default=None)
