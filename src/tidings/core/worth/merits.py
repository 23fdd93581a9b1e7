"""One contact on the scales: does it interrupt, wait for the digest, or go unsaid?"""

from dataclasses import dataclass
from datetime import datetime

from tidings.core.holdout import bucket
from tidings.core.worth.earning import URGENT

# So many in 10,000 of what could wait go at once all the same: else nobody would see that it has become urgent.
PROBES = 200


@dataclass(frozen=True, kw_only=True)
class Merit:
    """What a campaign has earned so far, as a decision needs it: its level and the value of interrupting, of telling."""

    level: str
    value: float = 0.0
    telling: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """interrupt, digest or drop; `urgency` as it counts now; `value` ranks offers; `reason` is a reason's code or ""."""

    worth: str
    urgency: str
    value: float
    reason: str = ""

    @property
    def as_wished(self) -> bool:
        """Whether it waits for the digest because the customer wants it so."""
        return self.reason == "digest_chosen" and self.worth == "digest"


def weighed(
    merit: Merit, *, declared: str, probe: bool, wants_digest: bool, next_digest: datetime, expires: datetime
) -> Weighed:
    """A contact by its campaign's merit, the customer's wish and whether the next digest would come in time.

    What a customer wants in a digest interrupts only when it has earned to be urgent. What would be stale before the
    digest interrupts if telling it is worth that, and is dropped otherwise.
    """
    urgency = "normal" if declared in URGENT and merit.level != "urgent" else declared
    if merit.level == "urgent" and declared in URGENT:
        return Weighed(worth="interrupt", urgency=urgency, value=merit.value + 1)
    if merit.level == "none":
        return Weighed(worth="drop", urgency=urgency, value=merit.value, reason="not_worth_it")
    if not wants_digest and (merit.level != "digest" or probe):
        return Weighed(worth="interrupt", urgency=urgency, value=merit.value)
    reason = "digest_chosen" if wants_digest else "digest_earned"
    if next_digest < expires:
        return Weighed(worth="digest", urgency=urgency, value=merit.value, reason=reason)
    if merit.telling > 0:
        return Weighed(worth="interrupt", urgency=urgency, value=merit.telling)
    return Weighed(worth="drop", urgency=urgency, value=merit.value, reason="not_worth_it")


def is_probe(*, campaign: str, customer: str) -> bool:
    """Whether this customer is among the few who go on hearing at once of what could wait: a stable draw."""
    return bucket(campaign=f"probe|{campaign}", customer=customer) < PROBES
