"""The notice that every channel is tried with: a marketplace tells of a late order. Each channel's examples say what differs there."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tidings.channels.contract import Letterhead, Links, Message
from tidings.core.notice import Answer, Composed, Evidence, NextStep

AT = datetime(2018, 8, 16, 11, 0, tzinfo=UTC)
NOTICE = Message(
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
        means="It is on its way. Orders like yours then needed 3 days more.",
        done="We have asked the carrier where it is and will refund the R$ 14.10 delivery fee.",
        next_steps=(
            NextStep(id="keep", says="That is fine", does="confirm"),
            NextStep(id="cancel", says="Cancel and refund me", does="order.cancel"),
        ),
        if_ignored="Nothing more to do; we write again when it is at your door.",
        evidence=(
            Evidence(
                kind="tracking", value="https://carrier.example/t/1?a=1&b=2", says="Last seen at Campinas"
            ),
        ),
        answers=(Answer(question="Why is it late?", answer="The carrier missed a connection."),),
    ),
    letterhead=Letterhead(
        name="Example Shop",
        sender_name="Example Shop",
        sender_address="notices@shop.example",
        postal_address="Rua das Flores 1, São Paulo",
        help_line="+55 11 5550 0000",
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
)
WORDS = {field.name for field in fields(Composed)} - {"language"}


def changed(message: Message, **changes: Any) -> Message:
    """The message with other fields; those of its words may be named directly, and are in its language."""
    words = {name: changes.pop(name) for name in WORDS & changes.keys()}
    composed = replace(changes.pop("composed", message.composed), **words)
    language = changes.get("language", message.language)
    return replace(message, composed=replace(composed, language=language), **changes)
