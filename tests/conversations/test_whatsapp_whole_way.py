"""WhatsApp from the event to the customer and back: the template first, free words once they wrote, silence once they stop."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.outreach.delivering import NOON, found_company, happened
from tidings.campaigns import public as campaigns
from tidings.channels.contract import Raw
from tidings.channels.whatsapp.channel import CHANNEL
from tidings.channels.whatsapp.tests import far_end
from tidings.channels.whatsapp.tests.conformance import World
from tidings.conversations.inbound import inbound_loop
from tidings.ground import inbox
from tidings.ground.channel_settings import settings_for
from tidings.ground.clock import SimulatedClock
from tidings.outreach import decide
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.models import Attempt, Outreach
from tidings.people import public as people
from tidings.people.models import Suppression

pytestmark = pytest.mark.django_db
NUMBER = "+5511961234567"
CAMPAIGN = """
campaign: parcel-late
topic: orders
trigger: {event: com.example.parcel-late, per: order.id}
needs: {order.id: text, order.item: text}
notice:
  en:
    what: "Your {{ order.item }} is late."
    means: "It needs a day more."
    done: "We asked the carrier."
    next_steps: [{id: fine, says: "That is fine", does: confirm}]
    if_ignored: "It comes all the same."
strategy: {channels: [whatsapp], expires: 48h}
surfaces: {whatsapp: {template: parcel_late, language: {en: en_US}, parameters: [what, done], buttons: [fine]}}
"""


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    found_company()
    campaigns.launch(text=CAMPAIGN, actor="test", now=NOON)
    record = {"id": "ana", "name": "Ana", "mobile": NUMBER, "zone": "UTC", "relationship": "customer"}
    people.save(record=record, now=NOON)
    world = World()
    for name, value in world.settings().items():
        monkeypatch.setenv(name, value)
    yield world
    world.close()


def told(event: str, at: datetime) -> Outreach:
    """The outreach that came of an event, after one step of delivery."""
    thing = happened("ana", "parcel-late", "lamp", at)
    thing |= {"id": event, "data": {"order": {"id": event, "item": "lamp"}}}
    campaigns.store(events=[campaigns.read_cloudevent(thing)], now=at)
    decide.step(SimulatedClock(at))
    deliver_loop().step(SimulatedClock(at + timedelta(seconds=1)))
    return Outreach.objects.latest("id")


def comes_in(raw: Raw, at: datetime) -> None:
    """As through the door, and one step of whoever reads it."""
    assert CHANNEL.answer(raw, settings_for(CHANNEL.declaration)).keep
    assert inbox.keep(raw, channel="whatsapp", account="main")
    assert inbound_loop().step(SimulatedClock(at)) == 1


def kinds(world: World) -> list[Any]:
    return [body["type"] for body in world.far_end.sent.values()]


def test_the_template_goes_first_and_its_receipts_are_believed(world: World) -> None:
    outreach = told("e1", NOON)
    assert (outreach.state, outreach.channel, outreach.address) == ("sent", "whatsapp", NUMBER)
    [(wamid, body)] = world.far_end.sent.items()
    assert body["template"]["name"] == "parcel_late"
    assert body["biz_opaque_callback_data"] == outreach.message_id
    [attempt] = Attempt.objects.all()
    assert (attempt.outcome, attempt.provider_id) == ("accepted", wamid)
    for state, receipt in (("delivered", "delivered"), ("read", "seen"), ("sent", "seen")):
        status = far_end.status(wamid, state, ours=outreach.message_id, to=NUMBER)
        comes_in(world.raw(far_end.webhook({"statuses": [status]})), NOON + timedelta(minutes=1))
        attempt.refresh_from_db()
        assert attempt.receipt == receipt


def test_whoever_wrote_is_told_in_free_words_for_a_day_and_no_longer(world: World) -> None:
    told("e1", NOON)
    wrote = NOON + timedelta(hours=1)
    words = far_end.text(NUMBER, "Where is it?", at=int(wrote.timestamp()))
    comes_in(world.raw(far_end.webhook(words)), wrote + timedelta(seconds=2))
    told("e2", wrote + timedelta(minutes=5))
    told("e3", wrote + timedelta(hours=24))
    assert kinds(world) == ["template", "interactive", "template"]


def test_a_text_message_from_the_same_number_opens_no_window(world: World) -> None:
    people.heard_from(kind="mobile", address=NUMBER, at=NOON, channel="sms")
    told("e1", NOON + timedelta(minutes=5))
    assert kinds(world) == ["template"]


def test_an_unknown_outcome_is_settled_by_the_status_and_never_sent_again(world: World) -> None:
    world.plan("taken but not answered")
    outreach = told("e1", NOON)
    assert outreach.state == "unknown"
    status = far_end.status("wamid.LATER", "delivered", ours=outreach.message_id, to=NUMBER)
    comes_in(world.raw(far_end.webhook({"statuses": [status]})), NOON + timedelta(minutes=1))
    deliver_loop().step(SimulatedClock(NOON + timedelta(hours=1)))
    outreach.refresh_from_db()
    assert outreach.state == "sent"
    assert kinds(world) == ["template"]


def test_a_stop_of_offers_in_the_network_is_a_stop_of_offers_here(world: World) -> None:
    comes_in(world.stopped(NUMBER), NOON)
    told("e1", NOON + timedelta(minutes=5))
    assert kinds(world) == ["template"], "news of their own order still comes"
    [stop] = Suppression.objects.all()
    assert stop.scope == "purpose:marketing"
