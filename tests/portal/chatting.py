"""Ana, who is told of her lamp in the chat, from the event on; and the worker's steps."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from tests.outreach.delivering import NOON, found_company, happened
from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.conversations.inbound import inbound_loop
from tidings.conversations.saying_loop import say_loop
from tidings.ground.clock import SimulatedClock
from tidings.outreach import decide
from tidings.outreach.deliver import deliver_loop
from tidings.outreach.models import Outreach
from tidings.people import public as people

CAMPAIGN = """
campaign: parcel-late
topic: orders
trigger: {event: com.example.parcel-late, per: order.id}
needs: {order.id: text, order.item: text}
notice:
  en:
    what: "Your {{ order.item }} is late."
    means: "It needs a day more."
    done: "We asked the <b>carrier</b>."
    next_steps:
      - {id: fine, says: "That is fine", does: confirm}
      - {id: track, says: "Follow it", does: "https://carrier.example/track"}
    if_ignored: "It comes all the same."
strategy: {channels: [chat], expires: 48h}
"""


def set_up(now: datetime = NOON) -> int:
    """The company, the campaign, and Ana with her chat opened."""
    found_company()
    campaigns.launch(text=CAMPAIGN, actor="test", now=now)
    id = customer("ana", now)
    people.open_chat(customer_id=id)
    return id


def customer(name: str, now: datetime = NOON) -> int:
    record = {"id": name, "name": name.title(), "zone": "UTC", "relationship": "customer"}
    return people.save(record=record, now=now).customer_id


def told(who: str = "ana", event: str = "e1", item: str = "lamp", now: datetime = NOON) -> Outreach:
    """The outreach that came of an event, handed over."""
    thing = happened(who, "parcel-late", item, now)
    thing |= {"id": event, "data": {"order": {"id": event, "item": item}}}
    campaigns.store(events=[campaigns.read_cloudevent(thing)], now=now)
    decide.step(SimulatedClock(now))
    deliver_loop().step(SimulatedClock(now + timedelta(seconds=1)))
    return Outreach.objects.latest("id")


def taken_up(at: datetime) -> None:
    """What was written is read, and answered."""
    while inbound_loop().step(SimulatedClock(at)):
        pass
    while say_loop().step(SimulatedClock(at)):
        pass


def address(customer_id: int, now: datetime = NOON) -> str:
    return f"/chat/{conversations.chat_link(customer_id=customer_id, now=now).token}"


def text_of(response: Any) -> str:
    """The page's words, without its marks."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def write(page: str, text: str, turn: str = "") -> Any:
    return Client().post(page, {"text": text, "turn": turn})
