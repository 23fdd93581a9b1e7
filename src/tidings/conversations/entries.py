"""One entry of the customer's side of the timeline: written once, tied to its outreach, told to the company."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tidings.conversations.models import FollowUp, Interaction, Saying
from tidings.ground import webhooks
from tidings.ground.notify import CHANGED, notify
from tidings.outreach import public as outreach
from tidings.outreach.public import OutreachCard
from tidings.people import public as people

REASONS = (
    "requested",
    "interested",
    "cannot_resolve",
    "wants_confirmation",
    "suspects_scam",
    "complaint",
    "unrelated",
)
ANYBODYS = frozenset({"checked"})  # a code can be checked by whoever holds it
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
    channel: str = "portal",
    now: datetime,
) -> bool:
    """What came back on an outreach, within the caller's transaction; False when `key` was already there.

    A `reason` makes it a follow-up: somebody had to come back to us. An answer that settles the matter has none.
    Whoever acts on it has seen it: no further channel follows.
    """
    entry, new = Interaction.objects.get_or_create(
        key=key,
        defaults={
            "customer_id": card.customer_id,
            "outreach_id": card.id,
            "at": now,
            "channel": channel,
            "kind": kind,
            "says": says,
            "detail": dict(detail or {}),
        },
    )
    if new and reason:
        FollowUp.objects.create(interaction=entry, outreach_id=card.id, reason=reason, at=now)
    if new and kind not in ANYBODYS:
        outreach.seen(outreach_id=card.id, now=now, answered=True)
    if new:
        notify(CHANGED, f"outreach:{card.id}")
    return new


def tell_reply(card: OutreachCard, *, key: str, channel: str, says: str, reason: str, now: datetime) -> None:
    """Queue `outreach.replied` for the company's systems."""
    said = {"channel": channel, "says": says, "reason": reason}
    tell_about(card, "outreach.replied", key=key, now=now, said=said)


def tell_wrote(*, customer_id: int, key: str, channel: str, says: str, now: datetime) -> None:
    """Queue `contact.wrote`: somebody we know wrote to us, about no outreach."""
    customer = people.person(customer_id=customer_id).external_id
    webhooks.queue(
        topic="contact.wrote",
        payload={"customer": customer, "at": now.isoformat(), "channel": channel, "says": says},
        key=key,
        ordering_key=f"customer:{customer}",
        now=now,
    )


def tell_answer(card: OutreachCard, *, key: str, now: datetime, **said: str) -> None:
    """Queue `outreach.answered` for the company's systems."""
    tell_about(card, "outreach.answered", key=key, now=now, said=said)


def tell_about(card: OutreachCard, topic: str, *, key: str, now: datetime, said: Mapping[str, str]) -> None:
    payload = {
        "outreach": card.id,
        "campaign": card.campaign,
        "topic": card.topic,
        "customer": card.customer_external_id,
        "thread": card.thread,
        "at": now.isoformat(),
    }
    webhooks.queue(
        topic=topic,
        payload=payload | dict(said),
        key=key,
        ordering_key=str(card.id),
        now=now,
    )


def from_customer(*, customer_id: int, channel: str, kind: str, key: str, says: str, now: datetime) -> bool:
    """What somebody we know said about no outreach of ours; False when `key` was already there."""
    _, new = Interaction.objects.get_or_create(
        key=key,
        defaults={"customer_id": customer_id, "at": now, "channel": channel, "kind": kind, "says": says},
    )
    if new:
        notify(CHANGED, f"customer:{customer_id}")
    return new


def said_by_us(row: Saying, now: datetime) -> None:
    """An answer of ours on the timeline of whom we know."""
    if row.customer_id is not None:
        Interaction.objects.create(
            customer_id=row.customer_id,
            outreach_id=row.outreach_id,
            at=now,
            direction="out",
            channel=row.channel,
            kind="told",
            says="" if row.kind == "code" else row.text,
            detail={"answer": row.kind},
            key=f"saying:{row.id}",
        )
