"""When something promised is due, and how what several events say of it becomes one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tidings.core.cloudevents import instant


def due(promised: object, zone: str) -> datetime:
    """The moment a promise is broken, in UTC: a datetime as it is, a date when that day has ended in `zone`.

    Raises ValueError that says what is wrong.
    """
    if isinstance(promised, str) and len(promised) == 10:
        try:
            day = date.fromisoformat(promised) + timedelta(days=1)
            # Where clocks jump at midnight, fold 0 is the first instant that exists.
            return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValueError("is no day of the calendar") from error
    return instant(promised)


def merged(older: Mapping[str, Any], newer: Mapping[str, Any]) -> dict[str, Any]:
    """Both together, branch by branch; where they differ the newer wins."""
    result = dict(older)
    for key, value in newer.items():
        before = result.get(key)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        result[key] = merged(before, value) if both else value  # type: ignore[arg-type]  # both are mappings
    return result
