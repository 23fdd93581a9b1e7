"""When the next digest comes: the company's rhythm, on the customer's clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """Weekly on a weekday (0 is Monday), or daily (`weekday` None), at a time of the customer's day."""

    weekday: int | None = 1
    at: time = time(10)


WEEKLY = Rhythm()


class RhythmRefused(ValueError):
    """A rhythm that cannot be read; `field` is its part, `mend` what to write instead."""

    def __init__(self, field: str, says: str, mend: str) -> None:
        super().__init__(f"{field}: {says} {mend}")
        self.field, self.says, self.mend = field, says, mend


def read_rhythm(stated: Mapping[str, Any] | None) -> Rhythm:
    """The policy's `digest: {every: week, weekday: tue, at: "10:00"}` (or `every: day`); raises `RhythmRefused`."""
    if not stated:
        return WEEKLY
    every, on, at = stated.get("every", "week"), stated.get("weekday", "tue"), str(stated.get("at", "10:00"))
    if every not in ("day", "week"):
        raise RhythmRefused("digest.every", f"{every!r} is no rhythm.", "Write day or week.")
    if on not in WEEKDAYS:
        raise RhythmRefused(
            "digest.weekday", f"{on!r} is no weekday.", f"Write one of {', '.join(WEEKDAYS)}."
        )
    try:
        moment = time.fromisoformat(at)
    except ValueError:
        raise RhythmRefused("digest.at", f"{at!r} is no time of day.", 'Write it as "10:00".') from None
    return Rhythm(weekday=None if every == "day" else WEEKDAYS.index(on), at=moment)


def next_digest(after: datetime, *, zones: tuple[str, ...], rhythm: Rhythm = WEEKLY) -> datetime:
    """The first digest strictly after `after`, in UTC; with several zones the latest of their moments."""
    return max(_next_in(after, ZoneInfo(zone), rhythm) for zone in zones or ("UTC",))


def _next_in(after: datetime, zone: ZoneInfo, rhythm: Rhythm) -> datetime:
    day = after.astimezone(zone).date()
    while True:
        moment = datetime.combine(day, rhythm.at, zone).astimezone(UTC)
        if moment > after and rhythm.weekday in (None, day.weekday()):
            return moment
        day += timedelta(days=1)
