"""Signed links for people who do not sign in: bound to one purpose, expiring, telling nothing when wrong."""

import hashlib
import hmac
from binascii import b2a_base64
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from django.core import signing

FOR_URLS = bytes.maketrans(b"+/", b"-_")


class LinkRefused(Exception):
    """A link that is not (or no longer) good; `reason` is "altered" or "old"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Link:
    """What a link stands for: an id within its purpose, until a moment."""

    id: int
    expires: datetime


def sign(*, purpose: str, id: int, expires: datetime, secret: str = "") -> str:
    """A URL-safe token for `id`, good for `purpose` only, until `expires`; what Django's `Signer.sign_object` makes.

    `secret` is one of an earlier day, to see what a link was like then.
    """
    value = unpadded(b"[%d,%d]" % (id, int(expires.timestamp())))
    seal = keyed(purpose, secret or settings.SECRET_KEY).copy()
    seal.update(value)
    return f"{value.decode()}:{unpadded(seal.digest()).decode()}"


@lru_cache(maxsize=64)
def keyed(purpose: str, secret: str) -> hmac.HMAC:
    """The beginning of every signature for a purpose: a message has several links, and a campaign a million messages."""
    salt = f"link:{purpose}signer".encode()
    return hmac.new(hashlib.sha256(salt + secret.encode()).digest(), digestmod=hashlib.sha256)


def unpadded(octets: bytes) -> bytes:
    """Base64 for URLs (RFC 4648 5): `urlsafe_b64encode` in two strides instead of six."""
    return b2a_base64(octets, newline=False).translate(FOR_URLS, b"=")


def read(token: str, *, purpose: str, now: datetime) -> Link:
    """What the token stands for; raises `LinkRefused` when it was altered, made for something else, or is old."""
    try:
        id, expires = signing.Signer(salt=f"link:{purpose}").unsign_object(token)
    except Exception as refused:  # a stranger's bytes may break in any way
        raise LinkRefused("altered") from refused
    link = Link(id, datetime.fromtimestamp(expires, UTC))
    if now > link.expires:
        raise LinkRefused("old")
    return link
