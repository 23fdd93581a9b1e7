"""What one channel alone refuses at the moment of sending goes on by the next one at once."""

from collections.abc import Iterator

import pytest

import tidings.people.public as people
from tests.outreach.several import Several, several_channels
from tests.policies import STANDS_IN
from tidings.ground import webhooks
from tidings.ground.models import WebhookMessage
from tidings.outreach import public as outreach
from tidings.outreach.models import Attempt
from tidings.staff import public as staff

IN_TURN = "{channels: [email, sms, whatsapp], expires: 48h}"


@pytest.fixture
def several(company) -> Iterator[Several]:
    with several_channels(company) as channels:
        channels.launch(IN_TURN)
        yield channels


def decided(several: Several, **more: object) -> int:
    customer = several.company.customer("ana", mobile="+5511961234567", **more)
    several.company.happens("shop.order.late")
    several.company.decides()
    return customer


def take_back(several: Several, customer: int, channel: str) -> None:
    people.record_consent(
        customer_id=customer,
        granted=False,
        purpose="service",
        channel=channel,
        basis="asked",
        evidence={"by": "ana"},
        source="portal",
        at=several.now,
        now=several.now,
    )


def test_a_consent_taken_back_for_one_channel_leaves_the_next(several: Several):
    take_back(several, decided(several), "email")
    several.goes_on(minutes=1)
    assert several.told_by() == [("email", "refused"), ("sms", "accepted")]
    row = several.company.only()
    assert (row.state, row.channel, row.tried) == ("sent", "sms", ["email"])


def test_the_story_says_which_channel_refused_and_why(several: Several):
    take_back(several, decided(several), "email")
    several.goes_on(minutes=1)
    [line] = [line for line in outreach.story(id=several.company.only().id) if line.kind == "attempt"]
    assert line.says == "Refused before it was sent (try 1, email)"
    assert "consent" in line.detail


def test_a_cap_of_one_channel_leaves_the_next(several: Several):
    decided(several)
    cap = {"contacts": 0, "within": "7d", "purposes": ["service"], "channels": ["email"]}
    staff.save_company(actor="test", now=several.now, policy=STANDS_IN | {"caps": [cap]})
    several.goes_on(minutes=1)
    assert several.told_by() == [("email", "refused"), ("sms", "accepted")]


def test_each_channel_that_refuses_has_its_turn_once(several: Several):
    customer = decided(several)
    for channel in ("email", "sms", "whatsapp"):
        take_back(several, customer, channel)
    several.goes_on(hours=47)
    assert several.told_by() == []
    row = several.company.only()
    assert (row.state, row.channel) == ("refused", "email")


def test_what_refuses_the_person_refuses_every_channel(several: Several):
    webhooks.add_endpoint(url="https://example.com/hook", topics=["outreach.refused"], now=several.now)
    customer = decided(several)
    people.stop(
        customer_id=customer, scope="all", reason="asked", source="portal", evidence={}, now=several.now
    )
    several.goes_on(hours=1)
    assert (several.company.only().state, several.company.only().reason) == ("refused", "suppressed")
    assert not Attempt.objects.exists()
    assert WebhookMessage.objects.count() == 1


def test_the_next_channel_keeps_its_own_hours(several: Several):
    customer = decided(several)
    several.company.later(hours=11)  # 23:00
    take_back(several, customer, "email")
    several.goes_on(minutes=1)
    assert several.company.only().state in ("pending", "expired")
    assert not several.sms.sent
