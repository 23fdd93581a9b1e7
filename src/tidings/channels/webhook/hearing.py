"""What the company's system sends back: receipts, replies and stops, one a request (see the README)."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, get_args

from tidings.channels.contract import Heard, Raw, Receipt, ReceiptState, Reply, Stopped, Unreadable

Said = Mapping[str, Any]
STATES: Mapping[str, ReceiptState] = {state: state for state in get_args(ReceiptState)}


def heard(raw: Raw) -> tuple[Heard, ...]:
    """The one thing a request says; raises `Unreadable` naming the field."""
    try:
        stated = json.loads(raw.body)
    except (ValueError, RecursionError) as broken:
        raise Unreadable("the body is not JSON") from broken
    if not isinstance(stated, dict) or not isinstance(stated.get("data"), dict):
        raise Unreadable("the body is not an object with `type` and `data`")
    kind = stated.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Unreadable(f"`type` is none that we know; use one of {', '.join(KINDS)}")
    key = raw.headers.get("webhook-id", raw.key)
    return (KINDS[kind](stated["data"], key, moment(stated["data"].get("at") or stated.get("timestamp"))),)


def receipt(said: Said, key: str, at: datetime | None) -> Receipt:
    state = text(said, "state")
    if state not in STATES:
        raise Unreadable(f"`data.state` must be one of {', '.join(STATES)}")
    message_id, provider_id = one_of_ids(said)
    return Receipt(
        key=key,
        state=STATES[state],
        at=at,
        message_id=message_id,
        provider_id=provider_id,
        says=text(said, "says")[:500],
        address_dead=said.get("address_dead") is True,
    )


def reply(said: Said, key: str, at: datetime | None) -> Reply:
    sender = text(said, "from")
    if not sender:
        raise Unreadable("`data.from` is missing: the address the reply came from")
    return Reply(
        key=key,
        sender=sender,
        text=text(said, "text"),
        at=at,
        message_id=text(said, "message_id"),
        provider_id=text(said, "id"),
        automatic=said.get("automatic") is True,
    )


def stop(said: Said, key: str, at: datetime | None) -> Stopped:
    if not (text(said, "address") or text(said, "message_id") or text(said, "id")):
        raise Unreadable("`data` names nobody: give address, message_id or id")
    return Stopped(
        key=key,
        address=text(said, "address"),
        at=at,
        message_id=text(said, "message_id"),
        provider_id=text(said, "id"),
        scope=text(said, "scope"),
        complaint=said.get("complaint") is True,
        says=text(said, "says")[:500],
    )


KINDS: dict[str, Callable[[Said, str, datetime | None], Heard]] = {
    "receipt": receipt,
    "reply": reply,
    "stop": stop,
}


def one_of_ids(said: Said) -> tuple[str, str]:
    named = text(said, "message_id"), text(said, "id")
    if not any(named):
        raise Unreadable("`data` names no message: give message_id, or the id you answered with")
    return named


def text(said: Said, name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise Unreadable(f"`data.{name}` must be a text")
    return value.encode("utf-8", "replace").decode()


def moment(stated: Any) -> datetime | None:
    """A moment with its offset, in UTC; None where none is stated that can be read."""
    with suppress(ValueError, TypeError, OverflowError):
        at = datetime.fromisoformat(stated)
        return at.astimezone(UTC) if at.tzinfo else None
    return None
