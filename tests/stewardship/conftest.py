"""One person with something in every room: told, answered, awaited, planned for, imported twice, and stopped once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.portal.journey import SENT, Told, tell
from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.ground import webhooks
from tidings.ground.clock import Clock, SimulatedClock, using
from tidings.outreach import public as outreach
from tidings.people import public as people

NOW = SENT + timedelta(hours=1)
RECORD = {
    "id": "maria",
    "name": "Maria Quitéria",
    "language": "pt",
    "country": "BR",
    "region": "BA",
    "city": "Salvador",
    "postal_code": "40010-000",
    "zone": "America/Bahia",
    "email": "maria@example.org",
    "mobile": "+5571961234567",
    "attributes": {"plan": "maria-special"},
    "consents": [
        {"granted": True, "purpose": "marketing", "basis": "consent", "at": "2026-01-01T00:00:00+00:00",
         "evidence": {"form": "Maria signed"}},
    ],
    "preferences": [{"topic": "deliveries", "channels": ["email"]}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    with using(SimulatedClock(NOW)) as clock:
        yield clock


@pytest.fixture
def maria(db: None) -> Told:
    """Maria, and Bento beside her whom nothing may happen to."""
    tell("bento")
    told = tell("maria")
    people.save(record=RECORD, now=NOW)
    people.import_rows(
        rows=[(1, RECORD | {"email": "maria at example"})], name="again.csv", actor="command", now=NOW
    )
    webhooks.add_endpoint(url="https://shop.example/hook", topics=[], now=NOW)
    conversations.answer(outreach_id=told.outreach_id, step="cancel", says="Maria cancels", now=NOW)
    conversations.ask(
        outreach_id=told.outreach_id, text="Maria asks: where is it?", kind="complaint", now=NOW
    )
    conversations.stop(
        customer_id=told.customer_id, scope="topic:offers", outreach_id=told.outreach_id, by="page", now=NOW
    )
    outreach.record_contact(
        customer_id=told.customer_id,
        channel="voice",
        purpose="service",
        source="agents",
        key="maria-1",
        at=NOW,
    )
    happened("com.example.order.late", "maria-e2")
    happened("com.example.nobody.knows", "e3")
    return told


def happened(type: str, id: str) -> None:
    event = {
        "specversion": "1.0",
        "id": id,
        "source": "/shop",
        "type": type,
        "subject": "maria",
        "time": NOW.isoformat(),
        "customer": "maria",
        "data": {"order": {"id": "f9"}, "who": "maria@example.org"},
    }
    campaigns.store(events=[campaigns.read_cloudevent(event)], now=NOW)
