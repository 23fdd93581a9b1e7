"""What a certificate lets its owner claim: JWTClaimConstraints (RFC 8226 section 8), and those of RFC 9118."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.x509 import Certificate, ObjectIdentifier

from tidings.channels.voice import der
from tidings.channels.voice.numbers import extension

PLAIN = ObjectIdentifier("1.3.6.1.5.5.7.1.27")
ENHANCED = ObjectIdentifier("1.3.6.1.5.5.7.1.33")
ALWAYS = frozenset({"orig", "dest", "iat"})  # what every PASSporT claims cannot be excluded


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """Claims that must be made, that may have these values only, and that must not be made."""

    must: tuple[str, ...] = ()
    permitted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    must_not: tuple[str, ...] = ()

    def broken_by(self, claims: Mapping[str, Any]) -> str:
        """What is wrong with the claims, "" for nothing."""
        if missing := [name for name in self.must if name not in claims]:
            return f"{missing[0]} must be claimed"
        if strange := [n for n, some in self.permitted.items() if n in claims and claims[n] not in some]:
            return f"{strange[0]} has a value that is not permitted"
        barred = [name for name in self.must_not if name in claims and name not in ALWAYS]
        return f"{barred[0]} must not be claimed" if barred else ""


def constraints_of(certificate: Certificate) -> list[Constraints]:
    """Both kinds, where the certificate has them; raises ValueError where they cannot be read."""
    found = (extension(certificate, oid) for oid in (PLAIN, ENHANCED))
    return [read_constraints(octets) for octets in found if octets is not None]


def read_constraints(octets: bytes) -> Constraints:
    parts = dict(der.values(der.inside(octets, der.SEQUENCE)))
    must, permitted, must_not = (parts.get(der.EXPLICIT + n, b"\x30\x00") for n in range(3))
    return Constraints(must=names(must), permitted=dict(allowed(permitted)), must_not=names(must_not))


def names(octets: bytes) -> tuple[str, ...]:
    return tuple(content.decode("ascii") for _, content in der.values(der.inside(octets, der.SEQUENCE)))


def allowed(octets: bytes) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for _, entry in der.values(der.inside(octets, der.SEQUENCE)):
        (_, name), (_, some) = der.values(entry)
        found.append((name.decode("ascii"), tuple(value.decode("utf-8") for _, value in der.values(some))))
    return found
