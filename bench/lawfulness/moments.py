"""Whether a moment is a lawful one: open in every zone the person may be in, by every set of hours that binds."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .demands import Hours
from .homes import OWN_HOURS
from .local_time import days_off, wall_clock


def outside(at: int, zones: tuple[str, ...], hours: Iterable[Hours], own: int) -> str:
    """Which rule a moment breaks: "", "holiday", "outside_hours" or "outside_own_hours"."""
    clocks = [wall_clock(at, zone) for zone in zones]
    for each in hours:
        if each.holidays and any(is_holiday(clock, each.holidays) for clock in clocks):
            return "holiday"
        if not all(within(clock, each.week[clock.weekday()]) for clock in clocks):
            return "outside_hours"
    return "" if all(within_own(clock, own) for clock in clocks) else "outside_own_hours"


def is_holiday(clock: datetime, calendar: str) -> bool:
    return clock.date() in days_off(calendar, clock.year)


def within(clock: datetime, spans: tuple[tuple[int, int], ...]) -> bool:
    minutes = clock.hour * 60 + clock.minute
    return any(opens <= minutes < closes for opens, closes in spans)


def within_own(clock: datetime, own: int) -> bool:
    """By the person's own hours of that weekday (none: left alone); hours that end before they begin run into the next."""
    week = OWN_HOURS[own]
    if week is None:
        return True
    today, yesterday = week[clock.weekday()], week[(clock - timedelta(days=1)).weekday()]
    minutes = clock.hour * 60 + clock.minute
    late = yesterday is not None and yesterday[0] > yesterday[1] and minutes < yesterday[1]
    return late or (today is not None and minutes >= today[0] and (minutes < today[1] or today[1] < today[0]))
