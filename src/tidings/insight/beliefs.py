"""What the company says it believes its customers want, written down before it looks."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tidings.channels import names
from tidings.core.policy import RELATIONSHIPS
from tidings.insight.models import Belief
from tidings.staff import public as staff


class BeliefRefused(ValueError):
    """A belief that cannot be kept; `field` says which part of it, the text how to mend it."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class BeliefCard:
    """So many percent of these people want this channel first. `asked` colleagues said so (0: it is one figure)."""

    topic: str
    relationship: str
    channel: str
    percent: float
    asked: int
    told_by: str
    at: datetime


def believe(
    *,
    topic: str = "",
    relationship: str,
    channel: str,
    percent: float,
    asked: int = 0,
    actor: str,
    now: datetime,
) -> None:
    """Write down (or change) a belief; the audit trail keeps who did. Raises `BeliefRefused`."""
    if relationship not in RELATIONSHIPS:
        raise BeliefRefused("relationship", f"Choose from: {', '.join(RELATIONSHIPS)}.")
    if channel not in names.known():
        raise BeliefRefused("channel", f"Choose from: {', '.join(names.known())}.")
    if not 0 <= percent <= 100 or asked < 0:
        raise BeliefRefused("percent", "Write a share from 0 to 100 percent.")
    of = {"topic": topic, "relationship": relationship, "channel": channel}
    with transaction.atomic():
        Belief.objects.update_or_create(
            **of, defaults={"percent": percent, "asked": asked, "told_by": actor, "at": now}
        )
        staff.record(
            actor=actor,
            action="belief.stated",
            object=":".join(["belief", topic or "all", relationship, channel]),
            now=now,
        )


def beliefs() -> list[BeliefCard]:
    """All that is believed."""
    fields = tuple(BeliefCard.__dataclass_fields__)
    rows = Belief.objects.order_by("topic", "relationship", "channel").values(*fields)
    return [BeliefCard(**row) for row in rows]
