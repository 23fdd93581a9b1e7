"""What the Messenger Platform's webhooks say: what people wrote, what reached them, who wants no more news."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from tidings.channels.contract import Heard, Raw, Receipt, ReceiptState, Reply, Stopped
from tidings.channels.messenger.compose import ASKED
from tidings.channels.meta import entries, mappings, moment, text_in

OBJECT = "page"
STOPS = frozenset({"STOP_NOTIFICATIONS", "STOP NOTIFICATIONS"})

Event = Mapping[str, Any]


def read(raw: Raw) -> list[Heard]:
    """Everything in one body, in its order; raises `Unreadable`."""
    return [
        heard
        for entry in entries(raw, object=OBJECT)
        for event in mappings(entry.get("messaging"))
        for heard in in_event(event)
    ]


def in_event(event: Event) -> Iterator[Heard]:
    if text_in(event, "message", "mid"):
        yield from ours(event) if event["message"].get("is_echo") else written(event)
    if isinstance(event.get("postback"), dict):
        yield from pressed(event)
    if isinstance(event.get("delivery"), dict):
        yield from delivered(event)
    if isinstance(event.get("read"), dict):
        yield from seen(event)
    if isinstance(event.get("optin"), dict):
        yield from asked(event)


def ours(event: Event) -> Iterator[Heard]:
    """An echo is no reply. One that bears our own id tells that the network has the message."""
    if metadata := text_in(event, "message", "metadata"):
        mid = text_in(event, "message", "mid")
        yield Receipt(
            key=f"{mid}:echo",
            state="accepted",
            at=happened(event),
            message_id=metadata,
            provider_id=mid,
        )


def written(event: Event) -> Iterator[Heard]:
    message, sender = event["message"], text_in(event, "sender", "id")
    kinds = [text_in(each, "type") or "attachment" for each in mappings(message.get("attachments"))]
    words = text_in(message, "text") or " ".join(f"[{kind}]" for kind in kinds) or "[unknown]"
    if sender:
        yield Reply(
            key=text_in(message, "mid"),
            own_id=text_in(message, "mid"),
            sender=sender,
            text=words,
            at=happened(event),
            said_to=text_in(event, "recipient", "id"),
            provider_id=text_in(message, "reply_to", "mid"),
        )


def pressed(event: Event) -> Iterator[Heard]:
    """A button of a message, or of the page's menu."""
    sender, title = text_in(event, "sender", "id"), text_in(event, "postback", "title")
    if sender and title:
        stamp = text_in(event, "timestamp")
        yield Reply(
            key=text_in(event, "postback", "mid") or f"postback:{sender}:{stamp}",
            own_id=text_in(event, "postback", "mid"),
            sender=sender,
            text=title,
            at=happened(event),
            said_to=text_in(event, "recipient", "id"),
        )


def delivered(event: Event) -> Iterator[Heard]:
    mids = event["delivery"].get("mids")
    named = [mid for mid in mids if isinstance(mid, str) and mid] if isinstance(mids, list) else []
    at = moment(text_in(event, "delivery", "watermark"), per_s=1000)
    for mid in named:
        yield Receipt(key=f"{mid}:delivered", state="delivered", at=at, provider_id=mid)
    if not named:
        yield from until(event, at, "delivered")


def seen(event: Event) -> Iterator[Heard]:
    at = moment(text_in(event, "read", "watermark"), per_s=1000) or happened(event)
    if mid := text_in(event, "read", "mid"):
        yield Receipt(key=f"{mid}:seen", state="seen", at=at, provider_id=mid)
    else:
        yield from until(event, at, "seen")


def until(event: Event, at: datetime | None, state: ReceiptState) -> Iterator[Heard]:
    """A watermark names no message: it speaks of all that this person was sent until then."""
    person = text_in(event, "sender", "id")
    if person and at:
        yield Receipt(key=f"{person}:{state}:{at.isoformat()}", state=state, at=at, address=person)


def asked(event: Event) -> Iterator[Heard]:
    """Somebody who had asked for news wants no more; an asking itself is consent's matter, not a receipt's."""
    token = text_in(event, "optin", "notification_messages_token")
    if token and text_in(event, "optin", "notification_messages_status").upper() in STOPS:
        yield Stopped(
            key=f"optin:{token}:{text_in(event, 'timestamp')}",
            address=f"{ASKED}{token}",
            at=happened(event),
            scope="all",
            says="stopped the page's messages",
        )


def happened(event: Event) -> datetime | None:
    return moment(text_in(event, "timestamp"), per_s=1000)
