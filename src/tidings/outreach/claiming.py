"""Taking due outreaches for delivery: checked again, leased, and with an attempt on record before anything is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from django.db import connection, transaction

from tidings.channels.contract import Message, Outcome
from tidings.ground import roster
from tidings.ground.lease import LEASE
from tidings.outreach import leases, ways
from tidings.outreach.clearing import cleared
from tidings.outreach.columns import numbers, texts
from tidings.outreach.compose import Voice, message_id_for
from tidings.outreach.drawing import Drawn, draw
from tidings.outreach.due import due_rows
from tidings.outreach.lapsed import taken_up
from tidings.outreach.leases import LET_GO
from tidings.outreach.models import Attempt, Lease, Outreach
from tidings.outreach.sending import repeatable

BATCH = 100  # as many as are recorded together; a worker learns from there what its peers take
BROKE = "the channel broke"  # how the account of such a try begins


class Claim(NamedTuple):  # made by the hundred: a frozen dataclass takes three times as long
    """An outreach under our lease, its customer, and the attempt about to be made (its id), by which account.

    `message` is what is sent, or the outcome of a row that cannot be composed. `alone`: it broke its channel before.
    """

    outreach: Outreach
    customer_id: str
    customer_name: str
    attempt: int
    account: str = ""
    message: Message | Outcome | None = None
    alone: bool = False


@dataclass(frozen=True)
class Taken:
    """What one claim found: rows handled in all (where there was none, ended leases), and those to be sent now."""

    handled: int
    claims: list[Claim]


def claim(*, now: datetime, voice: Voice, limit: int = BATCH, urgent: bool = False) -> Taken:
    """Lease what is due (`urgent`: of that only) in one transaction; what may not be sent is settled in the same one."""
    with transaction.atomic():
        due = due_rows(now, limit, urgent=urgent)
        lapsed = any(row.state == "sending" for row in due)
        claims = taken(due, voice, now) if due else []
        swept = leases.sweep(now) if lapsed or not due else 0
        return Taken(len(due) or swept, claims)


def taken(due: list[Outreach], voice: Voice, now: datetime) -> list[Claim]:
    """Of the locked rows those that go out now, under our lease."""
    rows = cleared(taken_up(due, now), now)
    number(rows, voice)
    drawn = draw(rows, voice=voice, now=now)
    # The lanes stay locked from here to the commit.
    accounts = admitted(rows, now)
    return leased([row for row in rows if row.id in accounts], accounts, drawn, now)


def number(rows: Sequence[Outreach], voice: Voice) -> None:
    """The next try of each, under the message's lasting id."""
    for row in rows:
        row.tries += 1
        row.message_id = row.message_id or message_id_for(row, voice=voice)


PUT_OFF = """
UPDATE outreach_outreach row
SET state = 'pending', due_at = given.until, reason = given.reason, lease = NULL
FROM unnest(%(ids)s::bigint[], %(until)s::timestamptz[], %(reasons)s::text[]) AS given (id, until, reason)
WHERE row.id = given.id
"""


def admitted(rows: Sequence[Outreach], now: datetime) -> dict[int, str]:
    """The account each row goes by now; those that must wait for their way are back in the queue for later."""
    answers = dict(zip((row.id for row in rows), ways.admit(rows, now), strict=True))
    later = {id: answer for id, answer in answers.items() if answer.until is not None}
    if later:
        values = {
            "ids": list(later),
            "until": [answer.until for answer in later.values()],
            "reasons": [answer.reason for answer in later.values()],
        }
        with connection.cursor() as cursor:
            cursor.execute(PUT_OFF, values)
    return {id: answer.account for id, answer in answers.items() if id not in later}


# The ids are said twice: as a list they are looked up by the key, however the planner guesses at the rest.
LEASED = """
WITH lease AS (
    INSERT INTO outreach_lease (id, worker, until, outreaches, held)
    VALUES (%(lease)s, %(worker)s, %(until)s, %(ids)s::bigint[], %(held)s)
), leased AS (
    UPDATE outreach_outreach row
    SET state = 'sending', lease = %(lease)s, tries = row.tries + 1, reason = '',
        message_id = given.message_id
    FROM ROWS FROM (unnest(%(ids)s::bigint[], %(in_line)s::bool[]), json_array_elements_text(%(message_ids)s),
        json_array_elements_text(%(accounts)s), json_array_elements_text(%(records)s))
        AS given (id, in_line, message_id, account, record)
    WHERE row.id = given.id AND row.id = ANY(%(ids)s::bigint[])
    RETURNING row.id, row.tries, row.channel, row.address, row.message_id, given.account, given.record, given.in_line
)
INSERT INTO outreach_attempt (outreach_id, number, channel, address, message_id, started_at, account, record, in_line)
SELECT id, tries, channel, address, message_id, %(now)s, account, record, in_line FROM leased
RETURNING outreach_id, id
"""


def leased(
    rows: Sequence[Outreach], accounts: Mapping[int, str], drawn: Mapping[int, Drawn], now: datetime
) -> list[Claim]:
    """Both in the caller's transaction: the rows marked as ours, and an attempt for each with its signed record."""
    if not rows:
        return []
    lease = uuid4().int >> 65  # by lot: what counted would be a row that every claim locks
    for row in rows:
        row.state, row.lease, row.reason = "sending", lease, ""
    given = {
        "ids": numbers(row.id for row in rows),
        "in_line": numbers(not repeatable(row.channel) for row in rows),
        "message_ids": texts(row.message_id for row in rows),
        "accounts": texts(accounts[row.id] for row in rows),
        "records": texts(drawn[row.id].record for row in rows),
    }
    whose = {"lease": lease, "worker": roster.me(), "until": now + LEASE, "held": len(rows)}
    with connection.cursor() as cursor:
        cursor.execute(LEASED, {**whose, "now": now, **given})
        attempts = dict(cursor.fetchall())
    broke = broke_before(rows)
    return [
        Claim(
            outreach=row,
            customer_id=row.customer_external_id,
            customer_name=row.customer_name,
            attempt=attempts[row.id],
            account=accounts[row.id],
            message=drawn[row.id].message,
            alone=row.id in broke,
        )
        for row in rows
    ]


def broke_before(rows: Sequence[Outreach]) -> set[int]:
    """Those whose last try broke their channel, perhaps through another's fault: they go alone."""
    tried = {row.id: row.tries - 1 for row in rows if row.tries > 1}
    if not tried:
        return set()
    breaks = Attempt.objects.filter(outreach_id__in=tried, says__startswith=BROKE)
    return {id for id, number in breaks.values_list("outreach_id", "number") if tried[id] == number}


GIVE_BACK = f"""
WITH settled AS (
    UPDATE outreach_outreach row SET state = 'pending', lease = NULL, tries = tries - 1,
        due_at = coalesce(%(due_at)s, due_at)
    FROM unnest(%(ids)s::bigint[], %(leases)s::bigint[]) AS given (id, lease)
    WHERE row.id = given.id AND state = 'sending' AND row.lease = given.lease
    RETURNING row.id, given.lease
), {LET_GO}
DELETE FROM outreach_attempt WHERE id = ANY(%(attempts)s) AND outreach_id IN (SELECT id FROM settled)
"""  # noqa: S608 (our own words)


def give_back(claims: Sequence[Claim], *, now: datetime, due_at: datetime | None = None) -> None:
    """Claims that were never tried return to the queue as if they had not been taken (or, `due_at`, for later)."""
    if not claims:
        return
    values = {
        "due_at": due_at,
        "ids": [each.outreach.id for each in claims],
        "leases": [each.outreach.lease for each in claims],
        "attempts": [each.attempt for each in claims],
    }
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, values)
        ways.unused([untried(each) for each in claims], now)


def untried(claim: Claim) -> ways.Unused:
    row = claim.outreach
    return ways.Unused(channel=row.channel, account=claim.account, address=row.address)


def release_leases() -> int:
    """Put every leased row back at once: for a replay that starts again and knows it is alone. How many."""
    Lease.objects.all().delete()
    return Outreach.objects.filter(phase="open", state="sending").update(state="pending", lease=None)
