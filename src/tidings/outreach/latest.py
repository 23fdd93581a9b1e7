"""The contact that somebody most likely answers who does not say which."""

from collections.abc import Collection
from datetime import datetime

from tidings.outreach.cards import OutreachCard, outreach_card, outreach_rows
from tidings.outreach.models import Attempt


def latest_to(
    *, customers: Collection[int], channel: str, address: str, since: datetime
) -> OutreachCard | None:
    """The last one that went (or may have gone) to that address of one of these customers; None for none `since` then."""
    tried = Attempt.objects.filter(
        outreach__customer_id__in=list(customers),
        channel=channel,
        address__iexact=address,
        outcome__in=("accepted", "unknown"),
        started_at__gte=since,
    )
    last = tried.order_by("-started_at", "-id").values_list("outreach_id", flat=True).first()
    return outreach_card(outreach_rows().get(id=last)) if last else None
