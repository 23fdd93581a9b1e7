"""The numbers for which a certificate speaks: its TNAuthList (RFC 8226 section 9)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.x509 import Certificate, ExtensionNotFound, ObjectIdentifier, UnrecognizedExtension

from tidings.channels.voice import der

TN_AUTH_LIST = ObjectIdentifier("1.3.6.1.5.5.7.1.26")


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Single numbers, ranges (the first and how many), and codes of providers, whose numbers stand elsewhere."""

    single: frozenset[str] = field(default_factory=frozenset)
    ranges: tuple[tuple[str, int], ...] = ()
    providers: tuple[str, ...] = ()

    def cover(self, number: str) -> bool:
        """Whether the number (digits, country code first) is named, by itself or in a range."""
        return number in self.single or any(lies_in(number, *one) for one in self.ranges)

    def uncovered(self, numbers: Iterable[str]) -> list[str]:
        return [number for number in numbers if not self.cover(number)]


def lies_in(number: str, first: str, count: int) -> bool:
    if not (number.isdecimal() and first.isdecimal()) or len(number) != len(first):
        return False
    return int(first) <= int(number) < int(first) + count


def numbers_of(certificate: Certificate) -> Numbers | None:
    """None where the certificate names none; raises ValueError where they cannot be read."""
    octets = extension(certificate, TN_AUTH_LIST)
    return None if octets is None else read_numbers(octets)


def read_numbers(octets: bytes) -> Numbers:
    providers, ranges, single = [], [], []
    for tag, entry in der.values(der.inside(octets, der.SEQUENCE)):
        if tag == der.EXPLICIT:
            providers.append(der.text(entry, der.IA5))
        elif tag == der.EXPLICIT + 1:
            ranges.append(read_range(der.inside(entry, der.SEQUENCE)))
        elif tag == der.EXPLICIT + 2:
            single.append(der.text(entry, der.IA5))
        else:
            raise ValueError("an entry of the TNAuthList is of no known kind")
    return Numbers(single=frozenset(single), ranges=tuple(ranges), providers=tuple(providers))


def read_range(octets: bytes) -> tuple[str, int]:
    (first, start), (second, count), *_ = der.values(octets)
    if (first, second) != (der.IA5, der.INTEGER):
        raise ValueError("a range of the TNAuthList cannot be read")
    return start.decode("ascii"), int.from_bytes(count, "big", signed=True)


def extension(certificate: Certificate, oid: ObjectIdentifier) -> bytes | None:
    """What stands in an extension that the library does not read; None where the certificate has none."""
    try:
        found = certificate.extensions.get_extension_for_oid(oid).value
    except ExtensionNotFound:
        return None
    return found.value if isinstance(found, UnrecognizedExtension) else None
