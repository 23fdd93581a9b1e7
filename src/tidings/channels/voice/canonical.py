"""How a PASSporT writes its JSON and its octets, so that both ends sign the same (RFC 8225 section 9, RFC 7515)."""

import base64
import binascii
import json
from typing import Any

from tidings.channels.voice.refusal import NotVerified


def written(value: Any) -> bytes:
    """JSON in UTF-8: keys in lexicographic order, no blanks."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def read_object(octets: bytes) -> dict[str, Any]:
    """A JSON object in which no key stands twice; raises `NotVerified`."""
    try:
        found = json.loads(octets, object_pairs_hook=once, parse_constant=no_number)
    except (ValueError, RecursionError) as wrong:
        raise NotVerified("unreadable", "a part is not JSON") from wrong
    if not isinstance(found, dict):
        raise NotVerified("unreadable", "a part is no JSON object")
    return found


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def to_base64url(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The octets, where this is the one way to write them (no padding, no spare bits); raises `NotVerified`."""
    try:
        octets = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error) as wrong:
        raise NotVerified("unreadable", "a part is not base64url") from wrong
    if to_base64url(octets) != text:
        raise NotVerified("unreadable", "a part is not base64url")
    return octets
