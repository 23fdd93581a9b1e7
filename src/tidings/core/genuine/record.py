"""The signed record of one message: what was said, by whom, on which channel, to whom (never in clear) and when.

Canonical JSON (keys sorted, no spaces, UTF-8) under an Ed25519 signature, as a JWS in its compact form (RFC 7515 3.1,
RFC 8037), so that anyone's library can check it. Made before the message leaves us, kept with the attempt.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature

from tidings.core.genuine.jws import canonical, encoder, padded, unpadded
from tidings.core.genuine.keys import PublicKey, RecordKey
from tidings.core.notice import Composed


class NotOurs(ValueError):
    """A record that none of these keys signed, or that was altered since; says which of both is certain."""


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


def read_record(text: str, *, keys: Sequence[RecordKey | PublicKey]) -> Record:
    """What a record says, its signature checked; raises `NotOurs`."""
    header, _, rest = text.partition(".")
    said, _, signature = rest.partition(".")
    key = next((key for key in keys if key.header == header), None)
    if key is None:
        raise NotOurs("none of our keys made this record")
    try:
        key.public.verify(padded(signature), f"{header}.{said}".encode())
    except (InvalidSignature, ValueError):
        raise NotOurs("this record was altered") from None
    values = json.loads(padded(said))
    at = datetime.fromtimestamp(values.pop("at") / 1_000_000, UTC)
    return Record(at=at, key=key.id, **values)


def notice_hash(composed: Composed) -> str:
    """SHA-256 (hex) of a composed notice, as JSON with sorted keys."""
    return hashlib.sha256(encoder.encode(composed)).hexdigest()


def address_hash(key: RecordKey, channel: str, address: str) -> str:
    """Tells nobody the address, but whoever has the key and the address finds the record's again."""
    return hmac.digest(key.pepper, f"{channel}|{address}".encode("utf-8", "replace"), "sha256").hex()
