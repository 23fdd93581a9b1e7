"""Business days: from Monday to Friday, holidays left out where a calendar is named."""

from datetime import date, timedelta

from tidings.core.holiday_calendars import is_holiday

DAY = timedelta(days=1)
SATURDAY = 5


def business_days_after(day: date, count: int, *, calendar: str = "") -> date:
    """The last of `count` business days that begin after `day`."""
    while count:
        day += DAY
        count -= is_business_day(day, calendar)
    return day


def strictest_deadline(day: date, count: int, *, calendar: str) -> date:
    """The earlier of both readings of "business day", with holidays and without, where a law defines none."""
    return min(business_days_after(day, count), business_days_after(day, count, calendar=calendar))


def is_business_day(day: date, calendar: str = "") -> bool:
    return day.weekday() < SATURDAY and not is_holiday(calendar, day)
