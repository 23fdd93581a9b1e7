"""What an evidence object is, its limits, and why a file is no such thing."""

import re
from dataclasses import dataclass

KINDS = ("photo", "receipt", "tracking", "document")
LARGEST = 10_000_000  # bytes, as it comes in
LARGEST_DOCUMENT = 5_000_000
MOST_PIXELS = 50_000_000
MOST_PAGES = 50
ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What is known of a kept object without looking at it; sides in pixels, `octets` in bytes, 0 for what it has not.

    `contrast` is how far its brightness varies (standard deviation, 0 to 127).
    """

    content_type: str
    octets: int
    width: int = 0
    height: int = 0
    pages: int = 0
    contrast: float = 0.0

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of an object: "full", and of a picture also "phone" and "small"; sides in pixels."""

    size: str
    content_type: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """An object as it may be kept; the first file is the full one, by whose SHA-256 it is known."""

    files: tuple[File, ...]
    measured: Measured


class EvidenceRefused(ValueError):
    """A file that cannot be evidence: its reason as a code, what is wrong, and the mend."""

    def __init__(self, code: str, says: str, mend: str) -> None:
        super().__init__(says)
        self.code, self.says, self.mend = code, says, mend


def is_id(text: str) -> bool:
    """Whether a text can be an object's id: 64 hexadecimal digits in small letters."""
    return ID.fullmatch(text) is not None
