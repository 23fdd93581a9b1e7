"""Paces as people write them: `20` a second, `20/100` with a hundred at once, `none`; by destination `example.com=5 *=50`."""

from collections.abc import Mapping
from math import ceil

from tidings.core.pacing.bucket import Rate

ANY = "*"  # each destination that is not named


class PaceRefused(ValueError):
    """A pace that cannot be read; says how one is written."""


def rate(text: str) -> Rate | None:
    """None for `none`; raises `PaceRefused`. Without a burst a second's worth may go at once."""
    per_s, slash, burst = text.strip().partition("/")
    if per_s == "none" and not slash:
        return None
    try:
        found = Rate(per_s=float(per_s), burst=int(burst) if slash else ceil(float(per_s)))
    except (ValueError, OverflowError):
        found = Rate(per_s=0, burst=0)
    if not 0 < found.per_s < 1e9 or found.burst < 1:
        raise PaceRefused(f"{text}: write so many a second, above 0, for example 20 or 0.5/10, or none")
    return found


def rates(text: str) -> Mapping[str, Rate | None]:
    """By destination, in lower case; raises `PaceRefused`."""
    pairs = [word.partition("=") for word in text.split()]
    if wrong := next((place for place, equals, _ in pairs if not (place and equals)), None):
        raise PaceRefused(f"{wrong}: write a destination, = and its pace, for example example.com=5/20")
    return {place.lower(): rate(said) for place, _, said in pairs}
