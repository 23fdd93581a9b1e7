"""What became of attempts, recorded: the row's next state, the attempt's outcome, who else must know."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from tidings.channels.contract import Outcome
from tidings.core.reasons import Reason
from tidings.outreach import falling_back, ways
from tidings.outreach.claiming import BROKE, Claim
from tidings.outreach.columns import numbers, texts
from tidings.outreach.leases import LET_GO
from tidings.outreach.models import Outreach
from tidings.outreach.sending import destination, repeatable
from tidings.outreach.telling import STATES, Change, heard, tell
from tidings.people import public as people

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=60), timedelta(hours=1)
FIRST_PAUSE_OF_THE_WAY = timedelta(seconds=5)
FIRST_ASK = timedelta(seconds=60)  # after which an unknown outcome is asked about


class Done(NamedTuple):
    """A claim, what became of it, and when."""

    claim: Claim
    outcome: Outcome
    at: datetime


# The ids are said twice: as a list they are looked up by the key, however the planner guesses at the rest.
SETTLE = f"""
WITH given AS (
    SELECT id, attempt, tries, parts, lease, outcome, says, at::timestamptz, state, reason, due_at::timestamptz, provider_id
    FROM ROWS FROM (unnest(%(ids)s::bigint[], %(attempts)s::bigint[], %(tries)s::int[], %(parts)s::int[], %(leases)s::bigint[]),
        json_array_elements_text(%(outcomes)s), json_array_elements_text(%(says)s),
        json_array_elements_text(%(at)s), json_array_elements_text(%(states)s), json_array_elements_text(%(reasons)s),
        json_array_elements_text(%(due_at)s), json_array_elements_text(%(provider_ids)s))
        AS given (id, attempt, tries, parts, lease, outcome, says, at, state, reason, due_at, provider_id)
), attempts AS (
    UPDATE outreach_attempt SET says = given.says, finished_at = given.at, parts = given.parts,
        outcome = CASE WHEN receipt IN ('accepted', 'delivered', 'seen') THEN 'accepted' ELSE given.outcome END,
        provider_id = CASE WHEN given.provider_id = '' THEN outreach_attempt.provider_id ELSE given.provider_id END,
        retry_at = CASE WHEN given.state = 'pending' THEN given.due_at END
    FROM given WHERE outreach_attempt.id = given.attempt AND outreach_attempt.id = ANY(%(attempts)s::bigint[])
), settled AS (
    UPDATE outreach_outreach row SET state = given.state, reason = given.reason, due_at = coalesce(given.due_at, row.due_at),
        sent_at = CASE WHEN given.state = 'sent' THEN given.at END, lease = NULL
    FROM given WHERE row.id = given.id AND row.id = ANY(%(ids)s::bigint[]) AND (row.state = 'sending' AND row.lease = given.lease
        OR row.state = 'unknown' AND row.tries = given.tries AND given.state <> 'unknown')
    RETURNING row.id, given.lease
), {LET_GO}
SELECT id FROM settled
"""  # noqa: S608 (our own words)


def complete(group: Sequence[Done]) -> None:
    """Record a group of results in one transaction. A row whose lease another worker has taken over is left to it; one
    that was given up as unknown meanwhile is settled by whoever knows."""
    if not group:
        return
    rows, now = [row_of(done) | next_state(done) for done in group], group[-1].at
    with transaction.atomic():
        settled = settle(rows)
        for done in group:
            if done.outcome.address_dead:
                suppress(done)
        ended = [(done, row) for done, row in zip(group, rows, strict=True) if row["id"] in settled]
        further = fall_back(ended, now)
        tell_of([row for _, row in ended if told(row) and row["id"] not in further], now)
        if not ways.all_well((done.claim.outreach.channel, done.outcome) for done in group):
            ways.note([noted(done) for done in group], now)


def settle(rows: Sequence[Mapping[str, Any]]) -> set[int]:
    """The rows that were still ours to settle."""
    given = {name: [row[name] for row in rows] for name in rows[0]}
    values = {
        "ids": numbers(given["id"]),
        "attempts": numbers(given["attempt"]),
        "tries": numbers(given["tries"]),
        "parts": numbers(given["parts"]),
        "leases": numbers(given["lease"]),
        "outcomes": texts(given["outcome"]),
        "says": texts(given["says"]),
        "at": texts(at.isoformat() for at in given["at"]),
        "states": texts(given["state"]),
        "reasons": texts(given["reason"]),
        "due_at": texts(at and at.isoformat() for at in given["due_at"]),
        "provider_ids": texts(given["provider_id"]),
    }
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, values)
        return {id for (id,) in cursor.fetchall()}


def fall_back(ended: Sequence[tuple[Done, Mapping[str, Any]]], now: datetime) -> set[int]:
    """The next channel: a time for those that went out, at once for those that failed. Those that went back for it."""
    ids: dict[str, list[int]] = {"sent": [], "pending": [], "failed": [], "expired": []}
    for done, row in ended:
        if row["state"] in ("failed", "expired") or (
            row["state"] in ids and falling_back.may_follow(done.claim.outreach)
        ):
            ids[row["state"]].append(row["id"])
    if ids["sent"]:
        falling_back.after_sent(ids["sent"], now)
    if ids["pending"]:
        falling_back.after_setback(ids["pending"], now)
    over = ids["failed"] + ids["expired"]
    return falling_back.after_failure(over, now) if over else set()


def tell_of(rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """The news among them that anybody hears of."""
    states = heard({row["state"] for row in rows})
    if states:
        tell([changed(row) for row in rows if row["state"] in states], now=now)


def told(row: Mapping[str, Any]) -> bool:
    """Whether a state is news to the company's own systems; that a row waits again is none."""
    return row["state"] in STATES


def changed(row: Mapping[str, Any]) -> Change:
    """What the company's own systems are told."""
    says = "" if row["state"] == "sent" else row["says"]
    return Change(
        outreach_id=row["id"], state=row["state"], says=says, reason=row["reason"], which=str(row["attempt"])
    )


def noted(done: Done) -> ways.Noted:
    outreach = done.claim.outreach
    return ways.Noted(
        channel=outreach.channel,
        account=done.claim.account,
        destination=destination(outreach.channel, outreach.address),
        outcome=done.outcome,
    )


def row_of(done: Done) -> dict[str, Any]:
    outreach, outcome = done.claim.outreach, done.outcome
    return {
        "id": outreach.id,
        "lease": outreach.lease,
        "tries": outreach.tries,
        "attempt": done.claim.attempt,
        "outcome": outcome.state,
        "says": outcome.says.replace("\0", ""),
        "at": done.at,
        "due_at": None,
        "reason": "",
        "provider_id": outcome.provider_id.replace("\0", ""),
        "parts": outcome.parts,
    }


def next_state(done: Done) -> dict[str, Any]:
    """The row's fields after the attempt."""
    outreach, outcome = done.claim.outreach, done.outcome
    match outcome.state:
        case "accepted":
            return {"state": "sent"}
        case "permanent":
            reason = Reason.ADDRESS_DEAD if outcome.address_dead else Reason.NOT_DELIVERABLE
            return {"state": "failed", "reason": reason.code}
        case "unknown" if not repeatable(outreach.channel):
            return {"state": "unknown", "due_at": done.at + FIRST_ASK}
        case "unknown" if done.claim.alone and outcome.says.startswith(BROKE):
            return {"state": "failed", "reason": Reason.NOT_DELIVERABLE.code}
        case "transient" | "unknown":
            return again(done)


def again(done: Done) -> dict[str, Any]:
    """Back into the queue after a pause (the hours are checked again then), unless it would come too late."""
    due_at = done.at + pause(done)
    if due_at >= done.claim.outreach.expires_at:
        return {"state": "expired", "reason": Reason.EXPIRED.code}
    return {"state": "pending", "due_at": due_at}


def pause(done: Done) -> timedelta:
    """Twice as long after each try; a server's own wish is heard, and no two rows come back in step."""
    first = FIRST_PAUSE_OF_THE_WAY if done.outcome.unreachable else FIRST_PAUSE
    doubled = min(LONGEST_PAUSE, first * 2 ** min(done.claim.outreach.tries - 1, 12))
    asked = timedelta(seconds=done.outcome.retry_after_s or 0)
    return max(doubled, asked) * jitter(done.claim.outreach)


def pause_of_the_way(claim: Claim, now: datetime) -> datetime:
    """When rows behind a closed way are looked at again."""
    return now + FIRST_PAUSE_OF_THE_WAY * jitter(claim.outreach)


def jitter(outreach: Outreach) -> float:
    """Between 1 and 1.25, the same for the same try of the same outreach, so that a replay repeats it."""
    seed = hashlib.sha256(f"{outreach.code}|{outreach.tries}".encode()).digest()
    return 1 + int.from_bytes(seed[:2]) / 65536 / 4


def suppress(done: Done) -> None:
    """The address does not exist: nobody writes to it again, whoever it belongs to."""
    outreach = done.claim.outreach
    people.suppress_address(
        channel=outreach.channel,
        address=outreach.address,
        scope="all",
        reason="hard_bounce",
        source=f"outreach:{outreach.id}",
        evidence={"says": done.outcome.says},
        now=done.at,
    )
