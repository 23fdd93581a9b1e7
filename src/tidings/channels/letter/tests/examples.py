"""A notice to a postal address, for the tests of this folder."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tidings.channels.contract import Letterhead, Links, Message
from tidings.channels.letter.drawing import Form
from tidings.channels.letter.windows import WINDOWS
from tidings.core.notice import Answer, Composed, Evidence, NextStep

MESSAGE = Message(
    to="Rua das Flores 12\nApto 3\n01000-000\nSão Paulo\nSP\nBR",
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
        next_steps=(NextStep(id="keep", says="That is fine", does="confirm"),),
        if_ignored="Nothing more to do; we write again when it is at your door.",
        evidence=(Evidence(kind="text", value="", says="Last seen at Campinas"),),
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
    at=datetime(2018, 8, 16, 11, 0, tzinfo=UTC),
    expires_at=datetime(2018, 8, 30, 11, 0, tzinfo=UTC),
    campaign="parcel-late",
)
FORM = Form(window=WINDOWS["din-b"], pages=2, posted_in="br")


def message(**changes: Any) -> Message:
    """The example, with other fields; those of `composed` may be named directly."""
    words = {
        name: changes.pop(name)
        for name in list(changes)
        if name in Composed.__dataclass_fields__ and name != "language"
    }
    changed = replace(MESSAGE, composed=replace(MESSAGE.composed, **words), **changes)
    return replace(changed, composed=replace(changed.composed, language=changed.language))


def settings(folder: Path, **stated: str) -> dict[str, str]:
    return {"TIDINGS_LETTER_FOLDER": str(folder)} | stated
