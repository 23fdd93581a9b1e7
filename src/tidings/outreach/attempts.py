"""The tries made to reach one customer, for the timeline."""

from dataclasses import dataclass
from datetime import datetime

from tidings.outreach.models import Attempt


@dataclass(frozen=True, kw_only=True)
class AttemptCard:
    """One try on one channel; `outcome` is accepted, transient, permanent, refused (by us, before it was sent) or unknown
    (also while it is under way).

    `receipt` is the furthest thing the other side has said since ("" for nothing), `parts` what it is paid by.
    """

    outreach_id: int
    number: int
    channel: str
    campaign: str
    at: datetime
    outcome: str
    says: str
    address: str = ""
    account: str = ""
    parts: int = 1
    receipt: str = ""
    receipt_at: datetime | None = None
    receipt_says: str = ""
    message_id: str = ""


SAME = ("outreach_id", "number", "channel", "outcome", "says", "address", "account", "parts", "message_id")
HEARD = ("receipt", "receipt_at", "receipt_says")


def attempts(
    *,
    customer_id: int | None = None,
    outreach_id: int | None = None,
    channel: str | None = None,
    limit: int = 100,
) -> list[AttemptCard]:
    """The latest tries of one outreach, or over all to a customer (by one channel), newest first."""
    whose = {"outreach__customer_id": customer_id} if outreach_id is None else {"outreach_id": outreach_id}
    by = {} if channel is None else {"channel": channel}
    rows = Attempt.objects.filter(**whose, **by).select_related("outreach__campaign")
    return [card(row) for row in rows.order_by("-started_at", "-id")[:limit]]


def card(row: Attempt) -> AttemptCard:
    same = {name: getattr(row, name) for name in (*SAME, *HEARD)}
    return AttemptCard(campaign=row.outreach.campaign.name, at=row.finished_at or row.started_at, **same)
