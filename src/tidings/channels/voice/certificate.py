"""The certificate at a PASSporT's `x5u`: fetched, read, and what it says of a key, of numbers and of claims (RFC 8226)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.x509 import (
    Certificate,
    load_der_x509_certificate,
    load_pem_x509_certificates,
)

from tidings.channels.http import Client, Lost, base_url
from tidings.channels.voice.claims import number
from tidings.channels.voice.constraints import Constraints, constraints_of
from tidings.channels.voice.numbers import Numbers, numbers_of
from tidings.channels.voice.refusal import NotVerified

PATIENCE_S = 5.0


@dataclass(frozen=True, kw_only=True)
class Credential:
    """A certificate for calls. Whether its issuer is one that carriers trust is theirs to say."""

    certificate: Certificate
    public: EllipticCurvePublicKey
    numbers: Numbers | None
    constraints: tuple[Constraints, ...]

    def holds_at(self, now: datetime) -> bool:
        return self.certificate.not_valid_before_utc <= now <= self.certificate.not_valid_after_utc

    def forbids(self, claims: Mapping[str, Any]) -> str:
        """What is wrong with the claims, "" for nothing."""
        return next(filter(None, (one.broken_by(claims) for one in self.constraints)), "")

    def lacks(self, numbers: Iterable[str]) -> list[str]:
        """Of these numbers (E.164) those it does not name; none where it names its provider, or nothing at all."""
        if self.numbers is None or self.numbers.providers:
            return []
        return [one for one in numbers if not self.numbers.cover(number(one))]


def fetch(x5u: str) -> bytes:
    """What stands at the address; raises `NotVerified` ("unreachable")."""
    return fetched(x5u, "the certificate")


def fetched(address: str, what: str) -> bytes:
    """What stands at an address of ours; https only, except to this machine. Raises `NotVerified` ("unreachable")."""
    client = Client(patience_s=PATIENCE_S)
    try:
        answer = client.call("GET", base_url(what, address))
    except (Lost, ValueError) as lost:
        raise NotVerified("unreachable", f"{address}: {lost}") from lost
    finally:
        client.close()
    if answer.status != 200 or not answer.whole:
        raise NotVerified("unreachable", f"{address} answers {answer.status}")
    return answer.body


def read_certificate(octets: bytes) -> Credential:
    """The first certificate of a chain in PEM, or one in DER; raises `NotVerified` ("not_trusted")."""
    try:
        first = load_pem_x509_certificates(octets)[0] if b"-----BEGIN" in octets else None
        certificate = first or load_der_x509_certificate(octets)
        public = certificate.public_key()
        if not isinstance(public, EllipticCurvePublicKey) or not isinstance(public.curve, SECP256R1):
            raise ValueError("its key is not one of P-256")
        numbers, constraints = numbers_of(certificate), tuple(constraints_of(certificate))
    except ValueError as wrong:
        raise NotVerified("not_trusted", f"the certificate cannot be read: {wrong}") from wrong
    return Credential(certificate=certificate, public=public, numbers=numbers, constraints=constraints)
