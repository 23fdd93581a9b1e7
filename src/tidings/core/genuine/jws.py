"""How records are written down: canonical JSON, Base64 for URLs without padding (RFC 7515 2)."""

from base64 import urlsafe_b64decode
from binascii import b2a_base64

import msgspec

FOR_URLS = bytes.maketrans(b"+/", b"-_")
encoder = msgspec.json.Encoder(order="sorted")


def canonical(values: dict[str, str | int]) -> bytes:
    """Keys sorted, no spaces, UTF-8."""
    return encoder.encode(values)


def unpadded(octets: bytes) -> str:
    return b2a_base64(octets, newline=False).translate(FOR_URLS, b"=").decode()


def padded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
