"""A push message on its way: sealed for one browser, handed to its push service (RFC 8030)."""

import hashlib
from datetime import timedelta

from tidings.channels.contract import CannotCompose, Message, Outcome
from tidings.channels.http import Client, Lost, Response, meaning
from tidings.channels.push.keys import Identity
from tidings.channels.push.payload import payload, sealed
from tidings.channels.push.subscription import Subscription, encoded, read

LONGEST = timedelta(days=28)  # that push services keep a message
URGENCIES = {"now": "high", "soon": "normal", "normal": "normal", "low": "low"}
GONE = frozenset({404, 410})


class PushSender:
    """One kept-open client for all push services; a browser that took a message twice shows it once, by its tag."""

    def __init__(
        self, identity: Identity, *, services: tuple[str, ...], shows: str, patience_s: float, ca: str = ""
    ) -> None:
        self.identity = identity
        self.services = services
        self.shows = shows
        self.client = Client(patience_s=patience_s, ca=ca, connections=10)

    def send(self, message: Message) -> Outcome:
        """Raises `CannotCompose` for an address that is no subscription."""
        subscription = read(message.to, services=self.services)
        body = sealed(payload(message, self.identity, shows=self.shows), subscription)
        try:
            answered = self.client.call(
                "POST", subscription.endpoint, body=body, headers=self.headers(message, subscription)
            )
        except Lost as lost:
            return lost.outcome
        return outcome_of(answered)

    def headers(self, message: Message, subscription: Subscription) -> dict[str, str]:
        left = min(message.expires_at - message.at, LONGEST)
        if left <= timedelta(0):
            raise CannotCompose("the notice has expired")
        return {
            "authorization": self.identity.authorization(subscription.origin, at=message.at),
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(int(left.total_seconds())),
            "urgency": URGENCIES.get(message.urgency, "normal"),
            # A repetition takes the place of what the browser has not fetched yet (RFC 8030 5.4).
            "topic": encoded(hashlib.sha256(message.message_id.encode()).digest()[:24]),
        }

    def close(self) -> None:
        self.client.close()


def outcome_of(answered: Response) -> Outcome:
    """By the status (RFC 8030 5 and 7.3): a subscription that is gone is an address that is dead."""
    says = f"HTTP {answered.status} {answered.body[:120].decode('utf-8', 'replace')}".strip()
    if answered.status in GONE:
        return Outcome(state="permanent", says=says, address_dead=True)
    found = meaning(answered, says=says)
    if found.state != "accepted":
        return found
    return Outcome(state="accepted", says=says, provider_id=answered.headers.get("location", ""))
