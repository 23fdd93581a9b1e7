"""The published key of RFC 8225, and certificates for calls as an authority would issue them."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from tidings.channels.voice.constraints import PLAIN
from tidings.channels.voice.numbers import TN_AUTH_LIST

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
X5U = "https://cert.example.org/passport.cer"
OF_RFC_8225 = (
    "MHcCAQEEIFeZ1R208QCvcu5GuYyMfG4W7sH4m99/7eHSDLpdYllFoAoGCCqGSM49AwEHoUQDQgAE8HNbQd/TmvCKwPKHkMF9fScavGeH78YTU8qL"
    "S8I5HLHSSmlATLcslQMhNC/OhlWBYC626nIlo7XeebYS7Sb37g=="
)


def published_key() -> EllipticCurvePrivateKey:
    key = load_der_private_key(base64.b64decode(OF_RFC_8225), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key


KEY = published_key()
PUBLIC: EllipticCurvePublicKey = KEY.public_key()


def other_key() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


def pem_of(key: EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def certificate(
    key: EllipticCurvePrivateKey = KEY,
    *,
    entries: Sequence[bytes] | None = None,
    constraints: bytes = b"",
    begins: datetime = NOW - timedelta(days=30),
    ends: datetime = NOW + timedelta(days=300),
) -> bytes:
    """In PEM, with a TNAuthList of these entries (None: without one)."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "SHAKEN 709J")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, begins, ends)
    if entries is not None:
        made = made.add_extension(x509.UnrecognizedExtension(TN_AUTH_LIST, der(0x30, *entries)), False)
    if constraints:
        made = made.add_extension(x509.UnrecognizedExtension(PLAIN, constraints), False)
    return made.sign(key, SHA256()).public_bytes(Encoding.PEM)


def der(tag: int, *contents: bytes) -> bytes:
    octets = b"".join(contents)
    size = len(octets)
    return bytes([tag, size] if size < 0x80 else [tag, 0x82, size >> 8, size & 0xFF]) + octets


def provider(code: str) -> bytes:
    return der(0xA0, der(0x16, code.encode()))


def numbers_from(first: str, count: int) -> bytes:
    return der(0xA1, der(0x30, der(0x16, first.encode()), der(0x02, count.to_bytes(3, "big"))))


def one_number(number: str) -> bytes:
    return der(0xA2, der(0x16, number.encode()))


def must_include(*names: str, permitted: dict[str, list[str]] | None = None) -> bytes:
    """JWTClaimConstraints in DER."""
    needed = der(0xA0, der(0x30, *(der(0x16, name.encode()) for name in names)))
    values = [
        der(0x30, der(0x16, name.encode()), der(0x30, *(der(0x0C, one.encode()) for one in some)))
        for name, some in (permitted or {}).items()
    ]
    return der(0x30, needed, *([der(0xA1, der(0x30, *values))] if values else []))
