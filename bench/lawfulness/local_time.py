"""The wall clock and the calendar, worked out here so that nobody's mistake is judged by itself."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


@lru_cache(maxsize=65_536)
def wall_clock(at: int, zone: str) -> datetime:
    """What a clock on the wall of the zone shows at `at` (microseconds since 1970)."""
    return (EPOCH + at * MICROSECOND).astimezone(ZoneInfo(zone))


def latest_day(at: int, zones: tuple[str, ...]) -> date:
    """The latest calendar day it is anywhere the person may be (UTC's when nobody knows)."""
    return max(wall_clock(at, zone).date() for zone in zones or ("UTC",))


@lru_cache(maxsize=65_536)
def months_after(day: date, months: int) -> date:
    """G-20: the same day some months on, or the last of a shorter month; that day is the last that counts."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@lru_cache(maxsize=512)
def days_off(calendar: str, year: int) -> frozenset[date]:
    """The public holidays of "FR" or "US-AL" in a year."""
    country, _, part = calendar.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
