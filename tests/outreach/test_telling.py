"""The company's systems hear of an outreach's states as they change: each once, in order, with the change or not at all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.portal.journey import SENT, Told, tell
from tidings.channels.email import sink
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until
from tidings.ground.models import WebhookMessage
from tidings.ground.webhooks import TOPICS, add_endpoint
from tidings.outreach import public as outreach
from tidings.outreach import telling
from tidings.outreach.models import Outreach
from tidings.outreach.telling import Change

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)


@pytest.fixture
def told(db: None) -> Told:
    told = tell()
    add_endpoint(url="https://shop.example/hook", now=SENT)
    return told


def said() -> list[tuple[str, dict[str, Any]]]:
    rows = WebhookMessage.objects.order_by("id").values_list("topic", "payload__data")
    return [(topic, data) for topic, data in rows]


def test_every_state_has_its_topic() -> None:
    assert {f"outreach.{state}" for state in telling.STATES} <= set(TOPICS)


def test_a_change_is_told_with_what_it_is_about(told: Told) -> None:
    telling.tell([Change(outreach_id=told.outreach_id, state="failed", says="550 no", reason="x")], now=NOW)
    assert said() == [
        (
            "outreach.failed",
            {
                "outreach": told.outreach_id,
                "code": told.code,
                "thread": "order.id=f346",
                "customer": "maria",
                "channel": "email",
                "topic": "deliveries",
                "campaign": "parcel-late",
                "at": NOW.isoformat(),
                "says": "550 no",
                "reason": "x",
            },
        )
    ]
    assert WebhookMessage.objects.get().ordering_key == str(told.outreach_id)


def test_the_same_change_is_told_once_another_try_is_news(told: Told) -> None:
    for which in ("1", "1", "2"):
        telling.tell([Change(outreach_id=told.outreach_id, state="sent", which=which)], now=NOW)
    assert [topic for topic, _ in said()] == ["outreach.sent", "outreach.sent"]


def test_a_change_that_was_rolled_back_is_not_told(told: Told) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        telling.tell([Change(outreach_id=told.outreach_id, state="sent")], now=NOW)
        raise RuntimeError
    assert said() == []


def test_nothing_is_read_where_nobody_listens(db: None, django_assert_num_queries: Any) -> None:
    told = tell()
    with django_assert_num_queries(1):
        telling.tell([Change(outreach_id=told.outreach_id, state="sent")] * 50, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_contact_is_told_from_its_decision_to_its_sending(tmp_path: Any, settings: Any) -> None:
    told = tell()
    Outreach.objects.all().delete()
    add_endpoint(url="https://shop.example/hook", now=SENT)
    happens(told)
    with sink.running(tmp_path) as settings.SMTP_URL:
        run_until(outreach.loops(), SimulatedClock(NOW), NOW + timedelta(minutes=1))
    assert [topic for topic, _ in said()] == ["outreach.scheduled", "outreach.sent"]
    assert datetime.fromisoformat(said()[0][1]["due_at"]) == NOW


def happens(told: Told) -> None:
    from tests.portal.journey import DATA
    from tidings.campaigns import public as campaigns

    event = {
        "specversion": "1.0",
        "id": "again",
        "source": "/shop",
        "type": "com.example.order.late",
        "time": NOW.isoformat(),
        "customer": "maria",
        "data": DATA,
    }
    campaigns.store(events=[campaigns.read_cloudevent(event)], now=NOW)
