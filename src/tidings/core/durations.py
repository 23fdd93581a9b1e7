"""How long and how much, as people write it in a file: 4h, 1d12h, 10%."""

import re
from datetime import timedelta
from decimal import Decimal

UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
LONGEST = timedelta(weeks=520)


def duration(text: str) -> timedelta:
    """`90m`, `4h`, `1d12h`, `2w`, largest unit first, each once; raises ValueError(says, mend)."""
    found = re.fullmatch(
        r"(?=.)" + "".join(rf"(?:(\d{{1,6}}){unit})?" for unit in UNITS), text.strip(), re.ASCII
    )
    if not found:
        raise ValueError(f"{text!r} is not a duration", "write for example 90m, 4h, 1d12h or 2w")
    total = timedelta(
        seconds=sum(
            int(count or 0) * size for count, size in zip(found.groups(), UNITS.values(), strict=True)
        )
    )
    if not timedelta(0) < total <= LONGEST:
        raise ValueError(f"{text!r} is not between one second and ten years", "write for example 4h")
    return total


def written(length: timedelta) -> str:
    """A duration of whole seconds as a file would say it."""
    rest, words = int(length.total_seconds()), []
    for unit, size in UNITS.items():
        count, rest = divmod(rest, size)
        words += [f"{count}{unit}"] if count else []
    return "".join(words) or "0s"


def basis_points(text: str) -> int:
    """`10%` as 1000, `0.25%` as 25; from 0 % up to 90 %; raises ValueError(says, mend)."""
    found = re.fullmatch(r"(\d{1,2}(?:\.\d{1,2})?) ?%", text.strip(), re.ASCII)
    if not found:
        raise ValueError(f"{text!r} is not a percentage", "write for example 10% or 0.5%")
    points = int(Decimal(found[1]) * 100)
    if points > 9_000:
        raise ValueError(f"{text} would hold nearly everyone out", "hold out at most 90%")
    return points
