"""A browser that subscribed and a notice for it, for the tests of this folder."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.channels.example_notice import NOTICE, changed
from tidings.channels.push.subscription import encoded

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
MESSAGE = changed(NOTICE, to=BROWSER.address("https://fcm.googleapis.com/fcm/send/1"), next_steps=())
message = partial(changed, MESSAGE)


def settings(**stated: str) -> dict[str, str]:
    known = {"TIDINGS_VAPID_KEY": KEY, "TIDINGS_VAPID_CONTACT": "mailto:push@shop.example"}
    return known | {"TIDINGS_PUSH_SERVICES": "127.0.0.1", "TIDINGS_PUSH_TIMEOUT": "1"} | stated
