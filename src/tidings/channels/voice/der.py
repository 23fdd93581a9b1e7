"""Reads DER (X.690) as far as the extensions of a certificate for calls need it: values by tag, nothing else."""

from collections.abc import Iterator

SEQUENCE, INTEGER, IA5, UTF8 = 0x30, 0x02, 0x16, 0x0C
EXPLICIT = 0xA0  # [0]; [1] is one more


def values(octets: bytes) -> Iterator[tuple[int, bytes]]:
    """The tags and contents that stand one after another; raises ValueError."""
    while octets:
        if len(octets) < 2:
            raise ValueError("a value is cut off")
        tag, (size, start) = octets[0], length(octets)
        if len(octets) < start + size:
            raise ValueError("a value is cut off")
        yield tag, octets[start : start + size]
        octets = octets[start + size :]


def length(octets: bytes) -> tuple[int, int]:
    """Of the content, and where that begins."""
    first = octets[1]
    if first < 0x80:
        return first, 2
    more = first & 0x7F
    if not 1 <= more <= 4 or len(octets) < 2 + more:
        raise ValueError("a length cannot be read")
    return int.from_bytes(octets[2 : 2 + more], "big"), 2 + more


def inside(octets: bytes, tag: int) -> bytes:
    """The content of the one value of this tag; raises ValueError."""
    [(found, content)] = values(octets)
    if found != tag:
        raise ValueError("a value is of another kind")
    return content


def text(octets: bytes, tag: int) -> str:
    return inside(octets, tag).decode("ascii" if tag == IA5 else "utf-8")
