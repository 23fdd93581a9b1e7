"""What went out last: the contact that somebody answers who does not say which, and how many there were."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count

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


def sent_by_channel(*, channels: Collection[str], since: datetime, until: datetime) -> dict[str, int]:
    """How many messages these channels took between two moments."""
    taken = Attempt.objects.filter(
        channel__in=list(channels), outcome="accepted", started_at__gt=since, started_at__lte=until
    )
    return dict(taken.values_list("channel").annotate(count=Count("id")).order_by())
