"""A browser that subscribed and a notice for it, for the tests of this folder."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tidings.channels.contract import Letterhead, Links, Message
from tidings.channels.push.subscription import encoded
from tidings.core.notice import Composed

KEY = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"  # of RFC 8291's example; a key like any other here


@dataclass(frozen=True)
class Browser:
    """The keys a browser makes when it subscribes."""

    private: ec.EllipticCurvePrivateKey
    secret: bytes

    @classmethod
    def new(cls) -> "Browser":
        return cls(ec.derive_private_key(7, ec.SECP256R1()), bytes(range(16)))

    def address(self, endpoint: str) -> str:
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": encoded(point), "auth": encoded(self.secret)}
        return json.dumps({"endpoint": endpoint, "expirationTime": None, "keys": keys})

    def opened(self, body: bytes) -> dict[str, Any]:
        """The payload, as the browser reads it."""
        plain = http_ece.decrypt(body, private_key=self.private, auth_secret=self.secret, version="aes128gcm")
        said: dict[str, Any] = json.loads(plain)
        return said


BROWSER = Browser.new()
MESSAGE = Message(
    to=BROWSER.address("https://fcm.googleapis.com/fcm/send/1"),
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
        means="It is on its way.",
        done="We have asked the carrier.",
        next_steps=(),
        if_ignored="Nothing more to do.",
    ),
    letterhead=Letterhead(
        name="Example Shop", sender_name="Example Shop", sender_address="notices@shop.example"
    ),
    links=Links(
        notice="https://shop.example/n/TOKEN",
        check="https://shop.example/is-it-you",
        preferences="https://shop.example/preferences/TOKEN",
        stop="https://shop.example/u/TOKEN",
    ),
    at=datetime(2018, 8, 16, 11, 0, tzinfo=UTC),
    expires_at=datetime(2018, 8, 18, 11, 0, tzinfo=UTC),
    campaign="parcel-late",
)


def message(**changes: Any) -> Message:
    """The example, with other fields; those of `composed` may be named directly."""
    words = {
        name: changes.pop(name)
        for name in list(changes)
        if name in Composed.__dataclass_fields__ and name != "language"
    }
    return replace(MESSAGE, composed=replace(MESSAGE.composed, **words), **changes)


def settings(**stated: str) -> dict[str, str]:
    known = {"TIDINGS_VAPID_KEY": KEY, "TIDINGS_VAPID_CONTACT": "mailto:push@shop.example"}
    return known | {"TIDINGS_PUSH_SERVICES": "127.0.0.1", "TIDINGS_PUSH_TIMEOUT": "1"} | stated
