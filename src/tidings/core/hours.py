"""When it is a civil hour everywhere the customer may be: exact over clock changes, in whole sets of zones.

A moment is open when the wall clock of *every* zone stands in *each* of the hours (the company's, every law's) and in
the customer's own. Windows open at their first instant and are closed at their last; a holiday is closed all day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tidings.core.holiday_calendars import is_holiday

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
HORIZON = 32  # days: every pattern of weekdays, with the holidays of a year's end and a clock change on top
SameHours = tuple[time, time]
OwnHours = SameHours | tuple[SameHours | None, ...]
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Window:
    """Minutes of the day on some weekdays (0 is Monday); `closes` is exclusive, 1440 the end of the day."""

    opens: int
    closes: int
    weekdays: frozenset[int] = frozenset(range(7))


Windows = tuple[Window, ...]
ALWAYS: Windows = (Window(0, 24 * 60),)


@dataclass(frozen=True)
class Hours:
    """Windows, shut on the holidays of the calendar `closed` (`US-AL`; empty: on none)."""

    windows: Windows
    closed: str = ""


def next_open(
    now: datetime, zones: Sequence[str], hours: Sequence[Hours], own: OwnHours | None = None
) -> datetime | None:
    """The earliest moment from `now` (aware) on that is open in every zone; None when there is none in a month."""
    now = now.astimezone(UTC)
    midnight = midnight_of(now)
    for ahead in range(HORIZON):
        for opens, closes in open_spans(midnight + ahead * DAY, frozenset(zones), tuple(hours), own):
            if now < closes:
                return max(now, opens)
    return None


def last_open(
    before: datetime, zones: Sequence[str], hours: Sequence[Hours], own: OwnHours | None = None
) -> datetime | None:
    """The last moment (to the microsecond) before `before` that is open in every zone; None when none was in a month."""
    before = before.astimezone(UTC)
    midnight = midnight_of(before)
    for back in range(HORIZON):
        for opens, closes in reversed(open_spans(midnight - back * DAY, frozenset(zones), tuple(hours), own)):
            if opens < before:
                return min(before, closes) - INSTANT
    return None


def midnight_of(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


@lru_cache(maxsize=16_384)
def open_spans(
    day: datetime, zones: frozenset[str], hours: tuple[Hours, ...], own: OwnHours | None
) -> tuple[Span, ...]:
    """The open spans of one UTC day, in order, those that touch as one."""
    spans: tuple[Span, ...] = ((day, day + DAY),)
    asked = [*hours, *([Hours(own_windows(own))] if own else [])]
    for zone in zones:
        for one in asked:
            spans = both(spans, zone_spans(day, zone, one))
    return spans


def own_windows(own: OwnHours) -> Windows:
    """The customer's own hours as windows: past midnight when they end before they begin, the whole day when equal.

    One pair holds every day. Of seven (Monday first) each holds for its own day, and None is a day they are left alone.
    """
    first, second = own[0], own[-1]
    if isinstance(first, time) and isinstance(second, time):
        return day_windows((first, second), frozenset(range(7)))
    return tuple(
        window
        for day, pair in enumerate(own)
        if isinstance(pair, tuple)
        for window in day_windows(pair, frozenset({day}))
    )


def day_windows(pair: SameHours, days: frozenset[int]) -> Windows:
    """The windows of hours that begin on those weekdays; what passes midnight ends on the next."""
    opens, closes = (at.hour * 60 + at.minute for at in pair)
    if opens < closes:
        return (Window(opens, closes, days),)
    if opens == closes:
        return (Window(0, 24 * 60, days),)
    after = frozenset((day + 1) % 7 for day in days)
    return tuple(
        window for window in (Window(0, closes, after), Window(opens, 24 * 60, days)) if window.closes
    )


@lru_cache(maxsize=16_384)
def zone_spans(day: datetime, zone: str, hours: Hours) -> tuple[Span, ...]:
    """The spans of one UTC day in which the zone's wall clock stands in the hours; spans that touch are one."""
    found = [
        span
        for since, until, offset in offsets(day, ZoneInfo(zone))
        for local_day in local_midnights(since + offset, until + offset)
        if not is_holiday(hours.closed, local_day.date())
        for window in hours.windows
        if local_day.weekday() in window.weekdays
        if (span := cut(local_day, window, since, until, offset))
    ]
    return joined(sorted(found))


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sorted spans, with those that touch or overlap made one."""
    whole: list[Span] = []
    for opens, closes in spans:
        if whole and opens <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(closes, whole[-1][1]))
        else:
            whole.append((opens, closes))
    return tuple(whole)


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
    first = midnight_of(since)
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
