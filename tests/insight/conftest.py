"""A shop whose customers were written to by several channels and answered as they like: rows as the rooms below leave them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.portal.journey import DATA, found_company, launch
from tidings.campaigns.models import Campaign, Event
from tidings.conversations.models import Interaction
from tidings.core import codes
from tidings.outreach.models import Decision, Outreach
from tidings.people import public as people

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Shop:
    """Where customers are saved and told things."""

    campaign: Campaign

    def customer(self, name: str, **record: object) -> int:
        stated = {"id": name, "relationship": "customer", "zone": "America/Sao_Paulo"} | record
        return people.save(record=stated, now=NOW - timedelta(days=300)).customer_id

    def tell(
        self, customer_id: int, *history: tuple[str, str], topic: str = "deliveries", ago: float = 20
    ) -> None:
        """One outreach for each (channel, what came back: "" for nothing), sent a day apart until `ago` days ago."""
        for number, (channel, kind) in enumerate(history):
            at = NOW - timedelta(days=ago + number)
            outreach = self.sent(customer_id, channel, topic, at, wanted=[channel])
            if kind:
                Interaction.objects.create(
                    customer_id=customer_id, outreach=outreach, at=at + timedelta(hours=1), kind=kind
                )

    def sent(
        self, customer_id: int, channel: str, topic: str, at: datetime, *, wanted: Sequence[str]
    ) -> Outreach:
        key = f"{customer_id}-{topic}-{channel}-{at.isoformat()}"
        same = {"campaign": self.campaign, "version_id": self.campaign.live_id, "customer_id": customer_id}
        event = Event.objects.create(
            source="/shop", event_id=key, type="com.example.order.late", time=at, received_at=at, data=DATA
        )
        decision = Decision.objects.create(
            **same,
            event=event,
            cause=key,
            verdict="contact",
            channel=channel,
            seen={"relationship": "customer", "wanted": list(wanted)},
            at=at,
        )
        return Outreach.objects.create(
            **same,
            decision=decision,
            topic=topic,
            purpose="service",
            data=DATA,
            code=codes.code_for(secret=b"test", key=key),
            channel=channel,
            address="somewhere",
            zones=["America/Sao_Paulo"],
            state="sent",
            created_at=at,
            due_at=at,
            expires_at=at + timedelta(days=2),
            sent_at=at,
        )


@pytest.fixture
def shop(db: None) -> Shop:
    found_company()
    return Shop(launch())


@pytest.fixture
def crowd(shop: Shop) -> Callable[[int], list[int]]:
    """So many customers who answer mail and pass over text messages."""

    def gather(size: int) -> list[int]:
        ids = [shop.customer(f"crowd-{number}") for number in range(size)]
        for id in ids:
            shop.tell(id, ("email", "answered"), ("email", "answered"), ("sms", ""), ("email", ""))
        return ids

    return gather
