"""What would keep a reader from evidence: it is not there, cannot be read, or is too heavy for a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tidings.core.evidence.shapes import Measured

READABLE_SIDE = 320  # pixels: as many as a small phone is wide
READABLE_CONTRAST = 4.0  # of 127; a white wall has more
WORTH_A_PHONE = 2_000_000  # bytes: 10 s on a 3G connection (1.6 Mbit/s)
READ_THROUGH = 10  # pages

Trouble = Literal["missing", "unreadable", "too-heavy"]


@dataclass(frozen=True)
class Weighed:
    """One trouble with an object, what is wrong and the mend."""

    trouble: Trouble
    says: str
    mend: str


def weighed(measured: Measured | None) -> Iterator[Weighed]:
    """The troubles of an object by its sizes; None for one that is not there."""
    if measured is None:
        yield Weighed(
            "missing",
            "there is no such evidence object, or it is not as it was kept",
            "upload it (again), and write the id you are given",
        )
        return
    if measured.is_picture:
        yield from of_picture(measured)
    else:
        yield from of_document(measured)


def of_picture(measured: Measured) -> Iterator[Weighed]:
    if max(measured.width, measured.height) < READABLE_SIDE:
        says = f"the picture has {measured.width} x {measured.height} pixels: too small to see anything"
        yield Weighed("unreadable", says, f"send one of at least {READABLE_SIDE} pixels")
    elif measured.contrast < READABLE_CONTRAST:
        yield Weighed(
            "unreadable", "the picture is of one colour: it shows nothing", "take it again, with light"
        )


def of_document(measured: Measured) -> Iterator[Weighed]:
    if measured.octets > WORTH_A_PHONE:
        says = f"the document has {measured.octets / 1_000_000:.1f} MB: too heavy for a phone on the road"
        yield Weighed("too-heavy", says, "send the page that matters, or a picture of it")
    elif measured.pages > READ_THROUGH:
        says = f"the document has {measured.pages} pages: nobody reads them for one fact"
        yield Weighed(
            "too-heavy", says, "send the page that matters, or say in `says` on which page it stands"
        )
