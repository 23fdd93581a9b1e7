"""When it is a civil hour everywhere the customer may be: exact over clock changes, in whole sets of zones.

A moment is open when the wall clock of *every* zone stands in the company's window for that weekday and in the
customer's own hours. Windows open at their first instant and are closed at their last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HORIZON = 15  # days: every pattern of weekdays, and a clock change on top
OwnHours = tuple[time, time]
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Window:
    """Minutes of the day on some weekdays (0 is Monday); `closes` is exclusive, 1440 the end of the day."""

    opens: int
    closes: int
    weekdays: frozenset[int] = frozenset(range(7))


Windows = tuple[Window, ...]
ALWAYS: Windows = (Window(0, 24 * 60),)


def next_open(
    now: datetime, zones: Sequence[str], windows: Windows, own: OwnHours | None = None
) -> datetime | None:
    """The earliest moment from `now` (aware) on that is open in every zone; None when there is none in two weeks."""
    now = now.astimezone(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for ahead in range(HORIZON):
        for opens, closes in open_spans(midnight + ahead * DAY, frozenset(zones), windows, own):
            if now < closes:
                return max(now, opens)
    return None


@lru_cache(maxsize=16_384)
def open_spans(
    day: datetime, zones: frozenset[str], windows: Windows, own: OwnHours | None
) -> tuple[Span, ...]:
    """The open spans of one UTC day, in order."""
    spans: tuple[Span, ...] = ((day, day + DAY),)
    for zone in zones:
        spans = both(spans, zone_spans(day, zone, windows))
        if own:
            spans = both(spans, zone_spans(day, zone, own_windows(own)))
    return spans


def own_windows(own: OwnHours) -> Windows:
    """The customer's own hours as windows: past midnight when they end before they begin, the whole day when equal."""
    opens, closes = (at.hour * 60 + at.minute for at in own)
    if opens < closes:
        return (Window(opens, closes),)
    return (Window(0, closes), Window(opens, 24 * 60)) if opens > closes else ALWAYS


@lru_cache(maxsize=16_384)
def zone_spans(day: datetime, zone: str, windows: Windows) -> tuple[Span, ...]:
    """The spans of one UTC day in which the zone's wall clock stands in a window."""
    found = [
        span
        for since, until, offset in offsets(day, ZoneInfo(zone))
        for local_day in local_midnights(since + offset, until + offset)
        for window in windows
        if local_day.weekday() in window.weekdays
        if (span := cut(local_day, window, since, until, offset))
    ]
    return tuple(sorted(found))


def offsets(day: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime, timedelta]]:
    """The UTC day in pieces of one offset each: two on the day of a clock change, else one."""
    end = day + DAY
    first, last = offset_at(day, zone), offset_at(end - timedelta(seconds=1), zone)
    if first == last:
        return [(day, end, first)]
    before, after = day, end - timedelta(seconds=1)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=1) // 2)
        before, after = (middle, after) if offset_at(middle, zone) == first else (before, middle)
    return [(day, after, first), (after, end, last)]


def offset_at(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def local_midnights(since: datetime, until: datetime) -> list[datetime]:
    """The wall clock's midnights (still written as UTC) of the days between two wall-clock readings."""
    first = since.replace(hour=0, minute=0, second=0, microsecond=0)
    return [first + n * DAY for n in range((until - first) // DAY + 1)]


def cut(
    local_day: datetime, window: Window, since: datetime, until: datetime, offset: timedelta
) -> Span | None:
    """The part of a local day's window that falls into a piece of one offset, in UTC."""
    opens = max(since, local_day + timedelta(minutes=window.opens) - offset)
    closes = min(until, local_day + timedelta(minutes=window.closes) - offset)
    return (opens, closes) if opens < closes else None


def both(some: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    """What lies in both of two rows of spans."""
    return tuple(
        (max(one[0], other[0]), min(one[1], other[1]))
        for one in some
        for other in others
        if max(one[0], other[0]) < min(one[1], other[1])
    )
