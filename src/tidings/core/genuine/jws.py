"""How records are written down: canonical JSON, Base64 for URLs without padding (RFC 7515 2)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec


def canonical(values: dict[str, str | int]) -> bytes:
    """Keys sorted, no spaces, UTF-8."""
    return msgspec.json.encode(values, order="sorted")


def unpadded(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def padded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
