"""Parts of the day a person answers in: a wish for the moment within what is lawful, never a narrowing of it."""

from collections.abc import Sequence
from datetime import datetime, time

from tidings.core.inference.densities import Array

# From, to (exclusive, local hours). Nights are missing: whoever is never reached then shows nothing of them.
PARTS: tuple[tuple[int, int], ...] = ((6, 9), (9, 12), (12, 15), (15, 18), (18, 21), (21, 24))
NAMES: tuple[str, ...] = tuple(f"{start:02}-{end:02}" for start, end in PARTS)
SURE_ENOUGH = 0.8


def part_of(local: datetime) -> str | None:
    """The part of the day this local moment falls into; None at night."""
    found = (name for name, (start, end) in zip(NAMES, PARTS, strict=True) if start <= local.hour < end)
    return next(found, None)


def best_hours(chance: Array, parts: Sequence[str] = NAMES) -> tuple[time, time] | None:
    """The shortest stretch of the day that holds the best moment with `SURE_ENOUGH`; None where it is half the day or more.

    `chance` is each part's chance to be the best one (`ranking.chances`), 0 for parts that are not among `parts`.
    """
    by_part = dict(zip(parts, chance, strict=True))
    weights = [float(by_part.get(name, 0.0)) for name in NAMES]
    stretches = (
        (end - start, -sum(weights[start:end]), start, end)
        for start in range(len(PARTS))
        for end in range(start + 1, len(PARTS) + 1)
        if sum(weights[start:end]) >= SURE_ENOUGH
    )
    length, _, start, end = min(stretches, default=(len(PARTS), 0.0, 0, len(PARTS)))
    return None if length > len(PARTS) // 2 else (time(PARTS[start][0]), closing(PARTS[end - 1][1]))


def closing(hour: int) -> time:
    return time(23, 59) if hour == 24 else time(hour)
