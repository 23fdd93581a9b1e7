"""One entry of the customer's side of the timeline: written once, tied to its outreach, told to the company."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tidings.conversations.models import FollowUp, Interaction
from tidings.ground import webhooks
from tidings.ground.notify import CHANGED, notify
from tidings.outreach.public import OutreachCard

REASONS = (
    "requested",
    "interested",
    "cannot_resolve",
    "wants_confirmation",
    "suspects_scam",
    "complaint",
    "unrelated",
)
DESIRABLE = frozenset({"requested", "interested"})
UNDESIRABLE = frozenset({"cannot_resolve", "wants_confirmation", "suspects_scam"})


def from_outreach(
    card: OutreachCard,
    *,
    kind: str,
    key: str,
    says: str = "",
    detail: Mapping[str, Any] | None = None,
    reason: str = "",
    now: datetime,
) -> bool:
    """What came back on an outreach, within the caller's transaction; False when `key` was already there.

    A `reason` makes it a follow-up: somebody had to come back to us. An answer that settles the matter has none.
    """
    entry, new = Interaction.objects.get_or_create(
        key=key,
        defaults={
            "customer_id": card.customer_id,
            "outreach_id": card.id,
            "at": now,
            "kind": kind,
            "says": says,
            "detail": dict(detail or {}),
        },
    )
    if new and reason:
        FollowUp.objects.create(interaction=entry, outreach_id=card.id, reason=reason, at=now)
    if new:
        notify(CHANGED, f"outreach:{card.id}")
    return new


def tell_answer(card: OutreachCard, *, key: str, now: datetime, **said: str) -> None:
    """Queue `outreach.answered` for the company's systems."""
    payload = {
        "outreach": card.id,
        "campaign": card.campaign,
        "topic": card.topic,
        "customer": card.customer_external_id,
        "thread": card.thread,
        "at": now.isoformat(),
    }
    webhooks.queue(
        topic="outreach.answered",
        payload=payload | said,
        key=key,
        ordering_key=str(card.id),
        now=now,
    )
