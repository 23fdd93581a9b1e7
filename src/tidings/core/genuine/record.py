"""The signed record of one message: what was said, by whom, on which channel, to whom (never in clear) and when.

Canonical JSON (keys sorted, no spaces, UTF-8) under an Ed25519 signature, as a JWS in its compact form (RFC 7515 3.1,
RFC 8037), so that anyone's library can check it. Made before the message leaves us, kept with the attempt.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tidings.core.notice import Composed


class NotOurs(ValueError):
    """A record that none of these keys signed, or that was altered since; says which of both is certain."""


@dataclass(frozen=True)
class RecordKey:
    """A signing key and its published name; `of` makes it from any secret text, always the same."""

    private: Ed25519PrivateKey = field(repr=False)
    pepper: bytes = field(repr=False)
    id: str
    header: str

    @classmethod
    def of(cls, secret: str) -> "RecordKey":
        private = Ed25519PrivateKey.from_private_bytes(derived(secret, "signature"))
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        id = hashlib.sha256(public).hexdigest()[:16]
        return cls(private, derived(secret, "address"), id, unpadded(canonical({"alg": "EdDSA", "kid": id})))


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record as read: `notice` is the SHA-256 (hex) of the composed notice, `to` a keyed hash of the address."""

    code: str
    channel: str
    sender: str
    at: datetime
    notice: str
    to: str
    key: str


def sign_record(
    *, key: RecordKey, code: str, channel: str, sender: str, at: datetime, composed: Composed, address: str
) -> str:
    """The record of a message about to leave; the same values and key give the same text."""
    said = canonical(
        {
            "at": int(at.timestamp() * 1_000_000),
            "channel": channel,
            "code": code,
            "notice": notice_hash(composed),
            "sender": sender,
            "to": address_hash(key, channel, address),
        }
    )
    signed = f"{key.header}.{unpadded(said)}"
    return f"{signed}.{unpadded(key.private.sign(signed.encode()))}"


def read_record(text: str, *, keys: Sequence[RecordKey]) -> Record:
    """What a record says, its signature checked; raises `NotOurs`."""
    header, _, rest = text.partition(".")
    said, _, signature = rest.partition(".")
    key = next((key for key in keys if key.header == header), None)
    if key is None:
        raise NotOurs("none of our keys made this record")
    try:
        key.private.public_key().verify(padded(signature), f"{header}.{said}".encode())
    except (InvalidSignature, ValueError):
        raise NotOurs("this record was altered") from None
    values = json.loads(padded(said))
    at = datetime.fromtimestamp(values.pop("at") / 1_000_000, UTC)
    return Record(at=at, key=key.id, **values)


def notice_hash(composed: Composed) -> str:
    """SHA-256 (hex) of a composed notice, as JSON with sorted keys."""
    return hashlib.sha256(msgspec.json.encode(composed, order="sorted")).hexdigest()


def address_hash(key: RecordKey, channel: str, address: str) -> str:
    """Tells nobody the address, but whoever has the key and the address finds the record's again."""
    return hmac.digest(key.pepper, f"{channel}|{address}".encode("utf-8", "replace"), "sha256").hex()


def derived(secret: str, use: str) -> bytes:
    """32 bytes for one use of a secret; nothing is learnt of the secret, or of another use, from them."""
    return hmac.new(secret.encode(), f"tidings record {use}".encode(), hashlib.sha256).digest()


def canonical(values: dict[str, str | int]) -> bytes:
    return msgspec.json.encode(values, order="sorted")


def unpadded(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def padded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
