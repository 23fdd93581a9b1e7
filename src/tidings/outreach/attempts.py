"""The tries made to reach one customer, for the timeline."""

from dataclasses import dataclass
from datetime import datetime

from tidings.outreach.models import Attempt


@dataclass(frozen=True, kw_only=True)
class AttemptCard:
    """One try on one channel; `outcome` is accepted, transient, permanent or unknown (also while it is under way)."""

    outreach_id: int
    number: int
    channel: str
    campaign: str
    at: datetime
    outcome: str
    says: str


def attempts(*, customer_id: int, limit: int = 100) -> list[AttemptCard]:
    """The latest tries over all outreaches to this customer, newest first."""
    rows = Attempt.objects.filter(outreach__customer_id=customer_id).select_related("outreach__campaign")
    return [
        AttemptCard(
            outreach_id=row.outreach_id,
            number=row.number,
            channel=row.channel,
            campaign=row.outreach.campaign.name,
            at=row.finished_at or row.started_at,
            outcome=row.outcome,
            says=row.says,
        )
        for row in rows.order_by("-started_at", "-id")[:limit]
    ]
