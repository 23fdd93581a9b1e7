"""The events as kept, from end to end: what an auditor, a report or a resumed replay reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from tidings.campaigns.models import Event

CHUNK = 2000


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """One kept event; `state` says what became of it (see the model)."""

    source: str
    id: str
    type: str
    subject: str
    customer: str
    time: datetime
    received_at: datetime
    data: Any
    state: str


def every_event() -> Iterator[EventLine]:
    """All events in the order they were received."""
    rows = Event.objects.order_by("received_at", "id").values_list(
        "source", "event_id", "type", "subject", "customer", "time", "received_at", "data", "state"
    )
    names = tuple(EventLine.__dataclass_fields__)
    return (EventLine(**dict(zip(names, row, strict=True))) for row in rows.iterator(CHUNK))


def last_received() -> datetime | None:
    """When the newest event was received; None when there is none."""
    return Event.objects.aggregate(newest=Max("received_at"))["newest"]
