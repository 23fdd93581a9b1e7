"""PASSporTs (RFC 8225): who calls whom, and when, signed with ES256 by a key that a certificate vouches for.

`signed` makes one, `verified` believes one or raises `NotVerified`. In its compact form the header and the claims are left
out: whoever is called makes them anew from the call's own signalling.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from tidings.channels.voice.canonical import from_base64url, read_object, to_base64url, written
from tidings.channels.voice.claims import check_claims
from tidings.channels.voice.refusal import NotVerified

FRESH_FOR = timedelta(seconds=60)  # RFC 8224 section 10.1 recommends it; SHAKEN's usual policy
TYPES = frozenset({"", "shaken", "rcd"})
HALF = 32  # octets of r, and of s


@dataclass(frozen=True, kw_only=True)
class Passport:
    """What is claimed, where the certificate stands (`x5u`), and by which extension (`ppt`: "", "shaken", "rcd")."""

    claims: Mapping[str, Any]
    x5u: str
    ppt: str = ""
    alg: str = field(default="ES256")

    @property
    def header(self) -> dict[str, str]:
        said = {"alg": self.alg, "typ": "passport", "x5u": self.x5u}
        return said | ({"ppt": self.ppt} if self.ppt else {})

    @property
    def to_sign(self) -> str:
        return f"{to_base64url(written(self.header))}.{to_base64url(written(self.claims))}"


def signed(passport: Passport, *, key: EllipticCurvePrivateKey) -> str:
    """The token in full; the same claims and key always give the same one (RFC 6979). Raises `NotVerified` for claims
    that nobody would believe."""
    check_claims(passport.claims, ppt=passport.ppt)
    r, s = decode_dss_signature(
        key.sign(passport.to_sign.encode(), ECDSA(SHA256(), deterministic_signing=True))
    )
    return f"{passport.to_sign}.{to_base64url(r.to_bytes(HALF, 'big') + s.to_bytes(HALF, 'big'))}"


def compact(token: str) -> str:
    """Only the signature, for a far end that makes the rest anew (RFC 8225 section 7)."""
    return f"..{token.rpartition('.')[2]}"


def whole(token: str, passport: Passport) -> str:
    """A compact token with the header and claims that the call's signalling gives."""
    return f"{passport.to_sign}{token[1:]}" if token.startswith("..") else token


def read(token: str) -> Passport:
    """What a token in full says, whoever wrote it; raises `NotVerified` where it cannot be one that we know."""
    parts = token.split(".")
    if len(parts) != 3 or not all(parts):
        raise NotVerified("unreadable", "a PASSporT has three parts")
    header, claims = (read_object(from_base64url(part)) for part in parts[:2])
    if header.get("typ") != "passport" or not isinstance(header.get("x5u"), str):
        raise NotVerified("unreadable", "the header is not a PASSporT's")
    if header.get("alg") != "ES256" or header.get("ppt", "") not in TYPES:
        raise NotVerified("unsupported", "signed in a way that is not known here")
    return Passport(claims=claims, x5u=header["x5u"], ppt=header.get("ppt", ""))


def verified(token: str, *, public: EllipticCurvePublicKey, now: datetime) -> Passport:
    """The PASSporT, once its signature, its claims and its age are right; raises `NotVerified`."""
    passport = read(token)
    check_signature(token, public)
    check_claims(passport.claims, ppt=passport.ppt)
    if abs(now.timestamp() - passport.claims["iat"]) > FRESH_FOR.total_seconds():
        raise NotVerified("stale", f"it was not signed within {FRESH_FOR.seconds} seconds")
    return passport


def check_signature(token: str, public: EllipticCurvePublicKey) -> None:
    """Raises `NotVerified` unless this key signed it; says nothing of what is claimed."""
    said, _, signature = token.rpartition(".")
    octets = from_base64url(signature)
    if len(octets) != 2 * HALF:
        raise NotVerified("invalid", "the signature is not one of ES256")
    r, s = (int.from_bytes(half, "big") for half in (octets[:HALF], octets[HALF:]))
    try:
        public.verify(encode_dss_signature(r, s), said.encode(), ECDSA(SHA256()))
    except InvalidSignature as wrong:
        raise NotVerified("invalid", "the signature is not of this key") from wrong
