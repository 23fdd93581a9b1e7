"""One person's part of the events: all of it for the person to have, or what is left of it without the person."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q

from tidings.campaigns.models import Event, EventProblem, Sighting, Wait

HEARD = ("source", "event_id", "type", "subject", "time", "received_at", "data", "state")
AWAITED = ("thread", "data", "told_at", "due_at", "state")


def export(*, customer: str) -> dict[str, Any]:
    """The events about a customer (by external id) and what was still awaited for them, oldest first."""
    waits = Wait.objects.filter(customer=customer).order_by("id")
    return {
        "events": list(about(customer).order_by("time", "id").values(*HEARD)),
        "waits": list(waits.values(*AWAITED)),
    }


@transaction.atomic
def erase(*, customer: str, now: datetime) -> dict[str, int]:
    """Leaves of each event its type, time and state. Sent in again it is still known, unless its id named the person."""
    rows = list(about(customer).select_for_update())
    gone = [row.id for row in rows]
    waits = Wait.objects.filter(Q(customer=customer) | Q(event__in=gone))
    counts = {"events": len(rows), "waits": waits.delete()[0]}
    EventProblem.objects.filter(event__in=gone).delete()
    Sighting.objects.filter(event__in=gone).delete()
    for row in rows:
        row.event_id = unnamed(row.event_id, customer)
        row.customer, row.subject, row.data = "", "", {}
        row.state = "used" if row.state == "used" else "unused"
    Event.objects.bulk_update(rows, ["event_id", "customer", "subject", "data", "state"], batch_size=1000)
    return counts


def about(customer: str) -> Any:
    """Events that name the customer, also those nobody knew how to use."""
    return Event.objects.filter(Q(customer=customer) | Q(subject=customer))


def unnamed(event_id: str, customer: str) -> str:
    """The id as it is, or a digest of one that has the customer's in it."""
    return f"erased:{sha256(event_id.encode()).hexdigest()}" if customer in event_id else event_id
