"""Public holidays by calendar: `US` is the national one, `US-AL` that of a state (from the `holidays` library)."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=256)
def calendar_of(name: str) -> holidays.HolidayBase:
    """The calendar; raises ValueError(says, mend) when nobody keeps one of that name."""
    country, _, subdivision = name.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=subdivision or None)
    except NotImplementedError:
        raise ValueError(
            f"{name!r} is no calendar of holidays", "write a country and its part, for example US or US-AL"
        ) from None


@lru_cache(maxsize=65_536)
def is_holiday(calendar: str, day: date) -> bool:
    """Whether the day is a public holiday of the calendar; an empty name has none."""
    return bool(calendar) and day in calendar_of(calendar)
