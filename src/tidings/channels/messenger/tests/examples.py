"""A notice as a marketplace would send it by direct message, for the tests of this folder."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tidings.channels.contract import Letterhead, Links, Message
from tidings.core.notice import Answer, Composed, Evidence, NextStep

AT = datetime(2018, 8, 16, 11, 0, tzinfo=UTC)
COMPOSED = Composed(
    language="en",
    what="Your order f346 did not arrive by 15 August as we promised.",
    means="It is on its way. Orders like yours then needed 3 days more.",
    done="We have asked the carrier where it is and will refund the R$ 14.10 delivery fee.",
    next_steps=(
        NextStep(id="keep", says="That is fine", does="confirm"),
        NextStep(id="cancel", says="Cancel and refund me", does="order.cancel"),
    ),
    if_ignored="Nothing more to do; we write again when it is at your door.",
    evidence=(Evidence(kind="tracking", value="https://carrier.example/t/1", says="Last seen at Campinas"),),
    answers=(Answer(question="Why is it late?", answer="The carrier missed a connection."),),
    subject="Your order f346 is late",
)
MESSAGE = Message(
    to="1254477777772919",
    to_name="Ana Lima",
    message_id="0f1e2d3c4b5a@shop.example",
    code="K7MP-3XWQ-9DTA",
    purpose="service",
    topic_title="Deliveries",
    language="en",
    composed=COMPOSED,
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
    expires_at=AT + timedelta(days=2),
    campaign="parcel-late",
    heard_at=AT - timedelta(hours=1),
)


def message(**changes: Any) -> Message:
    """The example, with other fields; those of `composed` may be named directly."""
    words = {
        name: changes.pop(name)
        for name in list(changes)
        if name in Composed.__dataclass_fields__ and name != "language"
    }
    return replace(MESSAGE, composed=replace(COMPOSED, **words), **changes)
