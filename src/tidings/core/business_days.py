"""Business days: from Monday to Friday, holidays left out where a calendar is named."""

from datetime import date, timedelta

from tidings.core.holiday_calendars import is_holiday

DAY = timedelta(days=1)
SATURDAY = 5
STOP_DAYS = 10


def stop_deadline(asked: date) -> date:
    """The last day on which a no may be honoured at the latest (47 CFR 64.1200(a)(10), (d)(3); 16 CFR 316).

    The law does not say what a business day is: no holiday is left out, the stricter reading.
    """
    return business_days_after(asked, STOP_DAYS)


def business_days_after(day: date, count: int, *, calendar: str = "") -> date:
    """The last of `count` business days that begin after `day`."""
    while count:
        day += DAY
        count -= is_business_day(day, calendar)
    return day


def is_business_day(day: date, calendar: str = "") -> bool:
    return day.weekday() < SATURDAY and not is_holiday(calendar, day)
