"""Every decision and every outreach, in the order they were made: what an auditor or a report reads from end to end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidings.outreach.models import Decision, Outreach

CHUNK = 2000


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """One decision with the facts a reader needs to check it; no `event` where a plan was the cause."""

    event: str
    customer: str
    campaign: str
    thread: str
    verdict: str
    reasons: tuple[str, ...]
    zones: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OutreachLine:
    """One outreach from its decision to what became of it."""

    id: int
    customer: str
    campaign: str
    topic: str
    purpose: str
    urgency: str
    thread: str
    channel: str
    data: dict[str, Any]
    state: str
    reason: str
    decided_at: datetime
    due_at: datetime
    sent_at: datetime | None
    message_id: str
    zones: tuple[str, ...]
    tries: int


def every_decision() -> Iterator[DecisionLine]:
    """All decisions, oldest first."""
    rows = Decision.objects.order_by("at", "id").values_list(
        "event__source",
        "event__event_id",
        "customer__external_id",
        "campaign__name",
        "thread",
        "verdict",
        "reasons",
        "seen",
        "at",
    )
    for source, event, customer, campaign, thread, verdict, reasons, seen, at in rows.iterator(CHUNK):
        yield DecisionLine(
            event=f"{source}|{event}" if source else "",
            customer=customer,
            campaign=campaign,
            thread=thread,
            verdict=verdict,
            reasons=tuple(reasons),
            zones=tuple(seen.get("zones", ())),
            at=at,
        )


def every_outreach() -> Iterator[OutreachLine]:
    """All outreaches, oldest decision first."""
    rows = Outreach.objects.order_by("created_at", "id").select_related("customer", "campaign")
    for row in rows.iterator(CHUNK):
        yield OutreachLine(
            id=row.id,
            customer=row.customer.external_id,
            campaign=row.campaign.name,
            topic=row.topic,
            purpose=row.purpose,
            urgency=row.urgency,
            thread=row.thread,
            channel=row.channel,
            data=row.data,
            state=row.state,
            reason=row.reason,
            decided_at=row.created_at,
            due_at=row.due_at,
            sent_at=row.sent_at,
            message_id=row.message_id,
            zones=tuple(row.zones),
            tries=row.tries,
        )
