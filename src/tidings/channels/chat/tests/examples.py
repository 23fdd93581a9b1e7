"""A notice for somebody's chat, for the tests of this folder."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tidings.channels.contract import Letterhead, Links, Message
from tidings.core.notice import Composed, NextStep

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MESSAGE = Message(
    to="app-user-77",
    to_name="Ana Lima",
    message_id="0f1e2d3c4b5a@shop.example",
    code="K7MP-3XWQ-9DTA",
    purpose="service",
    topic_title="Deliveries",
    language="en",
    composed=Composed(
        language="en",
        subject="Your order f346 is late",
        what="Your order f346 did not arrive by 15 August as we promised.",
        means="It is on its way.",
        done="We have asked the carrier where it is.",
        next_steps=(NextStep(id="keep", says="That is fine", does="confirm"),),
        if_ignored="Nothing more to do.",
    ),
    letterhead=Letterhead(
        name="Example Shop", sender_name="Example Shop", sender_address="notices@shop.example"
    ),
    links=Links(
        notice="https://shop.example/n/TOKEN",
        check="https://shop.example/is-it-you",
        preferences="https://shop.example/preferences/TOKEN",
        stop="https://shop.example/u/TOKEN",
    ),
    at=AT,
    expires_at=datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
    campaign="parcel-late",
)


def message(**changes: Any) -> Message:
    return replace(MESSAGE, **changes)
