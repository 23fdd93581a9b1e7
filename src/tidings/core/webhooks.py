"""Standard Webhooks, version 1: how a message to the company's systems is signed, and when it is tried again."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

PREFIX = "whsec_"
TOLERANCE = timedelta(minutes=5)
SECRET_BYTES = range(24, 65)

# The specification's own schedule (rule F-02): how long after one failed try the next one comes.
DELAYS = tuple(
    timedelta(**delay)
    for delay in (
        {"seconds": 5},
        {"minutes": 5},
        {"minutes": 30},
        {"hours": 2},
        {"hours": 5},
        {"hours": 10},
        {"hours": 14},
        {"hours": 20},
        {"hours": 24},
    )
)
LONGEST_WAIT = timedelta(hours=24)


class NotGenuine(Exception):
    """A message that must not be believed; `reason` is missing_header, bad_timestamp, too_old, too_new or signature."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadSecret(ValueError):
    """A signing secret that is not `whsec_` and the base64 of 24 to 64 bytes."""


def secret_from(*, random: bytes) -> str:
    """The way a secret is written down: `whsec_` and base64."""
    return PREFIX + base64.b64encode(random).decode()


def key_of(secret: str) -> bytes:
    """The bytes behind a written secret; raises `BadSecret`."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as broken:
        raise BadSecret("the secret is not base64") from broken
    if len(key) not in SECRET_BYTES:
        raise BadSecret(f"the secret has {len(key)} bytes; it needs 24 to 64")
    return key


def headers(*, secret: str, message_id: str, at: datetime, body: bytes, earlier: str = "") -> dict[str, str]:
    """The three headers that let a receiver check `body`; `message_id` must not contain a dot.

    While a secret is being changed the `earlier` one signs, too: signatures stand side by side, parted by a space.
    """
    timestamp = str(int(at.timestamp()))
    signatures = [
        signature(secret=one, message_id=message_id, timestamp=timestamp, body=body)
        for one in (secret, earlier)
        if one
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


def signature(*, secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    """`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`."""
    if "." in message_id:
        raise ValueError(f"a message id must not contain a dot: {message_id!r}")
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key_of(secret), signed, hashlib.sha256).digest()).decode()


def verify(*, secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Raises `NotGenuine` unless one of the signatures fits the raw `body` and the time is within five minutes."""
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        message_id, timestamp, passed = (
            lower[f"webhook-{part}"] for part in ("id", "timestamp", "signature")
        )
    except KeyError as missing:
        raise NotGenuine("missing_header") from missing
    _check_age(timestamp, now)
    if "." in message_id:
        raise NotGenuine("signature")
    expected = signature(secret=secret, message_id=message_id, timestamp=timestamp, body=body).encode()
    if not any(hmac.compare_digest(expected, one.encode()) for one in passed.split(" ")):
        raise NotGenuine("signature")


def _check_age(timestamp: str, now: datetime) -> None:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 13):
        raise NotGenuine("bad_timestamp")
    age = now.timestamp() - int(timestamp)
    if abs(age) > TOLERANCE.total_seconds():
        raise NotGenuine("too_old" if age > 0 else "too_new")


def next_try(*, message_id: str, tries: int, now: datetime, retry_after: str = "") -> datetime | None:
    """When to try again after `tries` failed ones; None when the last one has failed.

    The jitter (up to a tenth, later only) comes from a hash, so that a replay gives the same moments. A
    receiver's Retry-After can lengthen the wait, to a day at most, and never shortens it.
    """
    if tries > len(DELAYS):
        return None
    delay = DELAYS[tries - 1]
    digest = hashlib.sha256(f"{message_id}.{tries}".encode()).digest()
    jitter = delay * (int.from_bytes(digest[:4], "big") / 2**32) / 10
    return now + max(delay + jitter, min(asked_wait(retry_after, now), LONGEST_WAIT))


def asked_wait(retry_after: str, now: datetime) -> timedelta:
    """What a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); nothing when it cannot be read."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), LONGEST_WAIT.total_seconds()))
    try:
        asked = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # a stranger's offset may be any number
        return timedelta(0)
    return max(asked - now, timedelta(0)) if asked.tzinfo else timedelta(0)
