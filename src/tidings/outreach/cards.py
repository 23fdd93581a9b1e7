"""What other rooms and pages may know of outreaches and decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tidings.channels.contract import Letterhead, Links
from tidings.core.notice import Composed
from tidings.outreach.models import Decision, Outreach

STATES = ("pending", "sending", "sent", "unknown", "withdrawn", "expired", "refused", "failed")


class NoSuchOutreach(LookupError):
    """There is no outreach, or no decision, of that id."""


@dataclass(frozen=True, kw_only=True)
class OutreachCard:
    """One outreach as lists show it; `state` is one of `STATES`.

    `tried` are the channels before this one, `next_at` when the next follows unless it is seen by then (`seen_at`).
    """

    id: int
    campaign: str
    topic: str
    purpose: str
    customer_id: int
    customer_external_id: str
    customer_name: str
    channel: str
    state: str
    reason: str
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    expires_at: datetime
    code: str
    thread: str
    zones: tuple[str, ...]
    language: str
    message_id: str
    decision_id: int
    urgency: str = "normal"
    version_id: int = 0
    address: str = ""
    tried: tuple[str, ...] = ()
    next_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionCard:
    """One decision: `seen` is all it saw, `pack` the version of the policy it was made under."""

    id: int
    campaign: str
    version_id: int
    customer_id: int
    customer_external_id: str
    customer_name: str
    event_id: int | None
    cause: str
    thread: str
    verdict: str
    reasons: tuple[str, ...]
    channel: str
    earliest: datetime | None
    seen: Mapping[str, Any]
    pack: str
    at: datetime
    latest: datetime | None
    seen_digest: str
    answer_digest: str
    outreach_id: int | None

    @property
    def zones(self) -> tuple[str, ...]:
        return tuple(self.seen.get("zones", ()))


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """An outreach with its words, who speaks, and the signed links to its pages."""

    card: OutreachCard
    composed: Composed
    letterhead: Letterhead
    links: Links


def outreach_rows() -> "QuerySet[Outreach]":
    return Outreach.objects.select_related("customer", "campaign")


def decision_rows() -> "QuerySet[Decision]":
    return Decision.objects.select_related("customer", "campaign", "outreach")


def outreach_card(row: Outreach) -> OutreachCard:
    same = {name: getattr(row, name) for name in OutreachCard.__dataclass_fields__ if hasattr(row, name)}
    return OutreachCard(
        **same
        | {
            "campaign": row.campaign.name,
            "customer_external_id": row.customer.external_id,
            "customer_name": row.customer.name,
            "zones": tuple(row.zones),
            "tried": tuple(row.tried),
            "next_at": row.next_at if row.state in ("sent", "pending") else None,
        }
    )


def decision_card(row: Decision) -> DecisionCard:
    same = {name: getattr(row, name) for name in DecisionCard.__dataclass_fields__ if hasattr(row, name)}
    outreach = getattr(row, "outreach", None)
    return DecisionCard(
        **{name: value for name, value in same.items() if name != "zones"}
        | {
            "campaign": row.campaign.name,
            "customer_external_id": row.customer.external_id,
            "customer_name": row.customer.name,
            "reasons": tuple(row.reasons),
            "outreach_id": outreach.id if outreach else None,
        }
    )
