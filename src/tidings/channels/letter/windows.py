"""Window envelopes: where on the folded page the address is seen, whichever way the sheet has slipped.

`safe` is seen in every position of the sheet and holds the address; `clear` may be seen in some and holds nothing
else. Both are (x, y, width, height) in millimetres from the page's upper left corner. `body_from` is below both.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Box = tuple[float, float, float, float]
A4 = (210.0, 297.0)
US_LETTER = (215.9, 279.4)


@dataclass(frozen=True, kw_only=True)
class Window:
    """One standard of envelope."""

    says: str
    page: tuple[float, float]
    safe: Box
    clear: Box
    body_from: float


WINDOWS: Mapping[str, Window] = {
    "din-b": Window(
        says="DIN 5008 form B, DIN 680 window (Germany, Austria, Brazil's A4 window is alike)",
        page=A4,
        safe=(25, 50, 78, 38),
        clear=(20, 45, 90, 45),
        body_from=100,
    ),
    "uk-dl": Window(
        says="DL, window 35 x 90 mm, 20 mm from the left and 18 mm from the bottom (BS 4264)",
        page=A4,
        safe=(25, 57, 75, 24),
        clear=(10, 46, 100, 46),
        body_from=100,
    ),
    "fr-dl": Window(
        says="DL with the window at the right, 45 x 100 mm, 20 mm from right and bottom (NF Z 10-011)",
        page=A4,
        safe=(103, 46, 84, 32),
        clear=(90, 34, 110, 56),
        body_from=100,
    ),
    "us-10": Window(
        says="No. 10, window 1 1/8 x 4 1/2 in, 7/8 in from the left and 1/2 in from the bottom",
        page=US_LETTER,
        safe=(25, 63.5, 100, 17),
        clear=(9, 51, 128, 42),
        body_from=101,
    ),
}
