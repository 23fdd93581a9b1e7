"""A notice as the marketplace would text it, and the settings of an account, for the tests of this folder."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tidings.channels.contract import Letterhead, Links, Message
from tidings.core.notice import Composed, NextStep

COMPOSED = Composed(
    language="en",
    what="Your order f346 did not arrive by 15 August as we promised.",
    means="It is on its way. Orders like yours then needed 3 days more.",
    done="We have asked the carrier where it is and will refund the R$ 14.10 delivery fee.",
    next_steps=(NextStep(id="keep", says="That is fine", does="confirm"),),
    if_ignored="Nothing more to do; we write again when it is at your door.",
    subject="Your order f346 is late",
)
MESSAGE = Message(
    to="+447700900123",
    to_name="Ana Lima",
    message_id="0f1e2d3c4b5a@shop.example",
    code="K7MP-3XWQ-9DTA",
    purpose="service",
    topic_title="Deliveries",
    language="en",
    composed=COMPOSED,
    letterhead=Letterhead(
        name="Example Shop",
        sender_name="Example Shop",
        sender_address="notices@shop.example",
        help_line="+55 11 5550 0000",
    ),
    links=Links(
        notice="https://shop.example/n/0f1e2d3c4b5a",
        check="https://shop.example/is-it-you",
        preferences="https://shop.example/p/TOKEN",
        stop="https://shop.example/u/TOKEN",
    ),
    at=datetime(2018, 8, 16, 11, 0, tzinfo=UTC),
    expires_at=datetime(2018, 8, 18, 11, 0, tzinfo=UTC),
    campaign="parcel-late",
)
SENDERS = "*=+447700900000, US=+12025550100;registration=C1ABCD2, DE=Example"


def message(**changes: Any) -> Message:
    """The example, with other fields; those of `composed` may be named directly."""
    words = {
        name: changes.pop(name)
        for name in list(changes)
        if name in Composed.__dataclass_fields__ and name != "language"
    }
    return replace(MESSAGE, composed=replace(COMPOSED, **words), **changes)
