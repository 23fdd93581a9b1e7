"""A JPEG without its metadata, the picture untouched (ITU-T T.81, B.1): for photos that are kept within a document."""

from collections.abc import Iterator

START, SCAN, COMMENT = 0xD8, 0xDA, 0xFE
# JFIF (APP0), the colour profile (APP2) and Adobe's colour transform (APP14) decide how it looks; the rest only tells.
TELLING = frozenset({*range(0xE0, 0xF0), COMMENT}) - {0xE0, 0xE2, 0xEE}


def without_metadata(octets: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC and comments, nor what follows its end; raises ValueError for no JPEG."""
    if octets[:2] != bytes([0xFF, START]) or not whole(octets):
        raise ValueError("this is no JPEG")
    return octets[:2] + b"".join(segments(octets))


def segments(octets: bytes) -> Iterator[bytes]:
    """Those before the picture's data that do not only tell, then the data."""
    at = 2
    while octets[at + 1] != SCAN:
        length = 2 + int.from_bytes(octets[at + 2 : at + 4])
        if octets[at + 1] not in TELLING:
            yield octets[at : at + length]
        at += length
    end = octets.rfind(b"\xff\xd9")
    yield octets[at : end + 2] if end > at else octets[at:]


def whole(octets: bytes) -> bool:
    """Whether segment follows segment up to the picture's data."""
    at = 2
    while at + 4 <= len(octets) and octets[at] == 0xFF:
        if octets[at + 1] == SCAN:
            return True
        at += 2 + max(2, int.from_bytes(octets[at + 2 : at + 4]))
    return False
