"""The company's key for Web Push (VAPID, RFC 8292): who a push service and a browser know us by."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from tidings.channels.push.subscription import decoded, encoded

LIFE = timedelta(hours=12)  # of a token; 24 hours are the most (RFC 8292 2)
RENEWED = timedelta(hours=1)  # so that a token is made once an hour and not for each message


class BadKey(ValueError):
    """A key that cannot be right; says the mend."""


@dataclass(frozen=True)
class Identity:
    """The private key and whom a push service may write to about our messages."""

    private: ec.EllipticCurvePrivateKey
    contact: str

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> "Identity":
        """From `TIDINGS_VAPID_KEY` and `TIDINGS_VAPID_CONTACT`; raises `BadKey`."""
        contact = settings["TIDINGS_VAPID_CONTACT"]
        if not contact.startswith(("mailto:", "https://")):
            raise BadKey("TIDINGS_VAPID_CONTACT must be mailto:SOMEBODY or https://...")
        try:
            number = int.from_bytes(decoded(settings["TIDINGS_VAPID_KEY"]))
            return cls(ec.derive_private_key(number, ec.SECP256R1()), contact)
        except ValueError as wrong:
            raise BadKey(
                "TIDINGS_VAPID_KEY must be 32 octets as base64url; make one with push-key"
            ) from wrong

    @property
    def public(self) -> str:
        """What a browser is given when it subscribes (`applicationServerKey`)."""
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return encoded(point)

    def authorization(self, origin: str, *, at: datetime) -> str:
        """The header for a push service; the same within the hour."""
        hour = datetime.fromtimestamp(
            at.timestamp() // RENEWED.total_seconds() * RENEWED.total_seconds(), at.tzinfo
        )
        claims = {"aud": origin, "exp": int((hour + LIFE).timestamp()), "sub": self.contact}
        header: dict[str, str] = Vapid02(self.private).sign(claims)
        return header["Authorization"]

    def token(self, message_id: str) -> str:
        """What a browser shows when it tells us that this message was shown or opened."""
        secret = self.private.private_numbers().private_value.to_bytes(32)
        return hmac.new(secret, b"push receipt|" + message_id.encode(), hashlib.sha256).hexdigest()[:32]


def new_key() -> str:
    """A new private key, as the setting wants it."""
    return encoded(ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32))
