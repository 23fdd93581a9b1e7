"""What the provider calls our address with: what became of a message, and people's texts."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from tidings.channels.contract import (
    Answer,
    Heard,
    NotGenuine,
    Raw,
    Receipt,
    ReceiptState,
    Reply,
    Stopped,
    Unreadable,
)
from tidings.channels.sms.twilio.answers import BLOCKED, DEAD_ADDRESS, EXPIRED
from tidings.channels.sms.twilio.signature import fields, is_genuine
from tidings.channels.sms.way import Way

EMPTY_TWIML = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
STATES: Mapping[str, ReceiptState] = {
    "accepted": "accepted", "scheduled": "accepted", "queued": "accepted", "sending": "accepted", "sent": "accepted",
    "delivered": "delivered", "read": "delivered", "undelivered": "failed", "failed": "failed", "canceled": "failed",
}  # fmt: skip


def answer(raw: Raw, way: Way) -> Answer:
    """To a request at our address; raises `NotGenuine`."""
    told = raw.headers.get("x-twilio-signature", "")
    content_type = raw.headers.get("content-type", "application/x-www-form-urlencoded")
    try:
        genuine = is_genuine(
            told, url=called(raw, way), body=raw.body, content_type=content_type, token=way.password
        )
    except ValueError as error:
        raise NotGenuine(str(error)) from error
    if not genuine:
        raise NotGenuine(
            "X-Twilio-Signature is not the account's: look at the token and TIDINGS_SMS_CALLBACK"
        )
    return Answer(body=EMPTY_TWIML, content_type="text/xml; charset=utf-8")


def called(raw: Raw, way: Way) -> str:
    """The address that the provider called: ours as the company states it, because a proxy may have changed what we see."""
    if not way.callback:
        return raw.url
    query = urlsplit(raw.url).query
    return way.callback.partition("?")[0] + (f"?{query}" if query else "")


def heard(raw: Raw) -> Sequence[Heard]:
    """What is in a request; raises `Unreadable`."""
    form = read(raw)
    status = form.get("MessageStatus", "")
    if status and status != "received":
        return list(of_status(raw, form, status))
    if "From" in form and "Body" in form:
        return [of_text(raw, form)]
    raise Unreadable("neither a message's status nor a text")


def read(raw: Raw) -> Mapping[str, str]:
    try:
        if raw.headers.get("content-type", "").startswith("application/json"):
            told = json.loads(raw.body)
            return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}
        return {name: values[0].replace("\0", "") for name, values in fields(raw.body).items()}
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"no form: {error}") from error


def of_status(raw: Raw, form: Mapping[str, str], status: str) -> Sequence[Heard]:
    code = int(form["ErrorCode"]) if form.get("ErrorCode", "").isdecimal() else 0
    if status not in STATES:
        raise Unreadable("a status we do not know")
    state = "expired" if code in EXPIRED else STATES[status]
    ours = parse_qs(urlsplit(raw.url).query).get("message", [""])[0]
    receipt = Receipt(
        key=raw.key,
        state=state,
        at=raw.at,
        message_id=ours,
        provider_id=form.get("MessageSid", ""),
        says=f"{status} {code}" if code else status,
        address_dead=state == "failed" and code in DEAD_ADDRESS,
    )
    return [receipt, blocked(raw, form, ours)] if code == BLOCKED else [receipt]


def blocked(raw: Raw, form: Mapping[str, str], ours: str) -> Stopped:
    return Stopped(
        key=f"{raw.key} stop",
        address=form.get("To", ""),
        at=raw.at,
        message_id=ours,
        provider_id=form.get("MessageSid", ""),
        scope="all",
        says="stopped at the provider",
    )


def of_text(raw: Raw, form: Mapping[str, str]) -> Reply | Stopped:
    """A person's words. Where the provider has taken a STOP for itself it has also confirmed it: nothing more is said."""
    if form.get("OptOutType", "").upper() == "STOP":
        return Stopped(
            key=raw.key,
            address=form["From"],
            at=raw.at,
            scope="all",
            says="answered STOP; confirmed by the provider",
        )
    return Reply(key=raw.key, sender=form["From"], text=form["Body"], at=raw.at, said_to=form.get("To", ""))


def block(raw: Raw) -> Stopped:
    """What a sender kept when it was refused because of a person's STOP."""
    try:
        told = json.loads(raw.body)
        return Stopped(
            key=raw.key,
            address=str(told["address"]),
            at=raw.at,
            message_id=str(told["message_id"]),
            scope="all",
            says="stopped at the provider",
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable("no note of a block") from error
