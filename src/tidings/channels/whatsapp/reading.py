"""What the Cloud API's webhooks say: what became of messages, what people wrote, who wants no more offers."""

from collections.abc import Iterator, Mapping
from typing import Any

from tidings.channels.contract import Heard, Raw, Receipt, ReceiptState, Reply, Stopped
from tidings.channels.meta import Fault, entries, mappings, moment, text_in
from tidings.channels.whatsapp.errors import FAULTS, STOPPED_MARKETING
from tidings.channels.whatsapp.number import number_of

OBJECT = "whatsapp_business_account"
STATES: Mapping[str, ReceiptState] = {
    "sent": "accepted",
    "delivered": "delivered",
    "read": "seen",
    "played": "seen",
}
# Where a message of this type has its words; what has none (a picture, a place) is told by its type.
WORDS = (
    ("text", "body"),
    ("button", "text"),
    ("interactive", "button_reply", "title"),
    ("interactive", "list_reply", "title"),
    ("reaction", "emoji"),
    ("image", "caption"),
    ("video", "caption"),
    ("document", "caption"),
)
# The network about itself: a number that changed, a chat's settings.
NOT_WRITTEN = frozenset({"system", "request_welcome", "errors"})

Value = Mapping[str, Any]


def read(raw: Raw) -> list[Heard]:
    """Everything in one body, in its order; raises `Unreadable`."""
    return [
        heard
        for entry in entries(raw, object=OBJECT)
        for change in mappings(entry.get("changes"))
        if isinstance(value := change.get("value"), dict)
        for heard in in_value(value)
    ]


def in_value(value: Value) -> Iterator[Heard]:
    for status in mappings(value.get("statuses")):
        yield from from_status(status)
    for message in mappings(value.get("messages")):
        yield from from_message(
            message, said_to=number_of(text_in(value, "metadata", "display_phone_number"))
        )
    for preference in mappings(value.get("user_preferences")):
        yield from from_preference(preference)


def from_status(status: Value) -> Iterator[Heard]:
    """A receipt; one that failed because the person stopped our offers says that too."""
    wamid, said = text_in(status, "id"), text_in(status, "status")
    fault = next((Fault.read(error) for error in mappings(status.get("errors"))), None)
    if not wamid or said not in (*STATES, "failed"):
        return
    key, at = f"{wamid}:{said}", moment(text_in(status, "timestamp"))
    ours = text_in(status, "biz_opaque_callback_data")
    if said != "failed":
        yield Receipt(key=key, state=STATES[said], at=at, message_id=ours, provider_id=wamid)
        return
    yield failed(fault, key=key, at=at, message_id=ours, provider_id=wamid)
    address = number_of(text_in(status, "recipient_id"))
    if fault and fault.code == STOPPED_MARKETING and address:
        yield Stopped(
            key=f"{key}:stopped",
            address=address,
            at=at,
            message_id=ours,
            provider_id=wamid,
            scope="purpose:marketing",
            says=fault.says,
        )


def failed(fault: Fault | None, **named: Any) -> Receipt:
    """That a message came to nothing, for now or for good, by the error's code."""
    if fault is None:
        return Receipt(state="failed", says="failed, no reason given", **named)
    outcome = FAULTS.outcome(fault)
    state: ReceiptState = "transient" if outcome.state == "transient" else "failed"
    return Receipt(state=state, says=fault.says, address_dead=outcome.address_dead, **named)


def from_message(message: Value, *, said_to: str) -> Iterator[Heard]:
    sender, kind = number_of(text_in(message, "from")), text_in(message, "type")
    if not sender or kind in NOT_WRITTEN:
        return
    words = next((text for path in WORDS if (text := text_in(message, *path))), f"[{kind or 'unknown'}]")
    yield Reply(
        key=text_in(message, "id"),
        own_id=text_in(message, "id"),
        sender=sender,
        text=words,
        at=moment(text_in(message, "timestamp")),
        said_to=said_to,
        provider_id=text_in(message, "context", "id") or text_in(message, "reaction", "message_id"),
    )


def from_preference(preference: Value) -> Iterator[Heard]:
    """A stop of offers in the network's own settings. Its taking back is no consent, so it is not heard as one."""
    address = number_of(text_in(preference, "wa_id"))
    if address and text_in(preference, "value") == "stop":
        stamp = text_in(preference, "timestamp")
        yield Stopped(
            key=f"preference:{address}:{stamp}",
            address=address,
            at=moment(stamp),
            scope="purpose:marketing",
            says=text_in(preference, "detail"),
        )
