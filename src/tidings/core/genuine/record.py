"""The signed record of one message: what was said, by whom, on which channel, to whom (never in clear) and when.

It is one line of canonical JSON (keys sorted, no spaces, UTF-8), a blank, and its Ed25519 signature (RFC 8032) in
base64url without padding (RFC 4648 5). Made before the message leaves us, kept with the attempt.
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

FORM = 1


class NotOurs(ValueError):
    """A record that none of these keys signed, or that was altered since; says which of both is certain."""


@dataclass(frozen=True)
class RecordKey:
    """A signing key and its published name; `of` makes it from any secret text, always the same."""

    private: Ed25519PrivateKey = field(repr=False)
    pepper: bytes = field(repr=False)
    id: str

    @classmethod
    def of(cls, secret: str) -> "RecordKey":
        private = Ed25519PrivateKey.from_private_bytes(derived(secret, "signature"))
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return cls(private, derived(secret, "address"), hashlib.sha256(public).hexdigest()[:16])


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
            "form": FORM,
            "key": key.id,
            "notice": notice_hash(composed),
            "sender": sender,
            "to": address_hash(key, channel, address),
        }
    )
    return f"{said} {unpadded(key.private.sign(said.encode()))}"


def read_record(text: str, *, keys: Sequence[RecordKey]) -> Record:
    """What a record says, its signature checked; raises `NotOurs`."""
    said, _, signature = text.rpartition(" ")
    try:
        values = json.loads(said)
        key = next(key for key in keys if key.id == values["key"])
        key.private.public_key().verify(urlsafe_b64decode(signature + "=="), said.encode())
    except StopIteration:
        raise NotOurs("none of our keys has this record's name") from None
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise NotOurs("this is no record of ours, or it was altered") from None
    at = datetime.fromtimestamp(values["at"] / 1_000_000, UTC)
    names = ("code", "channel", "sender", "notice", "to", "key")
    return Record(at=at, **{name: values[name] for name in names})


def notice_hash(composed: Composed) -> str:
    """SHA-256 (hex) of a composed notice, as JSON with sorted keys."""
    return hashlib.sha256(msgspec.json.encode(composed, order="sorted")).hexdigest()


def address_hash(key: RecordKey, channel: str, address: str) -> str:
    """Tells nobody the address, but whoever has the key and the address finds the record's again."""
    return hmac.new(key.pepper, f"{channel}|{address}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def derived(secret: str, use: str) -> bytes:
    """32 bytes for one use of a secret; nothing is learnt of the secret, or of another use, from them."""
    return hmac.new(secret.encode(), f"tidings record {use}".encode(), hashlib.sha256).digest()


def canonical(values: dict[str, str | int]) -> str:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def unpadded(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode().rstrip("=")
