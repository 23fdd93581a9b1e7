"""The notice on its way to the company's system: one POST, and what its answer means."""

import hashlib
import re
from dataclasses import replace
from typing import Any

from tidings.channels.contract import Message, Outcome
from tidings.channels.http import Client, Lost, Response, meaning
from tidings.channels.webhook.body import compose
from tidings.core import webhooks

PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# No such page, no such method, "send no more": the address of the system is wrong, not the message.
BLAMES_THE_URL = frozenset({404, 405, 410})


class PostSender:
    """Posts over one kept-open connection; a notice posted again has the same `webhook-id` and the same body."""

    def __init__(self, *, url: str, secret: str, patience_s: float, ca: str) -> None:
        self.url, self.secret = url, secret
        self.client = Client(patience_s=patience_s, ca=ca)

    def send(self, message: Message) -> Outcome:
        body = compose(message)
        headers = webhooks.headers(
            secret=self.secret, message_id=webhook_id(message.message_id), at=message.at, body=body
        )
        try:
            answer = self.client.call(
                "POST", self.url, body=body, headers=headers | {"content-type": "application/json"}
            )
        except Lost as lost:
            return lost.outcome
        return outcome_of(answer)

    def close(self) -> None:
        self.client.close()


def webhook_id(message_id: str) -> str:
    """The message's own name without its domain: the signature's parts are parted by dots, so it may have none."""
    local = message_id.strip("<>").rpartition("@")[0] or message_id
    return local if PLAIN_ID.fullmatch(local) else hashlib.sha256(message_id.encode()).hexdigest()


def outcome_of(answer: Response) -> Outcome:
    """By status; a body `{"id", "says", "address_dead"}` may say more."""
    said = answer.json()
    said = said if isinstance(said, dict) else {}
    outcome = meaning(answer, says=worded(answer.status, said))
    if outcome.state == "permanent" and said.get("address_dead") is True:
        return replace(outcome, address_dead=True)
    if answer.status in BLAMES_THE_URL:
        return replace(outcome, state="transient", unreachable=True)
    return replace(outcome, provider_id=text(said.get("id"), 200)) if outcome.state == "accepted" else outcome


def worded(status: int, said: dict[str, Any]) -> str:
    return f"HTTP {status} {text(said.get('says'), 300)}".strip()


def text(value: Any, most: int) -> str:
    return value[:most] if isinstance(value, str) else ""
