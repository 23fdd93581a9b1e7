"""Campaigns, customers and events that the tests of events share."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction

import tidings.campaigns.public as campaigns
import tidings.people.public as people
import tidings.staff.public as staff

NOW = datetime(2018, 8, 20, 12, tzinfo=UTC)
NUMBERS = count(1)
LATE = """
campaign: parcel-late
topic: deliveries
trigger: {absent: order.delivered, by: order.promised, per: order.id}
needs: {order.id: text, order.promised: date, order.place: text}
withdrawn_by: [order.cancelled]
notice:
  en:
    what: "Your order {{ order.id }} did not arrive by {{ order.promised | day }}."
    means: "It was last seen in {{ order.place }}."
    done: "We asked the carrier."
    next_steps: [{id: keep, says: "That is fine", does: confirm}]
    if_ignored: "Nothing more to do."
"""
REVIEW = """
campaign: low-review
topic: deliveries
trigger: {event: review.written, when: "review.score <= 2", per: review.id}
needs: {review.id: text, review.score: integer}
withdrawn_by: [review.removed]
notice:
  en:
    what: "You were not happy: {{ review.score | number }} stars for {{ review.id }}."
    means: "We are sorry."
    done: "We read it."
    next_steps: [{id: talk, says: "Talk to someone", does: callback}]
    if_ignored: "Nothing more to do."
"""


def launched(*texts: str) -> None:
    staff.save_company(name="Shop", zone="America/Sao_Paulo", second_person=False, actor="command", now=NOW)
    topics = "deliveries: {purpose: service, urgency: normal, channels: [email], title: {en: Deliveries}}"
    campaigns.sync_topics(text=topics, actor="command", now=NOW)
    for text in texts:
        assert campaigns.launch(text=text, actor="user:ann@example.com", now=NOW).state == "live"


def customer(id: str = "c1") -> int:
    return people.save(record={"id": id, "name": "Ana", "email": f"{id}@example.com"}, now=NOW).customer_id


def event(
    type: str, data: Any, *, hours: float = 0, who: str = "c1", **attributes: Any
) -> campaigns.Incoming:
    return campaigns.read_cloudevent(
        {
            "specversion": "1.0",
            "id": f"e{next(NUMBERS)}",
            "source": "/shop",
            "type": type,
            "customer": who,
            "time": (NOW + timedelta(hours=hours)).isoformat(),
            "data": data,
            **attributes,
        }
    )


def promise(
    day: str, *, id: str = "o1", place: str | None = "Recife", hours: float = 0, who: str = "c1"
) -> campaigns.Incoming:
    order = {"id": id, "promised": day} | ({"place": place} if place else {})
    return event("order.placed", {"order": order}, hours=hours, who=who)


def about(type: str, *, id: str = "o1", hours: float = 0, **more: Any) -> campaigns.Incoming:
    return event(type, {"order": {"id": id, **more}}, hours=hours)


def taken(*events: campaigns.Incoming, now: datetime = NOW) -> campaigns.Taken:
    campaigns.store(events=events, now=now)
    with transaction.atomic():
        return campaigns.take_events(now=now, limit=100)


def due(now: datetime) -> campaigns.Taken:
    with transaction.atomic():
        return campaigns.take_absences(now=now, limit=100)


def one_by_one(*events: campaigns.Incoming) -> None:
    for each in events:
        taken(each)
