"""What became of attempts, recorded: the row's next state, the attempt's outcome, who else must know."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from tidings.channels.contract import Outcome
from tidings.core.reasons import Reason
from tidings.ground import webhooks
from tidings.outreach.claiming import Claim
from tidings.outreach.models import Outreach
from tidings.outreach.sending import repeatable
from tidings.people import public as people

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=60), timedelta(hours=1)
FIRST_PAUSE_OF_THE_WAY = timedelta(seconds=5)
TOLD = {"sent": "outreach.sent", "failed": "outreach.failed"}


@dataclass(frozen=True)
class Done:
    """A claim, what became of it, and when."""

    claim: Claim
    outcome: Outcome
    at: datetime


SETTLE = """
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS given(
        id bigint, worker text, attempt bigint, outcome text, says text, at timestamptz,
        state text, reason text, due_at timestamptz)
), attempts AS (
    UPDATE outreach_attempt SET outcome = given.outcome, says = given.says, finished_at = given.at,
        retry_at = CASE WHEN given.state = 'pending' THEN given.due_at END
    FROM given WHERE outreach_attempt.id = given.attempt
)
UPDATE outreach_outreach row SET state = given.state, reason = given.reason, due_at = given.due_at,
    sent_at = CASE WHEN given.state = 'sent' THEN given.at END, lease_until = NULL, worker = ''
FROM given WHERE row.id = given.id AND row.state = 'sending' AND row.worker = given.worker
RETURNING row.id
"""


def complete(group: Sequence[Done]) -> None:
    """Record a group of results in one transaction. A row whose lease another worker has taken over is left to it."""
    if not group:
        return
    rows = [row_of(done) | next_state(done) for done in group]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SETTLE, {"rows": json.dumps(rows, default=datetime.isoformat)})
            settled = {id for (id,) in cursor.fetchall()}
        tell_ended(
            [(done, row["state"]) for done, row in zip(group, rows, strict=True) if row["id"] in settled]
        )
        for done in group:
            if done.outcome.address_dead:
                suppress(done)


def row_of(done: Done) -> dict[str, Any]:
    outreach = done.claim.outreach
    return {
        "id": outreach.id,
        "worker": outreach.worker,
        "attempt": done.claim.attempt,
        "outcome": done.outcome.state,
        "says": done.outcome.says.replace("\0", ""),
        "at": done.at,
        "due_at": outreach.due_at,
        "reason": "",
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
            return {"state": "failed", "reason": Reason.OUTCOME_UNKNOWN.code}
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


def tell_ended(ended: Sequence[tuple[Done, str]]) -> None:
    """The company's own systems hear of an outreach's end, once."""
    if not webhooks.endpoints():
        return
    for done, state in ended:
        if state in TOLD:
            outreach = done.claim.outreach
            webhooks.queue(
                topic=TOLD[state],
                key=str(outreach.id),
                ordering_key=str(outreach.id),
                now=done.at,
                payload=payload(done, state),
            )


def payload(done: Done, state: str) -> dict[str, Any]:
    outreach = done.claim.outreach
    return {
        "outreach": outreach.id,
        "code": outreach.code,
        "thread": outreach.thread,
        "customer": done.claim.customer_id,
        "channel": outreach.channel,
        "at": done.at.isoformat(),
        "says": "" if state == "sent" else done.outcome.says,
    }
