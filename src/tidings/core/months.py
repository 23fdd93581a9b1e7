"""Calendar months as laws count them: eighteen months after the 31st of August is the last day of February."""

import calendar
import re
from datetime import date, timedelta

DAY = timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day of a later (or earlier) month; the month's last day where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def earliest_within(today: date, months: int) -> date:
    """The earliest day whose window of so many months still holds `today`; the window's last day belongs to it."""
    first = months_after(today, -months)
    while months_after(first, months) < today:
        first += DAY
    return first


def read_months(text: str) -> int:
    """`18mo` or `2y` in months; raises ValueError(says, mend)."""
    found = re.fullmatch(r"(\d{1,3})(mo|y)", text.strip(), re.ASCII)
    if not found or not int(found[1]):
        raise ValueError(f"{text!r} is no number of months", "write for example 18mo or 2y")
    return int(found[1]) * (12 if found[2] == "y" else 1)
