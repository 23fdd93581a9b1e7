"""What went out to whom by which channel, and which channel each campaign wished for: what can be learned from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django.db.models.fields.json import KT

from tidings.outreach.models import Decision, Outreach

MEANT = ("contact", "later", "hold_out", "digest")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One outreach that went out; `zones` are those the customer was thought to be in."""

    id: int
    customer_id: int
    topic: str
    channel: str
    zones: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class WishCount:
    """To how many customers of a relationship campaigns about a topic wished to speak by this channel first."""

    topic: str
    relationship: str
    channel: str
    people: int


def sent_customers(*, since: datetime, after: int, limit: int) -> list[int]:
    """The next customers (by our id) to whom something went out since then."""
    rows = Outreach.objects.filter(phase="sent", sent_at__gte=since, customer_id__gt=after)
    return list(rows.order_by("customer_id").values_list("customer_id", flat=True).distinct()[:limit])


def sent_to(*, customer_ids: Collection[int], since: datetime, until: datetime) -> list[Sent]:
    """What went out to these customers from `since` until before `until`, the oldest first."""
    rows = Outreach.objects.filter(
        phase="sent", customer_id__in=list(customer_ids), sent_at__gte=since, sent_at__lt=until
    ).order_by("sent_at", "id")
    found = rows.values_list("id", "customer_id", "topic", "channel", "zones", "sent_at")
    return [
        Sent(id=id, customer_id=customer, topic=topic, channel=channel, zones=tuple(zones), at=at)
        for id, customer, topic, channel, zones, at in found
    ]


def first_sent() -> datetime | None:
    """When something first went out; None while nothing has."""
    return Outreach.objects.filter(phase="sent").aggregate(at=Min("sent_at"))["at"]


def wished_first(*, since: datetime) -> list[WishCount]:
    """What campaigns wished for, before anybody's preference was asked; "" where the decision did not keep it."""
    rows = (
        Decision.objects.filter(at__gte=since, verdict__in=MEANT)
        .values_list("campaign__topic__name", KT("seen__relationship"), KT("seen__wanted__0"))
        .annotate(people=Count("customer_id", distinct=True))
        .order_by()
    )
    return [
        WishCount(topic, relationship, channel.partition(":")[0], people)
        for topic, relationship, channel, people in rows
        if relationship and channel
    ]
