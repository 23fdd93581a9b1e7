"""What became of attempts, recorded: the row's next state, the attempt's outcome, who else must know."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tidings.channels.contract import Outcome
from tidings.core.reasons import Reason
from tidings.ground import webhooks
from tidings.outreach.claiming import Claim, mine
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.sending import repeatable
from tidings.people import public as people

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=60), timedelta(hours=1)
FIRST_PAUSE_OF_THE_WAY = timedelta(seconds=5)


@dataclass(frozen=True)
class Done:
    """A claim, what became of it, and when."""

    claim: Claim
    outcome: Outcome
    at: datetime


def complete(group: Sequence[Done]) -> None:
    """Record a group of results in one transaction."""
    if not group:
        return
    with transaction.atomic():
        for done in group:
            settle(done)


def settle(done: Done) -> None:
    outreach, outcome = done.claim.outreach, done.outcome
    after = next_state(done)
    record_attempt(done, after.get("due_at"))
    if mine(outreach).update(lease_until=None, worker="", **after):
        tell(done, after["state"])
    if outcome.address_dead:
        people.suppress_address(
            channel=outreach.channel,
            address=outreach.address,
            scope="all",
            reason="hard_bounce",
            source=f"outreach:{outreach.id}",
            evidence={"says": outcome.says},
            now=done.at,
        )


def next_state(done: Done) -> dict[str, Any]:
    """The row's fields after the attempt."""
    outreach, outcome = done.claim.outreach, done.outcome
    match outcome.state:
        case "accepted":
            return {"state": "sent", "sent_at": done.at, "reason": ""}
        case "permanent":
            return {
                "state": "failed",
                "reason": "address_dead" if outcome.address_dead else "not_deliverable",
            }
        case "unknown" if not repeatable(outreach.channel):
            return {"state": "failed", "reason": "outcome_unknown"}
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


def record_attempt(done: Done, retry_at: datetime | None) -> None:
    Attempt.objects.filter(id=done.claim.attempt.id).update(
        outcome=done.outcome.state, says=done.outcome.says, finished_at=done.at, retry_at=retry_at
    )


def tell(done: Done, state: str) -> None:
    """The company's own systems, once for an outreach and its end."""
    topic = {"sent": "outreach.sent", "failed": "outreach.failed"}.get(state)
    if topic is None:
        return
    outreach = done.claim.outreach
    webhooks.queue(
        topic=topic,
        key=f"{outreach.code}|{state}",
        ordering_key=f"outreach:{outreach.code}",
        now=done.at,
        payload={
            "outreach": outreach.id,
            "customer": outreach.customer.external_id,
            "channel": outreach.channel,
            "thread": outreach.thread,
            "at": done.at.isoformat(),
            "says": "" if state == "sent" else done.outcome.says,
        },
    )
