"""A small company with customers and campaigns, on a real database, at a moment of our choosing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import tidings.campaigns.public as campaigns
import tidings.people.public as people
import tidings.staff.public as staff
from tests.policies import STANDS_IN
from tidings.ground.clock import SimulatedClock
from tidings.outreach import decide
from tidings.outreach.models import Decision, Outreach

NOON = datetime(2026, 7, 1, 15, tzinfo=UTC)  # 12:00 in Sao Paulo
TOPICS = """
deliveries: {purpose: service, urgency: normal, channels: [email], title: {en: Deliveries, pt: Entregas}}
offers: {purpose: marketing, urgency: normal, channels: [email], title: {en: Offers, pt: Ofertas}}
fraud: {purpose: service, urgency: now, channels: [email], title: {en: Fraud alerts, pt: Alertas}}
"""
CAMPAIGN = """
campaign: {name}
topic: {topic}
trigger: {trigger}
needs: {{order.id: text{promise}}}
withdrawn_by: [shop.order.cancelled]
{more}
notice:
  en:
    what: "Your order {{{{ order.id }}}} is late."
    means: "It needs more time."
    done: "We asked the carrier."
    next_steps: [{{id: fine, says: "That is fine", does: confirm}}]
    if_ignored: "Nothing more to do."
  pt:
    what: "Seu pedido {{{{ order.id }}}} está atrasado."
    means: "Precisa de mais tempo."
    done: "Perguntamos à transportadora."
    next_steps: [{{id: fine, says: "Tudo bem", does: confirm}}]
    if_ignored: "Nada mais a fazer."
strategy: {{channels: customer, expires: 48h}}
"""


@dataclass
class Company:
    """What the tests do to the company's world."""

    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(NOON))
    count: int = 0

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def customer(self, id: str = "ana", **more: Any) -> int:
        record = {
            "id": id,
            "name": id.title(),
            "email": f"{id}@example.com",
            "zone": "America/Sao_Paulo",
        } | more
        record = {key: value for key, value in record.items() if value is not None}
        return people.save(record=record, now=self.now).customer_id

    def campaign(
        self, name="late", topic="deliveries", trigger="{event: shop.order.late, per: order.id}", more=""
    ):
        promise = ", order.promised: date" if "absent" in trigger else ""
        text = CAMPAIGN.format(name=name, topic=topic, trigger=trigger, more=more, promise=promise)
        launched = campaigns.launch(text=text, actor="test", now=self.now)
        assert launched.state == "live", launched
        return name

    def happens(
        self, type: str, customer: str = "ana", order: str = "o1", at: datetime | None = None, **data: Any
    ):
        self.count += 1
        event = {
            "specversion": "1.0",
            "id": f"e{self.count}",
            "source": "shop",
            "type": type,
            "time": (at or self.now).isoformat(),
            "customer": customer,
            "data": {"order": {"id": order} | data},
        }
        assert campaigns.store(events=[campaigns.read_cloudevent(event)], now=self.now) == ["stored"]

    def decides(self) -> list[Decision]:
        before = Decision.objects.count()
        while decide.step(self.clock):
            pass
        return list(Decision.objects.order_by("id")[before:])

    def later(self, **delta: float) -> None:
        self.clock.advance(self.now + timedelta(**delta))

    def only(self) -> Outreach:
        return Outreach.objects.get()


def deadlined(company: Company, need: str = '"order.visit?": datetime', expires: str = "48h") -> str:
    """A live campaign whose news is of no use after `order.visit`."""
    text = CAMPAIGN.format(
        name="visit",
        topic="deliveries",
        trigger="{event: shop.order.late, per: order.id}",
        promise=f", {need}",
        more="",
    ).replace("expires: 48h", f"expires: {expires}, deadline: order.visit")
    assert campaigns.launch(text=text, actor="test", now=company.now).state == "live"
    return "visit"


@pytest.fixture
def company(db: None) -> Company:
    staff.save_company(
        actor="test",
        now=NOON,
        name="Shop",
        zone="America/Sao_Paulo",
        language="en",
        sender_email="news@shop.example",
        second_person=False,
        policy=STANDS_IN,
    )
    campaigns.sync_topics(text=TOPICS, actor="test", now=NOON)
    return Company()
